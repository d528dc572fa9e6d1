// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/drafts.h"

#include "storage/keypage.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mostrador::storage::drafts {

namespace {

constexpr int columnCount = 16;

QString selectFrom(const QString &keys = {})
{
    return QStringLiteral("select d.id, d.incident_id, d.internal, d.body, d.attachments, d.status, d.based_on, "
                          "d.updated_at, d.told_at, d.version, i.subject, i.created_at, i.customer_id, i.assignee_id, "
                          "i.team_id, t.restricted%1 from drafts d join incidents i on i.id = d.incident_id "
                          "left join teams t on t.id = i.team_id ")
        .arg(keys);
}

Row readDraft(const Statement &row)
{
    Row result;
    SavedDraft &draft = result.draft;
    result.id = draft.id = row.id<DraftId>(0);
    draft.incident = row.id<IncidentId>(1);
    draft.internal = row.boolean(2);
    draft.body = row.text(3);
    for (const QJsonValue &id : QJsonDocument::fromJson(row.text(4).toUtf8()).array()) {
        if (const auto attachment = AttachmentId::fromString(id.toString()))
            draft.attachments.append(*attachment);
    }
    draft.status = incidentStatusFromString(row.text(5));
    draft.basedOn = row.optionalId<MessageId>(6);
    draft.updatedAt = row.timestamp(7);
    result.toldAt = row.timestamp(8);
    draft.version = row.number(9);
    draft.incidentSubject = row.text(10);
    draft.incidentReference = incidentReference(draft.incident, row.timestamp(11));
    result.standing = {row.id<CustomerId>(12), row.optionalId<EmployeeId>(13), row.optionalId<TeamId>(14),
                       row.boolean(15)};
    return result;
}

void bindText(Statement &s, const SavedDraft &draft)
{
    QJsonArray ids;
    for (const AttachmentId id : draft.attachments)
        ids.append(id.toString());
    s.bind(draft.body).bind(QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact)));
    s.bind(draft.status ? toString(*draft.status) : QString()).bind(draft.basedOn);
}

} // namespace

Result<std::optional<Row>> find(Database &database, EmployeeId employee, IncidentId incident, bool internal, Lock lock)
{
    Statement s(database,
                selectFrom() + QStringLiteral("where d.employee_id = ? and d.incident_id = ? and d.internal = ?%1")
                                   .arg(lock == Lock::ForUpdate && database.isPostgresql()
                                            ? QStringLiteral(" for update of d")
                                            : QString()));
    s.bind(employee).bind(incident).bind(internal);
    return readOne<Row>(s, [](Statement &row) { return readDraft(row); });
}

Result<std::optional<DraftId>> insert(Database &database, EmployeeId employee, const SavedDraft &draft)
{
    Statement s(database, QStringLiteral("insert into drafts (body, attachments, status, based_on, employee_id, "
                                         "incident_id, internal, updated_at, told_at, version) "
                                         "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                         "on conflict (employee_id, incident_id, internal) do nothing returning id"));
    bindText(s, draft);
    s.bind(employee).bind(draft.incident).bind(draft.internal);
    s.bind(draft.updatedAt).bind(draft.updatedAt).bind(draft.version);
    return readOne<DraftId>(s, [](Statement &row) { return row.id<DraftId>(0); });
}

Result<bool> update(Database &database, const SavedDraft &draft, Timestamp toldAt, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("update drafts set body = ?, attachments = ?, status = ?, based_on = ?, "
                                         "updated_at = ?, told_at = ?, version = ? where id = ? and version = ?"));
    bindText(s, draft);
    s.bind(draft.updatedAt).bind(toldAt).bind(draft.version).bind(draft.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, DraftId id, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("delete from drafts where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Outcome removeOf(Database &database, EmployeeId employee)
{
    Statement s(database, QStringLiteral("delete from drafts where employee_id = ?"));
    return s.bind(employee).exec();
}

Result<Page<Row>> list(Database &database, EmployeeId employee, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("updated"), {QStringLiteral("d.updated_at")}, {false}}},
                                    QStringLiteral("-updated"), page, QStringLiteral("d.id"));
    if (!keys)
        return keys.error();
    Statement s(database, selectFrom(keys->columns) +
                              QStringLiteral("where %1 and d.employee_id = ? %2").arg(keys->where, keys->order));
    keys->bind(s);
    s.bind(employee);
    return keys->read<Row>(s, columnCount, [](Statement &row) { return readDraft(row); });
}

} // namespace mostrador::storage::drafts
