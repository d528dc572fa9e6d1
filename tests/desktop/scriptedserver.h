// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace mostrador::console {

/// An HTTP server that answers as a test says: for what the real one cannot be made to do on demand, such as losing a
/// connection in the middle of an answer. GUI thread, one request per connection.
class ScriptedServer : public QObject
{
public:
    struct Asked
    {
        QByteArray method;
        QByteArray target;
        QByteArray head;
        QByteArray body;
        QByteArray header(const QByteArray &name) const
        {
            for (const QByteArray &line : head.split('\n')) {
                const auto colon = line.indexOf(':');
                if (line.left(colon).toLower() == name.toLower())
                    return line.mid(colon + 1).trimmed();
            }
            return {};
        }
    };
    /// The whole answer as bytes; empty: the connection is closed without one.
    using Script = std::function<QByteArray(const Asked &, int number)>;

    explicit ScriptedServer(Script script)
        : m_script(std::move(script))
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
        start();
    }

    void start() { m_server.listen(QHostAddress::LocalHost, m_port), m_port = m_server.serverPort(); }
    void stop() { m_server.close(); }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    const QList<Asked> &asked() const { return m_asked; }
    /// Never answers from now on, but keeps connections open.
    void setSilent(bool silent) { m_silent = silent; }

    static QByteArray answer(int status, const QByteArray &body, const QByteArray &type = "application/json",
                             const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type +
               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n" + headers +
               "\r\n" + body;
    }
    static QByteArray problem(int status, const QByteArray &code, const QByteArray &members = {},
                              const QByteArray &headers = {})
    {
        return answer(status,
                      "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":" + QByteArray::number(status) +
                          ",\"code\":\"" + code + "\",\"detail\":\"d\",\"request_id\":\"r-1\"" + members + "}",
                      "application/problem+json", headers);
    }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray buffer = socket->property("buffer").toByteArray() + socket->readAll();
        socket->setProperty("buffer", buffer);
        const auto end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Asked asked;
        asked.head = buffer.left(end).replace('\r', "");
        asked.body = buffer.mid(end + 4);
        if (asked.body.size() < asked.header("content-length").toLongLong())
            return;
        const auto words = asked.head.split('\n').first().split(' ');
        asked.method = words.value(0);
        asked.target = words.value(1);
        m_asked.append(asked);
        socket->setProperty("buffer", QByteArray());
        if (m_silent)
            return;
        socket->write(m_script(asked, static_cast<int>(m_asked.size())));
        socket->disconnectFromHost();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    Script m_script;
    QList<Asked> m_asked;
    bool m_silent = false;
};

} // namespace mostrador::console
