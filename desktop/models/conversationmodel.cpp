// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationmodel.h"

#include "model/limits.h"
#include "models/directory.h"
#include "models/eventtext.h"
#include "models/writing.h"
#include "protocol/describe.h"

#include <algorithm>
#include <chrono>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

/// Of the same moment: what was written before what it did.
std::tuple<Timestamp, int, qint64> orderOf(Timestamp at, const std::variant<Message, Attachment, Event> &content)
{
    const qint64 id = std::visit([](const auto &one) { return one.id.value(); }, content);
    return {at, static_cast<int>(content.index()), id};
}

Timestamp timeOf(const std::variant<Message, Attachment, Event> &content)
{
    if (const auto *event = std::get_if<Event>(&content))
        return event->at;
    if (const auto *message = std::get_if<Message>(&content))
        return message->createdAt;
    return std::get<Attachment>(content).createdAt;
}

/// The time of day when a message goes out to the customer; empty for what needs no sending or is gone.
QString heldUntil(const std::variant<Message, Attachment, Event> &content)
{
    const auto *message = std::get_if<Message>(&content);
    if (!message || message->internal || !message->isHeld(Timestamp::now()))
        return {};
    return message->heldUntil->toDateTime().toLocalTime().time().toString(QStringLiteral("HH:mm:ss"));
}

} // namespace

ConversationModel::ConversationModel(const ModelContext &context, QObject *parent)
    : QAbstractListModel(parent)
    , m_context(context)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(50ms);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_messagesDirty, false))
            fetchMessages();
        if (std::exchange(m_attachmentsDirty, false))
            fetchAttachments();
    });
    m_sending.setSingleShot(true);
    connect(&m_sending, &QTimer::timeout, this, &ConversationModel::awaitSending);
    connect(&context.feed, &FeedClient::eventReceived, this, &ConversationModel::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, this, &ConversationModel::refresh);
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_loadState == LoadState::Failed)
            refresh();
    });
    connect(&context.client, &ApiClient::sourceChanged, this, &ConversationModel::refresh);
    if (context.offline) {
        connect(context.offline, &OfflineData::actionChanged, this, &ConversationModel::showWaiting);
        connect(context.offline, &OfflineData::ready, this, &ConversationModel::showWaiting);
        connect(context.offline, &OfflineData::messageSent, this,
                [this](IncidentId, const Message &message) { addMessage(message); });
        connect(&context.client, &ApiClient::stateChanged, this, &ConversationModel::showWaiting);
    }
    // Names in the sentences of events.
    const auto repaint = [this] {
        if (!m_entries.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {BodyRole, Qt::DisplayRole, Qt::AccessibleTextRole});
    };
    connect(&context.directory, &Directory::teamsChanged, this, repaint);
    connect(&context.directory, &Directory::employeesChanged, this, repaint);
    connect(&context.directory, &Directory::productsChanged, this, repaint);
}

void ConversationModel::load(std::optional<IncidentId> incident)
{
    if (incident && incident == m_incident) {
        refresh();
        return;
    }
    for (Reply *request : {m_messageRequest.data(), m_eventRequest.data(), m_attachmentRequest.data()}) {
        if (request)
            request->abort();
    }
    m_messageRequest.clear();
    m_eventRequest.clear();
    m_attachmentRequest.clear();
    m_pause.stop();
    m_messagesRead = m_messagesDirty = m_attachmentsDirty = false;
    beginResetModel();
    m_incident = incident;
    m_entries.clear();
    m_attachments.clear();
    m_uploaders.clear();
    m_messageCursor.clear();
    m_eventCursor.clear();
    endResetModel();
    setLoadState(LoadState::Idle);
    showWaiting();
    refresh();
}

