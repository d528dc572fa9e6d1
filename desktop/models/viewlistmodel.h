// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Saved views that one may see, kept up to date from the feed.
class ViewListModel final : public PagedRows<SavedView>
{
    Q_OBJECT

public:
    explicit ViewListModel(const ModelContext &context, QObject *parent = nullptr);

private:
    const std::vector<ColumnOf<SavedView>> &columns() const override;
    ReplyOf<codec::Page<SavedView>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<SavedView> *requestOne(ViewId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const SavedView &item) const override;
};

} // namespace mostrador::console
