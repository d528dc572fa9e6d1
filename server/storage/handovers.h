// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/handover.h"
#include "storage/incidents.h"
#include "storage/page.h"
#include "storage/statement.h"

#include <QHash>

/// Rows of hand-overs, and what is offered for one. Functions run in the caller's transaction.
namespace mostrador::storage::handovers {

/// What somebody hands over. @p toName: stays when the team is gone.
Result<HandoverId> insert(Database &database, EmployeeId giver, const NewHandover &handover, const QString &toName,
                          Timestamp at);
/// Without its incidents.
Result<std::optional<Handover>> find(Database &database, HandoverId id);
/// False if it was confirmed before.
Result<bool> confirm(Database &database, HandoverId id, EmployeeId by, Timestamp at);

/// An incident with what decides who may see it.
struct Entry
{
    HandoverIncident incident;
    IncidentStanding standing;
};
/// In the order they were given, with their drafts.
Result<QList<Entry>> entriesOf(Database &database, HandoverId id);
/// Those of the incidents that exist.
Result<QHash<IncidentId, Entry>> entries(Database &database, const QList<IncidentId> &ids);

/// The employee's: given, and received by them or by one of @p teams (but not from themselves). Unconfirmed ones first,
/// the newest first.
Result<Page<HandoverHead>> list(Database &database, EmployeeId employee, const QList<TeamId> &teams, HandoverBox box,
                                const PageRequest &page);
/// Those received that nobody has confirmed, up to @p cap + 1.
Result<qint64> unconfirmed(Database &database, EmployeeId employee, const QList<TeamId> &teams, qint64 cap);
/// The team will be gone; its name stays.
Outcome forgetTeam(Database &database, TeamId team);
/// Active members of a team by name, up to @p limit.
Result<QList<EmployeeId>> members(Database &database, TeamId team, int limit);

/// @{ What an employee might hand over; each with the first @p limit, and all counted up to countCap. See
/// HandoverPreview.
inline constexpr qint64 countCap = 1000;
using Candidates = HandoverPart<HandoverCandidate>;
Result<Candidates> changed(Database &database, const Actor &actor, Timestamp since, int limit);
Result<Candidates> promised(Database &database, EmployeeId employee, int limit);
Result<Candidates> due(Database &database, EmployeeId employee, const QList<TeamId> &teams, Timestamp until, int limit);
/// Up to countCap + 1.
Result<qint64> countDrafts(Database &database, EmployeeId employee);
/// @}

/// @internal The columns of `incidents i` and `customers c` that a hand-over tells of, and how they are read.
inline constexpr int factCount = 8;
QString factColumns();
HandoverIncident readFacts(const Statement &row, int first);

} // namespace mostrador::storage::handovers
