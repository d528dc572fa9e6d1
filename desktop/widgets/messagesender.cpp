// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagesender.h"

#include "models/writing.h"
#include "widgets/sendundo.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThread>

namespace mostrador::console {

namespace {

QString uploadKey(const Draft &draft, const QString &path)
{
    return draft.incident.toString() + (draft.kind == Draft::Kind::Note ? u'n' : u'r') + path;
}

} // namespace

MessageSender::MessageSender(const WidgetContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    const OfflineData *offline = context.models.offline;
    if (!offline)
        return;
    connect(offline, &OfflineData::actionKept, this, &MessageSender::onKept);
    connect(offline, &OfflineData::actionKeepFailed, this, &MessageSender::onKeepFailed);
    connect(offline, &OfflineData::actionChanged, this, &MessageSender::onAction);
    connect(offline, &OfflineData::messageSent, this, [this](IncidentId, const Message &message) {
        const ActionQueue *queue = queueOf(m_context.models);
        for (auto queued = m_queued.cbegin(); queue && message.heldUntil && queued != m_queued.cend(); ++queued) {
            const QueuedAction *action = queue->action(queued.key());
            if (action && action->resultMessage == message.id)
                m_sent.insert(message.id, queued.value());
        }
        Q_EMIT sent(message);
    });
}

bool MessageSender::isSending(IncidentId incident, Draft::Kind kind) const
{
    return m_sending.contains(keyOf(incident, kind));
}

void MessageSender::send(const Draft &draft, std::optional<IncidentStatus> status, const Incident &incident)
{
    auto sending = std::make_shared<Sending>();
    sending->draft = draft;
    sending->status = status;
    sending->holdSeconds = SendUndo::seconds(m_context.settings);
    // The key goes to the disk first: a second attempt, even after a crash, is recognised by it.
    if (sending->draft.idempotencyKey.isEmpty())
        sending->draft.idempotencyKey = ApiClient::makeIdempotencyKey();
    m_context.drafts.put(sending->draft);
    m_sending.insert(keyOf(draft.incident, draft.kind), sending);
    Q_EMIT sendingChanged();
    if (queueOf(m_context.models))
        enqueue(sending, incident);
    else
        next(sending);
}

/// Reads the files, in a thread of its own: the queue keeps their content, whatever becomes of them here.
void MessageSender::enqueue(const std::shared_ptr<Sending> &sending, const Incident &incident)
{
    if (sending->draft.files.isEmpty()) {
        submit(sending, incident, {});
        return;
    }
    struct Read
    {
        QList<QueuedFile> files;
        QString unreadable;
        QString why;
    };
    auto *reader = QThread::create([this, self = QPointer<MessageSender>(this), sending, incident] {
        Read read;
        for (const QString &path : std::as_const(sending->draft.files)) {
            QFile file(path);
            QueuedFile queued{.name = QFileInfo(path).fileName()};
            if (file.open(QIODevice::ReadOnly))
                queued.content = file.readAll();
            if (file.error() != QFileDevice::NoError) {
                read.unreadable = queued.name;
                read.why = file.errorString();
                break;
            }
            read.files.append(queued);
        }
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [this, self, sending, incident, read] {
                if (!self)
                    return;
                if (read.unreadable.isEmpty()) {
                    submit(sending, incident, read.files);
                    return;
                }
                end(*sending);
                Q_EMIT failed(sending->draft.incident, sending->draft.kind,
                              Failure{Failure::Kind::Local, {}, read.why, {}}, read.unreadable);
            },
            Qt::QueuedConnection);
    });
    connect(reader, &QThread::finished, reader, &QObject::deleteLater);
    reader->start();
}

void MessageSender::submit(const std::shared_ptr<Sending> &sending, const Incident &incident,
                           const QList<QueuedFile> &files)
{
    ActionQueue *queue = queueOf(m_context.models);
    if (!queue) { // logged out meanwhile: the draft stays
        end(*sending);
        return;
    }
    NewMessage message;
    message.internal = sending->draft.kind == Draft::Kind::Note;
    message.body = sending->draft.body;
    message.status = sending->status;
    // What waits for the server has been thought over by then.
    message.holdSeconds = m_context.models.client.isOnline() ? sending->holdSeconds : 0;
    m_queued.insert(queue->addMessage(incident, message, files, sending->draft.idempotencyKey), sending);
}

void MessageSender::onKept(ActionId id)
{
    const auto sending = m_queued.value(id);
    if (!sending)
        return;
    const Draft &draft = sending->draft;
    dropDraft(draft);
    end(*sending);
    Q_EMIT taken(draft.incident, draft.kind);
    if (!m_context.models.client.isOnline())
        Q_EMIT kept(draft.incident, draft.kind);
}

void MessageSender::onKeepFailed(const QueuedAction &action, const QString &why)
{
    const auto sending = m_queued.take(action.id);
    if (!sending)
        return;
    // The draft is still there.
    end(*sending);
    Q_EMIT failed(sending->draft.incident, sending->draft.kind, Failure{Failure::Kind::Local, {}, why, {}}, {});
}

