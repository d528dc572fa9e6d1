// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Canned replies with the words of the query in title, shortcut or text, kept up to date from the feed.
class CannedReplyListModel final : public PagedRows<CannedReply>
{
    Q_OBJECT

public:
    explicit CannedReplyListModel(const ModelContext &context, QObject *parent = nullptr);

private:
    const std::vector<ColumnOf<CannedReply>> &columns() const override;
    ReplyOf<codec::Page<CannedReply>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<CannedReply> *requestOne(CannedReplyId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const CannedReply &item) const override;
};

} // namespace mostrador::console
