// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/database.h"

#include <QJsonObject>
#include <QList>

/// Messages that can still be withdrawn: a small table beside the messages, so that those sent at once cost nothing.
/// Functions run in the caller's transaction.
namespace mostrador::storage::heldmessages {

struct Hold
{
    MessageId message;
    IncidentId incident;
    Timestamp until;
    QJsonObject effect; ///< what the message did to the incident; the use case's own
};

Outcome insert(Database &database, const Hold &hold);
Result<std::optional<Hold>> find(Database &database, MessageId message);
/// Those of an incident that are still held at @p now, oldest first.
Result<QList<Hold>> ofIncident(Database &database, IncidentId incident, Timestamp now);
/// Takes the message away with its delivery, its searched text and its hold; its files belong to nothing then, as after
/// an upload. The incident's row must be locked. False, and the transaction to be given up, if a delivery has begun.
Result<bool> withdraw(Database &database, const Message &message);
/// When an employee first answered the incident in public, @p except left out.
Result<std::optional<Timestamp>> firstAnswer(Database &database, IncidentId incident, MessageId except);
/// Forgets holds that were over before @p before; how many.
Result<qint64> removeOver(Database &database, Timestamp before, int limit);

} // namespace mostrador::storage::heldmessages
