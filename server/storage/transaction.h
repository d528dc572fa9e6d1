// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <functional>
#include <memory>

namespace mostrador::storage {

/// How a piece of work uses the connection.
enum class Mode
{
    /// PostgreSQL: READ COMMITTED. SQLite: BEGIN IMMEDIATE under a process-wide lock, so that writers queue in the
    /// process instead of spinning on the file.
    ReadWrite,
    /// One consistent snapshot. PostgreSQL: REPEATABLE READ READ ONLY.
    ReadOnly,
    /// No transaction at all: for work that sends one single reading statement and wants to save two round trips.
    SingleStatement,
};

/// A transaction that rolls back unless committed. Transactions do not nest: beginning one inside another stops the
/// program, because an inner commit would commit the outer work too.
class Transaction
{
public:
    Transaction(Database &database, Mode mode);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// Whether it could be begun (the connection is opened again if it was lost).
    const Outcome &begun() const { return m_begun; }

    enum class CommitResult
    {
        Committed,
        RolledBack, ///< nothing was kept; Database::failure() says why
        Unknown,    ///< the connection was lost while committing: the work is kept or not
    };
    CommitResult commit();
    void rollback();

private:
    Database &m_database;
    Mode m_mode;
    bool m_open = false;
    Outcome m_begun = done;
    struct WriterLock;
    std::unique_ptr<WriterLock> m_lock;
};

/// How runTransaction() ended.
struct TransactionOutcome
{
    enum class State
    {
        Committed,
        RolledBack, ///< nothing was kept; @c problem says why
        Unknown,    ///< the connection was lost while committing; @c problem is Unavailable. Look for what was written.
    };
    State state = State::RolledBack;
    Problem problem;
    int attempts = 1;

    bool committed() const { return state == State::Committed; }
};

/// Runs @p work in a transaction and commits if it succeeds. Runs it again from the start, with short random pauses,
/// after serialization failures, deadlocks and a busy database, and once on a new connection after the old one was lost
/// before COMMIT was sent (the server has then rolled back). So @p work may run several times: no effect outside the
/// database. A failed statement prevents the commit even if @p work reports success.
TransactionOutcome runTransaction(Database &database, Mode mode, const std::function<Outcome(Database &)> &work);

} // namespace mostrador::storage
