// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentrow.h"

#include "protocol/jsonreader.h"
#include "storage/searchtext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mostrador::storage {

QString incidentColumns()
{
    return QStringLiteral(
        "i.id, i.subject, i.status, i.impact, i.urgency, i.priority, i.priority_by_hand, i.customer_id, "
        "i.product_id, i.team_id, i.assignee_id, i.channel, i.language, i.tags, i.custom_fields, "
        "i.order_number, i.serial_number, i.external_reference, i.follow_up_of, i.merged_into, i.due_at, "
        "i.first_response_at, i.resolved_at, i.closed_at, i.created_at, i.updated_at, i.version, "
        "i.message_count, c.given_name, c.family_name, c.email, p.name, t.name, a.name");
}

QString incidentJoins()
{
    return QStringLiteral("left join customers c on c.id = i.customer_id left join products p on p.id = i.product_id "
                          "left join teams t on t.id = i.team_id left join employees a on a.id = i.assignee_id");
}

Incident readIncident(const Statement &row)
{
    Incident i;
    i.id = row.id<IncidentId>(0);
    i.subject = row.text(1);
    i.status = incidentStatusFromString(row.text(2)).value_or(IncidentStatus::Open);
    i.impact = static_cast<Impact>(row.number(3));
    i.urgency = static_cast<Urgency>(row.number(4));
    i.priority = static_cast<Priority>(row.number(5));
    i.priorityByHand = row.boolean(6);
    i.customer = row.id<CustomerId>(7);
    i.product = row.optionalId<ProductId>(8);
    i.team = row.optionalId<TeamId>(9);
    i.assignee = row.optionalId<EmployeeId>(10);
    i.channel = channelFromString(row.text(11)).value_or(Channel::Api);
    i.language = row.text(12);
    for (const QJsonValue &tag : QJsonDocument::fromJson(row.text(13).toUtf8()).array())
        i.tags.append(tag.toString());
    i.customFields = row.json(14);
    i.orderNumber = row.text(15);
    i.serialNumber = row.text(16);
    i.externalReference = row.text(17);
    i.followUpOf = row.optionalId<IncidentId>(18);
    i.mergedInto = row.optionalId<IncidentId>(19);
    i.dueAt = row.optionalTimestamp(20);
    i.firstResponseAt = row.optionalTimestamp(21);
    i.resolvedAt = row.optionalTimestamp(22);
    i.closedAt = row.optionalTimestamp(23);
    i.createdAt = row.timestamp(24);
    i.updatedAt = row.timestamp(25);
    i.version = row.number(26);
    i.messageCount = row.number(27);
    i.customerName = QStringLiteral("%1 %2").arg(row.text(28), row.text(29)).trimmed();
    i.customerEmail = row.text(30);
    i.productName = row.text(31);
    i.teamName = row.text(32);
    i.assigneeName = row.text(33);
    i.reference = incidentReference(i.id, i.createdAt);
    return i;
}

const QStringList &mutableIncidentColumns()
{
    static const QStringList columns =
        QStringLiteral("subject status impact urgency priority priority_by_hand product_id "
                       "team_id assignee_id language tags custom_fields order_number "
                       "order_folded serial_number serial_folded follow_up_of merged_into "
                       "due_at first_response_at resolved_at closed_at updated_at version")
            .split(u' ');
    return columns;
}

void bindMutableIncident(Statement &s, const Incident &i)
{
    s.bind(i.subject).bind(toString(i.status)).bind(static_cast<int>(i.impact)).bind(static_cast<int>(i.urgency));
    s.bind(static_cast<int>(i.priority)).bind(i.priorityByHand).bind(i.product).bind(i.team).bind(i.assignee);
    s.bind(i.language);
    s.bind(QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(i.tags)).toJson(QJsonDocument::Compact)));
    s.bind(i.customFields).bind(i.orderNumber).bind(foldForUniqueness(i.orderNumber));
    s.bind(i.serialNumber).bind(foldForUniqueness(i.serialNumber)).bind(i.followUpOf).bind(i.mergedInto);
    s.bind(i.dueAt).bind(i.firstResponseAt).bind(i.resolvedAt).bind(i.closedAt).bind(i.updatedAt).bind(i.version);
}

QString foldedOpening(const QString &subject, const QString &description)
{
    // The line feed, which folding leaves in neither part, marks where the subject ends.
    return foldForSearch(subject) + u'\n' + foldForSearch(description);
}

QString placeholders(qsizetype count)
{
    return QStringList(count, QStringLiteral("?")).join(QLatin1String(", "));
}

} // namespace mostrador::storage
