// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Employees whose name or e-mail begins with the words of the query, kept up to date from the feed.
class EmployeeListModel final : public PagedRows<Employee>
{
    Q_OBJECT

public:
    enum class Column
    {
        Name,
        Email,
        Role,
        Teams,
        Active,
        Created,
        Count
    };
    Q_ENUM(Column)

    explicit EmployeeListModel(const ModelContext &context, QObject *parent = nullptr);

private:
    const std::vector<ColumnOf<Employee>> &columns() const override;
    ReplyOf<codec::Page<Employee>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<Employee> *requestOne(EmployeeId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const Employee &item) const override;
};

} // namespace mostrador::console
