// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtHttpServer/QAbstractHttpServer>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QTcpServer;
QT_END_NAMESPACE

namespace mostrador::http {

/// Whether QtHttpServer itself answers "Expect: 100-continue" (RFC 9110 section 10.1.1).
inline constexpr bool qtAnswersContinue = QT_VERSION >= QT_VERSION_CHECK(6, 5, 0);

/// QtHttpServer behind one face for Qt 6.4 and 6.8: the only place that knows their differences. It reads requests;
/// answers are written by Connection, so the responder of 6.8 is only held until then.
class Adapter final : public QAbstractHttpServer
{
    Q_OBJECT
public:
    /// Called for each request read, with its body, the client's port, and what must be kept until the answer is
    /// written or the client gone (destroyed in this thread).
    using Handler = std::function<void(const QByteArray &body, std::shared_ptr<void> hold)>;

    explicit Adapter(Handler handler, QObject *parent = nullptr);
    /// Takes over the connections of @p listener, which must listen already, and the ownership of it.
    bool take(QTcpServer *listener);

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
#elif QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &&responder) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
#endif

private:
    Handler m_handler;
};

} // namespace mostrador::http
