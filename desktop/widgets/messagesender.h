// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "store/action.h"
#include "store/draftstore.h"
#include "widgets/widgetcontext.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace mostrador::console {

/// Sends messages with their files: through the queue, where there is one, at once or when the server is back;
/// otherwise first the files, one after the other, then the message. Goes on while the employee looks at other
/// incidents. What a failed attempt has already uploaded is not sent again by the next one.
class MessageSender : public QObject
{
    Q_OBJECT

public:
    MessageSender(const WidgetContext &context, QObject *parent = nullptr);

    /// One message of a kind and incident is sent at a time; @p draft must not be being sent. Keeps the draft, with the
    /// key of the attempt, until the server has taken the message.
    void send(const Draft &draft, std::optional<IncidentStatus> status, const Incident &incident);
    bool isSending(IncidentId incident, Draft::Kind kind) const;
    /// Takes back a message that was sent with a time to do so. Its text, files and kind become the draft again, before
    /// what has been written there since.
    void withdraw(const Message &message);
    /// The message can no longer be taken back.
    void forget(MessageId id) { m_sent.remove(id); }

Q_SIGNALS:
    void sendingChanged();
    /// @p what: such as a file's name; @p percent: 0 .. 100.
    void progress(mostrador::IncidentId incident, const QString &what, int percent);
    /// The message is in safe hands, the draft is gone.
    void taken(mostrador::IncidentId incident, mostrador::console::Draft::Kind kind);
    /// It is kept, and sent when the server is back.
    void kept(mostrador::IncidentId incident, mostrador::console::Draft::Kind kind);
    /// The server has it.
    void sent(const mostrador::Message &message);
    /// @p status: what was to be set with it.
    void withdrawn(const mostrador::Message &message, mostrador::console::Draft::Kind kind,
                   std::optional<mostrador::IncidentStatus> status);
    void withdrawFailed(mostrador::MessageId id, const mostrador::console::Failure &failure);
    void failed(mostrador::IncidentId incident, mostrador::console::Draft::Kind kind,
                const mostrador::console::Failure &failure, const QString &file);

private:
    struct Sending
    {
        Draft draft;
        std::optional<IncidentStatus> status;
        int holdSeconds = 0;
        QList<AttachmentId> uploaded;
    };
    using Key = QPair<qint64, bool>; ///< incident, internal
    static Key keyOf(IncidentId incident, Draft::Kind kind) { return {incident.value(), kind == Draft::Kind::Note}; }
    void next(const std::shared_ptr<Sending> &sending);
    void end(const Sending &sending);
    void dropDraft(const Draft &sent);
    void enqueue(const std::shared_ptr<Sending> &sending, const Incident &incident);
    void submit(const std::shared_ptr<Sending> &sending, const Incident &incident, const QList<QueuedFile> &files);
    void onKept(ActionId id);
    void onKeepFailed(const QueuedAction &action, const QString &why);
    void onAction(ActionId id);

    const WidgetContext m_context;
    QHash<Key, std::shared_ptr<Sending>> m_sending;
    /// By incident, visibility and path: what waits on the server for its message.
    QHash<QString, AttachmentId> m_uploads;
    QHash<ActionId, std::shared_ptr<Sending>> m_queued; ///< handed to the queue from here, and not over
    QHash<MessageId, std::shared_ptr<Sending>> m_sent;  ///< as long as they can be taken back
};

} // namespace mostrador::console
