// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace mostrador::console {

/// One connection to an SQLite file, for the thread it was opened in. The first fault stays until clearFault(); further
/// statements do nothing then.
class SqlFile
{
public:
    SqlFile() = default;
    ~SqlFile();
    SqlFile(const SqlFile &) = delete;
    SqlFile &operator=(const SqlFile &) = delete;

    /// @p path empty: in memory. The file is the user's alone (0600). @p durable: a commit is on the disk (fsync)
    /// before it returns; otherwise a power cut may take the last ones, never the file.
    bool open(const QString &path, bool durable, const QStringList &schema);
    bool isOpen() const { return m_database.isOpen(); }
    bool run(const QString &sql, const QVariantList &values = {});
    /// Goes through the rows of a select; stops when @p row gives false.
    bool select(const QString &sql, const QVariantList &values, const std::function<bool(const QSqlQuery &)> &row);
    bool begin();
    bool commit();
    void rollback();
    QString fault() const { return m_fault; }
    void clearFault() { m_fault.clear(); }

private:
    bool failed(const QString &why);
    QSqlDatabase m_database;
    QString m_name;
    QString m_fault;
};

/// A thread with an SQLite file of its own. Work runs in the order given; what has come together meanwhile is committed
/// together, so that many small writes share one wait for the disk. The destructor returns when all of it is done.
class SqlThread
{
public:
    using Work = std::function<void(SqlFile &)>;
    /// Called in the thread of the context: empty when the work is committed, otherwise what went wrong (then nothing
    /// of the work was kept).
    using Ended = std::function<void(const QString &fault)>;

    SqlThread(const QString &path, bool durable, const QStringList &schema);
    ~SqlThread();
    SqlThread(const SqlThread &) = delete;
    SqlThread &operator=(const SqlThread &) = delete;

    /// @p ended is not called if @p context is gone by then.
    void post(Work work, QObject *context = nullptr, Ended ended = {});
    /// Returns when everything posted so far has ended.
    void flush();

private:
    struct Job
    {
        Work work;
        std::shared_ptr<QPointer<QObject>> context;
        Ended ended;
    };
    void run();
    static void tell(const Job &job, const QString &fault);

    const QString m_path;
    const bool m_durable;
    const QStringList m_schema;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<Job> m_jobs;
    bool m_busy = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace mostrador::console
