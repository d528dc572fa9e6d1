// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/permissions.h"
#include "model/presence.h"
#include "storage/feed.h"
#include "storage/feednotifier.h"
#include "support/result.h"

#include <QObject>

#include <memory>
#include <optional>

/// The live feed as a use case: reading events in commit order, and what of them an employee may be told.
namespace mostrador::services::feed {

using Position = storage::feed::Position;
using Row = storage::feed::Row;
using Batch = storage::feed::Batch;

/// True if @p a lies behind @p b in the same epoch.
bool isAfter(const Position &a, const Position &b);

/// Whether somebody may follow the feed at all.
bool mayFollow(const Actor &actor);
/// The event as the actor may see it; nothing if it is none of theirs: an incident of a restricted team, an internal
/// note to somebody who may not read notes, or a thing the permission table keeps from them.
std::optional<Event> visibleTo(const Actor &actor, const Row &row);
/// Whether the event takes something out of the actor's sight: an incident given to a restricted team, or a team that
/// becomes one. They are not told of it, but what they have loaded must be loaded anew.
bool takesFrom(const Actor &actor, const Row &row);

/// Whether the actor may be shown as present on an incident, and be told who else is: NotFound for one they may not
/// see, as for one that is not there; Forbidden to write where they may not. Asks the database.
Outcome mayBePresent(const Actor &actor, const PresenceClaim &claim);

/// Reads the feed with this thread's connection. Lives in one thread with an event loop, may block there.
class Reader : public QObject
{
    Q_OBJECT

public:
    explicit Reader(QObject *parent = nullptr);
    ~Reader() override;

    /// Begins to listen for commits.
    void start();
    /// Ends it and closes the thread's connection.
    void stop();

    /// Where the feed ends now.
    Result<Position> end();
    /// Up to @p limit events behind @p after, unfiltered. ResyncRequired where that place cannot be served.
    Result<Batch> read(const Position &after, int limit);
    /// Says something to the readers of the other processes, at once and without a trace in the database. Less than
    /// 8000 bytes. On SQLite there is nobody to hear it.
    void tell(const QString &text);

Q_SIGNALS:
    /// There may be new events; comes at least about once a second.
    void woken();
    /// Another process's reader said something.
    void told(const QString &text);

private:
    std::unique_ptr<storage::FeedNotifier> m_notifier;
};

} // namespace mostrador::services::feed
