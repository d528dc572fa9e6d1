// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/loginthrottle.h"

#include "storage/statement.h"

namespace mostrador::storage::loginthrottle {

Result<Bucket> take(Database &database, const QString &bucket, Timestamp now, qint64 windowMs)
{
    Statement s(database,
                QStringLiteral("insert into login_attempts (bucket, attempts, window_start) values (?, 1, ?) "
                               "on conflict (bucket) do update set "
                               "attempts = case when login_attempts.window_start <= ? then 1 "
                               "else login_attempts.attempts + 1 end, "
                               "window_start = case when login_attempts.window_start <= ? then excluded.window_start "
                               "else login_attempts.window_start end "
                               "returning attempts, window_start"));
    const Timestamp oldest = now.plusMilliseconds(-windowMs);
    s.bind(bucket).bind(now).bind(oldest).bind(oldest);
    const auto row = readOne<Bucket>(s, [](Statement &r) { return Bucket{r.number(0), r.timestamp(1)}; });
    if (!row)
        return row.error();
    return row->value();
}

Result<Bucket> peek(Database &database, const QString &bucket, Timestamp now, qint64 windowMs)
{
    Statement s(
        database,
        QStringLiteral("select attempts, window_start from login_attempts where bucket = ? and window_start > ?"));
    s.bind(bucket).bind(now.plusMilliseconds(-windowMs));
    const auto row = readOne<Bucket>(s, [](Statement &r) { return Bucket{r.number(0), r.timestamp(1)}; });
    if (!row)
        return row.error();
    return row->value_or(Bucket{0, now});
}

Outcome giveBack(Database &database, const QString &bucket)
{
    Statement s(database, QStringLiteral("update login_attempts set attempts = attempts - 1 where bucket = ?"));
    return s.bind(bucket).exec();
}

Outcome clear(Database &database, const QString &bucket)
{
    Statement s(database, QStringLiteral("delete from login_attempts where bucket = ?"));
    return s.bind(bucket).exec();
}

Result<qint64> removeOld(Database &database, Timestamp before)
{
    Statement s(database, QStringLiteral("delete from login_attempts where window_start < ?"));
    if (const Outcome run = s.bind(before).exec(); !run)
        return run.error();
    return s.rowsAffected();
}

} // namespace mostrador::storage::loginthrottle
