// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/workers.h"

#include <QThread>

namespace mostrador::http {

WorkerPool::WorkerPool(int threads, int queueLimit, std::function<void()> started, std::function<void()> ending)
    : m_threadCount(threads)
    , m_queueLimit(static_cast<std::size_t>(queueLimit))
    , m_started(std::move(started))
    , m_ending(std::move(ending))
{}

WorkerPool::~WorkerPool()
{
    stop();
}

void WorkerPool::start()
{
    for (int i = 0; i < m_threadCount; ++i) {
        std::unique_ptr<QThread> thread(QThread::create([this] { run(); }));
        thread->setObjectName(QStringLiteral("worker-%1").arg(i + 1));
        thread->start();
        m_threads.push_back(std::move(thread));
    }
}

void WorkerPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
    m_threads.clear();
}

bool WorkerPool::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_jobs.size() >= m_queueLimit)
            return false;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

int WorkerPool::queued() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_jobs.size());
}

void WorkerPool::run()
{
    if (m_started)
        m_started();
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_stopping)
                break;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
    if (m_ending)
        m_ending();
}

} // namespace mostrador::http
