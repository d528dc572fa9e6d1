// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagesender.h"

#include "widgets/sendundo.h"

#include <QFileInfo>

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
{}

bool MessageSender::isSending(IncidentId incident, Draft::Kind kind) const
{
    return m_sending.contains(keyOf(incident, kind));
}

void MessageSender::send(const Draft &draft, std::optional<IncidentStatus> status)
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
    next(sending);
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
            // What was written meanwhile, in another window with the same incident, is another message.
            const auto kept = m_context.drafts.draft(sending->draft.incident, sending->draft.kind);
            if (kept && kept->body == sending->draft.body && kept->files == sending->draft.files)
                m_context.drafts.remove(sending->draft.incident, sending->draft.kind);
            if (answer->heldUntil)
                m_sent.insert(answer->id, sending);
            Q_EMIT sent(*answer);
        });
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
