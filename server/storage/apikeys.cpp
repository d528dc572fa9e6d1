// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/apikeys.h"

#include "storage/employeerow.h"
#include "storage/keypage.h"

namespace mostrador::storage::apikeys {

namespace {

QString columns()
{
    return QStringLiteral("k.id, k.employee_id, k.label, k.created_at, k.last_used_at, k.expires_at");
}

Key readKey(const Statement &row)
{
    Key key;
    key.id = row.id<ApiKeyId>(0);
    key.employee.id = row.id<EmployeeId>(1);
    key.label = row.text(2);
    key.createdAt = row.timestamp(3);
    key.lastUsedAt = row.optionalTimestamp(4);
    key.expiresAt = row.optionalTimestamp(5);
    return key;
}

} // namespace

Result<ApiKeyId> insert(Database &database, EmployeeId employee, const QString &label, const QByteArray &tokenHash,
                        Timestamp now, std::optional<Timestamp> expiresAt)
{
    Statement s(database,
                QStringLiteral("insert into api_keys (employee_id, label, token_hash, created_at, expires_at) "
                               "values (?, ?, ?, ?, ?) returning id"));
    s.bind(employee).bind(label).bind(QString::fromLatin1(tokenHash.toHex())).bind(now).bind(expiresAt);
    const auto id = readOne<ApiKeyId>(s, [](Statement &row) { return row.id<ApiKeyId>(0); });
    if (!id)
        return id.error();
    return id->value();
}

Result<std::optional<Key>> findByToken(Database &database, const QByteArray &tokenHash)
{
    Statement s(database, QStringLiteral("select %1, %2 from api_keys k join employees e on e.id = k.employee_id "
                                         "where k.token_hash = ?")
                              .arg(columns(), employeeColumns(database.dialect())));
    s.bind(QString::fromLatin1(tokenHash.toHex()));
    return readOne<Key>(s, [](Statement &row) {
        Key key = readKey(row);
        key.employee = readEmployee(row, 6);
        return key;
    });
}

Result<std::optional<Key>> find(Database &database, ApiKeyId id)
{
    Statement s(database, QStringLiteral("select %1 from api_keys k where k.id = ?").arg(columns()));
    s.bind(id);
    return readOne<Key>(s, [](Statement &row) { return readKey(row); });
}

Outcome touch(Database &database, ApiKeyId id, Timestamp now)
{
    Statement s(database, QStringLiteral("update api_keys set last_used_at = ? where id = ?"));
    return s.bind(now).bind(id).exec();
}

Result<bool> remove(Database &database, ApiKeyId id)
{
    Statement s(database, QStringLiteral("delete from api_keys where id = ?"));
    if (const Outcome run = s.bind(id).exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<qint64> removeAll(Database &database, EmployeeId employee)
{
    Statement s(database, QStringLiteral("delete from api_keys where employee_id = ?"));
    if (const Outcome run = s.bind(employee).exec(); !run)
        return run.error();
    return s.rowsAffected();
}

Result<Page<Key>> list(Database &database, std::optional<EmployeeId> employee, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("created"), {QStringLiteral("k.created_at")}, {false}}},
                                    QStringLiteral("created"), page, QStringLiteral("k.id"));
    if (!keys)
        return keys.error();
    Statement s(database, QStringLiteral("select %1%2 from api_keys k where %3%4 %5")
                              .arg(columns(), keys->columns, keys->where,
                                   employee ? QStringLiteral(" and k.employee_id = ?") : QString(), keys->order));
    keys->bind(s);
    if (employee)
        s.bind(*employee);
    return keys->read<Key>(s, 6, [](Statement &row) { return readKey(row); });
}

} // namespace mostrador::storage::apikeys
