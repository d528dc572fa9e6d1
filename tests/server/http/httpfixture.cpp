// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpfixture.h"

#include <QElapsedTimer>
#include <QHostAddress>

namespace mostrador::test {

RunningServer::RunningServer(const std::function<void(http::Router &)> &routes, http::ServerOptions options,
                             std::function<void(const http::Access &)> observer)
{
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context,
        [&] {
            http::Router router;
            routes(router);
            m_server = std::make_unique<http::Server>(std::move(router), options);
            m_server->setAccessObserver(std::move(observer));
            QObject::connect(m_server.get(), &http::Server::drained, m_server.get(), [this] { m_drained = true; });
            const Outcome outcome = m_server->listen();
            if (!outcome)
                qFatal("%s", qPrintable(outcome.error().detail));
            m_port = m_server->port();
        },
        Qt::BlockingQueuedConnection);
}

RunningServer::~RunningServer()
{
    QMetaObject::invokeMethod(
        &m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void RunningServer::inIoThread(const std::function<void(http::Server &)> &work)
{
    QMetaObject::invokeMethod(
        &m_context, [&] { work(*m_server); }, Qt::BlockingQueuedConnection);
}

int RunningServer::connections()
{
    int count = 0;
    inIoThread([&count](http::Server &server) { count = server.connections(); });
    return count;
}

QByteArray Answer::header(const QByteArray &name) const
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

RawClient::RawClient(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.waitForConnected(5000);
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) {
    }
}

Answer RawClient::read(int timeoutMs, bool head)
{
    QElapsedTimer timer;
    timer.start();
    const auto more = [&] {
        const qint64 left = timeoutMs - timer.elapsed();
        if (left <= 0 || !m_socket.waitForReadyRead(static_cast<int>(left))) {
            m_buffer += m_socket.readAll();
            return false;
        }
        m_buffer += m_socket.readAll();
        return true;
    };
    Answer answer;
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!more() && m_buffer.indexOf("\r\n\r\n") < 0)
            return answer;
    }
    answer.head = m_buffer.left(end + 2);
    m_buffer.remove(0, end + 4);
    answer.status = answer.head.mid(9, 3).toInt();
    const qint64 length = head || answer.status == 204 || answer.status == 304 || answer.status < 200
                              ? 0
                              : answer.header("Content-Length").toLongLong();
    while (m_buffer.size() < length && more()) {
    }
    answer.body = m_buffer.left(length);
    m_buffer.remove(0, length);
    return answer;
}

Answer RawClient::ask(const QByteArray &bytes, int timeoutMs)
{
    send(bytes);
    return read(timeoutMs);
}

bool RawClient::isClosedWithin(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (m_socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < timeoutMs) {
        if (m_socket.waitForReadyRead(static_cast<int>(timeoutMs - timer.elapsed())))
            m_buffer += m_socket.readAll();
        else if (m_socket.state() == QAbstractSocket::ConnectedState)
            m_socket.waitForDisconnected(1);
    }
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

} // namespace mostrador::test
