// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/draftsync.h"

#include "api/apiclient.h"
#include "api/draftrequests.h"
#include "model/limits.h"
#include "protocol/draftjson.h"

#include <QScopedValueRollback>

namespace mostrador::console {

DraftSync::DraftSync(ApiClient &client, FeedClient &feed, Session &session, DraftStore &store, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_session(session)
    , m_store(store)
{
    for (const Draft &draft : store.all()) {
        const Key key = keyOf(draft.incident, draft.kind);
        if (draft.version > 0)
            m_versions.insert(key, draft.version);
        if (!draft.pushed)
            m_waiting.insert(key);
    }
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &DraftSync::pushAll);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &DraftSync::pullGrown);
    connect(&store, &DraftStore::draftChanged, this, &DraftSync::onDraft);
    connect(&feed, &FeedClient::eventReceived, this, &DraftSync::onEvent);
    connect(&feed, &FeedClient::resyncRequired, this, &DraftSync::pullAll);
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online)
            pullAll();
    });
    pullAll();
}

bool DraftSync::mayWork() const
{
    return m_client.isOnline() && isAllowed(m_session.actor().principal, Action::DraftManage, Relation::Own);
}

// --- from here to the server ---

void DraftSync::onDraft(IncidentId incident, Draft::Kind kind)
{
    if (m_applying)
        return;
    const Key key = keyOf(incident, kind);
    const auto draft = m_store.draft(incident, kind);
    if (draft ? !draft->pushed : m_versions.contains(key) || m_others.contains(key))
        wait(key);
}

void DraftSync::wait(const Key &key)
{
    m_waiting.insert(key);
    // Put off by typing, but not for ever.
    if (!m_pause.isActive())
        m_since.start();
    const auto left = m_patience.longest - std::chrono::milliseconds(m_since.elapsed());
    m_pause.start(std::clamp(left, std::chrono::milliseconds(0), m_patience.pause));
}

void DraftSync::pushAll()
{
    if (!mayWork())
        return; // when the server is back
    const QSet<Key> waiting = m_waiting;
    for (const Key &key : waiting)
        push(key);
}

void DraftSync::push(const Key &key)
{
    if (m_requests.contains(key))
        return; // goes on when that is over
    const IncidentId incident = incidentOf(key);
    const Draft::Kind kind = kindOf(key);
    const auto draft = m_store.draft(incident, kind);
    if (m_others.contains(key)) {
        m_waiting.remove(key);
        // Sent, or emptied: what was written elsewhere is all there is now.
        if (!draft || draft->body.isEmpty())
            use(incident, kind);
        return;
    }
    const qint64 version = m_versions.value(key);
    if (!draft || draft->body.isEmpty()) {
        m_waiting.remove(key);
        if (version == 0)
            return;
        auto *reply = requests::removeDraft(ServerOnly(m_client), incident, key.second, version);
        m_requests.insert(key, reply);
        reply->then(this, [this, key](const Answer<Nothing> &answer) {
            m_requests.remove(key);
            if (answer || answer.error().is(ErrorCode::NotFound)) {
                m_versions.remove(key);
            } else if (answer.error().is(ErrorCode::EditConflict)) {
                m_versions.remove(key);
                pull(key);
                return;
            } else if (answer.error().kind != Failure::Kind::Refused || answer.error().is(ErrorCode::Unavailable) ||
                       answer.error().is(ErrorCode::TooManyRequests)) {
                m_waiting.insert(key);
            }
            if (m_waiting.contains(key) && mayWork())
                wait(key);
        });
        return;
    }
    m_waiting.remove(key);
    if (draft->pushed)
        return;
    DraftText text;
    text.body = draft->body;
    text.basedOn = draft->basedOn;
    auto *reply = requests::putDraft(ServerOnly(m_client), incident, key.second, text, version);
    m_requests.insert(key, reply);
    reply->then(this, [this, key, body = text.body](const Answer<SavedDraft> &answer) {
        m_requests.remove(key);
        if (answer) {
            m_versions.insert(key, answer->version);
            m_store.noteSaved(incidentOf(key), kindOf(key), answer->version, body);
            const auto now = m_store.draft(incidentOf(key), kindOf(key));
            if (!now || !now->pushed)
                wait(key);
        } else if (answer.error().is(ErrorCode::EditConflict)) {
            pull(key);
        } else if (answer.error().kind != Failure::Kind::Refused || answer.error().is(ErrorCode::Unavailable) ||
                   answer.error().is(ErrorCode::TooManyRequests)) {
            m_waiting.insert(key);
            if (mayWork())
                wait(key);
        }
        // Else the server does not want it: it stays on this computer.
    });
}

// --- from the server to here ---

void DraftSync::pullAll()
{
    if (m_list || !mayWork())
        return;
    pullPage({}, m_versions, {});
}

void DraftSync::pullPage(const QString &cursor, const QHash<Key, qint64> &before, const QSet<Key> &seen)
{
    auto *reply = requests::drafts(ServerOnly(m_client), {{}, {}, cursor, limits::pageMax});
    m_list = reply;
    reply->then(this, [this, before, sofar = seen](const Answer<codec::Page<SavedDraft>> &answer) {
        m_list.clear();
        if (!answer)
            return; // when the server is back
        QSet<Key> all = sofar;
        for (const SavedDraft &draft : answer->items) {
            all.insert({draft.incident.value(), draft.internal});
            arrived(draft);
        }
        if (!answer->nextCursor.isEmpty()) {
            pullPage(answer->nextCursor, before, all);
            return;
        }
        for (auto known = before.cbegin(); known != before.cend(); ++known) {
            if (!all.contains(known.key()) && m_versions.value(known.key()) == known.value())
                vanished(known.key());
        }
        pushAll();
    });
}

