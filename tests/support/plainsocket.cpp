// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainsocket.h"

#include <QDeadlineTimer>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mostrador::test {

PlainSocket::PlainSocket(quint16 port, const QByteArray &from, int receiveBuffer)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // The port is chosen when connecting, so that many connections of one address do not use up all ports.
    ::setsockopt(m_socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (receiveBuffer > 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::inet_addr(from.constData());
    m_closed = m_socket < 0 || ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (!m_closed && ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        m_closed = errno != EINPROGRESS;
}

PlainSocket::~PlainSocket()
{
    close();
}

void PlainSocket::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    m_closed = true;
}

void PlainSocket::send(const QByteArray &bytes)
{
    if (isAllSent()) {
        m_out = bytes; // shared, where many send the same
        m_sent = 0;
    } else {
        m_out += bytes;
    }
}

short PlainSocket::wanted() const
{
    return static_cast<short>((m_reading ? POLLIN : 0) | (isAllSent() ? 0 : POLLOUT));
}

void PlainSocket::move(short events)
{
    if (events & POLLOUT) {
        const ssize_t n =
            ::send(m_socket, m_out.constData() + m_sent,
                   static_cast<std::size_t>(std::min<qsizetype>(m_out.size() - m_sent, 256 * 1024)), MSG_NOSIGNAL);
        if (n > 0) {
            m_sent += n;
            m_taken += n;
        } else if (errno != EAGAIN && errno != EINTR) {
            m_sent = m_out.size(); // there may still be an answer to read
            m_closed = m_stubborn;
        }
    }
    if (m_reading && (events & (POLLIN | POLLHUP | POLLERR))) {
        std::array<char, 65'536> buffer;
        const ssize_t n = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (n > 0)
            m_in.append(buffer.data(), n);
        else if (n == 0 && m_stubborn)
            m_reading = false;
        else if (n == 0 || (errno != EAGAIN && errno != EINTR))
            m_closed = true;
    } else if (!m_reading && (events & (POLLHUP | POLLERR))) {
        m_closed = true;
    }
}

QList<int> PlainSocket::statuses() const
{
    QList<int> found;
    for (qsizetype at = 0; at < m_in.size();) {
        const qsizetype end = m_in.indexOf("\r\n\r\n", at);
        if (end < 0 || m_in.mid(at, 7) != "HTTP/1.") {
            found.append(-1);
            break;
        }
        const QByteArray head = m_in.mid(at, end - at).toLower();
        const int status = head.mid(9, 3).toInt();
        at = end + 4;
        if (status != 100)
            found.append(status);
        if (status == 101)
            break;
        const qsizetype length = head.indexOf("\r\ncontent-length:");
        if (length >= 0)
            at += head.mid(length + 17, std::max<qsizetype>(head.indexOf('\r', length + 2), length) - length - 17)
                      .trimmed()
                      .toLongLong();
    }
    return found;
}

void pump(const std::vector<PlainSocket *> &sockets, int ms, const std::function<bool()> &until)
{
    const QDeadlineTimer deadline(ms);
    std::vector<pollfd> entries;
    std::vector<PlainSocket *> polled;
    while (!until() && !deadline.hasExpired()) {
        entries.clear();
        polled.clear();
        for (PlainSocket *socket : sockets) {
            if (!socket->isClosed()) {
                entries.push_back({socket->m_socket, socket->wanted(), 0});
                polled.push_back(socket);
            }
        }
        if (::poll(entries.data(), entries.size(), static_cast<int>(std::min<qint64>(deadline.remainingTime(), 50))) <=
            0)
            continue;
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if (entries[i].revents)
                polled[i]->move(entries[i].revents);
        }
    }
}

void pump(const std::vector<std::unique_ptr<PlainSocket>> &sockets, int ms, const std::function<bool()> &until)
{
    std::vector<PlainSocket *> plain;
    for (const auto &socket : sockets)
        plain.push_back(socket.get());
    pump(plain, ms, until);
}

qint64 raiseFileLimit()
{
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? 65'536 : limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<qint64>(limit.rlim_cur);
}

} // namespace mostrador::test
