// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/error.h"
#include "support/result.h"

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSqlDatabase;
class QSqlQuery;
QT_END_NAMESPACE

namespace mostrador::storage {

/// Where the data is.
struct DatabaseOptions
{
    Dialect dialect = Dialect::Sqlite;
    QString path; ///< SQLite: the file; its folder must exist
    QString host; ///< PostgreSQL: name, address or folder of the Unix socket
    int port = 5432;
    QString name;
    QString user;
    QString password;
    int connectTimeoutSeconds = 3;
    int statementTimeoutMs = 10'000; ///< PostgreSQL; 0: none
    int busyTimeoutMs = 5'000;       ///< SQLite: how long to wait for another process's lock
};

/// One connection with its cache of prepared statements. Belongs to the thread that made it. Opens on first use and
/// again after a loss. Neither copied nor moved.
class Database
{
public:
    explicit Database(const DatabaseOptions &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Dialect dialect() const;
    bool isPostgresql() const { return dialect() == Dialect::Postgresql; }
    const DatabaseOptions &options() const;

    /// Opens the connection if it is not open; drops every prepared statement of a lost one first. Must not be called
    /// inside a transaction. Unavailable if the database cannot be reached.
    Outcome ensureOpen();
    /// PostgreSQL: how long one call may take before the connection is cut, as a server that hangs needs. By default
    /// somewhat more than the statement timeout. From the next opening on.
    void setCallLimit(std::chrono::milliseconds limit);
    /// Lets statements of this connection take as long as they like, until it is closed.
    Outcome liftTimeLimits();
    /// Finishes everything and closes.
    void close();
    bool isOpen() const;

    /// Runs SQL text as it is, without parameters and without keeping it prepared (DDL, pragmas, SET).
    Outcome execute(const QString &sql);

    /// The first failure since the transaction began or clearFailure(); what the retry of runTransaction() looks at,
    /// whatever problem the work made of it.
    const std::optional<Error> &failure() const;
    void clearFailure();

    bool inTransaction() const;

    /// Returns when whatever could be read until now is on the disk. On SQLite a commit may be read a moment before
    /// (see WalSync); to be called before what was read without a transaction of one's own is told as done. PostgreSQL
    /// shows nothing earlier.
    void awaitDurable();

    /// Tells that the present transaction wrote an event: after its commit the feed is woken
    /// (FeedNotifier::announce()).
    void noteEvent();

    /// How many prepared statements are kept (bounded; the least recently used is dropped).
    int cachedStatements() const;

    struct Private; ///< @internal for Statement and Transaction
    Private &d() { return *m_d; }

private:
    std::unique_ptr<Private> m_d;
};

/// Sets the process-wide options that threadDatabase() uses. Call before the threads start. Connections of threads that
/// already have one are replaced at their next threadDatabase() call.
void configure(const DatabaseOptions &options);
/// The options given to configure().
DatabaseOptions configuredOptions();

/// This thread's connection; made at the first call and destroyed at the thread's end.
Database &threadDatabase();
/// Closes and destroys this thread's connection, if any. Pool threads call it before they end.
void closeThreadDatabase();

} // namespace mostrador::storage
