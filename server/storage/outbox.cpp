// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/outbox.h"

#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>

namespace mostrador::storage::outbox {

namespace {

/// Runs one writing statement in a transaction of its own; rows touched.
Result<qint64> runAlone(Database &database, const std::function<Result<qint64>(Database &)> &work)
{
    qint64 rows = 0;
    const TransactionOutcome outcome = runTransaction(database, Mode::ReadWrite, [&](Database &db) -> Outcome {
        const auto touched = work(db);
        if (!touched)
            return touched.error();
        rows = *touched;
        return done;
    });
    if (!outcome.committed())
        return outcome.problem;
    return rows;
}

Result<bool> finish(Database &database, EntryId id, const QString &worker, const QString &state, Timestamp due,
                    std::optional<Timestamp> doneAt, const QString &error)
{
    const auto rows = runAlone(database, [&](Database &db) -> Result<qint64> {
        Statement s(db, QStringLiteral(
                            "update outbox set state = ?, due_at = ?, done_at = ?, last_error = ?, lease_owner = '', "
                            "leased_until = 0 where id = ? and lease_owner = ? and state = 'pending'"));
        s.bind(state).bind(due).bind(doneAt).bind(error.left(1000)).bind(id).bind(worker);
        if (const Outcome run = s.exec(); !run)
            return run.error();
        return s.rowsAffected();
    });
    if (!rows)
        return rows.error();
    return *rows == 1;
}

} // namespace

Result<EntryId> enqueue(Database &database, const NewEntry &entry, std::optional<IncidentId> incident,
                        std::optional<EventId> event, std::optional<MessageId> message, Timestamp now)
{
    Statement s(database,
                QStringLiteral("insert into outbox (kind, incident_id, event_id, message_id, payload, mail_id, state, "
                               "attempts, due_at, lease_owner, leased_until, last_error, created_at) "
                               "values (?, ?, ?, ?, ?, ?, 'pending', 0, ?, '', 0, '', ?) returning id"));
    const QString mailId = QStringLiteral("%1.%2.%3")
                               .arg(event.value_or(EventId()).value())
                               .arg(incident.value_or(IncidentId()).value())
                               .arg(entry.messageIdTail);
    s.bind(entry.kind)
        .bind(incident)
        .bind(event)
        .bind(message)
        .bind(entry.payload)
        .bind(mailId)
        .bind(entry.dueAt)
        .bind(now);
    const auto id = readOne<EntryId>(s, [](Statement &row) { return row.id<EntryId>(0); });
    if (!id)
        return id.error();
    return id->value();
}

Result<QList<Entry>> lease(Database &database, const QString &worker, int limit, qint64 leaseMs, Timestamp now)
{
    QList<Entry> entries;
    const TransactionOutcome outcome = runTransaction(database, Mode::ReadWrite, [&](Database &db) -> Outcome {
        Statement s(db,
                    QStringLiteral(
                        "update outbox set lease_owner = ?, leased_until = ?, attempts = attempts + 1 where id in "
                        "(select id from outbox where state = 'pending' and due_at <= ? and leased_until <= ? "
                        "order by due_at, id limit %1%2) "
                        "returning id, kind, incident_id, event_id, message_id, payload, mail_id, attempts, created_at")
                        .arg(std::max(1, limit))
                        .arg(db.isPostgresql() ? QStringLiteral(" for update skip locked") : QString()));
        s.bind(worker).bind(now.plusMilliseconds(leaseMs)).bind(now).bind(now);
        auto rows = readAll<Entry>(s, [](Statement &row) {
            return Entry{row.id<EntryId>(0),
                         row.text(1),
                         row.optionalId<IncidentId>(2),
                         row.optionalId<EventId>(3),
                         row.optionalId<MessageId>(4),
                         row.json(5),
                         row.text(6),
                         static_cast<int>(row.number(7)),
                         row.timestamp(8)};
        });
        if (!rows)
            return rows.error();
        entries = *std::move(rows);
        return done;
    });
    if (!outcome.committed())
        return outcome.problem;
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.id < b.id; });
    return entries;
}

Result<bool> markSent(Database &database, EntryId id, const QString &worker, Timestamp now)
{
    return finish(database, id, worker, QStringLiteral("sent"), now, now, QString());
}

Result<bool> retryLater(Database &database, EntryId id, const QString &worker, Timestamp dueAt, const QString &error)
{
    return finish(database, id, worker, QStringLiteral("pending"), dueAt, std::nullopt, error);
}

Result<bool> markFailed(Database &database, EntryId id, const QString &worker, Timestamp now, const QString &error)
{
    return finish(database, id, worker, QStringLiteral("failed"), now, now, error);
}

Result<Depth> depth(Database &database)
{
    Statement s(database, QStringLiteral("select (select count(*) from outbox where state = 'pending'), "
                                         "(select count(*) from outbox where state = 'failed'), "
                                         "(select min(created_at) from outbox where state = 'pending')"));
    const auto row = readOne<Depth>(s, [](Statement &r) {
        return Depth{r.number(0), r.number(1), r.optionalTimestamp(2)};
    });
    if (!row)
        return row.error();
    return row->value();
}

Result<std::optional<Timestamp>> nextDue(Database &database)
{
    Statement s(database,
                QStringLiteral("select min(case when leased_until > due_at then leased_until else due_at end) "
                               "from outbox where state = 'pending'"));
    const auto row = readOne<std::optional<Timestamp>>(s, [](Statement &r) { return r.optionalTimestamp(0); });
    if (!row)
        return row.error();
    return row->value_or(std::nullopt);
}

Result<qint64> retryFailed(Database &database, Timestamp now)
{
    return runAlone(database, [&](Database &db) -> Result<qint64> {
        Statement s(db, QStringLiteral("update outbox set state = 'pending', due_at = ?, attempts = 0, done_at = null "
                                       "where state = 'failed'"));
        if (const Outcome run = s.bind(now).exec(); !run)
            return run.error();
        return s.rowsAffected();
    });
}

Result<qint64> removeSent(Database &database, Timestamp before, int limit)
{
    return runAlone(database, [&](Database &db) -> Result<qint64> {
        Statement s(db, QStringLiteral("delete from outbox where id in (select id from outbox where state = 'sent' "
                                       "and done_at < ? order by done_at limit %1)")
                            .arg(limit));
        if (const Outcome run = s.bind(before).exec(); !run)
            return run.error();
        return s.rowsAffected();
    });
}

} // namespace mostrador::storage::outbox
