// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server.h"

#include "http/adapter.h"
#include "http/connection.h"
#include "http/listener.h"
#include "http/percent.h"
#include "http/requestscope.h"
#include "http/room.h"
#include "http/workers.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <unistd.h>

namespace mostrador::http {

Q_LOGGING_CATEGORY(lcServer, "mostrador.http.server")

namespace {

/// What a refused request's body may have and still be taken in, so that the connection lives on.
constexpr qint64 toleratedBody = 64 * 1024;
/// The system's, in bytes (Linux doubles it).
constexpr int receiveBuffer = 128 * 1024;

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4); // also from ::ffff:a.b.c.d
    return isIpv4 ? QHostAddress(ipv4) : address;
}

/// 16 hexadecimal digits.
QString newRequestId()
{
    quint64 random = QRandomGenerator::global()->generate64();
    QString id(16, Qt::Uninitialized);
    for (QChar &digit : id) {
        digit = QLatin1Char("0123456789abcdef"[random & 0xf]);
        random >>= 4;
    }
    return id;
}

bool isRequestId(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

} // namespace

class Server::Private final : public ConnectionOwner
{
public:
    Private(Server *server, Router theRouter, ServerOptions theOptions)
        : q(server)
        , router(std::move(theRouter))
        , options(std::move(theOptions))
    {
        for (const QString &proxy : std::as_const(options.trustedProxies)) {
            const auto subnet = QHostAddress::parseSubnet(proxy);
            if (subnet.second >= 0)
                trustedProxies.append(subnet);
        }
        timer.setInterval(tick());
        QObject::connect(&timer, &QTimer::timeout, q, [this] { look(); });
    }

    ~Private() override
    {
        stopPools();
        // Before the sockets, which QtHttpServer owns.
        current = nullptr;
        for (const auto &[id, connection] : connections)
            delete connection;
        connections.clear();
    }

    Outcome listen();
    void startPools();
    void stopPools();

    const Limits &limits() const override { return options.limits; }
    bool isDraining() const override { return draining; }
    std::optional<Problem> admit(Connection &connection) override;
    void expectRequest(Connection &connection) override { current = &connection; }
    std::shared_ptr<BodyShare> bodyShare() override { return std::make_shared<BodyShare>(bodyBytes); }
    bool mayHoldBody(Connection &connection) override;
    bool mayHoldAnswer(qint64 bytes) override;
    Response refusal(Connection &connection, const Problem &problem) override;
    void answered(const Connection &connection, int status, qint64 bytesOut) override;
    void gone(Connection &connection) override;

    bool makeRoom();
    QTcpSocket *arriving(qintptr descriptor);
    void handle(const QByteArray &body, std::shared_ptr<void> hold);
    void nameRequest(Connection &connection) const;
    Request requestOf(const Connection &connection, const QByteArray &body) const;
    /// The last net: whatever @p work of @p name throws, the client gets an answer and the log the cause. Any thread.
    Response guarded(const QString &requestId, const QString &name, const std::function<Response()> &work) const;
    /// Any thread.
    Response refuse(const Request &request, const Problem &problem, const QStringList &allowed) const;
    void submit(Connection &connection, WorkerPool &pool, std::function<Response()> work);
    Response optionsOf(const Router::Match &match) const;
    void look();
    void finishDrain();

    /// Often enough for the shortest limit, at most once a second.
    std::chrono::milliseconds tick() const
    {
        const Limits &l = options.limits;
        const auto shortest =
            std::min({l.headTimeout, l.bodyTimeout, l.idleTimeout, l.writeStallTimeout, l.drainTimeout});
        return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(1000));
    }

    Server *q;
    Router router;
    ServerOptions options;
    QList<QPair<QHostAddress, int>> trustedProxies;
    std::function<void(const Access &)> observer;
    std::function<void()> threadStarted;
    std::function<void()> threadEnding;
    std::unique_ptr<WorkerPool> workers;
    std::unique_ptr<WorkerPool> slowWorkers;
    Listener *listener = nullptr; ///< owned by the adapter
    std::unique_ptr<Adapter> adapter;
    QTimer timer;
    quint64 nextId = 1;
    Connections connections;
    QHash<QString, int> perAddress; ///< without the trusted proxies
    Connection *current = nullptr;  ///< whose request QtHttpServer hands over next
    /// Of large requests, wherever they are: arriving, waiting for a worker, being worked on.
    std::shared_ptr<std::atomic<qint64>> bodyBytes = std::make_shared<std::atomic<qint64>>(0);
    std::atomic<quint64> refused = 0;
    std::atomic<int> connectionCount = 0; ///< for other threads
    bool draining = false;
    bool drainFinished = false;
    qint64 drainDeadline = 0;
};

