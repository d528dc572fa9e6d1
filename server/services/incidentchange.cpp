// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "protocol/codecs.h"
#include "services/customfieldrules.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "services/incidentservice.h"
#include "services/mailqueue.h"
#include "services/merge.h"
#include "services/prioritytable.h"
#include "storage/incidents.h"
#include "storage/outbox.h"

namespace mostrador::services::incidents {

namespace {

bool touchesAttributes(const IncidentChange &change)
{
    return change.subject || change.impact || change.urgency || change.priority || change.product || change.language ||
           change.tags || change.customFields || change.orderNumber || change.serialNumber || change.dueAt;
}

Outcome requireAll(const UnitOfWork &unit, const IncidentChange &change, Relation relation)
{
    if (touchesAttributes(change)) {
        if (const Outcome allowed = unit.require(Action::IncidentUpdate, relation); !allowed)
            return allowed;
    }
    if (change.team || change.assignee) {
        if (const Outcome allowed = unit.require(Action::IncidentAssign, relation); !allowed)
            return allowed;
    }
    if (change.status)
        return unit.require(Action::IncidentTransition, relation);
    return done;
}

template <typename T>
void take(const Patched<T> &from, T &to)
{
    if (from)
        to = *from;
}

/// The edits themselves, without what follows from them.
Incident edited(const Incident &now, const IncidentChange &change)
{
    Incident out = now;
    take(change.subject, out.subject);
    take(change.status, out.status);
    take(change.impact, out.impact);
    take(change.urgency, out.urgency);
    take(change.product, out.product);
    take(change.team, out.team);
    take(change.assignee, out.assignee);
    take(change.language, out.language);
    take(change.tags, out.tags);
    take(change.orderNumber, out.orderNumber);
    take(change.serialNumber, out.serialNumber);
    take(change.dueAt, out.dueAt);
    if (change.priority) {
        out.priorityByHand = change.priority->has_value();
        out.priority = change.priority->value_or(out.priority);
    }
    if (change.customFields) {
        for (auto it = change.customFields->begin(); it != change.customFields->end(); ++it) {
            if (it->isNull())
                out.customFields.remove(it.key());
            else
                out.customFields.insert(it.key(), it.value());
        }
    }
    return out;
}

/// What closing needs; and what is required stays, once it is there.
Outcome checkRequired(UnitOfWork &unit, FieldChecks &checks, const IncidentChange &change, const Incident &now,
                      const Incident &then)
{
    if (customfieldrules::isClosing(now.status, then.status))
        return customfieldrules::checkRequired(unit, checks, then, true);
    if (!change.customFields)
        return done;
    return customfieldrules::checkRequired(unit, checks, then, !isActive(then.status), change.customFields);
}

Outcome checkFields(UnitOfWork &unit, IncidentChange &change, const Incident &now)
{
    FieldChecks checks;
    check(checks, change);
    if (change.customFields) {
        const Outcome read = customfieldrules::checkGiven(unit, checks, *change.customFields, now.customFields);
        if (!read)
            return read;
    }
    const Incident then = edited(now, change);
    if (const Outcome read = checkRequired(unit, checks, change, now, then); !read)
        return read;
    if (then.customFields.size() > limits::customFields)
        checks.fault(QStringLiteral("custom_fields"), FieldErrorCode::TooMany,
                     {{QStringLiteral("max"), limits::customFields}});
    // What the incident refers to already may stay, even if it could not be chosen any more.
    const Outcome read = incidentrules::checkReferences(
        unit, checks, then.product != now.product ? then.product : std::nullopt,
        then.team != now.team ? then.team : std::nullopt, then.assignee != now.assignee ? then.assignee : std::nullopt);
    if (!read)
        return read;
    return checks.finish();
}

Outcome tellCustomer(UnitOfWork &unit, const Incident &incident, std::optional<EventId> event)
{
    if (!mailqueue::wanted(unit) || unit.actor().principal == Principal::Customer)
        return done;
    const auto link = mailqueue::linkOf(unit, incident.id);
    if (!link)
        return link.error();
    const auto queued = storage::outbox::enqueue(unit.database(), mailqueue::entry(unit, mailqueue::resolved, *link),
                                                 incident.id, event, std::nullopt, unit.now());
    if (!queued)
        return queued.error();
    return done;
}

} // namespace

Result<Incident> change(UnitOfWork &unit, IncidentId id, const IncidentChange &given, qint64 expectedVersion)
{
    const auto seen = incidentrules::seeForUpdate(unit, id, Action::IncidentRead);
    if (!seen)
        return seen.error();
    const Incident &now = seen->incident;
    if (const Outcome allowed = requireAll(unit, given, seen->relation); !allowed)
        return allowed.error();
    IncidentChange change = given;
    if (const Outcome clean = checkFields(unit, change, now); !clean)
        return clean.error();

    Incident then = edited(now, change);
    const merge::Edit edit{
        QStringLiteral("incident"),   id.value(), expectedVersion, now.version, codec::toJson(now), codec::toJson(then),
        incidentrules::editableKeys()};
    if (const Outcome mergeable = merge::check(unit, edit); !mergeable)
        return mergeable.error();

    then.status = now.status;
    if (change.status) {
        const auto by = incidentrules::transitionBy(unit.actor());
        if (const Outcome entered = incidentrules::enter(then, *change.status, by, unit.now()); !entered)
            return entered.error();
    }
    if (!then.priorityByHand && (now.priorityByHand || then.impact != now.impact || then.urgency != now.urgency)) {
        const auto table = prioritytable::current(unit);
        if (!table)
            return table.error();
        then.priority = table->at(then.impact, then.urgency);
    }

    if (then != now) {
        then.version = now.version + 1;
        then.updatedAt = unit.now();
        const auto updated = storage::incidents::update(unit.database(), then, now.version);
        if (!updated)
            return updated.error();
        if (!*updated)
            return Problem::unavailable(1, QStringLiteral("a locked incident changed"));
        std::optional<EventId> statusEvent;
        const Outcome written =
            incidentrules::writeChangeEvents(unit, now, then, change.priority.has_value(), &statusEvent);
        if (!written)
            return written.error();
        if (then.status == IncidentStatus::Resolved && now.status != IncidentStatus::Resolved) {
            if (const Outcome told = tellCustomer(unit, then, statusEvent); !told)
                return told.error();
        }
    }
    const auto stored = storage::incidents::find(unit.database(), id);
    if (!stored)
        return stored.error();
    if (!*stored)
        return Problem::notFound();
    return **stored;
}

} // namespace mostrador::services::incidents
