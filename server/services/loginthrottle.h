// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/timestamp.h"
#include "support/result.h"

#include <QString>

namespace mostrador::storage {
class Database;
}

/// Slows guessing down. Counted in the database, so that all processes know; the buckets are keyed hashes, so that no
/// address or e-mail stands there.
///
/// An account may be tried 5 times in 15 minutes at once; then the n-th further try must wait until 2^n seconds after
/// the first of them (2, 4, 8 ... s), at most to the end of the 15 minutes. Every try counts before the password is
/// looked at, so parallel guesses gain nothing; a refused one does not, so they do not lengthen the owner's wait
/// either; a success forgets them. An address (IPv6: its /64) may fail 50 times in the same way, whatever the accounts;
/// only failures count there, because an office has one address.
namespace mostrador::services::loginthrottle {

inline constexpr qint64 windowMs = 15 * 60 * 1000;
inline constexpr qint64 accountTries = 5;
inline constexpr qint64 addressFailures = 50;

/// TooManyRequests with the seconds to wait, or done: then a try of the account is counted. In the caller's
/// transaction; commit also when refused.
Result<std::optional<Problem>> take(storage::Database &database, const QString &email, const QString &address,
                                    Timestamp now);
Outcome failed(storage::Database &database, const QString &address, Timestamp now);
Outcome succeeded(storage::Database &database, const QString &email);

} // namespace mostrador::services::loginthrottle
