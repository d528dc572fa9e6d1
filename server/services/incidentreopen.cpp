// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "services/incidentservice.h"
#include "storage/products.h"

namespace mostrador::services::incidents {

namespace {

Result<Incident> openFollowUp(UnitOfWork &unit, const Incident &old, const QString &reason)
{
    NewIncident next;
    next.subject = old.subject;
    next.description = reason.isEmpty() ? old.subject : reason;
    next.customer = old.customer;
    if (old.product) {
        // One that is not sold any more is no choice for a customer; the follow-up shows it through the old incident.
        const auto product = storage::products::find(unit.database(), *old.product);
        if (!product)
            return product.error();
        if (*product && ((*product)->active || unit.actor().isEmployee()))
            next.product = old.product;
    }
    next.language = old.language;
    next.orderNumber = old.orderNumber;
    next.serialNumber = old.serialNumber;
    next.followUpOf = old.id;
    next.channel = unit.actor().isEmployee() ? Channel::Api : Channel::Web;
    if (unit.actor().isEmployee()) {
        next.team = old.team;
        next.impact = old.impact;
        next.urgency = old.urgency;
        next.tags = old.tags;
    }
    auto opened = open(unit, next);
    if (!opened)
        return opened.error();
    return opened->incident;
}

} // namespace

Result<Incident> reopen(UnitOfWork &unit, IncidentId id, const QString &given)
{
    const auto seen = incidentrules::seeForUpdate(unit, id, Action::IncidentTransition);
    if (!seen)
        return seen.error();
    const Incident &now = seen->incident;
    QString reason = given;
    FieldChecks checks;
    checks.text(QStringLiteral("reason"), reason, {.max = limits::messageBody, .multiline = true, .trim = false});
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    if (reason.trimmed().isEmpty())
        reason.clear();

    if (now.status == IncidentStatus::Closed && !incidentrules::withinReopeningWindow(now, unit.now()))
        return openFollowUp(unit, now, reason);

    const bool isOver = now.status == IncidentStatus::Resolved || now.status == IncidentStatus::Closed ||
                        now.status == IncidentStatus::Cancelled;
    if (!isOver) {
        Incident unchanged = now;
        // Says which steps there are instead.
        const Outcome refused = incidentrules::enter(unchanged, IncidentStatus::Merged,
                                                     incidentrules::transitionBy(unit.actor()), unit.now());
        return refused.error();
    }
    if (reason.isEmpty()) {
        IncidentChange opening;
        opening.status = IncidentStatus::Open;
        return change(unit, id, opening, now.version);
    }
    // Why it is opened again belongs into the conversation: in public from the customer, as a note from an employee.
    NewMessage message;
    message.body = reason;
    message.internal = unit.actor().principal != Principal::Customer;
    message.status = IncidentStatus::Open;
    const auto added = addMessage(unit, id, message);
    if (!added)
        return added.error();
    return get(unit, id);
}

} // namespace mostrador::services::incidents
