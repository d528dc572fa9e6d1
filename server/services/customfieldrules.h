// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/customfield.h"
#include "model/incident.h"
#include "services/fieldchecks.h"
#include "services/unitofwork.h"

/// @internal What the definitions of custom fields ask of incidents. They are kept for some seconds per process; what
/// this process changes counts at once.
namespace mostrador::services::customfieldrules {

/// Checks what a caller gives an incident against the definitions and cleans it. Nulls, values that are there already
/// and members without a definition pass, the last unless they are arrays. People outside may only give what customers
/// see.
Outcome checkGiven(UnitOfWork &unit, FieldChecks &checks, QJsonObject &given, const QJsonObject &present);

/// Notes Required at /custom_fields/<key> for each field shown on the incident that lacks its value: of those required
/// from the opening on and, if @p closing, of those that closing requires. @p among: only of the members it has. Asked
/// of employees only: the other doors do not offer these fields.
Outcome checkRequired(UnitOfWork &unit, FieldChecks &checks, const Incident &incident, bool closing,
                      const std::optional<QJsonObject> &among = {});

/// Whether a step from one status to another must find the fields required at closing.
bool isClosing(IncidentStatus from, IncidentStatus to);

/// The definitions have changed.
void forget(UnitOfWork &unit);

} // namespace mostrador::services::customfieldrules
