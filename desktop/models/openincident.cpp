// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/openincident.h"

#include "models/directory.h"
#include "models/writing.h"

#include <algorithm>
#include <chrono>

namespace mostrador::console {

using namespace std::chrono_literals;

QStringList differences(const Incident &a, const Incident &b)
{
    const QJsonObject before = codec::toJson(a);
    const QJsonObject after = codec::toJson(b);
    QStringList fields;
    for (auto member = after.begin(); member != after.end(); ++member) {
        if (before.value(member.key()) != member.value())
            fields.append(member.key());
    }
    return fields;
}

OpenIncident::OpenIncident(const ModelContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(50ms);
    connect(&m_pause, &QTimer::timeout, this, &OpenIncident::refresh);
    connect(&context.feed, &FeedClient::eventReceived, this, &OpenIncident::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, this, &OpenIncident::refresh);
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_id.isValid() && !m_complete)
            refresh();
    });
    connect(&context.client, &ApiClient::sourceChanged, this, &OpenIncident::refresh);
    if (!context.offline)
        return;
    connect(context.offline, &OfflineData::actionChanged, this, &OpenIncident::onAction);
    connect(context.offline, &OfflineData::jobChanged, this, &OpenIncident::show);
    connect(context.offline, &OfflineData::ready, this, &OpenIncident::show);
    connect(context.offline, &OfflineData::incidentAnswered, this, [this](const Incident &incident) {
        if (m_base)
            take(incident, false);
    });
}

void OpenIncident::load(IncidentId id, const std::optional<Incident> &known)
{
    if (id == m_id && m_incident) {
        refresh();
        return;
    }
    clear();
    m_id = id;
    if (known && known->id == id)
        take(*known, false);
    refresh();
}

void OpenIncident::clear()
{
    if (m_loading)
        m_loading->abort();
    m_loading.clear();
    m_pause.stop();
    m_id = {};
    m_complete = false;
    m_again = false;
    const bool had = m_incident.has_value();
    m_incident.reset();
    m_base.reset();
    m_lastAction = {};
    if (had)
        Q_EMIT changed({});
}

void OpenIncident::refresh()
{
    if (!m_id.isValid())
        return;
    if (m_loading) {
        m_again = true;
        return;
    }
    m_again = false;
    auto *reply = requests::incident(m_context.client, m_id);
    m_loading = reply;
    reply->then(this, [this](const Answer<Incident> &answer) {
        m_loading.clear();
        if (answer) {
            take(*answer, true);
            if (m_again)
                refresh();
        } else if (answer.error().is(ErrorCode::NotFound) || answer.error().is(ErrorCode::Forbidden)) {
            clear();
            Q_EMIT gone();
        } else {
            Q_EMIT loadFailed(answer.error());
        }
    });
}

void OpenIncident::take(const Incident &incident, bool complete)
{
    if (incident.id != m_id || (m_base && incident.version < m_base->version))
        return;
    Incident next = incident;
    // Answers to changes, and rows of lists, leave the description out.
    if (!complete && m_complete)
        next.description = m_base->description;
    const bool first = !m_base;
    const bool more = complete && !m_complete;
    m_base = next;
    m_complete = m_complete || complete;
    if (!first && !more) {
        show();
        return;
    }
    m_incident = effective(m_context, next);
    Q_EMIT changed({});
}

/// What waits in the queue has become another, or what it is about.
void OpenIncident::show()
{
    if (!m_base)
        return;
    const Incident next = effective(m_context, *m_base);
    const QStringList fields = differences(*m_incident, next);
    m_incident = next;
    if (!fields.isEmpty())
        Q_EMIT changed(fields);
}

bool OpenIncident::hasUnsent() const
{
    const ActionQueue *queue = queueOf(m_context);
    if (!queue || !m_id.isValid())
        return false;
    const QList<QueuedAction> actions = queue->actionsOf(m_id);
    return std::any_of(actions.begin(), actions.end(), [](const QueuedAction &one) { return one.isUnfinished(); });
}

void OpenIncident::onAction(ActionId id)
{
    const ActionQueue *queue = queueOf(m_context);
    const QueuedAction *action = queue ? queue->action(id) : nullptr;
    const bool begun = m_actions.contains(id);
    if (!action || action->incident == m_id || begun)
        show();
    if (!begun || (action && action->isUnfinished()))
        return;
    const IncidentId incident = m_actions.take(id);
    if (!action || incident != m_id)
        return; // the list of what waits and is asked shows it
    if (action->state == QueuedAction::State::Refused) {
        Q_EMIT changeFailed(failureOf(*action));
    } else if (action->state == QueuedAction::State::Conflict) {
        Q_EMIT queuedConflict(id, action->conflicts);
    } else if (action->resultIncident && *action->resultIncident != m_id) {
        requests::incident(m_context.client, *action->resultIncident)->then(this, [this](const Answer<Incident> &made) {
            if (made)
                Q_EMIT followUpMade(*made);
        });
    }
}

