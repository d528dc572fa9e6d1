// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include "storage/databaseprivate.h"

#include <QDeadlineTimer>
#include <QSqlDriver>
#include <QSqlError>
#include <QThread>

#include <atomic>
#include <libpq-fe.h>
#include <mutex>

namespace mostrador::storage {

namespace {

constexpr std::size_t maxCached = 256;
/// The server ends its statements itself; whoever is so much later does not answer any more.
constexpr qint64 callGraceMs = 2'000;
/// A server that takes connections but says nothing keeps whoever tries for seconds. For so long the others need not.
constexpr qint64 silenceMs = 1'000;
std::atomic<qint64> silentUntil = 0; ///< monotonic milliseconds

QString nextConnectionName()
{
    static std::atomic<quint64> counter = 0;
    return QStringLiteral("mostrador-%1").arg(++counter);
}

struct Configured
{
    std::mutex mutex;
    DatabaseOptions options;
    quint64 generation = 0;
};

Configured &configured()
{
    static Configured instance;
    return instance;
}

struct ThreadDatabase
{
    std::unique_ptr<Database> database;
    quint64 generation = 0;
};

ThreadDatabase &threadSlot()
{
    thread_local ThreadDatabase slot;
    return slot;
}

} // namespace

Database::Private::Private(const DatabaseOptions &databaseOptions)
    : options(databaseOptions)
    , connectionName(nextConnectionName())
    , callLimitMs(options.statementTimeoutMs > 0 ? options.statementTimeoutMs + callGraceMs : 0)
{}

Database::Private::~Private()
{
    closeConnection();
    dropConnection();
}

void Database::Private::dropConnection()
{
    connection = QSqlDatabase();
    if (QSqlDatabase::contains(connectionName))
        QSqlDatabase::removeDatabase(connectionName);
}

void Database::Private::closeConnection()
{
    if (options.dialect == Dialect::Postgresql) {
        // The driver goes first: queries that outlive it have nothing to free. Destroyed before it, each would send a
        // statement (and complain on a lost connection); destroyed after a reopening, they would free others' names.
        dropConnection();
        cache.clear();
        watch.reset();
    } else {
        cache.clear();
        if (connection.isValid())
            connection.close();
    }
    broken = false;
}

Outcome Database::Private::open()
{
    const bool postgres = options.dialect == Dialect::Postgresql;
    closeConnection();
    const qint64 begun = monotonicMs();
    if (postgres && begun < silentUntil) {
        if (!failure)
            failure = Error{ErrorKind::ConnectionLost, {}, {}, QStringLiteral("the server was silent a moment ago")};
        return Problem::unavailable(2, QStringLiteral("database cannot be opened: it was silent a moment ago"));
    }
    if (!connection.isValid()) {
        connection =
            QSqlDatabase::addDatabase(postgres ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"), connectionName);
        if (!connection.isValid()) {
            return Problem::internal(QStringLiteral("Qt's driver for %1 is not installed")
                                         .arg(postgres ? QStringLiteral("PostgreSQL") : QStringLiteral("SQLite")));
        }
    }
    QStringList pragmas;
    if (postgres) {
        connection.setHostName(options.host);
        connection.setPort(options.port);
        connection.setDatabaseName(options.name);
        connection.setUserName(options.user);
        connection.setPassword(options.password);
        // jit: compiling costs more than our short statements. random_page_cost: the default is that of spinning disks
        // and lets the planner read whole tables. work_mem: with less, what a search finds in a million incidents does
        // not fit and whole pages of texts are read again. Messages below warnings would go to stderr.
        connection.setConnectOptions(
            QStringLiteral(
                "connect_timeout=%1;application_name=mostrador-server;keepalives_idle=10;keepalives_interval=3;"
                "keepalives_count=3;tcp_user_timeout=10000;"
                "options='-c statement_timeout=%2 -c timezone=UTC -c jit=off -c random_page_cost=1.1 "
                "-c work_mem=16MB "
                "-c client_min_messages=warning'")
                .arg(options.connectTimeoutSeconds)
                .arg(options.statementTimeoutMs));
    } else {
        connection.setDatabaseName(options.path);
        connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs));
        pragmas = {
            QStringLiteral("pragma journal_mode = wal"),  QStringLiteral("pragma synchronous = normal"), // see WalSync

            QStringLiteral("pragma foreign_keys = on"),   QStringLiteral("pragma temp_store = memory"),
            QStringLiteral("pragma cache_size = -16000"), QStringLiteral("pragma recursive_triggers = off")};
    }
    const auto refused = [this, postgres](const QSqlError &error) {
        const Error classified = classify(error, options.dialect, !postgres);
        if (!failure)
            failure = classified;
        closeConnection();
        return Problem::unavailable(
            2, QStringLiteral("database cannot be opened: %1 %2").arg(classified.sqlState, classified.text));
    };
    if (!postgres && !walSync)
        walSync = WalSync::of(options.path);
    if (!connection.open()) {
        if (const qint64 now = monotonicMs(); postgres && now - begun >= silenceMs)
            silentUntil = now + silenceMs;
        return refused(connection.lastError());
    }
    startWatch();
    // The change to WAL wants the file for itself and does not wait for it, whatever the busy timeout: of several who
    // open a new database at once, the others try again.
    const QDeadlineTimer patience(options.busyTimeoutMs);
    for (const QString &pragma : std::as_const(pragmas)) {
        QSqlQuery query(connection);
        while (!query.exec(pragma)) {
            const QSqlError error = query.lastError();
            if (classify(error, options.dialect, false).kind != ErrorKind::Busy || patience.hasExpired())
                return refused(error);
            QThread::msleep(5);
        }
    }
    return done;
}

