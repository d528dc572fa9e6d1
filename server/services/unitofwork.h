// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/context.h"
#include "support/result.h"

#include <QJsonObject>

#include <functional>

namespace mostrador::storage {
class Database;
}

namespace mostrador::services {

/// One transaction on behalf of one request. Use cases take it as their first argument, so that several of them can be
/// joined in one commit. Lives on the stack of perform(); one thread.
class UnitOfWork
{
public:
    UnitOfWork(storage::Database &database, const Context &context);

    storage::Database &database() { return m_database; }
    const Context &context() const { return m_context; }
    const Actor &actor() const { return m_context.actor; }
    /// The moment of the transaction: one for all rows it writes.
    Timestamp now() const { return m_now; }

    /// Forbidden (or, for what the actor may not even see, NotFound) unless the permission table allows it. Who is not
    /// logged in is told so (Unauthenticated) instead.
    Outcome require(Action action, Relation relation) const;

private:
    storage::Database &m_database;
    const Context &m_context;
    Timestamp m_now;
};

/// What a retried request gets again: the receipt of the first.
struct Receipt
{
    int status = 200;
    QJsonObject body;
    QString location;   ///< Location header; empty: none
    qint64 version = 0; ///< for the ETag; 0: none
    bool replayed = false;
};

/// Runs @p work in a read-write transaction of this thread's connection and commits. If the context has an idempotency
/// key, the receipt is stored in the same transaction, and a second request with the key gets it again without running
/// @p work (IdempotencyKeyReused if the requests differ). The key belongs to the actor. Serialization failures and
/// deadlocks are retried from the start, so @p work may run several times and must have no effect outside the database.
/// A commit whose outcome the connection lost is answered from the stored receipt, or with Unavailable.
Result<Receipt> perform(const Context &context, const std::function<Result<Receipt>(UnitOfWork &)> &work);

/// The same for work that needs no stored receipt.
Outcome performPlain(const Context &context, const std::function<Outcome(UnitOfWork &)> &work);

/// Runs @p work in one consistent read-only transaction.
template <typename T>
Result<T> read(const Context &context, const std::function<Result<T>(UnitOfWork &)> &work);

/// @internal the non-template part of read().
Outcome performRead(const Context &context, const std::function<Outcome(UnitOfWork &)> &work);

template <typename T>
Result<T> read(const Context &context, const std::function<Result<T>(UnitOfWork &)> &work)
{
    std::optional<Result<T>> result;
    const Outcome outcome = performRead(context, [&](UnitOfWork &unit) -> Outcome {
        result = work(unit);
        if (!result->ok())
            return result->error();
        return done;
    });
    if (!outcome)
        return outcome.error();
    return *std::move(result);
}

} // namespace mostrador::services
