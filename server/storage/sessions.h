// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/database.h"

/// Rows of log-in sessions. Tokens come as SHA-256 (32 bytes) only. Functions run in the caller's transaction.
namespace mostrador::storage::sessions {

struct Session
{
    SessionId id;
    Employee employee; ///< filled by find(): id, name, email, role, teams, locale, active
    Timestamp createdAt;
    Timestamp lastUsedAt;
    Timestamp expiresAt; ///< in any case
};

Result<SessionId> insert(Database &database, EmployeeId employee, const QByteArray &tokenHash, Timestamp now,
                         Timestamp expiresAt);
/// One statement; may be run in Mode::SingleStatement. The caller checks times and the employee's state.
Result<std::optional<Session>> find(Database &database, const QByteArray &tokenHash);
Outcome touch(Database &database, SessionId id, Timestamp now);
Outcome remove(Database &database, SessionId id);
/// Ends every session of an employee but @p except; how many.
Result<qint64> removeAll(Database &database, EmployeeId employee, std::optional<SessionId> except);
/// Removes sessions past their end or unused since @p unusedSince; how many.
Result<qint64> removeExpired(Database &database, Timestamp now, Timestamp unusedSince);

} // namespace mostrador::storage::sessions
