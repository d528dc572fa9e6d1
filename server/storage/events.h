// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/page.h"

/// The append-only history. Functions run in the caller's transaction.
namespace mostrador::storage::events {

/// Writes an event; event.id is ignored. Wakes the feed after the commit.
Result<EventId> insert(Database &database, const Event &event);

/// The history of an incident by id, ascending (sort "created", the only one). NoteAdded and Mentioned only @p
/// withInternal, as well as AttachmentAdded whose "after" says internal.
Result<Page<Event>> ofIncident(Database &database, IncidentId incident, bool withInternal, const PageRequest &page);

/// Events of a thing with a version above @p version, ascending: what others changed since somebody saw that version.
Result<QList<Event>> since(Database &database, const QString &subjectKind, qint64 subjectId, qint64 version);

/// Empties "before" and "after" of every event of a thing: what remains is who did what kind of thing when. For
/// removing a person's data, the one exception to append-only.
Outcome eraseValues(Database &database, const QString &subjectKind, qint64 subjectId);

} // namespace mostrador::storage::events
