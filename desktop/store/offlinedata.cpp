// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/offlinedata.h"

#include <chrono>
#include <utility>

namespace mostrador::console {

OfflineData::OfflineData(ApiClient &client, FeedClient &feed, Session &session, SecretStore &secrets,
                         const ServerProfile &profile, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_feed(feed)
    , m_session(session)
    , m_account(profile.id())
    , m_keys(secrets, profile, folder)
{
    connect(&session, &Session::loggedIn, this, &OfflineData::begin);
    connect(&session, &Session::employeeChanged, this, [this] {
        if (m_ready)
            m_store->setSelf(m_session.employee());
    });
    connect(&session, &Session::expired, this, [this] {
        if (!m_ready)
            return;
        m_sync->stop();
        m_queue->setPaused(true);
    });
    connect(&session, &Session::loggedOut, this, &OfflineData::wipe);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &OfflineData::noteTime);
    connect(&feed, &FeedClient::stateChanged, this, &OfflineData::noteTime);
}

OfflineData::~OfflineData()
{
    noteTime();
}

/// Keeps how new the copy is: up to the moment in which the feed was lost.
void OfflineData::noteTime()
{
    if (!m_ready)
        return;
    const bool upToDate = m_feed.isLive() && m_sync->isComplete();
    if (std::exchange(m_upToDate, upToDate) || upToDate)
        m_store->setAsOf(Timestamp::now());
}

std::optional<Timestamp> OfflineData::asOf() const
{
    if (!m_ready)
        return std::nullopt;
    return m_upToDate && m_feed.isLive() ? std::optional(Timestamp::now()) : m_store->asOf();
}

Incident OfflineData::effective(const Incident &incident) const
{
    if (!m_ready)
        return incident;
    Incident out = m_jobs->effective(m_queue->effective(incident));
    // A patch brings no names.
    const auto name = [](const auto &now, const auto &before, const QString &known, const auto &find) {
        if (now == before)
            return known;
        const auto *found = now ? find(*now) : nullptr;
        return found ? found->name : QString();
    };
    out.teamName = name(out.team, incident.team, incident.teamName, [this](TeamId id) { return m_store->team(id); });
    out.assigneeName = name(out.assignee, incident.assignee, incident.assigneeName,
                            [this](EmployeeId id) { return m_store->employee(id); });
    out.productName = name(out.product, incident.product, incident.productName,
                           [this](ProductId id) { return m_store->product(id); });
    return out;
}

QList<Incident> OfflineData::overlay() const
{
    QList<Incident> out;
    if (!m_ready)
        return out;
    QSet<IncidentId> seen;
    const QList<QueuedAction> actions = m_queue->actions();
    for (const QueuedAction &action : actions) {
        if (!action.isUnfinished() || !action.incident.isValid() || seen.contains(action.incident))
            continue;
        seen.insert(action.incident);
        if (const auto incident = m_store->incident(m_queue->realId(action.incident)))
            out.append(effective(*incident));
    }
    const QList<Incident> fresh = m_queue->waitingIncidents();
    for (const Incident &incident : fresh)
        out.append(effective(incident));
    return out;
}

void OfflineData::forward()
{
    const ActionQueue *queue = m_queue.get();
    connect(queue, &ActionQueue::changed, this, &OfflineData::actionChanged);
    connect(queue, &ActionQueue::kept, this, &OfflineData::actionKept);
    connect(queue, &ActionQueue::keepFailed, this, &OfflineData::actionKeepFailed);
    connect(queue, &ActionQueue::incidentAnswered, this, &OfflineData::incidentAnswered);
    connect(queue, &ActionQueue::incidentCreated, this, &OfflineData::incidentCreated);
    connect(queue, &ActionQueue::messageSent, this, &OfflineData::messageSent);
    connect(m_jobs.get(), &BulkJobs::incidentAnswered, this, &OfflineData::incidentAnswered);
    connect(m_jobs.get(), &BulkJobs::changed, this, &OfflineData::jobChanged);
    connect(m_store.get(), &LocalStore::incidentChanged, this, &OfflineData::copyChanged);
    connect(m_store.get(), &LocalStore::incidentRemoved, this, &OfflineData::copyChanged);
    connect(m_store.get(), &LocalStore::directoryChanged, this, &OfflineData::copyChanged);
    connect(m_sync.get(), &Synchroniser::completed, this, &OfflineData::noteTime);
}

void OfflineData::setDays(int days)
{
    m_days = days;
    if (m_sync)
        m_sync->setDays(days);
}

void OfflineData::open(const QString &password)
{
    m_keys.unlock(password, [this](const KeyKeeper::Keys &keys) { use(keys); });
}

void OfflineData::tryOldPassword(const QString &oldPassword, const QString &password)
{
    m_keys.tryOldPassword(oldPassword, password, [this](const KeyKeeper::Keys &keys) {
        if (keys.needsOldPassword) {
            Q_EMIT needsOldPassword();
            return;
        }
        use(keys);
    });
}

void OfflineData::use(const KeyKeeper::Keys &keys)
{
    if (std::exchange(m_ready, false))
        Q_EMIT left();
    m_upToDate = false;
    m_sync.reset();
    m_jobs.reset();
    m_queue.reset();
    m_store.reset();
    m_cacheKept = keys.mayCache;
    m_queueKept = keys.mayQueue;
    m_store = std::make_unique<LocalStore>(keys.mayCache ? m_keys.cacheFile() : QString(), keys.vault, m_account);
    m_queue =
        std::make_unique<ActionQueue>(m_client, keys.mayQueue ? m_keys.queueFile() : QString(), keys.vault, m_account);
    m_jobs = std::make_unique<BulkJobs>(m_client, *m_queue);
    m_sync = std::make_unique<Synchroniser>(m_client, m_feed, *m_store);
    m_sync->setDays(m_days);
    // Until it is certain who is logged in: nobody's work is done in somebody else's name.
    m_queue->setPaused(true);
    // What the server answers to the queue is newer than what the copy has.
    const auto keep = [this](const Incident &incident) { m_store->put(incident); };
    connect(m_queue.get(), &ActionQueue::incidentAnswered, this, keep);
    connect(m_jobs.get(), &BulkJobs::incidentAnswered, this, keep);
    connect(m_queue.get(), &ActionQueue::customerAnswered, this,
            [this](const Customer &customer) { m_store->put(customer); });
    // A copy or queue that cannot be read is no reason not to work.
    forward();
    m_opening = 3;
    connect(m_store.get(), &LocalStore::opened, this, &OfflineData::opened);
    connect(m_store.get(), &LocalStore::openFailed, this, &OfflineData::opened);
    connect(m_queue.get(), &ActionQueue::opened, this, &OfflineData::opened);
    connect(m_queue.get(), &ActionQueue::openFailed, this, [this] {
        m_queueKept = false;
        opened();
    });
    connect(m_jobs.get(), &BulkJobs::opened, this, &OfflineData::opened);
    m_store->open();
    m_queue->open();
    m_jobs->open();
    if (keys.needsOldPassword)
        Q_EMIT needsOldPassword();
}

void OfflineData::opened()
{
    if (--m_opening > 0)
        return;
    m_ready = true;
    m_minute.start();
    Q_EMIT ready();
    if (m_session.isLoggedIn())
        begin();
}

void OfflineData::begin()
{
    if (!m_ready)
        return;
    if (const auto self = m_store->self(); self && self->id != m_session.employee().id)
        return;
    m_queue->setAuthor(m_session.employee().id, m_session.employee().name);
    m_store->setSelf(m_session.employee());
    // The session goes on in the feed where the copy is, if it was told to before it began.
    const bool resumed = !m_store->feedCursor().isEmpty() && m_feed.cursor() == m_store->feedCursor();
    m_sync->start(resumed);
    m_queue->setPaused(false);
    m_jobs->resume();
}

void OfflineData::wipe()
{
    if (std::exchange(m_ready, false))
        Q_EMIT left();
    m_minute.stop();
    m_upToDate = false;
    m_sync.reset();
    m_jobs.reset();
    m_queue.reset();
    m_store.reset();
    m_keys.wipe();
}

} // namespace mostrador::console
