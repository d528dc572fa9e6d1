// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/page.h"

/// Rows of teams. Functions run in the caller's transaction.
namespace mostrador::storage::teams {

/// AlreadyExists with /name.
Result<TeamId> insert(Database &database, const Team &team);
Result<std::optional<Team>> find(Database &database, TeamId id);
Result<std::optional<Team>> findByName(Database &database, const QString &name);
Result<std::optional<Team>> findForUpdate(Database &database, TeamId id);
/// False if the version does not match or the row is gone. AlreadyExists with /name.
Result<bool> update(Database &database, const Team &team, qint64 expectedVersion);
/// InUse where an incident, an employee, a shared view or a canned reply belongs to it. False as in update().
Result<bool> remove(Database &database, TeamId id, qint64 expectedVersion);
/// @p words: each must begin the name. Sort keys: name (default), created.
Result<Page<Team>> list(Database &database, const QString &words, const PageRequest &page);

} // namespace mostrador::storage::teams
