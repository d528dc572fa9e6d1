// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace mostrador::storage {

/// Makes SQLite's commits durable, those of several writers by one fdatasync() (group commit).
///
/// With "synchronous = full" SQLite writes the log to the disk within each commit, one after the other. Here it runs
/// with "normal", which leaves that to us: a commit is acknowledged only after a sync of the log that began when its
/// frames were written. Frames are checksummed in order, so whatever a power cut leaves is a prefix of what was
/// committed. What others may read before it is durable is told to nobody outside before: see Database::awaitDurable().
/// One for each database file in a process; all threads.
class WalSync
{
public:
    static std::shared_ptr<WalSync> of(const QString &databasePath);

    explicit WalSync(const QString &databasePath);
    ~WalSync();
    WalSync(const WalSync &) = delete;
    WalSync &operator=(const WalSync &) = delete;

    /// Around each COMMIT that may have written something.
    class Commit
    {
    public:
        explicit Commit(WalSync &sync);
        ~Commit();
        Commit(const Commit &) = delete;
        Commit &operator=(const Commit &) = delete;

    private:
        WalSync &m_sync;
    };

    /// Returns when everything this process had committed before the call is on the disk; at once if it is already. A
    /// disk that refuses ends the program, as it does PostgreSQL: what the system still keeps of the log cannot be
    /// trusted any more, and the next start recovers what is on the disk.
    void wait();

private:
    void sync();

    const QByteArray m_path;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_committing = 0;
    bool m_dirty = false; ///< something was committed since the last sync began
    bool m_syncing = false;
    quint64 m_begun = 0; ///< syncs
    quint64 m_ended = 0;
    int m_file = -1; ///< of the log; only by the one who syncs
};

} // namespace mostrador::storage
