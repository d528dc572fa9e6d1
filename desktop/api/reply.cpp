// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/reply.h"

#include "api/apiclient.h"
#include "protocol/jsonreader.h"

#include <QFileDevice>
#include <QHttpMultiPart>
#include <QNetworkReply>

namespace mostrador::console {

namespace {

/// No answer of ours that goes to memory is near it; another program's might be endless.
constexpr qsizetype maxBody = 64 * 1024 * 1024;

bool isProblem(const QByteArray &contentType)
{
    return contentType.startsWith("application/problem+json");
}

} // namespace

Reply::Reply(ApiClient &client, Request request)
    : QObject(&client)
    , m_client(client)
    , m_request(std::move(request))
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Reply::send);
}

Reply::~Reply()
{
    if (m_network) {
        m_network->disconnect(this);
        if (m_network->isRunning())
            m_network->abort();
        m_network->deleteLater();
    }
}

void Reply::abort()
{
    if (m_finished)
        return;
    m_finished = true;
    m_wait.stop();
    if (m_network) {
        m_network->disconnect(this);
        if (m_network->isRunning())
            m_network->abort();
        m_network->deleteLater();
        m_network.clear();
    }
    disconnect(this, nullptr, nullptr, nullptr);
    deleteLater();
}

void Reply::start()
{
    if (m_request.method == Request::Method::Post && m_request.idempotencyKey.isEmpty())
        m_request.idempotencyKey = ApiClient::makeIdempotencyKey();
    // The token of this moment, on all attempts: a log-out must end the session it was meant for.
    if (m_request.authenticated)
        m_token = m_client.token();
    // While the server is known to be away one attempt is enough; the client itself watches for its return.
    if (m_client.state() == ApiClient::State::ServerAway)
        m_request.retry = false;
    m_request.serverOnly = m_request.serverOnly || m_client.m_serverOnly > 0;
    send();
}

/// True: the stand-in will answer, or, where it has nothing after all, the server is asked.
bool Reply::askStandIn()
{
    StandIn *standIn = m_client.m_standIn;
    if (!standIn || m_stoodInAsked || !m_client.isAwayOrUnknown() || m_request.serverOnly || m_request.sink ||
        m_request.method != Request::Method::Get || !m_request.authenticated)
        return false;
    m_stoodInAsked = true;
    return standIn->answer(m_request, this, [this](const std::optional<RawAnswer> &answer) {
        if (m_finished)
            return;
        // The server is back meanwhile: it knows better.
        if (!answer || !m_client.isAwayOrUnknown()) {
            send();
            return;
        }
        m_client.m_stoodIn = true;
        // Not queued once more: by then the server might be back, and this be taken for its answer.
        conclude(*answer);
        m_finished = true;
        Q_EMIT finished();
        deleteLater();
    });
}

void Reply::send()
{
    if (askStandIn())
        return;
    ++m_attempts;
    m_body.clear();
    m_localError.clear();
    if (auto *file = qobject_cast<QFileDevice *>(m_request.sink)) {
        // What an attempt before has left.
        if (!file->isOpen() || !file->seek(0) || !file->resize(0))
            m_localError = file->errorString();
    }
    if (m_request.fileBytes && m_client.uploadLimit() > 0 && m_request.fileBytes() > m_client.uploadLimit()) {
        Problem problem;
        problem.code = ErrorCode::PayloadTooLarge;
        problem.extensions.insert(QStringLiteral("max_bytes"), m_client.uploadLimit());
        finish([this, problem] { conclude(Failure{Failure::Kind::Refused, problem, {}, {}}); });
        return;
    }
    QHttpMultiPart *form = nullptr;
    if (m_request.form && m_localError.isEmpty()) {
        form = m_request.form();
        if (!form)
            m_localError = QStringLiteral("The file cannot be read.");
    }
    if (!m_localError.isEmpty()) {
        finish([this] { conclude(Failure{Failure::Kind::Local, {}, m_localError, {}}); });
        return;
    }
    m_network = m_client.transmit(m_request, m_token, form);
    connect(m_network, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        if (total != 0)
            Q_EMIT uploadProgress(sent, total);
    });
    connect(m_network, &QNetworkReply::downloadProgress, this, &Reply::downloadProgress);
    connect(m_network, &QNetworkReply::readyRead, this, &Reply::readInto);
    connect(m_network, &QNetworkReply::finished, this, &Reply::received);
}

void Reply::readInto()
{
    const int status = m_network->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray bytes = m_network->readAll();
    if (m_request.sink && status == 200) {
        if (m_localError.isEmpty() && m_request.sink->write(bytes) != bytes.size()) {
            m_localError = m_request.sink->errorString();
            m_network->abort();
        }
        return;
    }
    m_body += bytes;
    if (m_body.size() > maxBody) {
        m_localError = QStringLiteral("The answer is longer than any of ours.");
        m_network->abort();
    }
}

