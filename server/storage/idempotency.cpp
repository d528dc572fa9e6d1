// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idempotency.h"

#include "storage/statement.h"

namespace mostrador::storage::idempotency {

Result<std::optional<StoredReceipt>> find(Database &database, const QString &scope, const QByteArray &key)
{
    Statement s(database, QStringLiteral("select request_hash, status, body, location, version from idempotency_keys "
                                         "where scope = ? and request_key = ?"));
    s.bind(scope).bind(QString::fromLatin1(key));
    return readOne<StoredReceipt>(s, [](Statement &row) {
        return StoredReceipt{QByteArray::fromHex(row.text(0).toLatin1()), static_cast<int>(row.number(1)), row.json(2),
                             row.text(3), row.number(4)};
    });
}

Result<bool> insert(Database &database, const QString &scope, const QByteArray &key, const StoredReceipt &receipt,
                    Timestamp now)
{
    Statement s(database, QStringLiteral(
                              "insert into idempotency_keys (scope, request_key, request_hash, status, body, location, "
                              "version, created_at) values (?, ?, ?, ?, ?, ?, ?, ?) "
                              "on conflict (scope, request_key) do nothing"));
    s.bind(scope)
        .bind(QString::fromLatin1(key))
        .bind(QString::fromLatin1(receipt.requestHash.toHex()))
        .bind(receipt.status);
    s.bind(receipt.body).bind(receipt.location).bind(receipt.version).bind(now);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<qint64> removeOlderThan(Database &database, Timestamp before, int limit)
{
    Statement s(database,
                QStringLiteral("delete from idempotency_keys where (scope, request_key) in (select scope, request_key "
                               "from idempotency_keys where created_at < ? order by created_at limit %1)")
                    .arg(limit));
    if (const Outcome run = s.bind(before).exec(); !run)
        return run.error();
    return s.rowsAffected();
}

} // namespace mostrador::storage::idempotency
