// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/incident.h"

#include "support/enumnames.h"

namespace mostrador {

namespace {

constexpr EnumName<Channel> channelNames[] = {
    {Channel::Web, "web"},   {Channel::Phone, "phone"}, {Channel::Email, "email"},  {Channel::Api, "api"},
    {Channel::Chat, "chat"}, {Channel::Post, "post"},   {Channel::Import, "import"}};

constexpr EnumName<ActorKind> actorKindNames[] = {{ActorKind::Customer, "customer"},
                                                  {ActorKind::Employee, "employee"},
                                                  {ActorKind::ApiKey, "api_key"},
                                                  {ActorKind::System, "system"}};

constexpr EnumName<EventKind> eventKindNames[] = {
    {EventKind::IncidentCreated, "incident_created"},
    {EventKind::IncidentChanged, "incident_changed"},
    {EventKind::StatusChanged, "status_changed"},
    {EventKind::Assigned, "assigned"},
    {EventKind::MessageAdded, "message_added"},
    {EventKind::NoteAdded, "note_added"},
    {EventKind::Mentioned, "mentioned"},
    {EventKind::MessageWithdrawn, "message_withdrawn"},
    {EventKind::AttachmentAdded, "attachment_added"},
    {EventKind::CustomerCreated, "customer_created"},
    {EventKind::CustomerChanged, "customer_changed"},
    {EventKind::CustomerRemoved, "customer_removed"},
    {EventKind::EmployeeCreated, "employee_created"},
    {EventKind::EmployeeChanged, "employee_changed"},
    {EventKind::EmployeeRemoved, "employee_removed"},
    {EventKind::TeamCreated, "team_created"},
    {EventKind::TeamChanged, "team_changed"},
    {EventKind::TeamRemoved, "team_removed"},
    {EventKind::ProductCreated, "product_created"},
    {EventKind::ProductChanged, "product_changed"},
    {EventKind::ProductRemoved, "product_removed"},
    {EventKind::ViewCreated, "view_created"},
    {EventKind::ViewChanged, "view_changed"},
    {EventKind::ViewRemoved, "view_removed"},
    {EventKind::CannedReplyCreated, "canned_reply_created"},
    {EventKind::CannedReplyChanged, "canned_reply_changed"},
    {EventKind::CannedReplyRemoved, "canned_reply_removed"},
    {EventKind::TagCreated, "tag_created"},
    {EventKind::TagChanged, "tag_changed"},
    {EventKind::TagRemoved, "tag_removed"},
    {EventKind::CustomFieldCreated, "custom_field_created"},
    {EventKind::CustomFieldChanged, "custom_field_changed"},
    {EventKind::CustomFieldRemoved, "custom_field_removed"},
    {EventKind::PriorityTableChanged, "priority_table_changed"},
    {EventKind::DraftChanged, "draft_changed"},
    {EventKind::DraftRemoved, "draft_removed"},
    {EventKind::HandoverGiven, "handover_given"},
    {EventKind::HandoverConfirmed, "handover_confirmed"},
};

constexpr int yearDigits = 4;
constexpr int idDigitsMin = 6;

bool allDigits(QStringView text)
{
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return false;
    }
    return !text.isEmpty();
}

} // namespace

QString toString(Channel channel)
{
    return nameIn(channelNames, channel);
}

std::optional<Channel> channelFromString(const QString &name)
{
    return valueIn(channelNames, name);
}

QString toString(ActorKind kind)
{
    return nameIn(actorKindNames, kind);
}

std::optional<ActorKind> actorKindFromString(const QString &name)
{
    return valueIn(actorKindNames, name);
}

QString toString(EventKind kind)
{
    return nameIn(eventKindNames, kind);
}

std::optional<EventKind> eventKindFromString(const QString &name)
{
    return valueIn(eventKindNames, name);
}

const QStringList &incidentSortKeys()
{
    static const QStringList keys{QStringLiteral("created"), QStringLiteral("updated"), QStringLiteral("priority"),
                                  QStringLiteral("due"),     QStringLiteral("status"),  QStringLiteral("reference")};
    return keys;
}

QString incidentReference(IncidentId id, Timestamp createdAt)
{
    const int year = createdAt.toDateTime().date().year();
    return QStringLiteral("INC-%1-%2")
        .arg(year, yearDigits, 10, QLatin1Char('0'))
        .arg(id.value(), idDigitsMin, 10, QLatin1Char('0'));
}

std::optional<IncidentId> incidentIdFromReference(const QString &reference)
{
    QStringView rest = QStringView(reference).trimmed();
    const QLatin1String prefix("INC-");
    if (!rest.startsWith(prefix, Qt::CaseInsensitive))
        return std::nullopt;
    rest = rest.mid(prefix.size());
    if (rest.size() <= yearDigits || rest.at(yearDigits) != u'-' || !allDigits(rest.left(yearDigits)))
        return std::nullopt;
    rest = rest.mid(yearDigits + 1);
    if (!allDigits(rest))
        return std::nullopt;
    while (!rest.isEmpty() && rest.front() == u'0')
        rest = rest.mid(1);
    return IncidentId::fromString(rest);
}

} // namespace mostrador