void Reply::received()
{
    if (m_finished || !m_network)
        return;
    if (m_localError.isEmpty() && m_network->bytesAvailable() > 0)
        readInto();
    if (m_finished || !m_network)
        return;
    m_network->deleteLater();
    if (!m_localError.isEmpty()) {
        const auto kind = m_request.sink ? Failure::Kind::Local : Failure::Kind::Unreadable;
        finish([this, kind] { conclude(Failure{kind, {}, m_localError, {}}); });
        return;
    }
    const int status = m_network->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool broken = status >= 200 && status < 300 && m_network->error() != QNetworkReply::NoError;
    if (status == 0 || broken) {
        const Failure failure = networkFailure();
        failed(failure, failure.kind == Failure::Kind::Offline, {});
        return;
    }
    answered(status);
}

void Reply::answered(int status)
{
    const QByteArray contentType = m_network->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    if (status >= 200 && status < 300) {
        m_client.noteAnswer(m_token);
        const RawAnswer raw{status, m_body, contentType};
        if (m_client.m_standIn && m_request.method == Request::Method::Get && !m_request.sink)
            m_client.m_standIn->note(m_request, raw);
        finish([this, raw] { conclude(raw); });
        return;
    }
    Failure failure;
    failure.detail = QStringLiteral("HTTP %1").arg(status);
    const auto json = isProblem(contentType) ? parseJsonObject(m_body) : Result<QJsonObject>(Problem());
    if (!json) {
        // A proxy that finds nobody behind it, or no Mostrador at all.
        const bool away = status == 502 || status == 503 || status == 504;
        failure.kind = away ? Failure::Kind::Offline : Failure::Kind::Unreadable;
        if (status == 401 && m_request.authenticated) {
            failure.kind = Failure::Kind::Unauthenticated;
            m_client.noteUnauthenticated(m_token);
        }
        failed(failure, away, {});
        return;
    }
    failure.kind = Failure::Kind::Refused;
    failure.problem = Problem::fromJson(*json, status);
    failure.detail = failure.problem.detail;
    failure.requestId = json->value(QStringLiteral("request_id")).toString();
    bool ok = false;
    const int seconds = m_network->rawHeader("Retry-After").toInt(&ok);
    if (ok && seconds >= 0)
        failure.problem.retryAfterSeconds = seconds;

    if (status == 401 && m_request.authenticated) {
        failure.kind = Failure::Kind::Unauthenticated;
        m_client.noteUnauthenticated(m_token);
    } else {
        m_client.noteAnswer(m_token);
    }
    // The first attempt removed it; only its answer was lost.
    if (status == 404 && m_request.method == Request::Method::Delete && m_attempts > 1) {
        finish([this] { conclude(RawAnswer{204, {}, {}}); });
        return;
    }
    const bool again = failure.is(ErrorCode::Unavailable) || failure.is(ErrorCode::RequestInProgress);
    failed(failure, again, failure.problem.retryAfterSeconds);
}

void Reply::failed(const Failure &failure, bool mayRetry, std::optional<int> waitSeconds)
{
    using namespace std::chrono;
    auto pause = m_client.pauseBefore(m_attempts + 1);
    if (waitSeconds)
        pause = std::max<milliseconds>(pause, seconds(*waitSeconds));
    // Nobody waits for long before a window; a server that asks for more patience is reported as it is.
    const bool tooLong = pause > m_client.patience().longestPause;
    if (mayRetry && m_request.retry && !tooLong && m_attempts < m_client.patience().attempts) {
        // The first failure may be a connection that was idle for too long; the second is none.
        if (failure.kind == Failure::Kind::Offline && m_attempts > 1)
            m_client.noteAway(m_token, failure.detail);
        m_wait.start(pause);
        return;
    }
    if (failure.kind == Failure::Kind::Offline || failure.kind == Failure::Kind::Untrusted)
        m_client.noteAway(m_token, failure.detail);
    if (failure.kind == Failure::Kind::Offline && askStandIn())
        return;
    finish([this, failure] { conclude(failure); });
}

void Reply::finish(const std::function<void()> &conclusion)
{
    conclusion();
    // Queued also where the fault was found before anything was sent, so that callers can connect first.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_finished)
                return;
            m_finished = true;
            Q_EMIT finished();
            deleteLater();
        },
        Qt::QueuedConnection);
}

Failure Reply::networkFailure() const
{
    Failure failure;
    failure.detail = m_network->errorString();
    switch (m_network->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        failure.kind = Failure::Kind::Untrusted;
        break;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        failure.kind = Failure::Kind::Unreadable;
        break;
    default:
        failure.kind = Failure::Kind::Offline;
        break;
    }
    return failure;
}

} // namespace mostrador::console