void Database::Private::startWatch()
{
    if (options.dialect != Dialect::Postgresql || callLimitMs <= 0)
        return;
    const QVariant handle = connection.driver()->handle(); // QPSQL's is a PGconn *
    if (handle.isValid())
        watch = std::make_unique<CallWatch>(PQsocket(*static_cast<PGconn *const *>(handle.constData())), callLimitMs);
}

Problem Database::Private::fail(const QSqlError &error)
{
    Error classified = classify(error, options.dialect, connection.isOpen());
    // "Read-only transaction" in one that is not: the server became a standby, the primary is elsewhere now.
    if (classified.sqlState == QLatin1String("25006") && !readOnly)
        classified.kind = ErrorKind::ConnectionLost;
    if (classified.kind == ErrorKind::ConnectionLost)
        broken = true;
    if (!failure)
        failure = classified;
    return toProblem(classified);
}

std::shared_ptr<QSqlQuery> Database::Private::prepare(const QString &sql, std::optional<Problem> &problem)
{
    auto query = std::make_shared<QSqlQuery>(connection);
    // QPSQL reads forward-only results row by row from the connection: the next statement would discard the rest.
    query->setForwardOnly(options.dialect == Dialect::Sqlite);
    const auto watched = call();
    if (!query->prepare(sql)) {
        problem = fail(query->lastError());
        return nullptr;
    }
    return query;
}

std::shared_ptr<QSqlQuery> Database::Private::take(const QString &sql, std::optional<Problem> &problem)
{
    const auto found = cache.find(sql);
    if (found != cache.end()) {
        if (found->second.busy)
            return nullptr;
        found->second.busy = true;
        found->second.used = ++tick;
        return found->second.query;
    }
    // Dropping a prepared query sends a statement, which a failed transaction would refuse.
    if (cache.size() >= maxCached && !(inTransaction && failure)) {
        auto oldest = cache.end();
        for (auto it = cache.begin(); it != cache.end(); ++it) {
            if (!it->second.busy && (oldest == cache.end() || it->second.used < oldest->second.used))
                oldest = it;
        }
        if (oldest != cache.end()) {
            const auto watched = call();
            cache.erase(oldest);
        }
    }
    auto query = prepare(sql, problem);
    if (!query)
        return nullptr;
    cache.emplace(sql, Cached{query, true, ++tick});
    return query;
}

void Database::Private::giveBack(const QString &sql, const std::shared_ptr<QSqlQuery> &query)
{
    const auto found = cache.find(sql);
    if (found == cache.end() || found->second.query != query)
        return; // the connection was opened again meanwhile
    query->finish();
    found->second.busy = false;
}

Database::Database(const DatabaseOptions &options)
    : m_d(std::make_unique<Private>(options))
{}

Database::~Database() = default;

Dialect Database::dialect() const
{
    return m_d->options.dialect;
}

const DatabaseOptions &Database::options() const
{
    return m_d->options;
}

Outcome Database::ensureOpen()
{
    if (m_d->inTransaction)
        qFatal("Database::ensureOpen() inside a transaction");
    if (m_d->connection.isValid() && m_d->connection.isOpen() && !m_d->broken)
        return done;
    return m_d->open();
}

void Database::setCallLimit(std::chrono::milliseconds limit)
{
    m_d->callLimitMs = limit.count();
}

Outcome Database::liftTimeLimits()
{
    if (!isPostgresql())
        return done;
    const Outcome lifted = execute(QStringLiteral("set statement_timeout = 0"));
    if (lifted)
        m_d->watch.reset();
    return lifted;
}

void Database::close()
{
    m_d->closeConnection();
    m_d->inTransaction = false;
}

bool Database::isOpen() const
{
    return m_d->connection.isValid() && m_d->connection.isOpen() && !m_d->broken;
}

Outcome Database::execute(const QString &sql)
{
    if (!m_d->inTransaction) {
        if (const Outcome opened = ensureOpen(); !opened)
            return opened;
    }
    QSqlQuery query(m_d->connection);
    const auto watched = m_d->call();
    if (!query.exec(sql))
        return m_d->fail(query.lastError());
    return done;
}

const std::optional<Error> &Database::failure() const
{
    return m_d->failure;
}

void Database::clearFailure()
{
    m_d->failure.reset();
}

void Database::awaitDurable()
{
    if (m_d->walSync)
        m_d->walSync->wait();
}

bool Database::inTransaction() const
{
    return m_d->inTransaction;
}

void Database::noteEvent()
{
    m_d->eventWritten = true;
}

int Database::cachedStatements() const
{
    return static_cast<int>(m_d->cache.size());
}

void configure(const DatabaseOptions &options)
{
    Configured &c = configured();
    const std::lock_guard lock(c.mutex);
    c.options = options;
    ++c.generation;
}

DatabaseOptions configuredOptions()
{
    Configured &c = configured();
    const std::lock_guard lock(c.mutex);
    return c.options;
}

Database &threadDatabase()
{
    Configured &c = configured();
    ThreadDatabase &slot = threadSlot();
    const std::lock_guard lock(c.mutex);
    if (!slot.database || slot.generation != c.generation) {
        slot.database = std::make_unique<Database>(c.options);
        slot.generation = c.generation;
    }
    return *slot.database;
}

void closeThreadDatabase()
{
    threadSlot().database.reset();
}

} // namespace mostrador::storage
