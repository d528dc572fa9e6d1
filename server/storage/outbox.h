// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/timestamp.h"
#include "storage/database.h"

#include <QJsonObject>
#include <QList>

/// Deliveries to be made: a row is written in the same transaction as the change it tells of, so it is sent if and only
/// if the change was committed. Workers lease rows, send, and mark them.
namespace mostrador::storage::outbox {

using EntryId = Id<struct OutboxTag>;

/// A delivery to be enqueued.
struct NewEntry
{
    QString kind;        ///< which delivery: "mail.receipt", "mail.reply", "mail.resolved" ...
    QJsonObject payload; ///< what the delivery needs; ids rather than texts
    /// "<random>@<domain>": the Message-ID becomes "<event id>.<incident id>.<random>@<domain>", fixed at once so that
    /// every retry carries the same. Without angle brackets.
    QString messageIdTail;
    Timestamp dueAt;
};

/// A delivery leased to a worker.
struct Entry
{
    EntryId id;
    QString kind;
    std::optional<IncidentId> incident;
    std::optional<EventId> event;
    std::optional<MessageId> message;
    QJsonObject payload;
    QString messageId; ///< without angle brackets
    int attempts = 0;  ///< including this one
    Timestamp createdAt;
};

Result<EntryId> enqueue(Database &database, const NewEntry &entry, std::optional<IncidentId> incident,
                        std::optional<EventId> event, std::optional<MessageId> message, Timestamp now);

/// Takes up to @p limit due entries for @p worker until now + @p leaseMs; no other worker gets them meanwhile. Entries
/// whose lease ran out are due again. Manages its own transaction.
Result<QList<Entry>> lease(Database &database, const QString &worker, int limit, qint64 leaseMs, Timestamp now);

/// @{ End or prolong a lease. False if the worker does not hold it any more. Each in its own transaction.
Result<bool> markSent(Database &database, EntryId id, const QString &worker, Timestamp now);
/// To be tried again at @p dueAt. @p error: for the operator, nothing personal.
Result<bool> retryLater(Database &database, EntryId id, const QString &worker, Timestamp dueAt, const QString &error);
/// Given up; stays for the operator.
Result<bool> markFailed(Database &database, EntryId id, const QString &worker, Timestamp now, const QString &error);
/// @}

struct Depth
{
    qint64 pending = 0;
    qint64 failed = 0;
    std::optional<Timestamp> oldestPending; ///< when the oldest pending entry was made
};
Result<Depth> depth(Database &database);
/// When the next pending entry falls due or its lease ends; nothing if there is none.
Result<std::optional<Timestamp>> nextDue(Database &database);
/// Puts failed entries back; how many.
Result<qint64> retryFailed(Database &database, Timestamp now);
/// Removes entries sent before @p before; how many.
Result<qint64> removeSent(Database &database, Timestamp before, int limit);

} // namespace mostrador::storage::outbox
