// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/incidentstatus.h"

#include "support/enumnames.h"

namespace mostrador {

namespace {

using enum IncidentStatus;

constexpr EnumName<IncidentStatus> statusNames[] = {
    {New, "new"},
    {Open, "open"},
    {WaitingCustomer, "waiting_customer"},
    {WaitingThirdParty, "waiting_third_party"},
    {Resolved, "resolved"},
    {Closed, "closed"},
    {Cancelled, "cancelled"},
    {Merged, "merged"},
};

/// A step of the machine and who may take it. The system may take every one.
struct Step
{
    IncidentStatus from;
    IncidentStatus to;
    bool employee;
    bool customer;
};

constexpr Step steps[] = {
    {New, Open, true, false},
    {New, WaitingCustomer, true, false},
    {New, WaitingThirdParty, true, false},
    {New, Resolved, true, true},
    {New, Cancelled, true, true},
    {New, Merged, false, false},
    {Open, WaitingCustomer, true, false},
    {Open, WaitingThirdParty, true, false},
    {Open, Resolved, true, true},
    {Open, Cancelled, true, true},
    {Open, Merged, false, false},
    {WaitingCustomer, Open, true, true}, // the customer's answer
    {WaitingCustomer, WaitingThirdParty, true, false},
    {WaitingCustomer, Resolved, true, true},
    {WaitingCustomer, Cancelled, true, true},
    {WaitingCustomer, Merged, false, false},
    {WaitingThirdParty, Open, true, false},
    {WaitingThirdParty, WaitingCustomer, true, false},
    {WaitingThirdParty, Resolved, true, true},
    {WaitingThirdParty, Cancelled, true, true},
    {WaitingThirdParty, Merged, false, false},
    {Resolved, Open, true, true},
    {Resolved, Closed, true, false},
    {Resolved, Merged, false, false},
    {Closed, Open, true, true}, // within the reopening window, which the service knows
    {Closed, Merged, false, false},
    {Cancelled, Open, true, false},
    // Un-merging gives back the status from before.
    {Merged, New, false, false},
    {Merged, Open, false, false},
    {Merged, WaitingCustomer, false, false},
    {Merged, WaitingThirdParty, false, false},
    {Merged, Resolved, false, false},
    {Merged, Closed, false, false},
};

} // namespace

QString toString(IncidentStatus status)
{
    return nameIn(statusNames, status);
}

std::optional<IncidentStatus> incidentStatusFromString(const QString &name)
{
    return valueIn(statusNames, name);
}

const QList<IncidentStatus> &allIncidentStatuses()
{
    static const QList<IncidentStatus> all{New,      Open,   WaitingCustomer, WaitingThirdParty,
                                           Resolved, Closed, Cancelled,       Merged};
    return all;
}

bool isActive(IncidentStatus status)
{
    return status == New || status == Open || status == WaitingCustomer || status == WaitingThirdParty;
}

bool canTransition(IncidentStatus from, IncidentStatus to, TransitionBy by)
{
    for (const Step &step : steps) {
        if (step.from != from || step.to != to)
            continue;
        switch (by) {
        case TransitionBy::Employee:
            return step.employee;
        case TransitionBy::Customer:
            return step.customer;
        case TransitionBy::System:
            return true;
        }
    }
    return false;
}

QList<IncidentStatus> nextStatuses(IncidentStatus from, TransitionBy by)
{
    QList<IncidentStatus> next;
    for (const IncidentStatus to : allIncidentStatuses()) {
        if (canTransition(from, to, by))
            next.append(to);
    }
    return next;
}

} // namespace mostrador
