// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apiclient.h"

#include <QHostAddress>
#include <QHttpMultiPart>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace mostrador::console {

namespace {

using std::chrono::milliseconds;

const QLatin1String basePath("/api/v1");

QByteArray verb(Request::Method method)
{
    switch (method) {
    case Request::Method::Get:
        return "GET";
    case Request::Method::Post:
        return "POST";
    case Request::Method::Put:
        return "PUT";
    case Request::Method::Patch:
        return "PATCH";
    case Request::Method::Delete:
        return "DELETE";
    }
    return {};
}

/// @p first, doubled @p times times, at most @p longest.
milliseconds doubled(milliseconds first, milliseconds longest, int times)
{
    const qint64 factor = qint64(1) << std::clamp(times, 0, 20);
    return std::min(longest, milliseconds(first.count() * factor));
}

bool isLoopbackName(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

std::optional<QUrl> serverUrlFromText(const QString &text)
{
    QString address = text.trimmed();
    if (address.isEmpty())
        return std::nullopt;
    if (!address.contains(QLatin1String("://"))) {
        const QUrl guess(QStringLiteral("http://") + address, QUrl::StrictMode);
        address.prepend(isLoopbackName(guess.host()) ? QStringLiteral("http://") : QStringLiteral("https://"));
    }
    QUrl url(address, QUrl::StrictMode);
    const bool http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !http || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment())
        return std::nullopt;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

milliseconds withJitter(milliseconds value)
{
    const double part = 0.5 + QRandomGenerator::global()->generateDouble() / 2;
    return milliseconds(static_cast<qint64>(static_cast<double>(value.count()) * part));
}

ApiClient::ApiClient(QObject *parent)
    : QObject(parent)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_probeTimer.setSingleShot(true);
    connect(&m_probeTimer, &QTimer::timeout, this, &ApiClient::probe);
    m_standInTimer.setSingleShot(true);
    connect(&m_standInTimer, &QTimer::timeout, this, [this] {
        if (!m_standIn || m_state != State::ServerAway)
            return;
        m_stoodIn = true;
        Q_EMIT sourceChanged();
    });
}

ApiClient::~ApiClient()
{
    // Before m_network, which their requests belong to.
    qDeleteAll(findChildren<Reply *>(QString(), Qt::FindDirectChildrenOnly));
}

void ApiClient::setServer(const QUrl &url)
{
    if (url == m_server)
        return;
    // A token must not reach another server, not even by an attempt that is still waiting.
    abortAll();
    setToken({});
    m_uploadLimit = 0;
    m_server = url;
    m_network.clearConnectionCache();
}

void ApiClient::setStandIn(StandIn *standIn)
{
    m_standIn = standIn;
    if (standIn && m_state == State::ServerAway)
        m_standInTimer.start(m_patience.standInAfter);
}

void ApiClient::setToken(const QByteArray &token, bool known)
{
    m_token = token;
    m_probes = 0;
    m_probeTimer.stop();
    if (m_probe)
        m_probe->abort();
    if (token.isEmpty()) {
        setState(State::Unauthenticated);
    } else if (known) {
        setState(State::Online);
    } else {
        setState(State::Connecting);
        probe();
    }
}

void ApiClient::probe()
{
    if (m_token.isEmpty() || (m_probe && !m_probe->isFinished()))
        return;
    m_probeTimer.stop();
    Request request;
    request.path = QStringLiteral("/sessions/current");
    request.retry = false;
    // What the answer means for the state, the reply itself has told by then.
    m_probe = send<Nothing>(request, [](const RawAnswer &) -> Answer<Nothing> { return done; });
    // An answer that is none of ours tells nothing, and the time for the next may have come before this one's end:
    // whatever happened, as long as nobody is known to be there it goes on.
    connect(m_probe, &Reply::finished, this, [this] {
        if (isAwayOrUnknown())
            scheduleProbe();
    });
}

QByteArray ApiClient::makeIdempotencyKey()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex();
}

QNetworkReply *ApiClient::transmit(const Request &request, const QByteArray &token, QHttpMultiPart *form)
{
    QUrl url = m_server;
    url.setPath(m_server.path(QUrl::FullyEncoded) + basePath + request.path, QUrl::TolerantMode);
    url.setQuery(request.query);
    QNetworkRequest http(url);
    http.setTransferTimeout(static_cast<int>(m_patience.silence.count()));
    http.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    http.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    http.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // Qt 6.4 loses requests when a server ends an HTTP/2 connection.
    http.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    http.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("mostrador-console/" MOSTRADOR_VERSION));
    http.setRawHeader("Accept", request.sink ? "*/*" : "application/json, application/problem+json, */*;q=0.1");
    if (!m_language.isEmpty())
        http.setRawHeader("Accept-Language", m_language.toLatin1());
    if (request.authenticated && !token.isEmpty())
        http.setRawHeader("Authorization", "Bearer " + token);
    if (request.ifMatch)
        http.setRawHeader("If-Match", '"' + QByteArray::number(*request.ifMatch) + '"');
    if (!request.idempotencyKey.isEmpty())
        http.setRawHeader("Idempotency-Key", request.idempotencyKey);

    if (form) {
        // The server compares whole bodies, so each attempt must have the same boundary.
        form->setBoundary("mostrador-" + request.idempotencyKey);
        QNetworkReply *reply = m_network.sendCustomRequest(http, verb(request.method), form);
        form->setParent(reply);
        return reply;
    }
    if (request.method == Request::Method::Get)
        return m_network.get(http);
    QByteArray body;
    if (request.body) {
        http.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        body = QJsonDocument(*request.body).toJson(QJsonDocument::Compact);
    }
    return m_network.sendCustomRequest(http, verb(request.method), body);
}

milliseconds ApiClient::pauseBefore(int attempt) const
{
    return withJitter(doubled(m_patience.firstPause, m_patience.longestPause, attempt - 2));
}

void ApiClient::noteAnswer(const QByteArray &sentToken)
{
    if (m_token.isEmpty() || sentToken != m_token)
        return;
    m_probes = 0;
    m_probeTimer.stop();
    setState(State::Online);
}

void ApiClient::noteUnauthenticated(const QByteArray &sentToken)
{
    // A late refusal of a token that was replaced meanwhile says nothing about the new one.
    if (m_token.isEmpty() || sentToken != m_token)
        return;
    m_token.clear();
    m_probes = 0;
    m_probeTimer.stop();
    setState(State::Unauthenticated);
}

void ApiClient::noteAway(const QByteArray &sentToken, const QString &why)
{
    m_lastFailure = why;
    if (m_token.isEmpty() || sentToken != m_token)
        return;
    scheduleProbe();
    setState(State::ServerAway);
}

void ApiClient::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    if (state == State::ServerAway)
        m_standInTimer.start(m_patience.standInAfter);
    else
        m_standInTimer.stop();
    const bool back = state == State::Online && std::exchange(m_stoodIn, false);
    Q_EMIT stateChanged(state);
    if (back)
        Q_EMIT sourceChanged();
}

void ApiClient::scheduleProbe()
{
    if (m_probeTimer.isActive())
        return;
    m_probeTimer.start(withJitter(doubled(m_patience.firstProbe, m_patience.longestProbe, m_probes)));
    ++m_probes;
}

void ApiClient::abortAll()
{
    const auto replies = findChildren<Reply *>(QString(), Qt::FindDirectChildrenOnly);
    for (Reply *reply : replies)
        reply->abort();
}

} // namespace mostrador::console