/// What the employee wrote and the server does not have yet stands in the conversation too.
void ConversationModel::showWaiting()
{
    const ActionQueue *queue = queueOf(m_context);
    const QList<Message> waiting = queue && m_incident ? queue->waitingMessages(*m_incident) : QList<Message>();
    for (int row = rowCount() - 1; row >= 0; --row) {
        Entry &entry = m_entries[static_cast<std::size_t>(row)];
        const auto *message = std::get_if<Message>(&entry.content);
        if (!message || !isLocal(message->id))
            continue;
        if (waiting.contains(*message)) {
            const QString sending = sendingOf(entry.content);
            if (std::exchange(entry.sending, sending) != sending)
                Q_EMIT dataChanged(index(row), index(row));
            continue;
        }
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    for (const Message &message : waiting)
        take(message, false);
}

QString ConversationModel::sendingOf(const Content &content) const
{
    const auto *message = std::get_if<Message>(&content);
    const ActionQueue *queue = message && isLocal(message->id) ? queueOf(m_context) : nullptr;
    if (!queue)
        return {};
    const QueuedAction *action = queue->action(ActionId(message->id.value() & ~firstLocalId));
    if (action && action->state == QueuedAction::State::Refused)
        return tr("not sent: the server refused it");
    return m_context.client.isOnline() ? tr("being sent") : tr("not sent yet");
}

void ConversationModel::refresh()
{
    if (!m_incident)
        return;
    // Entries never change, and one that goes leaves an event, so reading on from the last page read is enough.
    setLoadState(LoadState::Loading);
    fetchMessages();
    fetchEvents();
    fetchAttachments();
}

void ConversationModel::fetchMessages()
{
    if (m_messageRequest) {
        m_messagesDirty = true;
        return;
    }
    const bool announce = m_messagesRead;
    auto *reply = requests::messages(m_context.client, *m_incident, {{}, {}, m_messageCursor, limits::pageMax});
    m_messageRequest = reply;
    reply->then(this, [this, announce](const Answer<codec::Page<Message>> &answer) {
        m_messageRequest.clear();
        if (!answer) {
            fail(answer.error());
            return;
        }
        for (const Message &message : answer->items)
            take(message, announce);
        if (!answer->nextCursor.isEmpty()) {
            m_messageCursor = answer->nextCursor;
            fetchMessages();
            return;
        }
        m_messagesRead = true;
        partDone();
    });
}

void ConversationModel::fetchEvents()
{
    if (m_eventRequest)
        return;
    auto *reply = requests::events(m_context.client, *m_incident, {{}, {}, m_eventCursor, limits::pageMax});
    m_eventRequest = reply;
    reply->then(this, [this](const Answer<codec::Page<Event>> &answer) {
        m_eventRequest.clear();
        if (!answer) {
            fail(answer.error());
            return;
        }
        for (const Event &event : answer->items)
            take(event, false);
        if (!answer->nextCursor.isEmpty()) {
            m_eventCursor = answer->nextCursor;
            fetchEvents();
            return;
        }
        partDone();
    });
}

void ConversationModel::fetchAttachments()
{
    if (m_attachmentRequest) {
        m_attachmentsDirty = true;
        return;
    }
    auto *reply = requests::attachments(m_context.client, *m_incident);
    m_attachmentRequest = reply;
    reply->then(this, [this](const Answer<QList<Attachment>> &answer) {
        m_attachmentRequest.clear();
        if (!answer) {
            fail(answer.error());
            return;
        }
        applyAttachments(*answer);
        partDone();
    });
}

void ConversationModel::partDone()
{
    if (m_messagesDirty || m_attachmentsDirty)
        m_pause.start();
    if (!m_messageRequest && !m_eventRequest && !m_attachmentRequest)
        setLoadState(LoadState::Ready);
}

void ConversationModel::fail(const Failure &failure)
{
    m_lastFailure = failure;
    setLoadState(LoadState::Failed);
    Q_EMIT failed(failure);
}

void ConversationModel::setLoadState(LoadState state)
{
    if (m_loadState == state)
        return;
    m_loadState = state;
    Q_EMIT loadStateChanged(state);
}

void ConversationModel::addMessage(const Message &message)
{
    if (message.incident == m_incident)
        take(message, false);
}

void ConversationModel::removeMessage(MessageId id)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto *message = std::get_if<Message>(&m_entries[static_cast<std::size_t>(row)].content);
        if (!message || message->id != id)
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
        m_attachments.removeIf([id](const auto &known) { return known.value().message == id; });
        return;
    }
}