Outcome Server::Private::listen()
{
    QHostAddress address(options.address);
    if (address.isNull()) {
        if (options.address == QStringLiteral("localhost"))
            address = QHostAddress::LocalHost;
        else
            return Problem::internal(QStringLiteral("%1 is not an IP address").arg(options.address));
    }
    auto made = std::make_unique<Listener>([this](qintptr descriptor) { return arriving(descriptor); },
                                           acceptedAtOnce(options.limits.maxConnections));
    if (!made->listen(address, options.port)) {
        Problem problem = Problem::internal(made->errorString());
        problem.detail = QStringLiteral("Cannot listen on %1 port %2: %3")
                             .arg(options.address, QString::number(options.port), made->errorString());
        return problem;
    }
    startPools();
    adapter = std::make_unique<Adapter>(
        [this](const QByteArray &body, std::shared_ptr<void> hold) { handle(body, std::move(hold)); });
    listener = made.release();
    adapter->take(listener);
    timer.start();
    return done;
}

void Server::Private::startPools()
{
    const Limits &l = options.limits;
    workers = std::make_unique<WorkerPool>(l.workers, l.queueLimit, threadStarted, threadEnding);
    slowWorkers = std::make_unique<WorkerPool>(l.slowWorkers, l.queueLimit, threadStarted, threadEnding);
    workers->start();
    slowWorkers->start();
}

void Server::Private::stopPools()
{
    if (workers)
        workers->stop();
    if (slowWorkers)
        slowWorkers->stop();
}

/// Ends one connection for the sake of a new one, so that those who only hold connections keep nobody out. False where
/// all are being answered.
bool Server::Private::makeRoom()
{
    const Connection *idle = mostIdle(connections);
    if (!idle)
        return false;
    idle->socket()->abort(); // it is gone when this returns
    return true;
}

QTcpSocket *Server::Private::arriving(qintptr descriptor)
{
    if (draining) {
        ::close(static_cast<int>(descriptor));
        return nullptr;
    }
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return nullptr;
    }
    const QHostAddress address = plainAddress(socket->peerAddress());
    const bool trusted = std::any_of(trustedProxies.cbegin(), trustedProxies.cend(),
                                     [&address](const auto &subnet) { return address.isInSubnet(subnet); });
    const QString peer = address.toString();
    if (!trusted && perAddress.value(peer) >= options.limits.maxConnectionsPerAddress) {
        ++refused;
        return nullptr; // the socket closes
    }
    // After the address's own cap, or whoever has reached it could go on pushing others out.
    if (connections.size() >= static_cast<std::size_t>(options.limits.maxConnections)) {
        ++refused; // this one or another
        if (!makeRoom())
            return nullptr;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    // What has come is read in one go, so this bounds how long one connection keeps the others waiting.
    socket->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, receiveBuffer);
    socket->setParent(listener);
    const quint64 id = nextId++;
    // Connected before addPendingConnection(), so that the guard's slot runs before QtHttpServer's.
    auto *connection = new Connection(id, socket.get(), peer, trusted, *this, nullptr);
    connections.emplace(id, connection);
    ++connectionCount;
    if (!trusted)
        ++perAddress[peer];
    return socket.release();
}

void Server::Private::gone(Connection &connection)
{
    if (current == &connection)
        current = nullptr;
    connections.erase(connection.id());
    --connectionCount;
    if (!connection.isTrustedPeer()) {
        const auto count = perAddress.find(connection.peer());
        if (count != perAddress.end() && --*count <= 0)
            perAddress.erase(count);
    }
    connection.deleteLater();
    if (draining && connections.empty())
        QMetaObject::invokeMethod(
            q, [this] { finishDrain(); }, Qt::QueuedConnection);
}

void Server::Private::nameRequest(Connection &connection) const
{
    const QByteArray given =
        connection.isTrustedPeer() ? connection.head().header(QByteArrayLiteral("x-request-id")) : QByteArray();
    connection.setRequestId(isRequestId(given) ? QString::fromLatin1(given) : newRequestId());
}

