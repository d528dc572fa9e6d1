// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/callwatch.h"
#include "storage/database.h"
#include "storage/walsync.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <unordered_map>

namespace mostrador::storage {

/// @internal The inside of a connection, for Database, Statement and Transaction only.
struct Database::Private
{
    explicit Private(const DatabaseOptions &databaseOptions);
    ~Private();

    struct Cached
    {
        std::shared_ptr<QSqlQuery> query;
        bool busy = false;
        quint64 used = 0;
    };

    DatabaseOptions options;
    QString connectionName;
    QSqlDatabase connection;
    qint64 callLimitMs = 0;           ///< for one call; 0: none
    std::unique_ptr<CallWatch> watch; ///< null: nothing bounds a call
    std::unordered_map<QString, Cached> cache;
    quint64 tick = 0;
    std::optional<Error> failure;
    std::shared_ptr<WalSync> walSync; ///< SQLite's, once opened
    bool inTransaction = false;
    bool readOnly = false; ///< the present transaction is
    bool eventWritten = false;
    /// Something went wrong that only a new connection cures.
    bool broken = false;

    Outcome open();
    /// To be held during each call that may wait for the server.
    [[nodiscard]] CallWatch::Call call() const { return CallWatch::Call(watch.get()); }
    void startWatch();
    void closeConnection();
    void dropConnection();
    /// The cached query for the text, prepared; null with @p problem set if that fails, null without it if it is in
    /// use.
    std::shared_ptr<QSqlQuery> take(const QString &sql, std::optional<Problem> &problem);
    void giveBack(const QString &sql, const std::shared_ptr<QSqlQuery> &query);
    std::shared_ptr<QSqlQuery> prepare(const QString &sql, std::optional<Problem> &problem);
    /// Remembers and translates a failure.
    Problem fail(const QSqlError &error);
};

} // namespace mostrador::storage