void ConversationModel::awaitSending()
{
    const Timestamp now = Timestamp::now();
    std::optional<Timestamp> next;
    for (int row = 0; row < rowCount(); ++row) {
        auto *message = std::get_if<Message>(&m_entries[static_cast<std::size_t>(row)].content);
        if (!message || !message->heldUntil)
            continue;
        if (message->isHeld(now)) {
            next = next ? std::min(*next, *message->heldUntil) : *message->heldUntil;
        } else {
            message->heldUntil.reset();
            Q_EMIT dataChanged(index(row), index(row), {HeldRole});
        }
    }
    if (next)
        m_sending.start(static_cast<int>(next->milliseconds() - now.milliseconds()) + 1);
}

void ConversationModel::setEventsShown(bool shown)
{
    if (m_eventsShown == shown)
        return;
    m_eventsShown = shown;
    if (shown) {
        m_eventCursor.clear();
        if (m_incident)
            fetchEvents();
        return;
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (kindOf(m_entries[static_cast<std::size_t>(row)]) == EntryKind::Event) {
            beginRemoveRows({}, row, row);
            m_entries.erase(m_entries.begin() + row);
            endRemoveRows();
        }
    }
}

bool ConversationModel::isShown(const Event &event) const
{
    // What stands there as a message or a file of its own is not told twice.
    return m_eventsShown && event.kind != EventKind::IncidentCreated && event.kind != EventKind::MessageAdded &&
           event.kind != EventKind::NoteAdded && event.kind != EventKind::Mentioned &&
           event.kind != EventKind::AttachmentAdded;
}

int ConversationModel::find(const Content &content) const
{
    const auto order = orderOf(timeOf(content), content);
    const auto place =
        std::lower_bound(m_entries.begin(), m_entries.end(), order, [](const Entry &entry, const auto &wanted) {
            return orderOf(entry.at, entry.content) < wanted;
        });
    return static_cast<int>(place - m_entries.begin());
}

void ConversationModel::take(const Content &content, bool announce)
{
    if (const auto *event = std::get_if<Event>(&content)) {
        if (event->kind == EventKind::MessageWithdrawn) {
            if (const auto id = MessageId::fromString(event->after.value(QLatin1String("message_id")).toString()))
                removeMessage(*id);
        }
        if (event->kind == EventKind::AttachmentAdded)
            noteUploader(*event);
        if (!isShown(*event))
            return;
    }
    const Timestamp at = timeOf(content);
    const int row = find(content);
    if (row < rowCount()) {
        Entry &present = m_entries[static_cast<std::size_t>(row)];
        if (orderOf(present.at, present.content) == orderOf(at, content)) {
            if (present.content != content) {
                present.content = content;
                Q_EMIT dataChanged(index(row), index(row));
            }
            return;
        }
    }
    beginInsertRows({}, row, row);
    m_entries.insert(m_entries.begin() + row, Entry{at, content, sendingOf(content)});
    endInsertRows();
    const auto *message = std::get_if<Message>(&content);
    if (message && message->heldUntil)
        awaitSending();
    if (announce && message && !index(row).data(MineRole).toBool())
        Q_EMIT messageArrived(*message);
}

/// A file that came without a message has no author of its own; the event knows.
void ConversationModel::noteUploader(const Event &event)
{
    const auto id = AttachmentId::fromString(event.after.value(QLatin1String("attachment_id")).toString());
    if (!id)
        return;
    m_uploaders.insert(*id, event.actorName);
    for (int row = 0; row < rowCount(); ++row) {
        const auto *file = std::get_if<Attachment>(&m_entries[static_cast<std::size_t>(row)].content);
        if (file && file->id == *id)
            Q_EMIT dataChanged(index(row), index(row), {AuthorRole});
    }
}

