// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QObject>
#include <QThread>

#include <algorithm>
#include <ctime>
#include <vector>

namespace mostrador::test {

/// Measures how long the GUI thread is busy without looking for input: from where its event loop wakes up to where it
/// goes to sleep again. Waiting for the processor counts in wall(), not in processor(): the second is what a busy
/// machine does not change. Make it in the GUI thread; waits must be event loops (QEventLoop), not QTest::qWait(),
/// which sleeps in between.
class GuiWatch : public QObject
{
public:
    GuiWatch()
    {
        auto *dispatcher = QThread::currentThread()->eventDispatcher();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
            m_wall.start();
            m_processor = processorNow();
        });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            if (!m_wall.isValid())
                return;
            m_walls.push_back(static_cast<double>(m_wall.nsecsElapsed()) / 1e6);
            m_processors.push_back(processorNow() - m_processor);
            m_wall.invalidate();
        });
    }

    void reset()
    {
        m_walls.clear();
        m_processors.clear();
    }
    /// @{ The longest block since reset(), in milliseconds.
    double wall() const { return longest(m_walls); }
    double processor() const { return longest(m_processors); }
    /// @}
    /// How many blocks were longer than so many milliseconds.
    int longerThan(double limit) const
    {
        return static_cast<int>(
            std::count_if(m_walls.begin(), m_walls.end(), [limit](double time) { return time > limit; }));
    }

private:
    static double longest(const std::vector<double> &times)
    {
        return times.empty() ? 0 : *std::max_element(times.begin(), times.end());
    }
    static double processorNow()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    QElapsedTimer m_wall;
    double m_processor = 0;
    std::vector<double> m_walls;
    std::vector<double> m_processors;
};

} // namespace mostrador::test
