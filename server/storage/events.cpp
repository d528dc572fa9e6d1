// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/events.h"

#include "storage/eventrow.h"
#include "storage/keypage.h"

namespace mostrador::storage::events {

Result<EventId> insert(Database &database, const Event &event)
{
    Statement s(database, QStringLiteral("insert into events (kind, actor_kind, actor_id, actor_name, incident_id, "
                                         "subject_kind, subject_id, version, old_values, new_values, at) "
                                         "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"));
    s.bind(toString(event.kind)).bind(toString(event.actorKind)).bind(event.actorId).bind(event.actorName);
    s.bind(event.incident).bind(event.subjectKind).bind(event.subjectId).bind(event.version);
    s.bind(event.before).bind(event.after).bind(event.at);
    const auto id = readOne<EventId>(s, [](Statement &row) { return row.id<EventId>(0); });
    if (!id)
        return id.error();
    database.noteEvent();
    return id->value();
}

Result<Page<Event>> ofIncident(Database &database, IncidentId incident, bool withInternal, const PageRequest &page)
{
    const auto keys =
        KeyPage::make({{QStringLiteral("created"), {}, {}}}, QStringLiteral("created"), page, QStringLiteral("e.id"));
    if (!keys)
        return keys.error();
    QString where = QStringLiteral("e.incident_id = ? and ") + keys->where;
    if (!withInternal) {
        where += QStringLiteral(" and e.kind not in ('note_added', 'mentioned') "
                                "and not (e.kind = 'attachment_added' and e.new_values like '%\"internal\":true%')");
    }
    Statement s(database,
                QStringLiteral("select %1 from events e where %2 %3").arg(eventColumns(), where, keys->order));
    s.bind(incident);
    keys->bind(s);
    return keys->read<Event>(s, 12, [](Statement &row) { return readEvent(row, 0); });
}

Result<QList<Event>> since(Database &database, const QString &subjectKind, qint64 subjectId, qint64 version)
{
    Statement s(database, QStringLiteral("select %1 from events e where e.subject_kind = ? and e.subject_id = ? "
                                         "and e.version > ? order by e.version, e.id")
                              .arg(eventColumns()));
    s.bind(subjectKind).bind(subjectId).bind(version);
    return readAll<Event>(s, [](Statement &row) { return readEvent(row, 0); });
}

Outcome eraseValues(Database &database, const QString &subjectKind, qint64 subjectId)
{
    Statement s(database, QStringLiteral("update events set old_values = '{}', new_values = '{}' "
                                         "where subject_kind = ? and subject_id = ?"));
    s.bind(subjectKind).bind(subjectId);
    return s.exec();
}

} // namespace mostrador::storage::events
