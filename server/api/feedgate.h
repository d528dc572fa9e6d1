// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedserver.h"
#include "http/listener.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWebSocketServer>

#include <atomic>

QT_BEGIN_NAMESPACE
class QTcpSocket;
class QWebSocket;
class QWebSocketCorsAuthenticator;
QT_END_NAMESPACE

namespace mostrador::api {

/// The feed's sockets. Everything but clients() belongs to its thread.
class FeedGate : public QObject
{
    Q_OBJECT

public:
    explicit FeedGate(const FeedOptions &options);
    ~FeedGate() override;

    Outcome listen();
    quint16 port() const;
    void close();
    int clients() const { return m_count; }

    /// Sends texts to a client, then says ready() as soon as most of it has left.
    void deliver(quint64 client, const QStringList &texts);
    /// Ends a connection once what was sent has left. @p code as in RFC 6455 section 7.4.
    void end(quint64 client, int code, const QString &reason);

Q_SIGNALS:
    void arrived(quint64 client, const QString &token, const QString &after);
    void left(quint64 client);
    void ready(quint64 client);
    /// A text from the client; those that come too fast are left out.
    void said(quint64 client, const QString &text);
    /// The first of those left out; the next time only after some have been taken again.
    void saidTooMuch(quint64 client);

private:
    struct Peer
    {
        QWebSocket *socket = nullptr;
        int unansweredPings = 0;
        bool waiting = false; ///< ready() is owed
        QElapsedTimer lastProgress;
        double frames = 0; ///< that it may say now
        bool toldOff = false;
        QElapsedTimer lastFrame;
    };

    /// A connection before its handshake. QWebSocketServer bounds neither their number nor what they may send.
    struct Newcomer
    {
        QPointer<QTcpSocket> socket;
        QElapsedTimer since;
    };
    /// Address and port of the other side: what a QWebSocket tells of the socket it was made from.
    using PeerName = QPair<QString, quint16>;

    void onArriving(qintptr descriptor);
    void endNewcomer(const PeerName &name);
    void lookAtNewcomers();
    void checkOrigin(QWebSocketCorsAuthenticator *authenticator) const;
    void onConnection();
    void welcome(QWebSocket *socket);
    void onWritten(quint64 client);
    void onSaid(quint64 client, const QString &text);
    void onGone(quint64 client);
    void beat();

    FeedOptions m_options;
    http::Listener m_listener;
    QWebSocketServer m_server; ///< for handshakes; listens nowhere itself
    QTimer m_heartbeat;
    QTimer m_newcomerCheck;
    QHash<PeerName, Newcomer> m_newcomers;
    int m_refused = 0; ///< shown the door, but not gone yet
    QHash<quint64, Peer> m_peers;
    quint64 m_lastClient = 0;
    std::atomic<int> m_count = 0;
};

} // namespace mostrador::api
