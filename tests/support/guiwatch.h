// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <ctime>

namespace mostrador::test {

/// An application that measures how long its GUI thread is deaf: the longest time one event took, whatever it was (a
/// timer, an answer of the network, painting), with all that was called from it. Waiting for the processor counts in
/// wall(), not in processor(): the second is what a busy machine does not change.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Other threads have events too.
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        // The receiver may be gone afterwards.
        const QByteArray what =
            QByteArray(receiver->metaObject()->className()) + " event " + QByteArray::number(event->type());
        QElapsedTimer timer;
        timer.start();
        const double before = processorNow();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (took > m_wall) {
            m_wall = took;
            m_worst = what;
        }
        m_processor = std::max(m_processor, processorNow() - before);
        return handled;
    }

    void reset()
    {
        m_wall = m_processor = 0;
        m_worst.clear();
    }
    /// @{ The longest since reset(), in milliseconds, and which it was.
    double wall() const { return m_wall; }
    double processor() const { return m_processor; }
    QByteArray worst() const { return m_worst; }
    /// @}

private:
    static double processorNow()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    int m_depth = 0;
    double m_wall = 0;
    double m_processor = 0;
    QByteArray m_worst;
};

} // namespace mostrador::test
