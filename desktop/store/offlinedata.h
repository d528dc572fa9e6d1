// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"
#include "store/actionqueue.h"
#include "store/bulkjobs.h"
#include "store/keykeeper.h"
#include "store/localstore.h"
#include "store/synchroniser.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace mostrador::console {

/// Everything that lets an account's work go on without the server: key, local copy, queue of actions, bulk jobs and
/// what keeps the copy up to date. One for each account in use; the app owns it. GUI thread.
///
///     open(password); on ready(): session.setFeedCursor(data.store().feedCursor());
///                                 session.resume(server, credential, data.store().self())
///
/// From the log-in on it works by itself. At log-out (not at the end of the program, nor of the session) it wipes all:
/// before that ask queue().unfinishedCount() and questionCount(), and tell the employee what would be lost.
class OfflineData : public QObject
{
    Q_OBJECT

public:
    /// @p folder: by default dataFolder()/<profile>.
    OfflineData(ApiClient &client, FeedClient &feed, Session &session, SecretStore &secrets,
                const ServerProfile &profile, const QString &folder = {}, QObject *parent = nullptr);
    ~OfflineData() override;

    /// How many days of incidents are kept.
    void setDays(int days);
    /// @p password: as typed at the log-in; empty where a session is remembered. Ends in ready().
    void open(const QString &password = {});
    /// See needsOldPassword().
    void tryOldPassword(const QString &oldPassword, const QString &password);
    bool isReady() const { return m_ready; }

    /// @{ Only once isReady().
    LocalStore &store() { return *m_store; }
    ActionQueue &queue() { return *m_queue; }
    BulkJobs &jobs() { return *m_jobs; }
    Synchroniser &synchroniser() { return *m_sync; }
    /// @}
    /// The copy outlives the program; otherwise (no key store) it is in memory only.
    bool isCacheKept() const { return m_cacheKept; }
    /// The queue outlives the program; where not, say so to whoever works without the server.
    bool isQueueKept() const { return m_queueKept; }
    /// When the copy was last known to be as the server had it; nothing: it is not whole yet.
    std::optional<Timestamp> asOf() const;
    int days() const { return m_days; }
    /// The incident with everything that waits for it, names too.
    Incident effective(const Incident &incident) const;
    /// Those in the copy that something waits for, in that state, and those that the server does not have yet.
    QList<Incident> overlay() const;

Q_SIGNALS:
    void ready();
    /// It is not ready any more: all has been wiped, or is made anew.
    void left();
    /// @{ Of the parts, whichever they are now.
    void actionChanged(mostrador::console::ActionId id);
    void actionKept(mostrador::console::ActionId id);
    void actionKeepFailed(const mostrador::console::QueuedAction &action, const QString &why);
    void incidentAnswered(const mostrador::Incident &incident);
    void incidentCreated(mostrador::IncidentId local, const mostrador::Incident &incident);
    void messageSent(mostrador::IncidentId incident, const mostrador::Message &message);
    void jobChanged(mostrador::console::ActionId job);
    /// An incident, team, employee, product or customer of the copy.
    void copyChanged();
    /// @}
    /// Actions of before stand in the queue's file, which was sealed under the password before the present one.
    void needsOldPassword();

private:
    void use(const KeyKeeper::Keys &keys);
    void opened();
    void begin();
    void wipe();
    void forward();
    void noteTime();

    ApiClient &m_client;
    FeedClient &m_feed;
    Session &m_session;
    const QString m_account;
    KeyKeeper m_keys;
    int m_days = 30;
    int m_opening = 0;
    bool m_ready = false;
    bool m_cacheKept = false;
    bool m_queueKept = false;
    bool m_upToDate = false;
    QTimer m_minute;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<ActionQueue> m_queue;
    std::unique_ptr<BulkJobs> m_jobs;
    std::unique_ptr<Synchroniser> m_sync;
};

} // namespace mostrador::console
