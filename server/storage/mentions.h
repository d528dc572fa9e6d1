// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/database.h"

/// Whom internal notes mention. Functions run in the caller's transaction.
namespace mostrador::storage::mentions {

/// Of one note; names are ignored. The employees must exist.
Outcome insert(Database &database, IncidentId incident, MessageId message, const QList<Mention> &mentions);
/// Fills in the mentions of those messages that are notes.
Outcome addTo(Database &database, QList<Message> &messages);

} // namespace mostrador::storage::mentions