std::optional<Problem> Server::Private::admit(Connection &connection)
{
    nameRequest(connection);
    const Head &head = connection.head();
    Router::Match match = router.find(head.method, QString::fromLatin1(head.path()));
    const bool known = match.route != nullptr;
    const qint64 most = known ? match.route->maxBody : toleratedBody;
    const bool pathKnown = !match.allowed.isEmpty();
    connection.setMatch(std::move(match));
    if (head.contentLength <= most)
        return std::nullopt;
    Problem problem;
    if (known) {
        problem.code = ErrorCode::PayloadTooLarge;
        problem.detail = QStringLiteral("At most %1 bytes may be sent here.").arg(most);
        problem.extensions.insert(QStringLiteral("max_bytes"), most);
    } else {
        problem.code = pathKnown ? ErrorCode::MethodNotAllowed : ErrorCode::NotFound;
    }
    return problem;
}

Request Server::Private::requestOf(const Connection &connection, const QByteArray &body) const
{
    const Head &head = connection.head();
    Request request;
    request.method = head.method;
    request.target = head.target;
    request.path = QString::fromLatin1(head.path());
    // In a query '+' is a space; QUrlQuery does not know.
    request.query = QUrlQuery(QString::fromLatin1(head.query().replace('+', "%20")));
    request.headers = head.headers;
    request.body = body;
    request.peer = connection.peer();
    request.pathParameters = connection.match().parameters;
    if (connection.isTrustedPeer()) {
        const auto lastHop = [&request](const QByteArray &name) {
            return request.header(name).split(',').constLast().trimmed();
        };
        const QHostAddress client(QString::fromLatin1(lastHop(QByteArrayLiteral("x-forwarded-for"))));
        if (!client.isNull())
            request.peer = plainAddress(client).toString();
        request.secure = lastHop(QByteArrayLiteral("x-forwarded-proto")).toLower() == "https";
    }
    request.id = connection.requestId();
    return request;
}

Response Server::Private::guarded(const QString &requestId, const QString &name,
                                  const std::function<Response()> &work) const
{
    const RequestScope scope(requestId);
    // The route's pattern, not the path: a path may hold a token.
    const auto failed = [&](const QString &what) {
        return Response::problem(Problem::internal(QStringLiteral("exception in %1: %2").arg(name, what)), requestId);
    };
    try {
        return work();
    } catch (const std::exception &e) {
        return failed(QString::fromUtf8(e.what()));
    } catch (...) {
        return failed(QStringLiteral("unknown"));
    }
}

Response Server::Private::refuse(const Request &request, const Problem &problem, const QStringList &allowed) const
{
    Response response =
        guarded(request.id, QStringLiteral("a refusal"), [&] { return router.refuse(request, problem); });
    if (problem.code == ErrorCode::MethodNotAllowed)
        response.withHeader(QByteArrayLiteral("Allow"), allowed.join(QStringLiteral(", ")).toLatin1());
    return response;
}

bool Server::Private::mayHoldBody(Connection &connection)
{
    while (*bodyBytes > options.limits.maxHeldBodyBytes && *bodyBytes > connection.bodyShare()->bytes) {
        Connection *longest = longestSending(connections);
        if (!longest || longest == &connection)
            return false;
        longest->refuse(Problem::unavailable(5, QStringLiteral("no room for a request's body")));
    }
    return true;
}

bool Server::Private::mayHoldAnswer(qint64 bytes)
{
    // Who has taken nothing for so long is slow enough to be cut off where room is needed.
    constexpr qint64 stalledMs = 1000;
    for (Unsent unsent = unsentOf(connections); unsent.bytes > 0; unsent = unsentOf(connections)) {
        if (unsent.bytes + bytes <= options.limits.maxUnsentBytes)
            return true;
        if (QDeadlineTimer::current().deadline() - unsent.longest->stalledSince() < stalledMs)
            return false;
        unsent.longest->socket()->abort();
    }
    return true;
}

Response Server::Private::refusal(Connection &connection, const Problem &problem)
{
    if (connection.requestId().isEmpty())
        nameRequest(connection);
    return refuse(requestOf(connection, {}), problem, connection.match().allowed);
}

Response Server::Private::optionsOf(const Router::Match &match) const
{
    return Response::noContent().withHeader(QByteArrayLiteral("Allow"),
                                            match.allowed.join(QStringLiteral(", ")).toLatin1());
}

