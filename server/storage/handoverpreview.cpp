// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/handovers.h"
#include "storage/incidentconditions.h"
#include "storage/incidentquery.h"

#include <algorithm>

namespace mostrador::storage::handovers {

namespace {

/// Of a bulk change of very many the last ones are looked at.
constexpr qint64 mostEvents = 5000;
/// Whoever has more open incidents than these is told of the newest of them.
constexpr qint64 mostOpen = 3000;

constexpr EventKind toldKinds[] = {EventKind::IncidentCreated, EventKind::MessageAdded,    EventKind::NoteAdded,
                                   EventKind::StatusChanged,   EventKind::Assigned,        EventKind::IncidentChanged,
                                   EventKind::AttachmentAdded, EventKind::MessageWithdrawn};

/// What is read of an incident before its customer's name is looked up.
QString rawColumns()
{
    return QStringLiteral("i.id, i.subject, i.status, i.priority, i.due_at, i.created_at, i.customer_id, "
                          "i.first_response_at");
}

QString noDueDate()
{
    return QStringLiteral("9223372036854775807");
}

/// Those of one employee that are worked on. SQLite, without statistics, would walk through all they ever had.
QString openOfOne(Dialect dialect)
{
    const QString index =
        dialect == Dialect::Sqlite ? QStringLiteral(" indexed by incidents_active_assignee") : QString();
    return QStringLiteral("incidents i%1 where i.assignee_id = ? and %2").arg(index, activeStatuses());
}

/// A list and its count from rows of which there are up to countCap + 1. @p seen, @p most: rows that were looked at,
/// and how many could be.
Candidates partOf(QList<HandoverCandidate> &&rows, int limit, qint64 seen, qint64 most)
{
    Candidates part;
    part.capped = rows.size() > countCap || seen >= most;
    part.count = std::min<qint64>(rows.size(), countCap);
    part.items = rows.mid(0, limit);
    return part;
}

} // namespace

Result<Candidates> changed(Database &database, const Actor &actor, Timestamp since, int limit)
{
    const SqlPart visible = visibleTo(actor, database.dialect());
    QStringList kinds;
    for (const EventKind kind : toldKinds)
        kinds.append(QStringLiteral("max(case when e.kind = '%1' then 1 else 0 end) as k%2")
                         .arg(toString(kind))
                         .arg(static_cast<int>(kind)));
    Statement s(database,
                QStringLiteral("select %1, x.* from (select e.incident_id, max(e.at) as last_at, count(*) as events, "
                               "%2 from (select incident_id, kind, at from events where actor_kind = 'employee' and "
                               "actor_id = ? and incident_id is not null and at >= ? order by at desc, id desc "
                               "limit %3) e group by e.incident_id) x join incidents i on i.id = x.incident_id "
                               "left join customers c on c.id = i.customer_id where %4 "
                               "order by x.last_at desc, i.id desc limit %5")
                    .arg(factColumns(), kinds.join(QLatin1String(", ")))
                    .arg(mostEvents)
                    .arg(visible.sql)
                    .arg(countCap + 1));
    s.bind(actor.employee).bind(since);
    for (const QVariant &value : visible.values) {
        if (value.typeId() == QMetaType::QString)
            s.bind(value.toString());
        else
            s.bind(value.toLongLong());
    }
    qint64 events = 0;
    auto rows = readAll<HandoverCandidate>(s, [&](Statement &row) {
        HandoverCandidate candidate;
        candidate.incident = readFacts(row, 0);
        candidate.changedAt = row.timestamp(factCount + 1);
        events += row.number(factCount + 2);
        int column = factCount + 3;
        for (const EventKind kind : toldKinds) {
            if (row.boolean(column++))
                candidate.kinds.append(kind);
        }
        return candidate;
    });
    if (!rows)
        return rows.error();
    return partOf(*std::move(rows), limit, events, mostEvents);
}

Result<Candidates> promised(Database &database, EmployeeId employee, int limit)
{
    Statement s(
        database,
        QStringLiteral("select %1, i.total from (select m.*, count(*) over () as total from (select %2 from "
                       "%3 order by i.created_at desc, i.id desc limit %4) m) i left join customers c on c.id = "
                       "i.customer_id where i.due_at is not null or (i.first_response_at is not null and (select "
                       "m.author_kind from messages m where m.incident_id = i.id and m.internal = 0 order by "
                       "m.id desc limit 1) = 'employee') "
                       "order by coalesce(i.due_at, %5), i.id limit %6")
            .arg(factColumns(), rawColumns(), openOfOne(database.dialect()))
            .arg(mostOpen)
            .arg(noDueDate())
            .arg(countCap + 1));
    s.bind(employee);
    qint64 open = 0;
    auto rows = readAll<HandoverCandidate>(s, [&](Statement &row) {
        open = row.number(factCount);
        return HandoverCandidate{readFacts(row, 0), {}, {}};
    });
    if (!rows)
        return rows.error();
    return partOf(*std::move(rows), limit, open, mostOpen);
}

Result<Candidates> due(Database &database, EmployeeId employee, const QList<TeamId> &teams, Timestamp until, int limit)
{
    const QString way = QStringLiteral("select * from (select %1 from %2 and i.due_at is not null and "
                                       "i.due_at <= ? order by i.due_at, i.id limit %3) p%4");
    QStringList parts;
    const auto add = [&](const QString &from) {
        parts.append(way.arg(rawColumns(), from).arg(countCap + 1).arg(static_cast<qint64>(parts.size())));
    };
    add(openOfOne(database.dialect()));
    for (qsizetype i = 0; i < teams.size(); ++i)
        add(QStringLiteral("incidents i where i.assignee_id is null and i.team_id = ? and ") + activeStatuses());
    Statement s(database, QStringLiteral("select %1 from (%2) i left join customers c on c.id = i.customer_id "
                                         "order by i.due_at, i.id limit %3")
                              .arg(factColumns(), parts.join(QLatin1String(" union all ")))
                              .arg(countCap + 1));
    s.bind(employee).bind(until);
    for (const TeamId team : teams)
        s.bind(team).bind(until);
    auto rows = readAll<HandoverCandidate>(s, [](Statement &row) {
        return HandoverCandidate{readFacts(row, 0), {}, {}};
    });
    if (!rows)
        return rows.error();
    return partOf(*std::move(rows), limit, 0, 1);
}

Result<qint64> countDrafts(Database &database, EmployeeId employee)
{
    Statement s(database, QStringLiteral("select count(*) from (select 1 from drafts where employee_id = ? limit %1) x")
                              .arg(countCap + 1));
    s.bind(employee);
    const auto count = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!count)
        return count.error();
    return count->value_or(0);
}

} // namespace mostrador::storage::handovers
