// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

QJsonObject toJson(const Incident &incident)
{
    return {{QStringLiteral("id"), value(incident.id)},
            {QStringLiteral("reference"), incident.reference},
            {QStringLiteral("subject"), incident.subject},
            {QStringLiteral("description"), incident.description},
            {QStringLiteral("status"), toString(incident.status)},
            {QStringLiteral("impact"), toString(incident.impact)},
            {QStringLiteral("urgency"), toString(incident.urgency)},
            {QStringLiteral("priority"), toString(incident.priority)},
            {QStringLiteral("priority_by_hand"), incident.priorityByHand},
            {QStringLiteral("customer_id"), value(incident.customer)},
            {QStringLiteral("product_id"), value(incident.product)},
            {QStringLiteral("team_id"), value(incident.team)},
            {QStringLiteral("assignee_id"), value(incident.assignee)},
            {QStringLiteral("channel"), toString(incident.channel)},
            {QStringLiteral("language"), incident.language},
            {QStringLiteral("tags"), QJsonArray::fromStringList(incident.tags)},
            {QStringLiteral("custom_fields"), incident.customFields},
            {QStringLiteral("order_number"), incident.orderNumber},
            {QStringLiteral("serial_number"), incident.serialNumber},
            {QStringLiteral("external_reference"), incident.externalReference},
            {QStringLiteral("follow_up_of"), value(incident.followUpOf)},
            {QStringLiteral("merged_into"), value(incident.mergedInto)},
            {QStringLiteral("due_at"), value(incident.dueAt)},
            {QStringLiteral("first_response_at"), value(incident.firstResponseAt)},
            {QStringLiteral("resolved_at"), value(incident.resolvedAt)},
            {QStringLiteral("closed_at"), value(incident.closedAt)},
            {QStringLiteral("created_at"), value(incident.createdAt)},
            {QStringLiteral("updated_at"), value(incident.updatedAt)},
            {QStringLiteral("version"), incident.version},
            {QStringLiteral("customer_name"), incident.customerName},
            {QStringLiteral("customer_email"), incident.customerEmail},
            {QStringLiteral("product_name"), incident.productName},
            {QStringLiteral("team_name"), incident.teamName},
            {QStringLiteral("assignee_name"), incident.assigneeName},
            {QStringLiteral("message_count"), incident.messageCount}};
}

Result<Incident> incidentFromJson(const QJsonObject &json)
{
    constexpr qint64 many = std::numeric_limits<qint64>::max();
    Incident incident;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), incident.id);
    in.text(QStringLiteral("reference"), incident.reference, stored);
    in.text(QStringLiteral("subject"), incident.subject, stored);
    in.text(QStringLiteral("description"), incident.description, stored);
    in.enumeration(QStringLiteral("status"), incident.status, incidentStatusFromString, statusNames(), true);
    in.enumeration(QStringLiteral("impact"), incident.impact, impactFromString, levelNames(), true);
    in.enumeration(QStringLiteral("urgency"), incident.urgency, urgencyFromString, levelNames(), true);
    in.enumeration(QStringLiteral("priority"), incident.priority, priorityFromString, priorityNames(), true);
    in.boolean(QStringLiteral("priority_by_hand"), incident.priorityByHand, true);
    requiredId(in, QStringLiteral("customer_id"), incident.customer);
    in.id(QStringLiteral("product_id"), incident.product);
    in.id(QStringLiteral("team_id"), incident.team);
    in.id(QStringLiteral("assignee_id"), incident.assignee);
    in.enumeration(QStringLiteral("channel"), incident.channel, channelFromString, channelNames(), true);
    in.text(QStringLiteral("language"), incident.language, stored);
    in.textList(QStringLiteral("tags"), incident.tags, stored, std::numeric_limits<int>::max(), true);
    in.object(QStringLiteral("custom_fields"), incident.customFields, true);
    in.text(QStringLiteral("order_number"), incident.orderNumber, stored);
    in.text(QStringLiteral("serial_number"), incident.serialNumber, stored);
    in.text(QStringLiteral("external_reference"), incident.externalReference, stored);
    in.id(QStringLiteral("follow_up_of"), incident.followUpOf);
    in.id(QStringLiteral("merged_into"), incident.mergedInto);
    in.timestamp(QStringLiteral("due_at"), incident.dueAt);
    in.timestamp(QStringLiteral("first_response_at"), incident.firstResponseAt);
    in.timestamp(QStringLiteral("resolved_at"), incident.resolvedAt);
    in.timestamp(QStringLiteral("closed_at"), incident.closedAt);
    requiredTimestamp(in, QStringLiteral("created_at"), incident.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), incident.updatedAt);
    in.integer(QStringLiteral("version"), incident.version, 0, many, true);
    in.text(QStringLiteral("customer_name"), incident.customerName, stored);
    in.text(QStringLiteral("customer_email"), incident.customerEmail, stored);
    in.text(QStringLiteral("product_name"), incident.productName, stored);
    in.text(QStringLiteral("team_name"), incident.teamName, stored);
    in.text(QStringLiteral("assignee_name"), incident.assigneeName, stored);
    in.integer(QStringLiteral("message_count"), incident.messageCount, 0, many, true);
    if (auto problem = in.finish())
        return *problem;
    return incident;
}

} // namespace mostrador::codec
