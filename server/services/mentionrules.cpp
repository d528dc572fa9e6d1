// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/mentionrules.h"

#include "model/limits.h"
#include "model/permissions.h"
#include "services/eventlog.h"
#include "storage/employees.h"
#include "storage/mentions.h"
#include "storage/teams.h"

namespace mostrador::services::mentionrules {

Result<QList<Mention>> find(UnitOfWork &unit, FieldChecks &checks, const NewMessage &input, const Incident &incident)
{
    QList<Mention> mentions;
    if (!input.internal)
        return mentions;
    const QList<EmployeeId> named = mentionedIn(input.body, limits::mentions + 1);
    if (named.isEmpty())
        return mentions;
    if (named.size() > limits::mentions) {
        checks.fault(QStringLiteral("body"), FieldErrorCode::TooMany, {{QStringLiteral("max"), limits::mentions}});
        return mentions;
    }
    IncidentStanding standing{incident.customer, incident.assignee, incident.team, false};
    if (incident.team) {
        const auto team = storage::teams::find(unit.database(), *incident.team);
        if (!team)
            return team.error();
        standing.teamRestricted = *team && (*team)->restricted;
    }
    for (const EmployeeId id : named) {
        const auto employee = storage::employees::find(unit.database(), id, true);
        if (!employee)
            return employee.error();
        if (!*employee) {
            checks.fault(QStringLiteral("body"), FieldErrorCode::NotFound);
            return mentions;
        }
        mentions.append({id, (*employee)->name, maySee(**employee, standing)});
    }
    return mentions;
}

Outcome write(UnitOfWork &unit, const Incident &incident, MessageId message, const QList<Mention> &mentions)
{
    if (const Outcome written = storage::mentions::insert(unit.database(), incident.id, message, mentions); !written)
        return written;
    for (const Mention &mention : mentions) {
        if (!mention.reached || mention.employee == unit.actor().employee)
            continue;
        Event event = eventlog::make(unit, EventKind::Mentioned);
        event.incident = incident.id;
        event.subjectKind = QStringLiteral("incident");
        event.subjectId = incident.id.value();
        event.version = incident.version;
        event.after = {{QStringLiteral("message_id"), message.toString()},
                       {QStringLiteral("internal"), true},
                       {QStringLiteral("employee_id"), mention.employee.toString()}};
        if (const auto written = eventlog::write(unit, event); !written)
            return written.error();
    }
    return done;
}

} // namespace mostrador::services::mentionrules
