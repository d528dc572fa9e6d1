// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedclient.h"

#include "protocol/jsonreader.h"
#include "protocol/presencejson.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkRequest>
#include <QUrlQuery>
#include <QWebSocket>

#include <algorithm>

namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(feedLog, "mostrador.console.feed")

/// Far above any event: bodies of messages are not in it.
constexpr quint64 maxMessageBytes = 4 * 1024 * 1024;

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

FeedClient::FeedClient(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_presence([this](const QString &text) {
        if (m_socket)
            m_socket->sendTextMessage(text);
    })
{
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, &FeedClient::open);
    connect(&m_heartbeat, &QTimer::timeout, this, &FeedClient::beat);
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        // The server has answered a request: no need to sit out the pause.
        if (state == ApiClient::State::Online && m_state == State::Waiting) {
            m_failures = 0;
            open();
        }
    });
}

FeedClient::~FeedClient()
{
    drop();
}

void FeedClient::start(const QUrl &url, const QString &cursor)
{
    stop();
    m_url = url;
    m_cursor = cursor;
    if (!isAcceptable(url)) {
        qCWarning(feedLog) << "the feed's address is not one to send a token to:" << url.toDisplayString();
        setState(State::Refused);
        return;
    }
    open();
}

void FeedClient::stop()
{
    drop();
    m_reconnect.stop();
    m_cursor.clear();
    m_failures = 0;
    setState(State::Stopped);
}

void FeedClient::drop()
{
    m_heartbeat.stop();
    m_presence.disconnected();
    if (!m_socket)
        return;
    // Not deleted here: this may run inside one of its signals.
    QWebSocket *socket = m_socket.release();
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void FeedClient::open()
{
    drop();
    m_reconnect.stop();
    QUrl url = m_url;
    if (!m_cursor.isEmpty()) {
        QUrlQuery query(url);
        query.addQueryItem(QStringLiteral("after"), QString::fromLatin1(QUrl::toPercentEncoding(m_cursor)));
        url.setQuery(query);
    }
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_client.token());
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("mostrador-console/" MOSTRADOR_VERSION));

    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingMessageSize(maxMessageBytes);
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::textMessageReceived, this, &FeedClient::onText);
    connect(socket, &QWebSocket::pong, this, [this] { m_lastSign.restart(); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] { onLost(socket->closeReason()); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(socket, &QWebSocket::errorOccurred, this, [this, socket] { onLost(socket->errorString()); });
#else
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this, socket] { onLost(socket->errorString()); });
#endif
    m_lastSign.start();
    m_heartbeat.start(m_patience.pingInterval);
    setState(State::Connecting);
    socket->open(request);
}

void FeedClient::onText(const QString &text)
{
    m_lastSign.restart();
    const auto json = parseJsonObject(text.toUtf8());
    if (json && (codec::isPresenceFrame(*json) || codec::isErrorFrame(*json))) {
        m_presence.receive(*json);
        return;
    }
    const auto item = json ? codec::feedItemFromJson(*json) : Result<codec::FeedItem>(json.error());
    if (!item) {
        // From a newer server, most likely. What it tells is not lost: everything is loaded anew.
        qCWarning(feedLog) << "an item of the feed cannot be read:" << item.error().detail;
        const QString cursor = json ? json->value(QStringLiteral("cursor")).toString() : QString();
        if (!cursor.isEmpty())
            m_cursor = cursor;
        Q_EMIT resyncRequired();
        return;
    }
    switch (item->kind) {
    case codec::FeedItem::Kind::Hello: {
        m_failures = 0;
        const bool fresh = m_cursor.isEmpty();
        if (fresh)
            m_cursor = item->cursor;
        setState(State::CatchingUp);
        m_presence.connected();
        if (fresh)
            Q_EMIT resyncRequired();
        break;
    }
    case codec::FeedItem::Kind::Event:
        m_cursor = item->cursor;
        Q_EMIT eventReceived(item->event);
        break;
    case codec::FeedItem::Kind::CaughtUp:
        m_cursor = item->cursor;
        setState(State::Live);
        break;
    case codec::FeedItem::Kind::Resync:
        // The greeting of the next connection, which has no cursor, asks for loading anew.
        m_cursor.clear();
        open();
        break;
    }
}

void FeedClient::onLost(const QString &why)
{
    if (!m_socket)
        return;
    drop();
    qCInfo(feedLog) << "connection lost:" << why;
    const auto pause = std::min(m_patience.longestPause, m_patience.firstPause * (1 << std::min(m_failures, 10)));
    ++m_failures;
    m_reconnect.start(withJitter(pause));
    setState(State::Waiting);
    // Whether the server is away or has ended the session, a request tells.
    if (m_client.isOnline())
        m_client.probe();
}

void FeedClient::beat()
{
    if (m_lastSign.hasExpired(m_patience.silence.count())) {
        onLost(QStringLiteral("no sign of life"));
        return;
    }
    if (m_state == State::Live || m_state == State::CatchingUp)
        m_socket->ping();
}

void FeedClient::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

bool FeedClient::isAcceptable(const QUrl &url) const
{
    if (url.scheme() == QLatin1String("wss"))
        return true;
    const bool encryptedServer = m_client.server().scheme() == QLatin1String("https");
    return url.scheme() == QLatin1String("ws") && (!encryptedServer || isLoopback(url.host()));
}

} // namespace mostrador::console
