// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/tagmover.h"

#include "services/tagservice.h"
#include "storage/database.h"

#include <QLoggingCategory>
#include <QThread>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace mostrador::services {

namespace {

Q_LOGGING_CATEGORY(tagsLog, "mostrador.tags")

using namespace std::chrono_literals;

constexpr auto pause = 60s;
constexpr auto pauseAfterFailure = 15s;

/// What all movers of the process wait for.
struct Bell
{
    std::mutex mutex;
    std::condition_variable rung;
    quint64 rings = 0;
};

Bell &bell()
{
    static Bell instance;
    return instance;
}

} // namespace

struct TagMover::Private
{
    const Clock *clock = nullptr;
    bool stopping = false; ///< under the bell's mutex
    std::unique_ptr<QThread> thread;

    void run()
    {
        quint64 heard = 0;
        for (;;) {
            const Result<bool> worked = tags::advance(*clock);
            if (!worked)
                qCWarning(tagsLog, "Renamed tags cannot be looked after: %s", qPrintable(worked.error().cause));
            std::unique_lock lock(bell().mutex);
            // Somebody who rang while it worked may have meant what it did not see.
            if (worked && !*worked && heard == bell().rings)
                bell().rung.wait_for(lock, pause, [&] { return stopping || heard != bell().rings; });
            else if (!worked)
                bell().rung.wait_for(lock, pauseAfterFailure, [&] { return stopping; });
            if (stopping)
                return;
            heard = bell().rings;
        }
    }
};

TagMover::TagMover(const Clock &clock)
    : m_d(std::make_unique<Private>())
{
    m_d->clock = &clock;
}

TagMover::~TagMover()
{
    stop();
}

void TagMover::start()
{
    m_d->stopping = false;
    m_d->thread.reset(QThread::create([d = m_d.get()] {
        d->run();
        storage::closeThreadDatabase();
    }));
    m_d->thread->setObjectName(QStringLiteral("tags"));
    m_d->thread->start();
}

void TagMover::stop()
{
    if (!m_d->thread)
        return;
    {
        const std::lock_guard lock(bell().mutex);
        m_d->stopping = true;
    }
    bell().rung.notify_all();
    m_d->thread->wait();
    m_d->thread.reset();
}

void TagMover::wake()
{
    {
        const std::lock_guard lock(bell().mutex);
        ++bell().rings;
    }
    bell().rung.notify_all();
}

} // namespace mostrador::services
