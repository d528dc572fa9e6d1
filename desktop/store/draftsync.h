// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedclient.h"
#include "api/session.h"
#include "model/draft.h"
#include "store/draftstore.h"

#include <QElapsedTimer>
#include <QPointer>

namespace mostrador::console {

class Reply;

/// Keeps the drafts of this computer and those the server has of the same employee alike. What stands on this computer
/// comes first: it is pushed in each pause of typing, and when the server is back. What was written elsewhere is taken
/// in where nothing has been written here since; otherwise it becomes the other text of a draft, which stays, here and
/// there, until the employee decides. GUI thread.
class DraftSync : public QObject
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds pause{1'500};    ///< without typing, before a draft is pushed
        std::chrono::milliseconds longest{10'000}; ///< while somebody types on
        std::chrono::milliseconds growth{12'000};  ///< longer than the server's pause between tellings of one draft
    };

    DraftSync(ApiClient &client, FeedClient &feed, Session &session, DraftStore &store, QObject *parent = nullptr);

    void setPatience(const Patience &patience) { m_patience = patience; }
    /// What was written elsewhere and could not be put together with what stands here.
    std::optional<SavedDraft> other(IncidentId incident, Draft::Kind kind) const;
    /// @{ Decides about it: it takes the place of what stands here; it is put below; it goes.
    void use(IncidentId incident, Draft::Kind kind);
    void append(IncidentId incident, Draft::Kind kind);
    void discard(IncidentId incident, Draft::Kind kind);
    /// @}
    /// Nothing waits to be pushed or is being asked for.
    bool isSettled() const { return m_waiting.isEmpty() && m_requests.isEmpty() && !m_list; }

Q_SIGNALS:
    /// other() has begun or ceased to be there.
    void otherChanged(mostrador::IncidentId incident, mostrador::console::Draft::Kind kind);

private:
    using Key = QPair<qint64, bool>; ///< incident, internal
    static Key keyOf(IncidentId incident, Draft::Kind kind) { return {incident.value(), kind == Draft::Kind::Note}; }
    static IncidentId incidentOf(const Key &key) { return IncidentId(key.first); }
    static Draft::Kind kindOf(const Key &key) { return key.second ? Draft::Kind::Note : Draft::Kind::Reply; }
    bool mayWork() const;
    void pullAll();
    void pullPage(const QString &cursor, const QHash<Key, qint64> &before, const QSet<Key> &seen);
    void onDraft(IncidentId incident, Draft::Kind kind);
    void onEvent(const Event &event);
    void wait(const Key &key);
    void pushAll();
    void push(const Key &key);
    void pull(const Key &key);
    void pullGrown();
    void arrived(const SavedDraft &draft);
    void vanished(const Key &key);
    void take(const SavedDraft &draft);
    void setVersion(const Key &key, qint64 version);
    void endOther(const Key &key);

    ApiClient &m_client;
    Session &m_session;
    DraftStore &m_store;
    Patience m_patience;
    QSet<Key> m_waiting;
    QHash<Key, QPointer<Reply>> m_requests;
    QHash<Key, qint64> m_versions; ///< of the server's, as far as they are known here
    QHash<Key, SavedDraft> m_others;
    QPointer<Reply> m_list;
    QSet<Key> m_growing; ///< told of by the feed; may have grown since without being told
    QTimer m_later;
    QTimer m_pause;
    QElapsedTimer m_since; ///< of the first change that waits
    bool m_applying = false;
};

} // namespace mostrador::console
