// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/handovers.h"

#include "storage/keypage.h"

namespace mostrador::storage::handovers {

namespace {

/// The columns of a hand-over `h` that lists show, with its joins; the key columns follow.
QString headColumns()
{
    return QStringLiteral("h.id, h.giver_id, g.name, h.to_employee_id, h.to_team_id, coalesce(e.name, t.name, "
                          "h.to_name), h.created_at, h.confirmed_at, h.confirmed_by, b.name, (select count(*) from "
                          "handover_incidents x where x.handover_id = h.id)");
}

constexpr int headCount = 11;

QString headJoins()
{
    return QStringLiteral("join employees g on g.id = h.giver_id left join employees e on e.id = h.to_employee_id "
                          "left join teams t on t.id = h.to_team_id left join employees b on b.id = h.confirmed_by");
}

void readHead(const Statement &row, HandoverHead &head)
{
    head.id = row.id<HandoverId>(0);
    head.giver = row.id<EmployeeId>(1);
    head.giverName = row.text(2);
    head.toEmployee = row.optionalId<EmployeeId>(3);
    head.toTeam = row.optionalId<TeamId>(4);
    head.toName = row.text(5);
    head.createdAt = row.timestamp(6);
    head.confirmedAt = row.optionalTimestamp(7);
    head.confirmedBy = row.optionalId<EmployeeId>(8);
    head.confirmedByName = row.text(9);
    head.incidentCount = row.number(10);
    head.version = head.confirmedAt ? 2 : 1;
}

/// Where an employee's hand-overs stand in the indexes: a condition and the ids it is about, each list by itself in
/// order. No hand-over stands in two of them.
struct Way
{
    QString where;
    QList<qint64> ids;
};

QList<Way> waysTo(EmployeeId employee, const QList<TeamId> &teams, HandoverBox box)
{
    QList<Way> ways;
    if (box != HandoverBox::Received)
        ways.append({QStringLiteral("h.giver_id = ?"), {employee.value()}});
    if (box == HandoverBox::Given)
        return ways;
    ways.append({QStringLiteral("h.to_employee_id is not null and h.to_employee_id = ?"), {employee.value()}});
    for (const TeamId team : teams)
        ways.append({QStringLiteral("h.to_team_id is not null and h.to_team_id = ? and h.giver_id <> ?"),
                     {team.value(), employee.value()}});
    return ways;
}

Entry readEntry(const Statement &row)
{
    Entry entry;
    entry.incident = readFacts(row, 0);
    entry.standing = {row.id<CustomerId>(factCount), row.optionalId<EmployeeId>(factCount + 1),
                      row.optionalId<TeamId>(factCount + 2), row.boolean(factCount + 3)};
    return entry;
}

QString entryColumns()
{
    return factColumns() + QStringLiteral(", i.customer_id, i.assignee_id, i.team_id, t.restricted");
}

QString entryJoins()
{
    return QStringLiteral("left join customers c on c.id = i.customer_id left join teams t on t.id = i.team_id");
}

} // namespace

QString factColumns()
{
    return QStringLiteral("i.id, i.subject, i.status, i.priority, i.due_at, i.created_at, c.given_name, c.family_name");
}

HandoverIncident readFacts(const Statement &row, int first)
{
    HandoverIncident incident;
    incident.id = row.id<IncidentId>(first);
    incident.subject = row.text(first + 1);
    incident.status = incidentStatusFromString(row.text(first + 2)).value_or(IncidentStatus::Open);
    incident.priority = static_cast<Priority>(row.number(first + 3));
    incident.dueAt = row.optionalTimestamp(first + 4);
    incident.reference = incidentReference(incident.id, row.timestamp(first + 5));
    incident.customerName = QStringLiteral("%1 %2").arg(row.text(first + 6), row.text(first + 7)).trimmed();
    return incident;
}

Result<HandoverId> insert(Database &database, EmployeeId giver, const NewHandover &handover, const QString &toName,
                          Timestamp at)
{
    Statement s(database, QStringLiteral("insert into handovers (giver_id, to_employee_id, to_team_id, to_name, note, "
                                         "created_at, pending) values (?, ?, ?, ?, ?, ?, 1) returning id"));
    s.bind(giver).bind(handover.toEmployee).bind(handover.toTeam).bind(toName).bind(handover.note).bind(at);
    const auto id = readOne<HandoverId>(s, [](Statement &row) { return row.id<HandoverId>(0); });
    if (!id)
        return id.error();
    int position = 0;
    for (const IncidentId incident : handover.incidents) {
        Statement each(database, QStringLiteral("insert into handover_incidents (handover_id, position, incident_id) "
                                                "values (?, ?, ?)"));
        if (const Outcome written = each.bind(id->value()).bind(position++).bind(incident).exec(); !written)
            return written.error();
    }
    position = 0;
    for (const NewHandover::Draft &draft : handover.drafts) {
        Statement each(database, QStringLiteral("insert into handover_drafts (handover_id, position, incident_id, "
                                                "internal, body) values (?, ?, ?, ?, ?)"));
        each.bind(id->value()).bind(position++).bind(draft.incident).bind(draft.internal).bind(draft.body);
        if (const Outcome written = each.exec(); !written)
            return written.error();
    }
    return id->value();
}

Result<std::optional<Handover>> find(Database &database, HandoverId id)
{
    Statement s(database,
                QStringLiteral("select %1, h.note from handovers h %2 where h.id = ?").arg(headColumns(), headJoins()));
    s.bind(id);
    return readOne<Handover>(s, [](Statement &row) {
        Handover handover;
        readHead(row, handover);
        handover.note = row.text(headCount);
        return handover;
    });
}

Result<bool> confirm(Database &database, HandoverId id, EmployeeId by, Timestamp at)
{
    Statement s(database, QStringLiteral("update handovers set pending = 0, confirmed_at = ?, confirmed_by = ? "
                                         "where id = ? and confirmed_at is null"));
    s.bind(at).bind(by).bind(id);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<QList<Entry>> entriesOf(Database &database, HandoverId id)
{
    Statement s(database, QStringLiteral("select %1 from handover_incidents x join incidents i on i.id = x.incident_id "
                                         "%2 where x.handover_id = ? order by x.position")
                              .arg(entryColumns(), entryJoins()));
    s.bind(id);
    auto found = readAll<Entry>(s, [](Statement &row) { return readEntry(row); });
    if (!found)
        return found.error();
    Statement drafts(database, QStringLiteral("select incident_id, internal, body from handover_drafts "
                                              "where handover_id = ? order by position"));
    drafts.bind(id);
    using Text = std::pair<IncidentId, HandoverDraft>;
    const auto texts = readAll<Text>(drafts, [](Statement &row) {
        return Text{row.id<IncidentId>(0), HandoverDraft{row.boolean(1), row.text(2)}};
    });
    if (!texts)
        return texts.error();
    for (Entry &entry : *found) {
        for (const auto &[incident, draft] : *texts) {
            if (incident == entry.incident.id)
                entry.incident.drafts.append(draft);
        }
    }
    return found;
}

Result<QHash<IncidentId, Entry>> entries(Database &database, const QList<IncidentId> &ids)
{
    QHash<IncidentId, Entry> result;
    if (ids.isEmpty())
        return result;
    QList<qint64> values;
    for (const IncidentId id : ids)
        values.append(id.value());
    Statement s(database, QStringLiteral("select %1 from incidents i %2 where %3")
                              .arg(entryColumns(), entryJoins(), inList(database.dialect(), QStringLiteral("i.id"))));
    s.bindList(values);
    const auto found = readAll<Entry>(s, [](Statement &row) { return readEntry(row); });
    if (!found)
        return found.error();
    for (const Entry &entry : *found)
        result.insert(entry.incident.id, entry);
    return result;
}

Result<Page<HandoverHead>> list(Database &database, EmployeeId employee, const QList<TeamId> &teams, HandoverBox box,
                                const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("pending"),
                                      {QStringLiteral("h.pending"), QStringLiteral("h.created_at")},
                                      {false, false},
                                      false,
                                      0,
                                      1}},
                                    QStringLiteral("-pending"), page, QStringLiteral("h.id"));
    if (!keys)
        return keys.error();
    QStringList parts;
    const QList<Way> ways = waysTo(employee, teams, box);
    for (const Way &way : ways) {
        // Each by its index, as many as the page takes at most; nothing of them is sorted but what was found.
        parts.append(QStringLiteral("select * from (select h.id, h.giver_id, h.to_employee_id, h.to_team_id, "
                                    "h.to_name, h.created_at, h.confirmed_at, h.confirmed_by, h.pending "
                                    "from handovers h where %1 and %2 %3) p%4")
                         .arg(way.where, keys->where, keys->order)
                         .arg(parts.size()));
    }
    Statement s(database, QStringLiteral("select %1%2 from (%3) h %4 %5")
                              .arg(headColumns(), keys->columns, parts.join(QLatin1String(" union all ")), headJoins(),
                                   keys->order));
    for (const Way &way : ways) {
        for (const qint64 id : way.ids)
            s.bind(id);
        keys->bind(s);
    }
    return keys->read<HandoverHead>(s, headCount, [](Statement &row) {
        HandoverHead head;
        readHead(row, head);
        return head;
    });
}

