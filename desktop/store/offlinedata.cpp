// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/offlinedata.h"

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
}

OfflineData::~OfflineData() = default;

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
    m_ready = false;
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
    m_ready = false;
    m_sync.reset();
    m_jobs.reset();
    m_queue.reset();
    m_store.reset();
    m_keys.wipe();
}

} // namespace mostrador::console
