// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/timestamp.h"
#include "storage/database.h"

/// Failed log-ins, counted in the database so that all processes know them. A bucket is an account or an address, named
/// by the caller (hashed, so that no address stands in the table). Functions run in the caller's transaction; commit
/// before the password is checked, so that parallel guesses count too.
namespace mostrador::storage::loginthrottle {

struct Bucket
{
    qint64 attempts = 0; ///< within the window, including the one just taken
    Timestamp windowStart;
};
/// Counts an attempt, atomically; a window older than @p windowMs begins anew.
Result<Bucket> take(Database &database, const QString &bucket, Timestamp now, qint64 windowMs);
Result<Bucket> peek(Database &database, const QString &bucket, Timestamp now, qint64 windowMs);
/// Takes back an attempt counted in this transaction.
Outcome giveBack(Database &database, const QString &bucket);
/// Forgets the attempts after a success.
Outcome clear(Database &database, const QString &bucket);
Result<qint64> removeOld(Database &database, Timestamp before);

} // namespace mostrador::storage::loginthrottle
