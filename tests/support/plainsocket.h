// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>
#include <vector>

namespace mostrador::test {

/// A connection that sends any bytes at any pace, for tests that are no good clients. Does not block: pump() moves many
/// at once. One thread.
class PlainSocket
{
public:
    /// @p from: an address of the loopback (127.0.0.0/8), so that one test can be many clients. @p receiveBuffer: of
    /// the system, in bytes; 0: as usual.
    explicit PlainSocket(quint16 port, const QByteArray &from = "127.0.0.1", int receiveBuffer = 0);
    ~PlainSocket();
    PlainSocket(const PlainSocket &) = delete;
    PlainSocket &operator=(const PlainSocket &) = delete;

    void send(const QByteArray &bytes);
    void close();
    /// Whether pump() reads what comes; otherwise it stays in the system's buffers.
    void setReading(bool reading) { m_reading = reading; }

    /// Goes on sending when the other side has said that it ends, until the connection is reset.
    void setStubborn(bool stubborn) { m_stubborn = stubborn; }

    /// Whether the other side has closed or reset the connection, or never took it.
    bool isClosed() const { return m_closed; }
    bool isAllSent() const { return m_sent == m_out.size(); }
    qint64 sentBytes() const { return m_taken; }
    const QByteArray &received() const { return m_in; }
    /// The status of each answer in received(), without 1xx but 101, whose rest is no HTTP. -1 for what is no answer.
    QList<int> statuses() const;

private:
    friend void pump(const std::vector<PlainSocket *> &sockets, int ms, const std::function<bool()> &until);
    short wanted() const;
    void move(short events);

    int m_socket = -1;
    bool m_closed = false;
    bool m_reading = true;
    bool m_stubborn = false;
    QByteArray m_out;
    qsizetype m_sent = 0; ///< of m_out
    qint64 m_taken = 0;   ///< since the beginning
    QByteArray m_in;
};

/// Sends and reads on all of them until @p until holds or so many milliseconds are over.
void pump(const std::vector<PlainSocket *> &sockets, int ms, const std::function<bool()> &until);
void pump(const std::vector<std::unique_ptr<PlainSocket>> &sockets, int ms, const std::function<bool()> &until);

/// Raises the limit of open files as far as it goes; what it is then.
qint64 raiseFileLimit();

} // namespace mostrador::test
