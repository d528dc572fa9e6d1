// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/people.h"
#include "storage/database.h"

/// Links by which customers reach an incident. Functions run in the caller's transaction.
namespace mostrador::storage::trackinglinks {

/// A new random id. It is not the database's, so that the token made from it is known before the row is written.
TrackingLinkId newId();
Outcome insert(Database &database, TrackingLinkId id, IncidentId incident, const QByteArray &tokenHash, Timestamp now);

struct Link
{
    TrackingLinkId id;
    IncidentId incident;
    CustomerId customer; ///< the incident's
    QString customerName;
    QByteArray tokenHash;
};
/// Not revoked ones only. @p tokenHash: SHA-256 (32 bytes).
Result<std::optional<Link>> findByToken(Database &database, const QByteArray &tokenHash);
/// The newest link of an incident that is not revoked.
Result<std::optional<TrackingLinkId>> newestOf(Database &database, IncidentId incident);
Result<qint64> revokeAll(Database &database, IncidentId incident, Timestamp now);

} // namespace mostrador::storage::trackinglinks
