// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpclient.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mostrador::test {

namespace {

enum class Waited
{
    Ready,
    Late,
    Broken
};

Waited waitFor(int socket, short what, const QDeadlineTimer &deadline)
{
    pollfd entry{socket, what, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(std::max<qint64>(deadline.remainingTime(), 0)));
    if (ready == 0)
        return Waited::Late;
    return ready > 0 ? Waited::Ready : Waited::Broken;
}

/// The head's lines into @p answer; the length of the body, or -1 where it is no answer.
qsizetype readHead(const QByteArray &head, HttpAnswer &answer)
{
    QList<QByteArray> lines = head.split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            answer.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    return answer.status == 0 ? -1 : answer.header("content-length").toLongLong();
}

} // namespace

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    const auto found = std::find_if(headers.cbegin(), headers.cend(), [&](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.cend() ? QByteArray() : found->second;
}

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

HttpClient::~HttpClient()
{
    close();
}

void HttpClient::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

bool HttpClient::connectTo(quint16 port)
{
    if (m_socket >= 0 && m_port == port)
        return true;
    close();
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    m_port = port;
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return true;
    close();
    return false;
}

HttpAnswer HttpClient::send(quint16 port, const QByteArray &method, const QByteArray &target,
                            const HttpHeaders &headers, const QByteArray &body, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    HttpAnswer nothing;
    const auto giveUp = [&](bool late) {
        close();
        nothing.timedOut = late;
        return nothing;
    };
    if (!connectTo(port))
        return nothing;
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    for (qsizetype sent = 0; sent < request.size();) {
        const Waited waited = waitFor(m_socket, POLLOUT, deadline);
        if (waited != Waited::Ready)
            return giveUp(waited == Waited::Late);
        const ssize_t n = ::send(m_socket, request.constData() + sent, static_cast<std::size_t>(request.size() - sent),
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0)
            return giveUp(false);
        sent += n;
    }

    HttpAnswer answer;
    QByteArray received;
    qsizetype total = -1;
    std::array<char, 16'384> buffer = {};
    while (total < 0 || received.size() < total) {
        const Waited waited = waitFor(m_socket, POLLIN, deadline);
        if (waited != Waited::Ready)
            return giveUp(waited == Waited::Late);
        const ssize_t n = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (n <= 0)
            return giveUp(false);
        received.append(buffer.data(), n);
        const qsizetype end = total < 0 ? received.indexOf("\r\n\r\n") : -1;
        if (end >= 0) {
            const qsizetype length = readHead(received.left(end), answer);
            if (length < 0)
                return giveUp(false);
            total = end + 4 + length;
        }
    }
    answer.body = received.mid(total - answer.header("content-length").toLongLong());
    if (answer.header("connection").toLower() == "close")
        close();
    return answer;
}

HttpAnswer HttpClient::sendJson(quint16 port, const QByteArray &method, const QByteArray &target,
                                const QByteArray &token, const QJsonObject &body, HttpHeaders headers, int timeoutMs)
{
    headers.emplaceBack("Content-Type", "application/json");
    if (!token.isEmpty())
        headers.emplaceBack("Authorization", "Bearer " + token);
    return send(port, method, target, headers, QJsonDocument(body).toJson(QJsonDocument::Compact), timeoutMs);
}

HttpAnswer HttpClient::get(quint16 port, const QByteArray &target, const QByteArray &token)
{
    return send(port, "GET", target,
                token.isEmpty() ? HttpHeaders() : HttpHeaders{{"Authorization", "Bearer " + token}});
}

} // namespace mostrador::test
