// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>

namespace mostrador::test {

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

/// What came back; status 0 where no whole answer did.
struct HttpAnswer
{
    int status = 0;
    bool timedOut = false; ///< status 0 because the time was over, not because the connection broke
    HttpHeaders headers;
    QByteArray body;

    /// Empty if absent; @p name in any case.
    QByteArray header(const QByteArray &name) const;
    QJsonObject json() const;
};

/// A plain client of HTTP/1.1 on the loopback for tests that must know what was sent how often: it blocks, keeps one
/// connection, and never sends anything a second time by itself (QNetworkAccessManager does). One thread.
class HttpClient
{
public:
    HttpClient() = default;
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    HttpAnswer send(quint16 port, const QByteArray &method, const QByteArray &target, const HttpHeaders &headers = {},
                    const QByteArray &body = {}, int timeoutMs = 30'000);
    /// The same with a JSON body and a bearer token (none if empty).
    HttpAnswer sendJson(quint16 port, const QByteArray &method, const QByteArray &target, const QByteArray &token,
                        const QJsonObject &body, HttpHeaders headers = {}, int timeoutMs = 30'000);
    HttpAnswer get(quint16 port, const QByteArray &target, const QByteArray &token = {});
    void close();

private:
    bool connectTo(quint16 port);

    int m_socket = -1;
    quint16 m_port = 0;
};

} // namespace mostrador::test
