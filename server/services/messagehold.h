// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "services/unitofwork.h"

#include <QSet>

/// @internal Messages held back for a while after they were sent. For employees they, and the status that came with
/// them, are there at once, so that two of them never decide the same; for customers they are not there before their
/// time. Withdrawing puts back what nobody has changed since.
namespace mostrador::services::messagehold {

/// Notes that @p message, which turned @p before into @p after, is held until @p until.
Outcome begin(UnitOfWork &unit, MessageId message, Timestamp until, const Incident &before, const Incident &after);

/// What a customer must not see yet of an incident.
struct Hidden
{
    QSet<MessageId> messages;
    Incident shown; ///< how the incident stands for the customer
};
Result<Hidden> hiddenFromCustomer(UnitOfWork &unit, const Incident &incident);

} // namespace mostrador::services::messagehold
