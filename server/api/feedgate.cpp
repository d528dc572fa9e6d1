// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedgate.h"

#include "api/call.h"
#include "api/closecodes.h"

#include <QNetworkRequest>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>

namespace mostrador::api {

namespace {

/// Clients have nothing to say but pings and closing.
constexpr quint64 maxIncomingBytes = 4 * 1024;
constexpr int maxPendingConnections = 100;
constexpr int maxUnansweredPings = 2;

} // namespace

FeedGate::FeedGate(const FeedOptions &options)
    : m_options(options)
    , m_server(QStringLiteral("mostrador"), QWebSocketServer::NonSecureMode, this)
    , m_heartbeat(this)
{
    m_server.setHandshakeTimeout(m_options.handshakeTimeout);
    m_server.setMaxPendingConnections(maxPendingConnections);
    connect(&m_server, &QWebSocketServer::originAuthenticationRequired, this, &FeedGate::checkOrigin);
    connect(&m_server, &QWebSocketServer::newConnection, this, &FeedGate::onConnection);
    connect(&m_heartbeat, &QTimer::timeout, this, &FeedGate::beat);
}

FeedGate::~FeedGate() = default;

Outcome FeedGate::listen()
{
    const QHostAddress address(m_options.address);
    if (address.isNull() || !m_server.listen(address, m_options.port)) {
        Problem problem = Problem::unavailable(1, m_server.errorString());
        problem.detail = QStringLiteral("The live feed cannot listen on %1 port %2: %3")
                             .arg(m_options.address)
                             .arg(m_options.port)
                             .arg(address.isNull() ? QStringLiteral("not an address") : m_server.errorString());
        return problem;
    }
    m_heartbeat.start(m_options.pingInterval);
    return done;
}

quint16 FeedGate::port() const
{
    return m_server.serverPort();
}

void FeedGate::close()
{
    m_heartbeat.stop();
    m_server.close();
    const auto peers = std::exchange(m_peers, {});
    m_count = 0;
    for (const Peer &peer : peers) {
        peer.socket->disconnect(this);
        peer.socket->close(QWebSocketProtocol::CloseCodeGoingAway);
        peer.socket->flush();
        delete peer.socket;
    }
}

void FeedGate::checkOrigin(QWebSocketCorsAuthenticator *authenticator) const
{
    // Only a browser sends an Origin, and a page of somebody else's has no business here.
    const QString origin = authenticator->origin();
    authenticator->setAllowed(origin.isEmpty() || m_options.allowedOrigins.contains(origin));
}

void FeedGate::onConnection()
{
    while (QWebSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        socket->setMaxAllowedIncomingFrameSize(maxIncomingBytes);
        socket->setMaxAllowedIncomingMessageSize(maxIncomingBytes);
        welcome(socket);
    }
}

void FeedGate::welcome(QWebSocket *socket)
{
    const auto refuse = [&](int code, const QString &reason) {
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
        // A peer that does not answer the closing handshake must not keep its socket.
        QTimer::singleShot(m_options.handshakeTimeout, socket, &QObject::deleteLater);
    };
    const QUrl url = socket->requestUrl();
    if (url.path() != basePath + QLatin1String("/feed"))
        return refuse(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("unknown path"));
    if (m_peers.size() >= m_options.maxClients)
        return refuse(closecodes::cannotServe, QStringLiteral("too many clients"));
    const QString token = bearerToken(socket->request().rawHeader("Authorization"));
    if (token.isEmpty())
        return refuse(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("unauthenticated"));

    const quint64 client = ++m_lastClient;
    Peer peer;
    peer.socket = socket;
    peer.lastProgress.start();
    m_peers.insert(client, peer);
    m_count = static_cast<int>(m_peers.size());
    connect(socket, &QWebSocket::disconnected, this, [this, client] { onGone(client); });
    connect(socket, &QWebSocket::bytesWritten, this, [this, client] { onWritten(client); });
    connect(socket, &QWebSocket::pong, this, [this, client] {
        if (const auto it = m_peers.find(client); it != m_peers.end())
            it->unansweredPings = 0;
    });
    const QString after = QUrlQuery(url).queryItemValue(QStringLiteral("after"), QUrl::FullyDecoded);
    Q_EMIT arrived(client, token, after);
}

void FeedGate::deliver(quint64 client, const QStringList &texts)
{
    const auto it = m_peers.find(client);
    if (it == m_peers.end())
        return;
    if (it->socket->bytesToWrite() == 0)
        it->lastProgress.restart();
    it->waiting = true;
    QWebSocket *socket = it->socket;
    for (const QString &text : texts)
        socket->sendTextMessage(text);
    onWritten(client);
}

void FeedGate::onWritten(quint64 client)
{
    const auto it = m_peers.find(client);
    if (it == m_peers.end())
        return;
    it->lastProgress.restart();
    if (it->waiting && it->socket->bytesToWrite() <= m_options.maxUnsentBytes) {
        it->waiting = false;
        Q_EMIT ready(client);
    }
}

void FeedGate::end(quint64 client, int code, const QString &reason)
{
    const auto it = m_peers.find(client);
    if (it == m_peers.end())
        return;
    QWebSocket *socket = it->socket; // closing may end it at once, and the entry with it
    // Where the peer does not answer the closing handshake, the heartbeat would take long to see it.
    QTimer::singleShot(m_options.handshakeTimeout, socket, &QWebSocket::abort);
    socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void FeedGate::onGone(quint64 client)
{
    const auto it = m_peers.find(client);
    if (it == m_peers.end())
        return;
    it->socket->disconnect(this);
    it->socket->deleteLater();
    m_peers.erase(it);
    m_count = static_cast<int>(m_peers.size());
    Q_EMIT left(client);
}

void FeedGate::beat()
{
    const QList<quint64> clients = m_peers.keys();
    for (const quint64 client : clients) {
        const auto it = m_peers.find(client);
        if (it == m_peers.end())
            continue;
        const bool stalled =
            it->socket->bytesToWrite() > 0 && it->lastProgress.hasExpired(m_options.stallTimeout.count());
        if (stalled || it->unansweredPings >= maxUnansweredPings) {
            it->socket->abort();
            onGone(client);
            continue;
        }
        ++it->unansweredPings;
        it->socket->ping();
    }
}

} // namespace mostrador::api