Result<qint64> unconfirmed(Database &database, EmployeeId employee, const QList<TeamId> &teams, qint64 cap)
{
    QStringList parts;
    const QList<Way> ways = waysTo(employee, teams, HandoverBox::Received);
    for (const Way &way : ways)
        parts.append(QStringLiteral("select * from (select h.id from handovers h where %1 and h.pending = 1 limit %2) "
                                    "p%3")
                         .arg(way.where)
                         .arg(cap + 1)
                         .arg(parts.size()));
    Statement s(database, QStringLiteral("select count(*) from (select * from (%1) u limit %2) c")
                              .arg(parts.join(QLatin1String(" union all ")))
                              .arg(cap + 1));
    for (const Way &way : ways) {
        for (const qint64 id : way.ids)
            s.bind(id);
    }
    const auto count = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!count)
        return count.error();
    return count->value_or(0);
}

Outcome forgetTeam(Database &database, TeamId team)
{
    Statement s(database, QStringLiteral("update handovers set to_name = (select name from teams where id = ?), "
                                         "to_team_id = null where to_team_id = ?"));
    return s.bind(team).bind(team).exec();
}

Result<QList<EmployeeId>> members(Database &database, TeamId team, int limit)
{
    Statement s(database, QStringLiteral("select e.id from employee_teams m join employees e on e.id = m.employee_id "
                                         "where m.team_id = ? and e.active = 1 and e.removed_at is null "
                                         "order by e.name, e.id limit %1")
                              .arg(limit));
    s.bind(team);
    return readAll<EmployeeId>(s, [](Statement &row) { return row.id<EmployeeId>(0); });
}

} // namespace mostrador::storage::handovers
