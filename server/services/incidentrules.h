// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "services/fieldchecks.h"
#include "services/unitofwork.h"

/// @internal What the use cases of incidents share: who may, what a status brings with it, what must exist.
namespace mostrador::services::incidentrules {

/// How the actor stands to the incident; asks the database only where the team's restriction decides.
Result<Relation> relation(UnitOfWork &unit, const Incident &incident);
/// The same for an incident that is to be.
Result<Relation> relation(UnitOfWork &unit, const IncidentStanding &standing);

struct Seen
{
    Incident incident;
    Relation relation = Relation::Other;
};
/// The incident, if the actor may do @p action with it (NotFound where it may not be seen). With description.
Result<Seen> see(UnitOfWork &unit, IncidentId id, Action action);
/// The same, locked for a change and without description.
Result<Seen> seeForUpdate(UnitOfWork &unit, IncidentId id, Action action);

TransitionBy transitionBy(const Actor &actor);

/// Whether a closed incident may still be opened again.
bool withinReopeningWindow(const Incident &incident, Timestamp now);

/// Puts the incident into @p status with the moments that go with it; TransitionNotAllowed (with "allowed") where the
/// machine, or the reopening window, does not have the step. To the same status: nothing.
Outcome enter(Incident &incident, IncidentStatus status, TransitionBy by, Timestamp now);

/// Notes a fault for each thing referred to that does not exist or cannot be used.
Outcome checkReferences(UnitOfWork &unit, FieldChecks &checks, std::optional<ProductId> product,
                        std::optional<TeamId> team, std::optional<EmployeeId> assignee);

/// Notes a fault for each file that is not there, belongs to another incident or message, or is named twice.
/// @p incident: nothing for one that is being opened.
Outcome checkAttachments(UnitOfWork &unit, FieldChecks &checks, const QList<AttachmentId> &ids,
                         std::optional<IncidentId> incident);
/// Ties files to a message; ValidationFailed if one could not be (used meanwhile, or uploaded by somebody else).
Outcome attach(UnitOfWork &unit, const QList<AttachmentId> &ids, IncidentId incident, MessageId message, bool internal);

/// The attributes an event tells of.
const QStringList &factKeys();
/// Those that callers edit.
const QStringList &editableKeys();

/// Writes one event for each kind of change there is: status, assignment, the rest.
Outcome writeChangeEvents(UnitOfWork &unit, const Incident &before, const Incident &after, bool priorityTouched,
                          std::optional<EventId> *statusEvent = nullptr);

/// Fills in the customer's name where an event or a message has none.
QString customerName(const Incident &incident);

} // namespace mostrador::services::incidentrules
