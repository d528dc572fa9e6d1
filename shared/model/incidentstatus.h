// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace mostrador {

/// Where an incident stands in its life (ITIL 4 incident management, with the two waiting states help desks use).
enum class IncidentStatus
{
    New,
    Open,
    WaitingCustomer,
    WaitingThirdParty,
    Resolved,
    Closed,
    Cancelled,
    Merged,
};

/// Who asks for a step: the machine allows a customer less than an employee.
enum class TransitionBy
{
    Employee,
    Customer,
    System
};

QString toString(IncidentStatus status);
std::optional<IncidentStatus> incidentStatusFromString(const QString &name);
const QList<IncidentStatus> &allIncidentStatuses();

/// True for the states in which somebody still has work: new, open and the two waiting ones.
bool isActive(IncidentStatus status);

/// True if the machine has a step from one state to the other for that party. A step to itself is none.
/// Merging and un-merging are steps of the machine too, but only the merge use case takes them, because they need the
/// other incident: canTransition() tells them for System only.
bool canTransition(IncidentStatus from, IncidentStatus to, TransitionBy by);
/// Every state that can be reached in one step, in the order of the enumeration.
QList<IncidentStatus> nextStatuses(IncidentStatus from, TransitionBy by);

} // namespace mostrador
