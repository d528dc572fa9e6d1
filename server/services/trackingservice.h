// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/unitofwork.h"

/// Links by which a customer without an account reaches an incident. The token is a keyed hash (BLAKE2b, 256 bits) of
/// the link's id under the server's secret key, so mails and repeated receipts can tell it again; the database keeps
/// only a hash of it.
namespace mostrador::services::tracking {

/// Makes a link for an incident.
Result<TrackingLinkId> create(UnitOfWork &unit, IncidentId incident);
/// The token that goes into the address: 43 characters of base64url.
QString token(TrackingLinkId link);
/// The address a customer opens, from the setting portal.base_url: "<base>/<language>/t/<token>".
QString url(TrackingLinkId link, const QString &language);

struct Visitor
{
    IncidentId incident;
    Actor actor; ///< a customer, standing for the incident's
};
/// Who a token stands for; NotFound if it is unknown or revoked. Constant time in the token.
Result<Visitor> resolve(const QString &token);

/// Ends every link of an incident.
Outcome revokeAll(UnitOfWork &unit, IncidentId incident);

} // namespace mostrador::services::tracking
