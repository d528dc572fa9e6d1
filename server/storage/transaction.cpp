// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include "storage/databaseprivate.h"
#include "storage/feednotifier.h"

#include <QRandomGenerator>
#include <QSqlError>
#include <QThread>

#include <algorithm>
#include <mutex>
#include <optional>

namespace mostrador::storage {

namespace {

constexpr int maxAttempts = 10;
constexpr int maxReconnects = 2;

/// One SQLite writer at a time in this process: waiting here is fair to the CPU, waiting in SQLite is polling.
std::mutex &writerMutex()
{
    static std::mutex mutex;
    return mutex;
}

void pause(int attempt)
{
    const int bound = std::min(100, 1 << std::min(attempt, 7));
    QThread::msleep(static_cast<unsigned long>(QRandomGenerator::global()->bounded(1, bound + 2)));
}

} // namespace

struct Transaction::WriterLock
{
    std::unique_lock<std::mutex> lock{writerMutex()};
};

Transaction::Transaction(Database &database, Mode mode)
    : m_database(database)
    , m_mode(mode)
{
    Database::Private &d = database.d();
    if (d.inTransaction)
        qFatal("Transaction: they do not nest");
    d.eventWritten = false;
    d.readOnly = mode == Mode::ReadOnly;
    m_begun = database.ensureOpen();
    if (!m_begun)
        return;
    if (mode == Mode::SingleStatement) {
        m_open = true;
        return;
    }
    const bool postgres = database.isPostgresql();
    if (!postgres && mode == Mode::ReadWrite)
        m_lock = std::make_unique<WriterLock>();
    const QString begin =
        mode == Mode::ReadWrite
            ? (postgres ? QStringLiteral("begin") : QStringLiteral("begin immediate"))
            : (postgres ? QStringLiteral("begin isolation level repeatable read read only") : QStringLiteral("begin"));
    for (int attempt = 0;; ++attempt) {
        QSqlQuery query(d.connection);
        const bool begun = [&] {
            const auto watched = d.call();
            return query.exec(begin);
        }();
        if (begun) {
            d.inTransaction = true;
            m_open = true;
            m_begun = done;
            return;
        }
        m_begun = d.fail(query.lastError());
        // An idle connection that died is noticed here: nothing was sent yet, so a new one does.
        if (!d.broken || attempt > 0)
            break;
        d.failure.reset();
        query = QSqlQuery();
        if (const Outcome opened = d.open(); !opened) {
            m_begun = opened;
            break;
        }
    }
    m_lock.reset();
}

Transaction::~Transaction()
{
    rollback();
}

Transaction::CommitResult Transaction::commit()
{
    Database::Private &d = m_database.d();
    if (!m_open)
        return CommitResult::RolledBack;
    if (m_mode == Mode::SingleStatement) {
        m_open = false;
        return d.failure ? CommitResult::RolledBack : CommitResult::Committed;
    }
    if (d.failure) {
        rollback();
        return CommitResult::RolledBack;
    }
    // QPSQL's commit also notices a COMMIT that the server turned into a ROLLBACK.
    const bool writing = d.walSync && m_mode == Mode::ReadWrite;
    const bool committed = [&] {
        const auto watched = d.call();
        std::optional<WalSync::Commit> writes;
        if (writing)
            writes.emplace(*d.walSync);
        return d.connection.commit();
    }();
    if (!committed) {
        d.fail(d.connection.lastError());
        if (d.failure->kind == ErrorKind::ConnectionLost) {
            d.broken = true;
            d.inTransaction = false;
            m_open = false;
            m_lock.reset();
            return CommitResult::Unknown;
        }
        rollback();
        return CommitResult::RolledBack;
    }
    d.inTransaction = false;
    m_open = false;
    m_lock.reset(); // the next one writes while we wait for the disk
    if (writing)
        d.walSync->wait();
    if (d.eventWritten) {
        d.eventWritten = false;
        FeedNotifier::announce();
    }
    return CommitResult::Committed;
}

void Transaction::rollback()
{
    if (!m_open)
        return;
    Database::Private &d = m_database.d();
    m_open = false;
    if (m_mode != Mode::SingleStatement) {
        d.inTransaction = false;
        const auto watched = d.call();
        if (d.connection.isOpen() && !d.connection.rollback() && d.options.dialect == Dialect::Postgresql)
            d.broken = true;
    }
    m_lock.reset();
}

TransactionOutcome runTransaction(Database &database, Mode mode, const std::function<Outcome(Database &)> &work)
{
    TransactionOutcome outcome;
    int reconnects = 0;
    for (outcome.attempts = 1;; ++outcome.attempts) {
        database.clearFailure();
        {
            Transaction transaction(database, mode);
            if (!transaction.begun()) {
                outcome.problem = transaction.begun().error();
            } else {
                const Outcome worked = work(database);
                if (worked && !database.failure()) {
                    switch (transaction.commit()) {
                    case Transaction::CommitResult::Committed:
                        outcome.state = TransactionOutcome::State::Committed;
                        outcome.problem = {};
                        return outcome;
                    case Transaction::CommitResult::Unknown:
                        outcome.state = TransactionOutcome::State::Unknown;
                        outcome.problem = Problem::unavailable(1, QStringLiteral("connection lost during commit"));
                        return outcome;
                    case Transaction::CommitResult::RolledBack:
                        outcome.problem = database.failure() ? toProblem(*database.failure())
                                                             : Problem::internal(QStringLiteral("commit refused"));
                        break;
                    }
                } else {
                    outcome.problem = worked ? toProblem(*database.failure()) : worked.error();
                    transaction.rollback();
                }
            }
        }
        outcome.state = TransactionOutcome::State::RolledBack;
        const auto failure = database.failure();
        if (!failure || !failure->isTransient() || outcome.attempts >= maxAttempts)
            return outcome;
        if (failure->kind == ErrorKind::ConnectionLost && ++reconnects > maxReconnects)
            return outcome;
        pause(outcome.attempts);
    }
}

} // namespace mostrador::storage
