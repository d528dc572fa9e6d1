// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/timestamp.h"
#include "storage/database.h"

#include <QByteArray>
#include <QJsonObject>

/// Receipts of requests that carried an idempotency key. Written in the transaction of the work itself.
namespace mostrador::storage::idempotency {

struct StoredReceipt
{
    QByteArray requestHash;
    int status = 200;
    QJsonObject body;
    QString location;
    qint64 version = 0;
};
/// @p scope: whose key it is, such as "employee:7" or "form".
Result<std::optional<StoredReceipt>> find(Database &database, const QString &scope, const QByteArray &key);
/// False if the key was taken meanwhile (waits for another transaction that holds it): roll back and find() again.
Result<bool> insert(Database &database, const QString &scope, const QByteArray &key, const StoredReceipt &receipt,
                    Timestamp now);
Result<qint64> removeOlderThan(Database &database, Timestamp before, int limit);

} // namespace mostrador::storage::idempotency
