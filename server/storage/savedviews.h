// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/savedview.h"
#include "storage/page.h"

/// Rows of saved views. Functions run in the caller's transaction.
namespace mostrador::storage::views {

/// AlreadyExists with /name.
Result<ViewId> insert(Database &database, const SavedView &view);
Result<std::optional<SavedView>> find(Database &database, ViewId id);
Result<std::optional<SavedView>> findForUpdate(Database &database, ViewId id);
/// False if the version does not match or the row is gone. AlreadyExists with /name.
Result<bool> update(Database &database, const SavedView &view, qint64 expectedVersion);
/// False as in update().
Result<bool> remove(Database &database, ViewId id, qint64 expectedVersion);
/// Removes the personal ones of an employee.
Outcome removeOf(Database &database, EmployeeId owner);
/// The position behind the last of the same scope, owner and team.
Result<qint64> nextPosition(Database &database, const ViewStanding &scope);

/// What of the table a list shows.
struct Filter
{
    std::optional<EmployeeId> owner; ///< whose personal ones; nothing: nobody's
    QList<TeamId> teams;             ///< of which teams
    bool allTeams = false;           ///< of every team
    QString words;                   ///< each must be part of the name
};
/// Personal ones first, then those of teams, then those for everyone, each by position and name (sort "position", the
/// default); or by name or created.
Result<Page<SavedView>> list(Database &database, const Filter &filter, const PageRequest &page);

} // namespace mostrador::storage::views
