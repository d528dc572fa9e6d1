// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "services/fieldchecks.h"
#include "services/unitofwork.h"

/// @internal Colleagues whom an internal note calls for. Who may not see the incident is mentioned all the same, as not
/// reached: the author, and everybody who reads the note, is told.
namespace mostrador::services::mentionrules {

/// Whom @p input mentions; nobody if it is no note. Faults of "body" for too many, and for ids that nobody has.
Result<QList<Mention>> find(UnitOfWork &unit, FieldChecks &checks, const NewMessage &input, const Incident &incident);

/// Writes them down for @p message, and an event for each who is reached but the author.
Outcome write(UnitOfWork &unit, const Incident &incident, MessageId message, const QList<Mention> &mentions);

} // namespace mostrador::services::mentionrules
