// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace mostrador::http {

/// A fixed number of threads with a bounded queue. Thread-safe but for start() and stop(), which belong to one thread.
class WorkerPool
{
public:
    using Job = std::function<void()>; ///< must not throw

    /// @p started and @p ending run in each thread first and last; may be empty.
    WorkerPool(int threads, int queueLimit, std::function<void()> started, std::function<void()> ending);
    ~WorkerPool();
    Q_DISABLE_COPY_MOVE(WorkerPool)

    void start();
    /// Lets the running jobs finish, drops the waiting ones, joins the threads.
    void stop();
    /// False, and nothing happens, if the queue is full.
    bool submit(Job job);
    int queued() const;

private:
    void run();

    const int m_threadCount;
    const std::size_t m_queueLimit;
    std::function<void()> m_started;
    std::function<void()> m_ending;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace mostrador::http
