// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/statement.h"

#include <algorithm>

namespace mostrador::storage {

inline constexpr int employeeColumnCount = 11;

/// @internal The columns of `employees e` in the order readEmployee() takes them.
inline QString employeeColumns(Dialect dialect)
{
    return QStringLiteral("e.id, e.email, e.name, e.role, e.locale, e.active, e.created_at, e.updated_at, e.version, "
                          "(select %1 from employee_teams et where et.employee_id = e.id), "
                          "case when e.removed_at is null then 0 else 1 end")
        .arg(dialect == Dialect::Postgresql ? QStringLiteral("string_agg(et.team_id::text, ',')")
                                            : QStringLiteral("group_concat(et.team_id, ',')"));
}

/// @internal An employee from the columns that begin at @p first.
inline Employee readEmployee(const Statement &row, int first)
{
    Employee e;
    e.id = row.id<EmployeeId>(first);
    e.email = row.text(first + 1);
    e.name = row.text(first + 2);
    // A role this program does not know has the fewest rights.
    e.role = roleFromString(row.text(first + 3)).value_or(Role::Agent);
    e.locale = row.text(first + 4);
    e.active = row.boolean(first + 5);
    e.createdAt = row.timestamp(first + 6);
    e.updatedAt = row.timestamp(first + 7);
    e.version = row.number(first + 8);
    for (const QString &id : row.text(first + 9).split(u',', Qt::SkipEmptyParts))
        e.teams.append(TeamId(id.toLongLong()));
    e.removed = row.boolean(first + 10);
    std::sort(e.teams.begin(), e.teams.end());
    return e;
}

} // namespace mostrador::storage
