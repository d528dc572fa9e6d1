// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/unitofwork.h"

#include "services/crypto.h"
#include "storage/database.h"
#include "storage/idempotency.h"
#include "storage/transaction.h"

namespace mostrador::services {

namespace {

using storage::TransactionOutcome;

/// How often a request whose key another one took meanwhile looks for that one's receipt.
constexpr int keyRounds = 3;

/// Keys belong to whoever sent them; those of the public form are one-time random values.
QString scopeOf(const Actor &actor)
{
    if (actor.apiKey)
        return QStringLiteral("api_key:") + actor.apiKey->toString();
    if (actor.employee)
        return QStringLiteral("employee:") + actor.employee->toString();
    if (actor.customer)
        return QStringLiteral("customer:") + actor.customer->toString();
    return toString(actor.principal);
}

/// What an action looks at: who may not see the thing is not told that it exists.
std::optional<Action> readingOf(Action action)
{
    switch (action) {
    case Action::IncidentRead:
    case Action::IncidentUpdate:
    case Action::IncidentAssign:
    case Action::IncidentTransition:
    case Action::MessageRead:
    case Action::MessageWrite:
    case Action::NoteRead:
    case Action::NoteWrite:
    case Action::MessageWithdraw:
    case Action::PresenceShare:
    case Action::AttachmentRead:
    case Action::AttachmentAdd:
    case Action::EventRead:
        return Action::IncidentRead;
    case Action::CustomerRead:
    case Action::CustomerUpdate:
    case Action::CustomerRemove:
        return Action::CustomerRead;
    case Action::EmployeeRead:
    case Action::EmployeeUpdate:
    case Action::EmployeeSetRole:
    case Action::EmployeeSetPassword:
    case Action::EmployeeRemove:
        return Action::EmployeeRead;
    case Action::TeamRead:
        return Action::TeamRead;
    case Action::ProductRead:
        return Action::ProductRead;
    case Action::ViewRead:
    case Action::ViewManage:
        return Action::ViewRead;
    case Action::CannedReplyRead:
        return Action::CannedReplyRead;
    case Action::TagRead:
        return Action::TagRead;
    case Action::CustomFieldRead:
        return Action::CustomFieldRead;
    case Action::SettingsRead:
        return Action::SettingsRead;
    case Action::HandoverRead:
    case Action::HandoverConfirm:
        return Action::HandoverRead;
    default:
        return std::nullopt;
    }
}

/// The receipt stored under the context's key: nothing if there is none, IdempotencyKeyReused for another request's.
Result<std::optional<Receipt>> storedReceipt(storage::Database &database, const Context &context)
{
    const auto found = storage::idempotency::find(database, scopeOf(context.actor), context.idempotencyKey);
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<Receipt>();
    const auto &stored = **found;
    if (!crypto::equal(stored.requestHash, context.requestHash)) {
        Problem problem;
        problem.code = ErrorCode::IdempotencyKeyReused;
        problem.detail = QStringLiteral("The Idempotency-Key came with another request before.");
        return problem;
    }
    return std::optional(Receipt{stored.status, stored.body, stored.location, stored.version, true});
}

/// Looks outside the transaction that failed; errors mean that nothing is known.
std::optional<Receipt> lookAgain(storage::Database &database, const Context &context)
{
    std::optional<Receipt> receipt;
    const TransactionOutcome looked =
        storage::runTransaction(database, storage::Mode::ReadOnly, [&](storage::Database &db) -> Outcome {
            auto found = storedReceipt(db, context);
            if (!found)
                return found.error();
            receipt = *std::move(found);
            return done;
        });
    if (receipt)
        database.awaitDurable();
    return looked.committed() ? receipt : std::nullopt;
}

} // namespace

UnitOfWork::UnitOfWork(storage::Database &database, const Context &context)
    : m_database(database)
    , m_context(context)
    , m_now(context.clock->now())
{}

Outcome UnitOfWork::require(Action action, Relation relation) const
{
    const Principal principal = m_context.actor.principal;
    if (isAllowed(principal, action, relation))
        return done;
    if (principal == Principal::Anonymous) {
        Problem problem;
        problem.code = ErrorCode::Unauthenticated;
        return problem;
    }
    const auto reading = readingOf(action);
    if (reading && !isAllowed(principal, *reading, relation))
        return Problem::notFound();
    return Problem::forbidden(QStringLiteral("Not allowed: ") + toString(action));
}

Result<Receipt> perform(const Context &context, const std::function<Result<Receipt>(UnitOfWork &)> &work)
{
    storage::Database &database = storage::threadDatabase();
    const bool hasKey = !context.idempotencyKey.isEmpty();
    TransactionOutcome outcome;
    for (int round = 0; round < keyRounds; ++round) {
        std::optional<Receipt> receipt;
        bool keyTaken = false;
        outcome = storage::runTransaction(database, storage::Mode::ReadWrite, [&](storage::Database &db) -> Outcome {
            receipt.reset();
            keyTaken = false;
            if (hasKey) {
                auto stored = storedReceipt(db, context);
                if (!stored)
                    return stored.error();
                if (*stored) {
                    receipt = *std::move(stored);
                    return done;
                }
            }
            UnitOfWork unit(db, context);
            auto made = work(unit);
            if (!made)
                return made.error();
            if (hasKey) {
                const storage::idempotency::StoredReceipt row{context.requestHash, made->status, made->body,
                                                              made->location, made->version};
                const auto inserted =
                    storage::idempotency::insert(db, scopeOf(context.actor), context.idempotencyKey, row, unit.now());
                if (!inserted)
                    return inserted.error();
                if (!*inserted) {
                    keyTaken = true;
                    Problem problem;
                    problem.code = ErrorCode::RequestInProgress;
                    problem.retryAfterSeconds = 1;
                    return problem;
                }
            }
            receipt = *std::move(made);
            return done;
        });
        if (outcome.committed() && receipt)
            return *std::move(receipt);
        if (!hasKey || outcome.problem.code == ErrorCode::IdempotencyKeyReused)
            return outcome.problem;
        // Either the fate of the commit is unknown, or another request with this key came first, and what it did may
        // be the very reason why this one failed: in each case its receipt is the answer.
        if (!keyTaken) {
            if (auto stored = lookAgain(database, context))
                return *std::move(stored);
            return outcome.problem;
        }
    }
    return outcome.problem;
}

Outcome performPlain(const Context &context, const std::function<Outcome(UnitOfWork &)> &work)
{
    const TransactionOutcome outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadWrite,
                                                               [&](storage::Database &db) -> Outcome {
                                                                   UnitOfWork unit(db, context);
                                                                   return work(unit);
                                                               });
    if (!outcome.committed())
        return outcome.problem;
    return done;
}

Outcome performRead(const Context &context, const std::function<Outcome(UnitOfWork &)> &work)
{
    const TransactionOutcome outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadOnly,
                                                               [&](storage::Database &db) -> Outcome {
                                                                   UnitOfWork unit(db, context);
                                                                   return work(unit);
                                                               });
    if (!outcome.committed())
        return outcome.problem;
    return done;
}

} // namespace mostrador::services
