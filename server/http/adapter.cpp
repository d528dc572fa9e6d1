// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/adapter.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>
#include <QTcpSocket>

namespace mostrador::http {

Adapter::Adapter(Handler handler, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_handler(std::move(handler))
{}

bool Adapter::take(QTcpServer *listener)
{
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    listener->setParent(this);
    bind(listener);
    return listener->isListening();
#else
    return bind(listener);
#endif
}

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)

bool Adapter::handleRequest(const QHttpServerRequest &request, QTcpSocket *)
{
    m_handler(request.body(), {});
    return true;
}

void Adapter::missingHandler(const QHttpServerRequest &, QTcpSocket *socket)
{
    socket->abort();
}

#else

bool Adapter::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    const auto hold = std::make_shared<QHttpServerResponder>(std::move(responder));
    m_handler(request.body(), hold);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    // Answered already: Qt's stream counts on its own responder to end after this function. Ending it earlier would
    // connect the stream to the socket a second time.
    if (hold.use_count() == 1)
        responder = std::move(*hold);
#endif
    return true;
}

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
void Adapter::missingHandler(const QHttpServerRequest &, QHttpServerResponder &&)
#else
void Adapter::missingHandler(const QHttpServerRequest &, QHttpServerResponder &)
#endif
{
    // handleRequest() takes every request.
}

#endif

} // namespace mostrador::http
