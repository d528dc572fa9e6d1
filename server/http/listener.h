// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <functional>

namespace mostrador::http {

/// How many connections to accept in one turn of the event loop where at most @p cap may be open, so that each has had
/// several turns to be heard before it has to make room.
inline int acceptedAtOnce(int cap)
{
    return std::clamp(cap / 4, 1, 128);
}

/// Accepts connections for the server: \c arriving gets each descriptor and returns the socket to hand on to
/// QtHttpServer, or null if it has closed it or keeps it.
///
/// Accepts few at a time: QTcpServer would take all that wait before it looks at anything else, so that a flood of
/// connections would starve, and where there is a cap push out, those whose request has arrived.
class Listener final : public QTcpServer
{
    Q_OBJECT
public:
    using Arriving = std::function<QTcpSocket *(qintptr)>;

    /// @p atOnce: how many in one turn of the event loop; well below what may be open.
    Listener(Arriving arriving, int atOnce)
        : m_arriving(std::move(arriving))
        , m_atOnce(atOnce)
    {
        setMaxPendingConnections(waitingAtMost);
        setListenBacklogSize(backlog);
    }

    /// All that the system has accepted for us, before close().
    void acceptWaiting()
    {
        m_accepted = -1;
        setMaxPendingConnections(waitingAtMost);
        waitForNewConnection(0);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        if (m_accepted >= 0 && ++m_accepted >= m_atOnce) {
            // No other way to make it stop; with none allowed to wait it does.
            setMaxPendingConnections(0);
            QTimer::singleShot(0, this, [this] {
                if (!isListening())
                    return;
                m_accepted = 0;
                setMaxPendingConnections(waitingAtMost);
                resumeAccepting();
            });
        }
        if (QTcpSocket *socket = m_arriving(descriptor))
            addPendingConnection(socket);
    }

private:
    static constexpr int waitingAtMost = 1024;
    static constexpr int backlog = 4096; ///< the system's own limit is mostly as much

    Arriving m_arriving;
    const int m_atOnce;
    int m_accepted = 0; ///< in this turn of the event loop; -1: not counted any more
};

} // namespace mostrador::http
