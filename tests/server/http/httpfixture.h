// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/server.h"

#include <QTcpSocket>
#include <QThread>

#include <functional>
#include <memory>

namespace mostrador::test {

/// A server on a free port with an I/O thread of its own, so that a test may block on its sockets.
class RunningServer
{
public:
    explicit RunningServer(const std::function<void(http::Router &)> &routes, http::ServerOptions options = {},
                           std::function<void(const http::Access &)> observer = {});
    ~RunningServer();
    Q_DISABLE_COPY_MOVE(RunningServer)

    quint16 port() const { return m_port; }
    /// Runs @p work in the I/O thread and waits for it.
    void inIoThread(const std::function<void(http::Server &)> &work);
    int connections();
    bool isDrained() const { return m_drained; }

private:
    QThread m_thread;
    QObject m_context; ///< lives in the thread
    std::unique_ptr<http::Server> m_server;
    std::atomic<bool> m_drained = false;
    quint16 m_port = 0;
};

struct Answer
{
    int status = 0; ///< 0: the connection closed without an answer
    QByteArray head;
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
};

/// One raw connection; blocking, each call bounded in time.
class RawClient
{
public:
    explicit RawClient(quint16 port);

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &bytes);
    /// The next answer. @p head: the answer to HEAD, so there is no body to wait for.
    Answer read(int timeoutMs = 5000, bool head = false);
    Answer ask(const QByteArray &bytes, int timeoutMs = 5000);
    /// True if the server has closed, or closes within that time; what came until then is thrown away.
    bool isClosedWithin(int timeoutMs);
    QByteArray buffered() const { return m_buffer; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

/// A GET of @p path, complete.
QByteArray get(const QByteArray &path);

} // namespace mostrador::test