void ConversationModel::applyAttachments(const QList<Attachment> &attachments)
{
    QSet<MessageId> touched;
    for (const Attachment &attachment : attachments) {
        const auto known = m_attachments.constFind(attachment.id);
        if (known != m_attachments.constEnd() && *known == attachment)
            continue;
        // A file uploaded first and sent with a message later leaves its own place.
        if (known != m_attachments.constEnd() && !known->message && attachment.message)
            removeEntry(*known);
        m_attachments.insert(attachment.id, attachment);
        if (attachment.message)
            touched.insert(*attachment.message);
        else
            take(attachment, false);
    }
    for (int row = 0; row < rowCount(); ++row) {
        const auto *message = std::get_if<Message>(&m_entries[static_cast<std::size_t>(row)].content);
        if (message && touched.contains(message->id))
            Q_EMIT dataChanged(index(row), index(row), {AttachmentsRole});
    }
}

void ConversationModel::removeEntry(const Content &content)
{
    const int row = find(content);
    if (row >= rowCount() || m_entries[static_cast<std::size_t>(row)].content != content)
        return;
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
}

void ConversationModel::onEvent(const Event &event)
{
    if (!m_incident || event.incident != m_incident)
        return;
    switch (event.kind) {
    case EventKind::MessageAdded:
    case EventKind::NoteAdded:
        m_messagesDirty = true;
        m_attachmentsDirty = true;
        m_pause.start();
        break;
    case EventKind::AttachmentAdded:
        noteUploader(event);
        m_attachmentsDirty = true;
        m_pause.start();
        break;
    default:
        // The feed's event is the line of the history itself.
        take(event, false);
        break;
    }
}

// --- what the view shows ---

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

ConversationModel::EntryKind ConversationModel::kindOf(const Entry &entry) const
{
    if (const auto *message = std::get_if<Message>(&entry.content))
        return message->internal ? EntryKind::Note : EntryKind::Message;
    return std::holds_alternative<Event>(entry.content) ? EntryKind::Event : EntryKind::Attachment;
}

QString ConversationModel::authorOf(const Entry &entry) const
{
    const auto person = [](ActorKind kind, const QString &name) {
        return kind == ActorKind::System || name.isEmpty() ? tr("Mostrador") : name;
    };
    if (const auto *message = std::get_if<Message>(&entry.content))
        return person(message->authorKind, message->authorName);
    if (const auto *event = std::get_if<Event>(&entry.content))
        return person(event->actorKind, event->actorName);
    return m_uploaders.value(std::get<Attachment>(entry.content).id);
}

QString ConversationModel::bodyOf(const Entry &entry) const
{
    if (const auto *message = std::get_if<Message>(&entry.content))
        return message->body;
    if (const auto *event = std::get_if<Event>(&entry.content))
        return describeEvent(*event, m_context);
    return std::get<Attachment>(entry.content).fileName;
}

QList<Attachment> ConversationModel::filesOf(const Entry &entry) const
{
    QList<Attachment> files;
    if (const auto *message = std::get_if<Message>(&entry.content)) {
        for (const Attachment &attachment : m_attachments) {
            if (attachment.message == message->id)
                files.append(attachment);
        }
        std::sort(files.begin(), files.end(), [](const Attachment &a, const Attachment &b) { return a.id < b.id; });
    } else if (const auto *attachment = std::get_if<Attachment>(&entry.content)) {
        files.append(*attachment);
    }
    return files;
}

bool ConversationModel::isMine(const Entry &entry) const
{
    const auto &me = m_context.session.actor().employee;
    if (const auto *message = std::get_if<Message>(&entry.content))
        return me && message->authorKind == ActorKind::Employee && message->authorId == me->value();
    if (const auto *event = std::get_if<Event>(&entry.content))
        return me && event->actorKind == ActorKind::Employee && event->actorId == me->value();
    return false;
}

bool ConversationModel::mentionsMe(const Entry &entry) const
{
    const auto *message = std::get_if<Message>(&entry.content);
    const auto &me = m_context.session.actor().employee;
    return message && me && std::any_of(message->mentions.begin(), message->mentions.end(), [&me](const Mention &one) {
               return one.employee == *me;
           });
}