void Server::Private::handle(const QByteArray &body, std::shared_ptr<void> hold)
{
    Connection *connection = std::exchange(current, nullptr);
    if (!connection || connection->state() != Connection::State::Complete) {
        qCCritical(lcServer, "QtHttpServer handed over a request the guard has not seen");
        return;
    }
    connection->beginAnswering(std::move(hold));
    const Router::Match &match = connection->match();
    if (!match.route && !match.allowed.isEmpty() && connection->head().method == Method::Options) {
        connection->answer(optionsOf(match));
        return;
    }
    auto request = std::make_shared<const Request>(requestOf(*connection, body));
    if (!match.route) {
        // In a worker: a page is being made, and anybody can ask for what is not there as often as they like.
        Problem problem = Problem::notFound();
        if (!match.allowed.isEmpty())
            problem.code = ErrorCode::MethodNotAllowed;
        submit(*connection, *workers,
               [this, request, problem, allowed = match.allowed] { return refuse(*request, problem, allowed); });
        return;
    }
    // The route is the router's and stays; everything else the job takes with it.
    const auto work = [this, request, route = match.route] {
        return guarded(request->id, route->name, [&] { return route->handler(*request); });
    };
    if (match.route->lane == Lane::Io)
        connection->answer(work());
    else
        submit(*connection, match.route->lane == Lane::Slow ? *slowWorkers : *workers, work);
}

void Server::Private::submit(Connection &connection, WorkerPool &pool, std::function<Response()> work)
{
    const bool accepted = pool.submit([this, work = std::move(work), id = connection.id(), gone = connection.goneFlag(),
                                       share = connection.bodyShare()] {
        if (gone->load(std::memory_order_relaxed))
            return; // nobody waits for it any more, and nothing has been done yet
        auto response = std::make_shared<const Response>(work());
        QMetaObject::invokeMethod(
            q,
            [this, id, response] {
                const auto found = connections.find(id);
                if (found != connections.end())
                    found->second->answer(*response);
            },
            Qt::QueuedConnection);
    });
    if (!accepted)
        connection.answer(refusal(connection, Problem::unavailable(1)));
}

void Server::Private::answered(const Connection &connection, int status, qint64 bytesOut)
{
    if (!observer)
        return;
    Access access;
    access.routeName = connection.match().route ? connection.match().route->name : QStringLiteral("-");
    access.method = connection.head().method;
    access.status = status;
    access.microseconds = connection.microseconds();
    access.bytesIn = connection.bytesIn();
    access.bytesOut = bytesOut;
    access.requestId = connection.requestId();
    observer(access);
}

void Server::Private::look()
{
    const qint64 now = QDeadlineTimer::current().deadline();
    std::vector<Connection *> all;
    all.reserve(connections.size());
    for (const auto &[id, connection] : connections)
        all.push_back(connection); // a deadline may remove connections
    for (Connection *connection : all)
        connection->checkDeadline(now);
    if (draining && now > drainDeadline) {
        for (Connection *connection : all) {
            if (connection->socket())
                connection->socket()->abort();
        }
        finishDrain();
    }
}

void Server::Private::finishDrain()
{
    if (std::exchange(drainFinished, true))
        return;
    Q_EMIT q->drained();
}

Server::Server(Router router, ServerOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(router), std::move(options)))
{}

Server::~Server() = default;

Outcome Server::listen()
{
    return d->listen();
}

quint16 Server::port() const
{
    return d->listener ? d->listener->serverPort() : 0;
}

void Server::drain()
{
    if (d->draining)
        return;
    if (d->listener) {
        // Those the system has accepted for us already are ours to serve.
        d->listener->acceptWaiting();
        d->listener->close();
    }
    d->draining = true;
    d->drainDeadline = QDeadlineTimer::current().deadline() + d->options.limits.drainTimeout.count();
    d->timer.start(std::min(d->tick(), std::chrono::milliseconds(50)));
    for (const auto &[id, connection] : d->connections)
        connection->drain();
    if (d->connections.empty())
        QMetaObject::invokeMethod(
            this, [this] { d->finishDrain(); }, Qt::QueuedConnection);
}

int Server::connections() const
{
    return d->connectionCount;
}

quint64 Server::refusedConnections() const
{
    return d->refused;
}

int Server::queued(Lane lane) const
{
    const auto &pool = lane == Lane::Slow ? d->slowWorkers : d->workers;
    return pool && lane != Lane::Io ? pool->queued() : 0;
}

void Server::setAccessObserver(std::function<void(const Access &)> observer)
{
    d->observer = std::move(observer);
}

void Server::setThreadHooks(std::function<void()> started, std::function<void()> ending)
{
    d->threadStarted = std::move(started);
    d->threadEnding = std::move(ending);
}

const Router &Server::router() const
{
    return d->router;
}

} // namespace mostrador::http
