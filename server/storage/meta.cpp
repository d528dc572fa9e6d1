// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/meta.h"

#include "storage/statement.h"

namespace mostrador::storage::meta {

Result<std::optional<QString>> get(Database &database, const QString &key)
{
    Statement s(database, QStringLiteral("select value from meta where name = ?"));
    s.bind(key);
    return readOne<QString>(s, [](Statement &row) { return row.text(0); });
}

Outcome set(Database &database, const QString &key, const QString &value)
{
    Statement s(database, QStringLiteral("insert into meta (name, value) values (?, ?) "
                                         "on conflict (name) do update set value = excluded.value"));
    return s.bind(key).bind(value).exec();
}

Result<QString> getOrSet(Database &database, const QString &key, const QString &value)
{
    // The update without effect makes the row visible even if another transaction has just written it.
    Statement s(database, QStringLiteral("insert into meta (name, value) values (?, ?) "
                                         "on conflict (name) do update set value = meta.value returning value"));
    s.bind(key).bind(value);
    const auto row = readOne<QString>(s, [](Statement &r) { return r.text(0); });
    if (!row)
        return row.error();
    return row->value_or(value);
}

} // namespace mostrador::storage::meta