bool OpenIncident::isAllowed(Action action) const
{
    return m_incident &&
           m_context.session.isAllowed(action, *m_incident, m_context.directory.isRestricted(m_incident->team));
}

QList<IncidentStatus> OpenIncident::nextStatuses() const
{
    if (!isAllowed(Action::IncidentTransition))
        return {};
    return mostrador::nextStatuses(m_incident->status, TransitionBy::Employee);
}

void OpenIncident::change(const IncidentChange &change)
{
    if (!m_incident || change.isEmpty())
        return;
    if (ActionQueue *queue = queueOf(m_context)) {
        m_lastAction = queue->changeIncident(*m_incident, change);
        if (m_lastAction.isValid())
            m_actions.insert(m_lastAction, m_id);
        Q_EMIT saved();
        return;
    }
    m_waiting.append({m_id, change, m_incident->version});
    sendNext();
}

void OpenIncident::sendNext()
{
    if (m_saving || m_waiting.isEmpty())
        return;
    const Waiting next = m_waiting.takeFirst();
    auto *reply = requests::changeIncident(m_context.client, next.incident, next.change, next.version);
    m_saving = reply;
    Q_EMIT savingChanged(true);
    reply->then(this, [this, next](const Answer<Incident> &answer) {
        m_saving.clear();
        if (answer)
            accepted(next, *answer);
        else if (answer.error().is(ErrorCode::EditConflict))
            refused(next, answer.error().problem);
        else
            Q_EMIT changeFailed(answer.error());
        if (m_waiting.isEmpty())
            Q_EMIT savingChanged(false);
        else
            sendNext();
    });
}

void OpenIncident::accepted(const Waiting &sent, const Incident &incident)
{
    // A further change of our own was made in sight of this one: it must not meet it as somebody else's. Nothing more:
    // where what we asked for stood there already, the answer's version is somebody else's, whatever its number.
    QStringList touched = codec::toJson(sent.change).keys();
    if (sent.change.impact || sent.change.urgency)
        touched.append(QStringLiteral("priority")); // follows from them
    for (Waiting &waiting : m_waiting) {
        if (waiting.incident != sent.incident)
            continue;
        const QStringList fields = codec::toJson(waiting.change).keys();
        if (std::any_of(fields.begin(), fields.end(), [&](const QString &field) { return touched.contains(field); }))
            waiting.version = incident.version;
    }
    take(incident, !incident.description.isEmpty());
    Q_EMIT saved();
}

void OpenIncident::refused(const Waiting &sent, const Problem &problem)
{
    const auto conflicts = requests::conflictsOf(problem);
    if (sent.incident != m_id) {
        Q_EMIT conflict(sent.change, conflicts);
        return;
    }
    // The employee decides in sight of the present values, and what is sent then is sent under their version.
    auto *reply = requests::incident(m_context.client, sent.incident);
    reply->then(this, [this, sent, conflicts](const Answer<Incident> &answer) {
        if (answer)
            take(*answer, true);
        Q_EMIT conflict(sent.change, conflicts);
    });
}

void OpenIncident::reopen(const QString &reason)
{
    if (!m_incident || m_saving)
        return;
    if (ActionQueue *queue = queueOf(m_context)) {
        m_actions.insert(queue->reopen(*m_incident, reason), m_id);
        Q_EMIT saved();
        return;
    }
    auto *reply = requests::reopenIncident(m_context.client, m_id, reason);
    m_saving = reply;
    Q_EMIT savingChanged(true);
    reply->then(this, [this, id = m_id](const Answer<Incident> &answer) {
        m_saving.clear();
        if (!answer) {
            Q_EMIT changeFailed(answer.error());
        } else if (answer->id != id) {
            Q_EMIT followUpMade(*answer);
        } else {
            take(*answer, !answer->description.isEmpty());
            Q_EMIT saved();
        }
        if (m_waiting.isEmpty())
            Q_EMIT savingChanged(false);
        else
            sendNext();
    });
}

void OpenIncident::onEvent(const Event &event)
{
    if (!m_incident || event.incident != m_id)
        return;
    // Our own change comes back by the feed after its answer did.
    if (event.version <= m_base->version && m_complete && event.kind != EventKind::AttachmentAdded &&
        event.kind != EventKind::MessageAdded && event.kind != EventKind::NoteAdded)
        return;
    if (!m_pause.isActive())
        m_pause.start();
}

} // namespace mostrador::console
