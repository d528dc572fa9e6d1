// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>
#include <QTimer>

#include <variant>
#include <vector>

namespace mostrador::console {

/// The conversation of one incident by time, oldest first: messages with their files, files that came without a
/// message, and what else happened (status, assignment, changes). Kept up to date from the feed; new entries are
/// appended.
class ConversationModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class EntryKind
    {
        Message,
        Note,
        Attachment,
        Event
    };
    Q_ENUM(EntryKind)
    enum class LoadState
    {
        Idle,
        Loading,
        Ready,
        Failed
    };
    Q_ENUM(LoadState)

    /// Besides DisplayRole (the text of the entry), ToolTipRole and AccessibleTextRole (who, when, what).
    enum Role
    {
        KindRole = Qt::UserRole + 1, ///< EntryKind
        AuthorRole,                  ///< name for people
        AuthorKindRole,              ///< ActorKind as int
        BodyRole,                    ///< Markdown of messages and notes; a sentence for events
        TimeRole,                    ///< QDateTime in local time
        TimeTextRole,                ///< the same as text
        AttachmentsRole,             ///< QList<mostrador::Attachment>
        MineRole,                    ///< bool: by the employee logged in
        EventRole,                   ///< mostrador::Event of event entries
        MessageRole,                 ///< mostrador::Message of messages and notes
        UnsentRole,                  ///< bool: waits in the queue, or was refused
        MentionsMeRole,              ///< bool: a note that calls for the employee logged in
        NotReachedRole,              ///< names of those a note mentions who could not see the incident; mostly empty
        HeldRole,                    ///< until when its author can take it back, as text; empty: it has gone out
    };

    explicit ConversationModel(const ModelContext &context, QObject *parent = nullptr);

    /// Shows another incident; nothing: none. Loading the one already shown does it in place.
    void load(std::optional<IncidentId> incident);
    void refresh();
    std::optional<IncidentId> incident() const { return m_incident; }
    LoadState loadState() const { return m_loadState; }
    const Failure &lastFailure() const { return m_lastFailure; }
    /// Whether entries of kind Event are shown; default true.
    void setEventsShown(bool shown);
    bool eventsShown() const { return m_eventsShown; }
    /// Puts in a message that the server has just accepted, without waiting for the feed.
    void addMessage(const Message &message);
    /// The last message or note of somebody else; nothing before the conversation has been read.
    std::optional<MessageId> newestOfOthers() const;
    /// Takes out a message that was withdrawn.
    void removeMessage(MessageId id);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void loadStateChanged(mostrador::console::ConversationModel::LoadState state);
    void failed(const mostrador::console::Failure &failure);
    /// Another person's message has come in while the incident was shown.
    void messageArrived(const mostrador::Message &message);

private:
    using Content = std::variant<Message, Attachment, Event>;
    struct Entry
    {
        Timestamp at;
        Content content;
        QString sending = {}; ///< where a message is on its way; empty once the server has it
    };
    void fetchMessages();
    void fetchEvents();
    void fetchAttachments();
    void take(const Content &content, bool announce);
    void noteUploader(const Event &event);
    void applyAttachments(const QList<Attachment> &attachments);
    void removeEntry(const Content &content);
    bool isShown(const Event &event) const;
    void showWaiting();
    QString sendingOf(const Content &content) const;
    int find(const Content &content) const;
    /// Has the view look again when the next held message goes out.
    void awaitSending();
    void partDone();
    void fail(const Failure &failure);
    void onEvent(const Event &event);
    void setLoadState(LoadState state);
    EntryKind kindOf(const Entry &entry) const;
    QString authorOf(const Entry &entry) const;
    QVariant authorKindOf(const Entry &entry) const;
    QString bodyOf(const Entry &entry) const;
    QList<Attachment> filesOf(const Entry &entry) const;
    bool isMine(const Entry &entry) const;
    bool mentionsMe(const Entry &entry) const;
    QString notReached(const Entry &entry) const;
    QString accessibleText(const Entry &entry) const;

    const ModelContext m_context;
    std::optional<IncidentId> m_incident;
    std::vector<Entry> m_entries; ///< ascending by time
    QHash<AttachmentId, Attachment> m_attachments;
    QHash<AttachmentId, QString> m_uploaders; ///< names, as the history has them
    QString m_messageCursor;                  ///< of the last page read, so that reading goes on there
    QString m_eventCursor;
    QPointer<Reply> m_messageRequest;
    QPointer<Reply> m_eventRequest;
    QPointer<Reply> m_attachmentRequest;
    QTimer m_pause;
    QTimer m_sending;
    bool m_messagesRead = false;
    bool m_messagesDirty = false;
    bool m_attachmentsDirty = false;
    bool m_eventsShown = true;
    LoadState m_loadState = LoadState::Idle;
    Failure m_lastFailure;
};

} // namespace mostrador::console
