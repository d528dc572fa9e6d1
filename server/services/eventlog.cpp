// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/eventlog.h"

#include "storage/events.h"

namespace mostrador::services::eventlog {

ActorKind actorKind(const Actor &actor)
{
    if (actor.apiKey)
        return ActorKind::ApiKey;
    if (actor.employee)
        return ActorKind::Employee;
    if (actor.principal == Principal::Customer || actor.principal == Principal::Anonymous)
        return ActorKind::Customer;
    return ActorKind::System;
}

std::optional<qint64> actorId(const Actor &actor)
{
    if (actor.apiKey)
        return actor.apiKey->value();
    if (actor.employee)
        return actor.employee->value();
    if (actor.customer)
        return actor.customer->value();
    return std::nullopt;
}

Event make(const UnitOfWork &unit, EventKind kind)
{
    Event event;
    event.kind = kind;
    event.actorKind = actorKind(unit.actor());
    event.actorId = actorId(unit.actor());
    if (event.actorKind != ActorKind::Customer)
        event.actorName = unit.actor().name;
    event.at = unit.now();
    return event;
}

Result<EventId> write(UnitOfWork &unit, const Event &event)
{
    return storage::events::insert(unit.database(), event);
}

} // namespace mostrador::services::eventlog