void MessageSender::onAction(ActionId id)
{
    const auto sending = m_queued.value(id);
    ActionQueue *queue = queueOf(m_context.models);
    const QueuedAction *action = sending && queue ? queue->action(id) : nullptr;
    if (!action || action->isUnfinished())
        return;
    m_queued.remove(id);
    const Draft &draft = sending->draft;
    const bool written = m_context.drafts.draft(draft.incident, draft.kind).has_value();
    // Refused for what it says, under the writer's eyes: it is a draft again. Otherwise the list of what waits has it.
    if (action->state != QueuedAction::State::Refused || action->why != QueuedAction::Why::Server || written)
        return;
    const Failure failure = failureOf(*action);
    Draft again = draft;
    again.idempotencyKey.clear();
    m_context.drafts.put(again);
    queue->dismiss(id);
    Q_EMIT failed(draft.incident, draft.kind, failure, {});
}

void MessageSender::next(const std::shared_ptr<Sending> &sending)
{
    const Draft &draft = sending->draft;
    const bool internal = draft.kind == Draft::Kind::Note;
    while (sending->uploaded.size() < draft.files.size()) {
        const QString path = draft.files.at(sending->uploaded.size());
        const QString key = uploadKey(draft, path);
        if (const auto done = m_uploads.constFind(key); done != m_uploads.constEnd()) {
            sending->uploaded.append(*done);
            continue;
        }
        const QString name = QFileInfo(path).fileName();
        // Becomes public with its message; until then the customer is to see nothing of it.
        auto *reply = requests::uploadAttachment(m_context.models.client, draft.incident, path,
                                                 internal || sending->holdSeconds > 0);
        connect(reply, &Reply::uploadProgress, this, [this, incident = draft.incident, name](qint64 now, qint64 all) {
            Q_EMIT progress(incident, name, all > 0 ? static_cast<int>(100 * now / all) : 0);
        });
        reply->then(this, [this, sending, key, name](const Answer<Attachment> &answer) {
            if (!answer) {
                end(*sending);
                Q_EMIT failed(sending->draft.incident, sending->draft.kind, answer.error(), name);
                return;
            }
            m_uploads.insert(key, answer->id);
            sending->uploaded.append(answer->id);
            next(sending);
        });
        return;
    }
    NewMessage message;
    message.internal = internal;
    message.body = draft.body;
    message.attachments = sending->uploaded;
    message.status = sending->status;
    message.holdSeconds = sending->holdSeconds;
    requests::addMessage(m_context.models.client, draft.incident, message, draft.idempotencyKey)
        ->then(this, [this, sending](const Answer<Message> &answer) {
            end(*sending);
            if (!answer) {
                Q_EMIT failed(sending->draft.incident, sending->draft.kind, answer.error(), {});
                return;
            }
            for (const QString &path : sending->draft.files)
                m_uploads.remove(uploadKey(sending->draft, path));
            dropDraft(sending->draft);
            Q_EMIT taken(sending->draft.incident, sending->draft.kind);
            if (answer->heldUntil)
                m_sent.insert(answer->id, sending);
            Q_EMIT sent(*answer);
        });
}

void MessageSender::dropDraft(const Draft &sent)
{
    // What was written meanwhile, in another window with the same incident, is another message.
    const auto kept = m_context.drafts.draft(sent.incident, sent.kind);
    if (kept && kept->body == sent.body && kept->files == sent.files)
        m_context.drafts.remove(sent.incident, sent.kind);
}

void MessageSender::withdraw(const Message &message)
{
    requests::withdrawMessage(m_context.models.client, message.id)
        ->then(this, [this, id = message.id](const Answer<Message> &answer) {
            const auto sending = m_sent.take(id);
            if (!answer) {
                Q_EMIT withdrawFailed(id, answer.error());
                return;
            }
            if (!sending)
                return;
            Draft draft = sending->draft;
            // Another attempt is another message.
            draft.idempotencyKey.clear();
            for (qsizetype i = 0; i < qMin(draft.files.size(), sending->uploaded.size()); ++i)
                m_uploads.insert(uploadKey(draft, draft.files.at(i)), sending->uploaded.at(i));
            if (const auto since = m_context.drafts.draft(draft.incident, draft.kind)) {
                if (!since->body.isEmpty())
                    draft.body += QStringLiteral("\n\n") + since->body;
                for (const QString &path : since->files) {
                    if (!draft.files.contains(path))
                        draft.files.append(path);
                }
            }
            m_context.drafts.put(draft);
            Q_EMIT withdrawn(*answer, draft.kind, sending->status);
        });
}

void MessageSender::end(const Sending &sending)
{
    m_sending.remove(keyOf(sending.draft.incident, sending.draft.kind));
    Q_EMIT sendingChanged();
}

} // namespace mostrador::console
