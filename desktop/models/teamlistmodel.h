// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Teams, kept up to date from the feed.
class TeamListModel final : public PagedRows<Team>
{
    Q_OBJECT

public:
    enum class Column
    {
        Name,
        Description,
        Restricted,
        Created,
        Count
    };
    Q_ENUM(Column)

    explicit TeamListModel(const ModelContext &context, QObject *parent = nullptr);

private:
    const std::vector<ColumnOf<Team>> &columns() const override;
    ReplyOf<codec::Page<Team>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<Team> *requestOne(TeamId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const Team &item) const override;
};

} // namespace mostrador::console
