// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// QAbstractHttpServer with nothing around it: what the empty answer of our listener, guard and router is measured
// beside. Prints its port, answers every request with the same bytes until it is killed.
#include <QAbstractHttpServer>
#include <QCoreApplication>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdio>

namespace {

/// As long as our answer of /health/live.
QByteArray answer()
{
    return QByteArrayLiteral(
        "HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 09:00:00 GMT\r\nContent-Type: application/json\r\n"
        "X-Content-Type-Options: nosniff\r\nContent-Length: 17\r\n"
        "X-Request-Id: 0123456789abcdef\r\n\r\n{\"status\":\"live\"}");
}

class BareServer final : public QAbstractHttpServer
{
protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *socket) override
    {
        socket->write(m_answer);
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *socket) override
    {
        socket->abort();
    }
#else
    bool handleRequest(const QHttpServerRequest &, QHttpServerResponder &responder) override
    {
        responder.write(QByteArrayLiteral("{\"status\":\"live\"}"), QByteArrayLiteral("application/json"));
        return true;
    }
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) override
    {}
#else
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override
    {}
#endif
#endif

private:
    QByteArray m_answer = answer();
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    BareServer server;
    auto *listener = new QTcpServer(&server);
    listener->setListenBacklogSize(1024);
    if (!listener->listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(listener->errorString()));
    server.bind(listener);
    std::printf("%d\n", listener->serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
