// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/incidentstatus.h"
#include "model/mention.h"
#include "model/priority.h"
#include "model/timestamp.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace mostrador {

/// The door an incident came in by.
enum class Channel
{
    Web,
    Phone,
    Email,
    Api,
    Chat,
    Post,
    Import
};
QString toString(Channel channel);
std::optional<Channel> channelFromString(const QString &name);

/// One customer's trouble with a product, from report to closing. The description is the first message of the
/// conversation; lists leave it empty.
struct Incident
{
    IncidentId id;
    QString reference; ///< such as INC-2026-000123; see incidentReference()
    QString subject;
    QString description; ///< Markdown as the customer wrote it; filled when one incident is read
    IncidentStatus status = IncidentStatus::New;
    Impact impact = Impact::Medium;
    Urgency urgency = Urgency::Medium;
    Priority priority = Priority::Medium;
    bool priorityByHand = false; ///< set by an employee, not from impact x urgency
    CustomerId customer;
    std::optional<ProductId> product;
    std::optional<TeamId> team;
    std::optional<EmployeeId> assignee;
    Channel channel = Channel::Web;
    QString language; ///< "es" or "en": the language mail and pages use with this customer
    QStringList tags; ///< lower case, sorted, without doubles
    QJsonObject customFields;
    QString orderNumber;
    QString serialNumber;
    QString externalReference; ///< the number it had elsewhere, such as in an import; unique where not empty
    std::optional<IncidentId> followUpOf;
    std::optional<IncidentId> mergedInto;
    std::optional<Timestamp> dueAt;
    std::optional<Timestamp> firstResponseAt; ///< first public reply of an employee
    std::optional<Timestamp> resolvedAt;
    std::optional<Timestamp> closedAt;
    Timestamp createdAt;
    Timestamp updatedAt; ///< last change or message
    qint64 version = 0;  ///< rises by one with each change; the ETag

    /// Names that lists show; filled by reads, never written.
    QString customerName;
    QString customerEmail;
    QString productName;
    QString teamName;
    QString assigneeName;
    qint64 messageCount = 0;

    bool operator==(const Incident &) const = default;
};

/// What lists of incidents can be sorted by: created, updated and so on; with "-" before it descending.
const QStringList &incidentSortKeys();

/// "INC-<year of creation>-<id, at least six digits>". The id alone makes it unique; the year helps people.
QString incidentReference(IncidentId id, Timestamp createdAt);
/// The id in a reference, whatever its letter case or leading zeros; nothing if it is no reference.
/// The caller compares the year with the incident found.
std::optional<IncidentId> incidentIdFromReference(const QString &reference);

/// Who did something.
enum class ActorKind
{
    Customer,
    Employee,
    ApiKey,
    System
};
QString toString(ActorKind kind);
std::optional<ActorKind> actorKindFromString(const QString &name);

/// One utterance in an incident's conversation.
struct Message
{
    MessageId id;
    IncidentId incident;
    ActorKind authorKind = ActorKind::Customer;
    std::optional<qint64> authorId; ///< id within its kind; none for System
    QString authorName;             ///< filled by reads
    bool internal = false;          ///< a note among employees; a customer never sees it
    QString body;                   ///< Markdown
    Timestamp createdAt;
    /// Until then its author can withdraw it, and no customer sees it; nothing for one that was sent at once.
    std::optional<Timestamp> heldUntil;
    QList<AttachmentId> attachments;
    QList<Mention> mentions = {}; ///< of a note; filled by reads

    bool isHeld(Timestamp now) const { return heldUntil && now < *heldUntil; }
    bool operator==(const Message &) const = default;
};

/// A file that belongs to an incident. The content is stored once per hash, in chunks.
struct Attachment
{
    AttachmentId id;
    IncidentId incident;
    std::optional<MessageId> message;
    QString fileName;  ///< as the sender named it, without folders or control characters
    QString mediaType; ///< found by looking at the content, never taken from the sender
    qint64 size = 0;   ///< bytes
    QString sha256;    ///< lower-case hex of the content
    bool internal = false;
    Timestamp createdAt;

    bool operator==(const Attachment &) const = default;
};

/// What happened to an incident.
enum class EventKind
{
    IncidentCreated,
    IncidentChanged, ///< one or several fields; before and after hold the changed ones only
    StatusChanged,
    Assigned, ///< team or assignee
    MessageAdded,
    NoteAdded,
    Mentioned,        ///< a colleague, by a note: after has employee_id and message_id
    MessageWithdrawn, ///< a held message or note, by its author; as though it had never been sent
    AttachmentAdded,
    CustomerCreated,
    CustomerChanged,
    CustomerRemoved,
    EmployeeCreated,
    EmployeeChanged,
    EmployeeRemoved,
    TeamCreated,
    TeamChanged,
    TeamRemoved,
    ProductCreated,
    ProductChanged,
    ProductRemoved,
    ViewCreated,
    ViewChanged,
    ViewRemoved,
    CannedReplyCreated,
    CannedReplyChanged,
    CannedReplyRemoved,
    TagCreated,
    TagChanged,
    TagRemoved,
    CustomFieldCreated,
    CustomFieldChanged,
    CustomFieldRemoved,
    PriorityTableChanged,
    DraftChanged, ///< told to its author alone
    DraftRemoved,
    HandoverGiven, ///< told to who gave it, and to whom it is given
    HandoverConfirmed,
};
QString toString(EventKind kind);
std::optional<EventKind> eventKindFromString(const QString &name);

/// A line of the history: who, when, what, before, after. Never changed once written.
struct Event
{
    EventId id;
    EventKind kind = EventKind::IncidentCreated;
    ActorKind actorKind = ActorKind::System;
    std::optional<qint64> actorId;
    QString actorName; ///< as it was then
    std::optional<IncidentId> incident;
    QString subjectKind;  ///< "incident", "customer", "employee", "team", "product", "view", "canned_reply", "tag" ...
    qint64 subjectId = 0; ///< id within its kind
    qint64 version = 0;   ///< the subject's version after the change
    QJsonObject before;
    QJsonObject after;
    Timestamp at;

    bool operator==(const Event &) const = default;
};

} // namespace mostrador
