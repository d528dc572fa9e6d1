// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace mostrador::storage {

/// Milliseconds of a clock that nobody sets.
qint64 monotonicMs();

/// Bounds the calls on one connection to PostgreSQL. The server bounds its statements itself (statement_timeout), but a
/// server that hangs does not, libpq waits for ever, and TCP is content as long as the other machine's kernel answers.
/// So a thread looks at the calls of all connections, and cuts the connection of one that is late: libpq then reports
/// it lost. Made, used and destroyed in the connection's thread.
class CallWatch
{
public:
    /// @p socket: the connection's, duplicated here, so that it stays what it is whatever libpq does with its own.
    CallWatch(int socket, qint64 limitMs);
    ~CallWatch();
    Q_DISABLE_COPY_MOVE(CallWatch)

    /// For the life of one call; @p watch may be null. They do not nest.
    class Call
    {
    public:
        explicit Call(CallWatch *watch);
        ~Call();
        Q_DISABLE_COPY_MOVE(Call)

    private:
        CallWatch *m_watch;
    };

    /// Cuts the connection if the present call should have ended by @p now. The watching thread.
    void look(qint64 now);

private:
    const int m_socket;
    const qint64 m_limitMs;
    std::atomic<qint64> m_due = 0; ///< of the present call, in milliseconds of the monotonic clock; 0: there is none
};

} // namespace mostrador::storage
