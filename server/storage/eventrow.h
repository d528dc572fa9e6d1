// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/statement.h"

namespace mostrador::storage {

/// @internal The columns of an event of `events e` in the order readEvent() takes them.
inline QString eventColumns()
{
    return QStringLiteral("e.id, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.incident_id, e.subject_kind, "
                          "e.subject_id, e.version, e.old_values, e.new_values, e.at");
}

/// @internal An event from the columns that begin at @p first.
inline Event readEvent(const Statement &row, int first)
{
    Event event;
    event.id = row.id<EventId>(first);
    event.kind = eventKindFromString(row.text(first + 1)).value_or(EventKind::IncidentChanged);
    event.actorKind = actorKindFromString(row.text(first + 2)).value_or(ActorKind::System);
    event.actorId = row.optionalNumber(first + 3);
    event.actorName = row.text(first + 4);
    event.incident = row.optionalId<IncidentId>(first + 5);
    event.subjectKind = row.text(first + 6);
    event.subjectId = row.number(first + 7);
    event.version = row.number(first + 8);
    event.before = row.json(first + 9);
    event.after = row.json(first + 10);
    event.at = row.timestamp(first + 11);
    return event;
}

} // namespace mostrador::storage
