// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedgate.h"

#include "api/call.h"
#include "api/closecodes.h"

#include <QNetworkRequest>
#include <QTcpSocket>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>

#include <algorithm>
#include <unistd.h>

namespace mostrador::api {

namespace {

/// Clients have little to say: pings, closing, and where their employee is.
constexpr quint64 maxIncomingBytes = 4 * 1024;
constexpr int maxPendingConnections = 100;
/// What a handshake may have, as every other request's head; afterwards more than a frame.
constexpr qint64 maxHandshakeBytes = 16 * 1024;
constexpr int maxUnansweredPings = 2;

} // namespace

FeedGate::FeedGate(const FeedOptions &options)
    : m_options(options)
    , m_listener(
          [this](qintptr descriptor) -> QTcpSocket * {
              onArriving(descriptor);
              return nullptr;
          },
          http::acceptedAtOnce(m_options.maxNewcomers))
    , m_server(QStringLiteral("mostrador"), QWebSocketServer::NonSecureMode, this)
    , m_heartbeat(this)
    , m_newcomerCheck(this)
{
    m_listener.setParent(this);
    m_server.setMaxPendingConnections(maxPendingConnections);
    connect(&m_server, &QWebSocketServer::originAuthenticationRequired, this, &FeedGate::checkOrigin);
    connect(&m_server, &QWebSocketServer::newConnection, this, &FeedGate::onConnection);
    connect(&m_heartbeat, &QTimer::timeout, this, &FeedGate::beat);
    connect(&m_newcomerCheck, &QTimer::timeout, this, &FeedGate::lookAtNewcomers);
}

FeedGate::~FeedGate() = default;

Outcome FeedGate::listen()
{
    const QHostAddress address(m_options.address);
    if (address.isNull() || !m_listener.listen(address, m_options.port)) {
        Problem problem = Problem::unavailable(1, m_listener.errorString());
        problem.detail = QStringLiteral("The live feed cannot listen on %1 port %2: %3")
                             .arg(m_options.address)
                             .arg(m_options.port)
                             .arg(address.isNull() ? QStringLiteral("not an address") : m_listener.errorString());
        return problem;
    }
    m_heartbeat.start(m_options.pingInterval);
    m_newcomerCheck.start(
        std::clamp(m_options.handshakeTimeout / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(1000)));
    return done;
}

quint16 FeedGate::port() const
{
    return m_listener.serverPort();
}

void FeedGate::close()
{
    m_heartbeat.stop();
    m_newcomerCheck.stop();
    m_listener.close();
    m_server.close();
    const auto newcomers = std::exchange(m_newcomers, {});
    for (const Newcomer &newcomer : newcomers) {
        if (newcomer.socket) {
            newcomer.socket->disconnect(this);
            delete newcomer.socket;
        }
    }
    const auto peers = std::exchange(m_peers, {});
    m_count = 0;
    for (const Peer &peer : peers) {
        peer.socket->disconnect(this);
        peer.socket->close(QWebSocketProtocol::CloseCodeGoingAway);
        peer.socket->flush();
        delete peer.socket;
    }
}

void FeedGate::onArriving(qintptr descriptor)
{
    if (m_newcomers.size() >= m_options.maxNewcomers) {
        const auto oldest =
            std::min_element(m_newcomers.keyValueBegin(), m_newcomers.keyValueEnd(),
                             [](const auto &a, const auto &b) { return a.second.since < b.second.since; });
        endNewcomer(PeerName((*oldest).first));
    }
    auto *socket = new QTcpSocket(&m_server);
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        delete socket;
        return;
    }
    socket->setReadBufferSize(maxHandshakeBytes);
    const PeerName name(socket->peerAddress().toString(), socket->peerPort());
    Newcomer newcomer;
    newcomer.socket = socket;
    newcomer.since.start();
    m_newcomers.insert(name, newcomer);
    connect(socket, &QIODevice::readyRead, this, [this, socket, name] {
        if (socket->bytesAvailable() >= maxHandshakeBytes)
            endNewcomer(name);
    });
    connect(socket, &QAbstractSocket::disconnected, this, [this, name] { m_newcomers.remove(name); });
    m_server.handleConnection(socket);
}

void FeedGate::endNewcomer(const PeerName &name)
{
    const Newcomer newcomer = m_newcomers.take(name);
    if (newcomer.socket)
        newcomer.socket->abort();
}

void FeedGate::lookAtNewcomers()
{
    QList<PeerName> late;
    for (auto it = m_newcomers.cbegin(); it != m_newcomers.cend(); ++it) {
        if (!it->socket || it->since.hasExpired(m_options.handshakeTimeout.count()))
            late.append(it.key());
    }
    for (const PeerName &name : std::as_const(late))
        endNewcomer(name);
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
        const Newcomer newcomer = m_newcomers.take({socket->peerAddress().toString(), socket->peerPort()});
        if (newcomer.socket)
            newcomer.socket->disconnect(this);
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
        ++m_refused;
        connect(socket, &QObject::destroyed, this, [this] { --m_refused; });
        socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
        if (m_refused > m_options.maxNewcomers)
            socket->abort();
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
    peer.frames = m_options.framesAtOnce;
    peer.lastFrame.start();
    m_peers.insert(client, peer);
    m_count = static_cast<int>(m_peers.size());
    connect(socket, &QWebSocket::disconnected, this, [this, client] { onGone(client); });
    connect(socket, &QWebSocket::bytesWritten, this, [this, client] { onWritten(client); });
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, client](const QString &text) { onSaid(client, text); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this, client] { onSaid(client, {}); });
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

void FeedGate::onSaid(quint64 client, const QString &text)
{
    const auto it = m_peers.find(client);
    if (it == m_peers.end())
        return;
    const double seconds = static_cast<double>(it->lastFrame.restart()) / 1000;
    it->frames = std::min<double>(m_options.framesAtOnce, it->frames + seconds * m_options.framesPerSecond);
    if (it->frames >= 1) {
        it->frames -= 1;
        it->toldOff = false;
        Q_EMIT said(client, text);
    } else if (!it->toldOff) {
        it->toldOff = true;
        Q_EMIT saidTooMuch(client);
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