std::optional<MessageId> ConversationModel::newestOfOthers() const
{
    std::optional<MessageId> newest;
    for (const Entry &entry : m_entries) {
        const auto *message = std::get_if<Message>(&entry.content);
        if (message && m_messagesRead && !isLocal(message->id) && !isMine(entry))
            newest = newest ? std::max(*newest, message->id) : message->id;
    }
    return newest;
}

QString ConversationModel::notReached(const Entry &entry) const
{
    QStringList names;
    if (const auto *message = std::get_if<Message>(&entry.content)) {
        for (const Mention &mention : message->mentions) {
            if (!mention.reached)
                names.append(mention.name);
        }
    }
    return m_context.words.locale().createSeparatedList(names);
}

QString ConversationModel::accessibleText(const Entry &entry) const
{
    const QString time = localDateTime(entry.at, m_context.words) +
                         (entry.sending.isEmpty() ? QString() : QStringLiteral(", ") + entry.sending);
    switch (kindOf(entry)) {
    case EntryKind::Message:
        if (const QString until = heldUntil(entry.content); !until.isEmpty())
            //: %3 is a time of day
            return tr("Message from %1, %2, goes out at %3: %4").arg(authorOf(entry), time, until, bodyOf(entry));
        return tr("Message from %1, %2: %3").arg(authorOf(entry), time, bodyOf(entry));
    case EntryKind::Note:
        if (mentionsMe(entry))
            return tr("Internal note from %1, which mentions you, %2: %3").arg(authorOf(entry), time, bodyOf(entry));
        return tr("Internal note from %1, %2: %3").arg(authorOf(entry), time, bodyOf(entry));
    case EntryKind::Attachment:
        return authorOf(entry).isEmpty() ? tr("File, %1: %2").arg(time, bodyOf(entry))
                                         : tr("File from %1, %2: %3").arg(authorOf(entry), time, bodyOf(entry));
    case EntryKind::Event:
        return tr("%1, %2: %3", "who, when, what happened").arg(authorOf(entry), time, bodyOf(entry));
    }
    return {};
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case BodyRole:
        return bodyOf(entry);
    case Qt::AccessibleTextRole:
        return accessibleText(entry);
    case KindRole:
        return static_cast<int>(kindOf(entry));
    case AuthorRole:
        return authorOf(entry);
    case AuthorKindRole:
        return authorKindOf(entry);
    case TimeRole:
        return entry.at.toDateTime().toLocalTime();
    case TimeTextRole:
    case Qt::ToolTipRole: {
        const QString time = localDateTime(entry.at, m_context.words);
        return entry.sending.isEmpty() ? time : time + QStringLiteral(" · ") + entry.sending;
    }
    case UnsentRole:
        return !entry.sending.isEmpty();
    case AttachmentsRole:
        return QVariant::fromValue(filesOf(entry));
    case MineRole:
        return isMine(entry);
    case EventRole:
        return kindOf(entry) == EntryKind::Event ? QVariant::fromValue(std::get<Event>(entry.content)) : QVariant();
    case MentionsMeRole:
        return mentionsMe(entry);
    case NotReachedRole:
        return notReached(entry);
    case HeldRole:
        return heldUntil(entry.content);
    case MessageRole:
        return std::holds_alternative<Message>(entry.content) ? QVariant::fromValue(std::get<Message>(entry.content))
                                                              : QVariant();
    default:
        return {};
    }
}

QVariant ConversationModel::authorKindOf(const Entry &entry) const
{
    if (const auto *message = std::get_if<Message>(&entry.content))
        return static_cast<int>(message->authorKind);
    if (const auto *event = std::get_if<Event>(&entry.content))
        return static_cast<int>(event->actorKind);
    return {};
}

QHash<int, QByteArray> ConversationModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(KindRole, "kind");
    names.insert(AuthorRole, "author");
    names.insert(AuthorKindRole, "authorKind");
    names.insert(BodyRole, "body");
    names.insert(TimeRole, "time");
    names.insert(TimeTextRole, "timeText");
    names.insert(AttachmentsRole, "attachments");
    names.insert(MineRole, "mine");
    names.insert(EventRole, "event");
    names.insert(MessageRole, "message");
    names.insert(UnsentRole, "unsent");
    return names;
}

} // namespace mostrador::console
