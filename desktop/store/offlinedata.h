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

#include <memory>

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

Q_SIGNALS:
    void ready();
    /// Actions of before stand in the queue's file, which was sealed under the password before the present one.
    void needsOldPassword();

private:
    void use(const KeyKeeper::Keys &keys);
    void opened();
    void begin();
    void wipe();

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
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<ActionQueue> m_queue;
    std::unique_ptr<BulkJobs> m_jobs;
    std::unique_ptr<Synchroniser> m_sync;
};

} // namespace mostrador::console
