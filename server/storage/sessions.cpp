// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sessions.h"

#include "storage/employeerow.h"

namespace mostrador::storage::sessions {

Result<SessionId> insert(Database &database, EmployeeId employee, const QByteArray &tokenHash, Timestamp now,
                         Timestamp expiresAt)
{
    Statement s(database,
                QStringLiteral("insert into sessions (employee_id, token_hash, created_at, last_used_at, expires_at) "
                               "values (?, ?, ?, ?, ?) returning id"));
    s.bind(employee).bind(QString::fromLatin1(tokenHash.toHex())).bind(now).bind(now).bind(expiresAt);
    const auto id = readOne<SessionId>(s, [](Statement &row) { return row.id<SessionId>(0); });
    if (!id)
        return id.error();
    return id->value();
}

Result<std::optional<Session>> find(Database &database, const QByteArray &tokenHash)
{
    Statement s(database,
                QStringLiteral("select s.id, s.created_at, s.last_used_at, s.expires_at, %1 "
                               "from sessions s join employees e on e.id = s.employee_id where s.token_hash = ?")
                    .arg(employeeColumns(database.dialect())));
    s.bind(QString::fromLatin1(tokenHash.toHex()));
    return readOne<Session>(s, [](Statement &row) {
        return Session{row.id<SessionId>(0), readEmployee(row, 4), row.timestamp(1), row.timestamp(2),
                       row.timestamp(3)};
    });
}

Outcome touch(Database &database, SessionId id, Timestamp now)
{
    Statement s(database, QStringLiteral("update sessions set last_used_at = ? where id = ? and last_used_at < ?"));
    return s.bind(now).bind(id).bind(now).exec();
}

Outcome remove(Database &database, SessionId id)
{
    Statement s(database, QStringLiteral("delete from sessions where id = ?"));
    return s.bind(id).exec();
}

Result<qint64> removeAll(Database &database, EmployeeId employee, std::optional<SessionId> except)
{
    Statement s(database, QStringLiteral("delete from sessions where employee_id = ? and id <> ?"));
    s.bind(employee).bind(except.value_or(SessionId()));
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected();
}

Result<qint64> removeExpired(Database &database, Timestamp now, Timestamp unusedSince)
{
    Statement s(database, QStringLiteral("delete from sessions where expires_at <= ? or last_used_at < ?"));
    s.bind(now).bind(unusedSince);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected();
}

} // namespace mostrador::storage::sessions
