// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Tags whose name begins with the query, kept up to date from the feed.
class TagListModel final : public PagedRows<Tag>
{
    Q_OBJECT

public:
    explicit TagListModel(const ModelContext &context, QObject *parent = nullptr);

    /// How many incidents carry it: "12", "1,000+".
    static QString countText(const Tag &tag, const Words &words);

private:
    const std::vector<ColumnOf<Tag>> &columns() const override;
    ReplyOf<codec::Page<Tag>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<Tag> *requestOne(TagId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const Tag &item) const override;
};

} // namespace mostrador::console
