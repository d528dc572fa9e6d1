// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/callwatch.h"

#include <QDeadlineTimer>
#include <QLoggingCategory>

#include <chrono>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace mostrador::storage {

Q_LOGGING_CATEGORY(lcWatch, "mostrador.storage.watch")

namespace {

constexpr std::chrono::milliseconds lookInterval{200};

/// All watched connections and the thread that looks at them; it runs from the first one to the end of the program.
class Watcher
{
public:
    static Watcher &instance()
    {
        static Watcher watcher;
        return watcher;
    }

    void add(CallWatch *watch)
    {
        const std::lock_guard lock(m_mutex);
        m_watches.insert(watch);
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    /// When it returns nobody looks at it any more.
    void remove(CallWatch *watch)
    {
        const std::lock_guard lock(m_mutex);
        m_watches.erase(watch);
    }

private:
    Watcher() = default;
    ~Watcher()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_over = true;
        }
        m_wake.notify_all();
        if (m_thread.joinable())
            m_thread.join();
    }

    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, lookInterval, [this] { return m_over; })) {
            const qint64 now = monotonicMs();
            for (CallWatch *watch : m_watches)
                watch->look(now);
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::set<CallWatch *> m_watches;
    bool m_over = false;
    std::thread m_thread;
};

} // namespace

qint64 monotonicMs()
{
    return QDeadlineTimer::current().deadline();
}

CallWatch::CallWatch(int socket, qint64 limitMs)
    : m_socket(socket < 0 ? -1 : ::fcntl(socket, F_DUPFD_CLOEXEC, 0))
    , m_limitMs(limitMs)
{
    Watcher::instance().add(this);
}

CallWatch::~CallWatch()
{
    Watcher::instance().remove(this);
    if (m_socket >= 0)
        ::close(m_socket);
}

void CallWatch::look(qint64 now)
{
    qint64 due = m_due.load();
    // Only if it is still the same call.
    if (due == 0 || now <= due || !m_due.compare_exchange_strong(due, 0))
        return;
    qCWarning(lcWatch) << "the database has not answered for" << m_limitMs << "ms; its connection is cut";
    ::shutdown(m_socket, SHUT_RDWR);
}

CallWatch::Call::Call(CallWatch *watch)
    : m_watch(watch)
{
    if (m_watch)
        m_watch->m_due = monotonicMs() + m_watch->m_limitMs;
}

CallWatch::Call::~Call()
{
    if (m_watch)
        m_watch->m_due = 0;
}

} // namespace mostrador::storage