void DraftSync::pull(const Key &key)
{
    auto *reply = requests::draft(ServerOnly(m_client), incidentOf(key), key.second);
    m_requests.insert(key, reply);
    reply->then(this, [this, key](const Answer<SavedDraft> &answer) {
        m_requests.remove(key);
        if (answer)
            arrived(*answer);
        else if (answer.error().is(ErrorCode::NotFound))
            vanished(key);
        else if (m_store.draft(incidentOf(key), kindOf(key)))
            m_waiting.insert(key);
        if (m_waiting.contains(key) && mayWork())
            wait(key);
    });
}

void DraftSync::onEvent(const Event &event)
{
    if (event.kind != EventKind::DraftChanged && event.kind != EventKind::DraftRemoved)
        return;
    const auto incident = IncidentId::fromString(event.after.value(QLatin1String("incident_id")).toString());
    const auto internal = codec::internalFromDraftKind(event.after.value(QLatin1String("kind")).toString());
    if (!incident || !internal || !mayWork())
        return;
    const Key key{incident->value(), *internal};
    if (m_requests.contains(key))
        return; // its answer will tell
    if (event.kind == EventKind::DraftRemoved) {
        // What was written last before may not have been told.
        if ((m_versions.contains(key) || m_others.contains(key)) && m_versions.value(key) <= event.version)
            vanished(key);
    } else if (m_versions.value(key) < event.version) {
        pull(key);
        // A text that grows is told of now and then only: what came after is asked for when that pause is over.
        m_growing.insert(key);
        m_later.start(m_patience.growth);
    }
}

void DraftSync::pullGrown()
{
    const QSet<Key> growing = std::exchange(m_growing, {});
    for (const Key &key : growing) {
        if (mayWork() && !m_requests.contains(key))
            pull(key);
    }
}

void DraftSync::arrived(const SavedDraft &draft)
{
    const Key key{draft.incident.value(), draft.internal};
    const auto here = m_store.draft(draft.incident, kindOf(key));
    if (m_requests.contains(key))
        return;
    if (!here || here->body.isEmpty()) {
        // Just sent or emptied here: the server will be told.
        if (!m_waiting.contains(key) || m_versions.value(key) != draft.version)
            take(draft);
        return;
    }
    if (here->body == draft.body) {
        setVersion(key, draft.version);
        m_store.noteSaved(draft.incident, kindOf(key), draft.version, draft.body);
        endOther(key);
    } else if (here->pushed) {
        if (here->version != draft.version)
            take(draft);
    } else if (here->version != draft.version) {
        // Written here and there: neither goes for the other.
        m_others.insert(key, draft);
        Q_EMIT otherChanged(draft.incident, kindOf(key));
    }
}

/// It was sent or emptied elsewhere.
void DraftSync::vanished(const Key &key)
{
    m_versions.remove(key);
    endOther(key);
    const auto here = m_store.draft(incidentOf(key), kindOf(key));
    if (!here)
        return;
    if (here->pushed && here->files.isEmpty()) {
        const QScopedValueRollback<bool> applying(m_applying, true);
        m_store.remove(here->incident, here->kind);
        return;
    }
    // What was written here since is another message.
    m_store.noteSaved(here->incident, here->kind, 0, {});
    wait(key);
}

void DraftSync::take(const SavedDraft &draft)
{
    const Key key{draft.incident.value(), draft.internal};
    const QScopedValueRollback<bool> applying(m_applying, true);
    Draft here = m_store.draft(draft.incident, kindOf(key)).value_or(Draft());
    here.incident = draft.incident;
    here.kind = kindOf(key);
    here.body = draft.body;
    here.idempotencyKey.clear();
    here.basedOn = draft.basedOn;
    here.version = draft.version;
    here.pushed = true;
    m_versions.insert(key, draft.version);
    m_waiting.remove(key);
    m_store.adopt(here);
    endOther(key);
}

void DraftSync::setVersion(const Key &key, qint64 version)
{
    m_versions.insert(key, version);
}

// --- two texts ---

std::optional<SavedDraft> DraftSync::other(IncidentId incident, Draft::Kind kind) const
{
    const auto found = m_others.constFind(keyOf(incident, kind));
    return found == m_others.constEnd() ? std::nullopt : std::optional(*found);
}

void DraftSync::endOther(const Key &key)
{
    if (m_others.remove(key) > 0)
        Q_EMIT otherChanged(incidentOf(key), kindOf(key));
}

void DraftSync::use(IncidentId incident, Draft::Kind kind)
{
    if (const auto text = other(incident, kind))
        take(*text);
}

void DraftSync::append(IncidentId incident, Draft::Kind kind)
{
    const auto text = other(incident, kind);
    if (!text)
        return;
    Draft here = m_store.draft(incident, kind).value_or(Draft());
    here.incident = incident;
    here.kind = kind;
    here.body += (here.body.isEmpty() ? QString() : QStringLiteral("\n\n")) + text->body;
    here.idempotencyKey.clear();
    here.version = text->version;
    here.pushed = false;
    const Key key = keyOf(incident, kind);
    m_versions.insert(key, text->version);
    endOther(key);
    m_store.adopt(here); // and pushed in the next pause
}

void DraftSync::discard(IncidentId incident, Draft::Kind kind)
{
    const auto text = other(incident, kind);
    if (!text)
        return;
    const Key key = keyOf(incident, kind);
    m_versions.insert(key, text->version);
    m_store.noteSaved(incident, kind, text->version, {});
    endOther(key);
    wait(key);
}

} // namespace mostrador::console
