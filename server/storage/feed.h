// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/permissions.h"
#include "storage/database.h"

/// The events in commit order, for the live feed.
///
/// PostgreSQL gives no order of commits by a sequence alone: a transaction may take a number early and commit late. So
/// each event carries its transaction's number, and readers take only events of transactions below the oldest still
/// running (pg_snapshot_xmin), in the order (transaction, id): whatever is read, nothing can appear before it later.
/// A long writing transaction anywhere in the cluster holds the feed back meanwhile. SQLite has one writer: id order.
namespace mostrador::storage::feed {

/// A place in the feed. Opaque outside: base64url of epoch, transaction and id.
struct Position
{
    QString epoch; ///< changes when the database was restored in a way that makes old cursors meaningless
    qint64 transaction = 0;
    qint64 id = 0;

    QString toCursor() const;
    /// InvalidCursor if it has not the form.
    static Result<Position> fromCursor(const QString &cursor);
    bool operator==(const Position &) const = default;
};

/// One event with what decides who may see it, as the incident stands now.
struct Row
{
    Position position;
    Event event;
    std::optional<IncidentStanding> standing; ///< of events that belong to an incident
};

struct Batch
{
    QList<Row> rows;
    bool more = false; ///< the limit was reached: read on at once
};

/// Where the feed ends now: everything committed so far that is safe to pass is at or before it.
Result<Position> end(Database &database);
/// Up to @p limit events behind @p after, unfiltered: one reading serves all clients. ResyncRequired if the epoch is
/// another or the position lies behind the end. One statement each after the epoch is known.
Result<Batch> read(Database &database, const Position &after, int limit);
/// Whether the actor may see a view as one side of its event ("audience" in before or after) has it.
bool seesView(const Actor &actor, const QJsonObject &values);
/// How the actor stands to a hand-over, as "after" of its events tells whose it is.
Relation relationToHandover(const Actor &actor, const QJsonObject &values);
/// Whether the actor may be told of it.
bool isVisible(const Row &row, const Actor &actor);

/// The present epoch (from table meta).
Result<QString> epoch(Database &database);
/// Called by migrate(): makes the epoch where there is none. On PostgreSQL, if the events' transaction numbers are
/// ahead of the cluster's (a restore into a younger cluster), lifts an offset so that they keep rising, and makes a new
/// epoch. True if the epoch is new.
Result<bool> adoptEpoch(Database &database);

} // namespace mostrador::storage::feed
