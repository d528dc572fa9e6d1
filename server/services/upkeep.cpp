// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/upkeep.h"

#include "services/incidentservice.h"
#include "services/loginthrottle.h"
#include "services/settings.h"
#include "services/unitofwork.h"
#include "storage/attachments.h"
#include "storage/heldmessages.h"
#include "storage/idempotency.h"
#include "storage/incidents.h"
#include "storage/loginthrottle.h"
#include "storage/outbox.h"
#include "storage/sessions.h"
#include "storage/tags.h"
#include "storage/transaction.h"

namespace mostrador::services::upkeep {

namespace {

constexpr int batch = 200;
constexpr qint64 day = 86'400;

Context systemContext(const Clock &clock)
{
    Context context;
    context.actor = Actor::system();
    context.clock = &clock;
    return context;
}

Result<qint64> closeResolved(const Clock &clock)
{
    const Context context = systemContext(clock);
    const Timestamp before = clock.now().plusSeconds(-settings().reopenWindowDays * day);
    const std::function<Result<QList<IncidentId>>(UnitOfWork &)> find = [&](UnitOfWork &unit) {
        return storage::incidents::resolvedBefore(unit.database(), before, batch);
    };
    const auto due = read<QList<IncidentId>>(context, find);
    if (!due)
        return due.error();
    qint64 closed = 0;
    for (const IncidentId id : *due) {
        const Outcome outcome = performPlain(context, [&](UnitOfWork &unit) -> Outcome {
            const auto incident = storage::incidents::findForUpdate(unit.database(), id);
            if (!incident)
                return incident.error();
            // Somebody may have reopened it meanwhile.
            if (!*incident || (*incident)->status != IncidentStatus::Resolved || (*incident)->resolvedAt > before)
                return done;
            IncidentChange change;
            change.status = IncidentStatus::Closed;
            const auto changed = incidents::change(unit, id, change, (*incident)->version);
            if (!changed)
                return changed.error();
            ++closed;
            return done;
        });
        if (!outcome)
            return outcome.error();
    }
    return closed;
}

Result<qint64> inTransaction(const std::function<Result<qint64>(storage::Database &)> &work)
{
    qint64 count = 0;
    const auto outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadWrite,
                                                 [&](storage::Database &database) -> Outcome {
                                                     const auto removed = work(database);
                                                     if (!removed)
                                                         return removed.error();
                                                     count = *removed;
                                                     return done;
                                                 });
    if (!outcome.committed())
        return outcome.problem;
    return count;
}

} // namespace

Result<Done> run(const Clock &clock)
{
    Done all;
    const auto closed = closeResolved(clock);
    if (!closed)
        return closed.error();
    all.incidentsClosed = *closed;

    const Timestamp now = clock.now();
    const std::function<Result<qint64>(storage::Database &)> jobs[] = {
        [&](storage::Database &db) {
            return storage::sessions::removeExpired(db, now, now.plusSeconds(-qint64(settings().sessionHours) * 3600));
        },
        [&](storage::Database &db) {
            return storage::idempotency::removeOlderThan(db, now.plusSeconds(-2 * day), batch);
        },
        [&](storage::Database &db) {
            return storage::loginthrottle::removeOld(db, now.plusMilliseconds(-loginthrottle::windowMs));
        },
        [&](storage::Database &db) { return storage::heldmessages::removeOver(db, now.plusSeconds(-day), batch); },
        [&](storage::Database &db) { return storage::attachments::collectGarbage(db, now.plusSeconds(-day), batch); },
    };
    for (const auto &job : jobs) {
        const auto removed = inTransaction(job);
        if (!removed)
            return removed.error();
        all.rowsRemoved += *removed;
    }
    // What came in while a tag of the same name was being renamed.
    if (const auto adopted = inTransaction([&](storage::Database &db) { return storage::tags::adopt(db, now); });
        !adopted)
        return adopted.error();
    const auto sent = storage::outbox::removeSent(storage::threadDatabase(), now.plusSeconds(-30 * day), batch);
    if (!sent)
        return sent.error();
    all.rowsRemoved += *sent;
    return all;
}

} // namespace mostrador::services::upkeep
