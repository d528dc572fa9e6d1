// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

constexpr int attachmentsMax = 10'000;
constexpr qint64 idMax = std::numeric_limits<qint64>::max();

QJsonValue actorId(const std::optional<qint64> &id)
{
    return id ? QJsonValue(QString::number(*id)) : QJsonValue(QJsonValue::Null);
}

/// The id of somebody whose kind another member tells.
void readActorId(JsonReader &in, const QString &name, std::optional<qint64> &out)
{
    std::optional<Id<struct AnyTag>> id;
    if (in.id(name, id))
        out = id->value();
}

void readMentions(JsonReader &in, QList<Mention> &out)
{
    QJsonArray items;
    if (!in.array(QStringLiteral("mentions"), items, attachmentsMax))
        return;
    for (qsizetype i = 0; i < items.size(); ++i) {
        Mention mention;
        JsonReader one(items.at(i).toObject(), in.pointerTo(QStringLiteral("mentions/%1").arg(i)));
        one.tolerateUnknown();
        requiredId(one, QStringLiteral("employee_id"), mention.employee);
        one.text(QStringLiteral("name"), mention.name, stored);
        one.boolean(QStringLiteral("reached"), mention.reached, true);
        if (auto problem = one.finish())
            in.merge(problem->errors);
        else
            out.append(mention);
    }
}

} // namespace

QJsonObject toJson(const Message &message)
{
    QJsonArray mentions;
    for (const Mention &mention : message.mentions)
        mentions.append(QJsonObject{{QStringLiteral("employee_id"), value(mention.employee)},
                                    {QStringLiteral("name"), mention.name},
                                    {QStringLiteral("reached"), mention.reached}});
    return {{QStringLiteral("id"), value(message.id)},
            {QStringLiteral("incident_id"), value(message.incident)},
            {QStringLiteral("author_kind"), toString(message.authorKind)},
            {QStringLiteral("author_id"), actorId(message.authorId)},
            {QStringLiteral("author_name"), message.authorName},
            {QStringLiteral("internal"), message.internal},
            {QStringLiteral("body"), message.body},
            {QStringLiteral("created_at"), value(message.createdAt)},
            {QStringLiteral("held_until"), value(message.heldUntil)},
            {QStringLiteral("attachment_ids"), array(message.attachments)},
            {QStringLiteral("mentions"), mentions}};
}

Result<Message> messageFromJson(const QJsonObject &json)
{
    Message message;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), message.id);
    requiredId(in, QStringLiteral("incident_id"), message.incident);
    in.enumeration(QStringLiteral("author_kind"), message.authorKind, actorKindFromString, actorKindNames(), true);
    readActorId(in, QStringLiteral("author_id"), message.authorId);
    in.text(QStringLiteral("author_name"), message.authorName, stored);
    in.boolean(QStringLiteral("internal"), message.internal, true);
    in.text(QStringLiteral("body"), message.body, stored);
    requiredTimestamp(in, QStringLiteral("created_at"), message.createdAt);
    in.timestamp(QStringLiteral("held_until"), message.heldUntil);
    in.idList(QStringLiteral("attachment_ids"), message.attachments, attachmentsMax);
    readMentions(in, message.mentions);
    if (auto problem = in.finish())
        return *problem;
    return message;
}

QJsonObject toJson(const Attachment &attachment)
{
    return {{QStringLiteral("id"), value(attachment.id)},
            {QStringLiteral("incident_id"), value(attachment.incident)},
            {QStringLiteral("message_id"), value(attachment.message)},
            {QStringLiteral("file_name"), attachment.fileName},
            {QStringLiteral("media_type"), attachment.mediaType},
            {QStringLiteral("size"), attachment.size},
            {QStringLiteral("sha256"), attachment.sha256},
            {QStringLiteral("internal"), attachment.internal},
            {QStringLiteral("created_at"), value(attachment.createdAt)}};
}

Result<Attachment> attachmentFromJson(const QJsonObject &json)
{
    Attachment attachment;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), attachment.id);
    requiredId(in, QStringLiteral("incident_id"), attachment.incident);
    in.id(QStringLiteral("message_id"), attachment.message);
    in.text(QStringLiteral("file_name"), attachment.fileName, stored);
    in.text(QStringLiteral("media_type"), attachment.mediaType, stored);
    in.integer(QStringLiteral("size"), attachment.size, 0, idMax, true);
    in.text(QStringLiteral("sha256"), attachment.sha256, stored);
    in.boolean(QStringLiteral("internal"), attachment.internal, true);
    requiredTimestamp(in, QStringLiteral("created_at"), attachment.createdAt);
    if (auto problem = in.finish())
        return *problem;
    return attachment;
}

QJsonObject toJson(const Event &event)
{
    return {{QStringLiteral("id"), value(event.id)},
            {QStringLiteral("kind"), toString(event.kind)},
            {QStringLiteral("actor_kind"), toString(event.actorKind)},
            {QStringLiteral("actor_id"), actorId(event.actorId)},
            {QStringLiteral("actor_name"), event.actorName},
            {QStringLiteral("incident_id"), value(event.incident)},
            {QStringLiteral("subject_kind"), event.subjectKind},
            {QStringLiteral("subject_id"), QString::number(event.subjectId)},
            {QStringLiteral("version"), event.version},
            {QStringLiteral("before"), event.before},
            {QStringLiteral("after"), event.after},
            {QStringLiteral("at"), value(event.at)}};
}

Result<Event> eventFromJson(const QJsonObject &json)
{
    Event event;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), event.id);
    in.enumeration(QStringLiteral("kind"), event.kind, eventKindFromString, {}, true);
    in.enumeration(QStringLiteral("actor_kind"), event.actorKind, actorKindFromString, actorKindNames(), true);
    readActorId(in, QStringLiteral("actor_id"), event.actorId);
    in.text(QStringLiteral("actor_name"), event.actorName, stored);
    in.id(QStringLiteral("incident_id"), event.incident);
    in.text(QStringLiteral("subject_kind"), event.subjectKind, stored);
    std::optional<Id<struct AnyTag>> subject;
    in.id(QStringLiteral("subject_id"), subject, true);
    event.subjectId = subject ? subject->value() : 0;
    in.integer(QStringLiteral("version"), event.version, 0, idMax, true);
    in.object(QStringLiteral("before"), event.before, true);
    in.object(QStringLiteral("after"), event.after, true);
    requiredTimestamp(in, QStringLiteral("at"), event.at);
    if (auto problem = in.finish())
        return *problem;
    return event;
}

} // namespace mostrador::codec
