// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/presence.h"
#include "protocol/problem.h"
#include "support/result.h"

#include <QJsonObject>

/// The frames of the feed's WebSocket that tell of presence, each way. They are no part of the numbered feed: none has
/// a cursor, none is kept.
namespace mostrador::codec {

/// {"type": "presence", "incident_id": "7", "state": "writing"}: from a client.
QJsonObject toJson(const PresenceClaim &claim);
Result<PresenceClaim> presenceClaimFromJson(const QJsonObject &json);

/// {"type": "presence", "incident_id": "7", "present": [{"employee_id", "employee_name", "state"}]}: from the server.
QJsonObject toJson(const PresenceReport &report);
Result<PresenceReport> presenceReportFromJson(const QJsonObject &json);

/// {"type": "error", "problem": {...}}: the server's answer to a frame it could not take.
QJsonObject feedErrorToJson(const Problem &problem);

/// @{ Which of these a frame from the server is, by its type.
bool isPresenceFrame(const QJsonObject &json);
bool isErrorFrame(const QJsonObject &json);
/// @}

} // namespace mostrador::codec
