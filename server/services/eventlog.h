// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "services/unitofwork.h"

/// Events as the use cases write them. A customer's name is never written into an event: reading fills it in from the
/// customer's row, so that removing a customer leaves none behind.
namespace mostrador::services::eventlog {

ActorKind actorKind(const Actor &actor);
/// The id within actorKind().
std::optional<qint64> actorId(const Actor &actor);

/// An event of the unit's actor at the unit's time; subject, version, before and after are the caller's.
Event make(const UnitOfWork &unit, EventKind kind);
Result<EventId> write(UnitOfWork &unit, const Event &event);

} // namespace mostrador::services::eventlog
