// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/database.h"

#include <QStringList>

/// Tags that become others, and how far it has come. Functions run in the caller's transaction.
namespace mostrador::storage::tagmoves {

struct Move
{
    qint64 id = 0;
    QString from;
    QString into;
    /// Who wanted it; stands in the incidents' events.
    ActorKind actorKind = ActorKind::System;
    std::optional<qint64> actorId;
    QString actorName;
    qint64 moved = 0; ///< incidents so far
    Timestamp createdAt;
};

/// Notes it. Moves into what is now moved away go on to its new name.
Outcome insert(Database &database, const Move &move);
/// The oldest that no other transaction works on, locked for this one; nothing if there is none.
Result<std::optional<Move>> take(Database &database);
/// Some of the incidents that carry the tag, by id.
Result<QList<IncidentId>> carriers(Database &database, const QString &tag, int limit);
Outcome addMoved(Database &database, qint64 id, qint64 incidents);
Outcome remove(Database &database, qint64 id);
/// Whether incidents are being taken this tag away.
Result<bool> isSource(Database &database, const QString &tag);
/// Which tags become this one, by name.
Result<QStringList> sourcesOf(Database &database, const QString &tag);
/// Forgets that an incident carries a tag that its row does not name.
Outcome removeStray(Database &database, const QString &tag, IncidentId incident);

} // namespace mostrador::storage::tagmoves
