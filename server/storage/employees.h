// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/page.h"

/// Rows of employees and their team memberships. Functions run in the caller's transaction.
namespace mostrador::storage::employees {

/// @p passwordHash: a PHC string. AlreadyExists with /email.
Result<EmployeeId> insert(Database &database, const Employee &employee, const QString &passwordHash);

/// Removed employees are found only by @p withRemoved.
Result<std::optional<Employee>> find(Database &database, EmployeeId id, bool withRemoved = false);
Result<std::optional<Employee>> findByEmail(Database &database, const QString &email);
Result<std::optional<Employee>> findForUpdate(Database &database, EmployeeId id);

struct Credentials
{
    EmployeeId id;
    QString passwordHash;
    bool active = false;
};
Result<std::optional<Credentials>> credentialsByEmail(Database &database, const QString &email);
Result<std::optional<Credentials>> credentials(Database &database, EmployeeId id);
/// Replaces the hash without touching the version (re-hash at log-in, new password).
Outcome setPasswordHash(Database &database, EmployeeId id, const QString &passwordHash);

/// Writes every attribute and the teams if the row still has @p expectedVersion. AlreadyExists with /email;
/// ValidationFailed with /team_ids for a team that does not exist.
Result<bool> update(Database &database, const Employee &employee, qint64 expectedVersion);
/// Marks removed and inactive, frees the e-mail, leaves all teams; the name stays.
Result<bool> remove(Database &database, EmployeeId id, qint64 expectedVersion, Timestamp at);

/// @p words: each must begin a word of the name or the e-mail. @p email: exact, if not empty.
/// Sort keys: name (default), email, created. Removed ones are left out.
Result<Page<Employee>> list(Database &database, const QString &words, const QString &email, const PageRequest &page);

/// Active administrators but @p except; locks them, so that two cannot be removed at the same time.
Result<qint64> countOtherActiveAdmins(Database &database, EmployeeId except);
Result<qint64> count(Database &database);

} // namespace mostrador::storage::employees
