// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/crypto.h"
#include "services/customfieldrules.h"
#include "services/draftservice.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "services/incidentservice.h"
#include "services/mailqueue.h"
#include "services/mentionrules.h"
#include "services/messagehold.h"
#include "storage/incidents.h"
#include "storage/messages.h"

namespace mostrador::services::incidents {

namespace {

bool isPublicReply(const UnitOfWork &unit, const NewMessage &input)
{
    return unit.actor().isEmployee() && !input.internal;
}

/// What the message does to the incident's status: the one asked for, or what follows by itself.
Outcome moveStatus(UnitOfWork &unit, Incident &incident, const NewMessage &input, Relation relation)
{
    const TransitionBy by = incidentrules::transitionBy(unit.actor());
    if (input.status && *input.status != incident.status) {
        if (const Outcome allowed = unit.require(Action::IncidentTransition, relation); !allowed)
            return allowed;
        return incidentrules::enter(incident, *input.status, by, unit.now());
    }
    if (input.status)
        return done;
    if (unit.actor().principal == Principal::Customer) {
        switch (incident.status) {
        case IncidentStatus::New:
        case IncidentStatus::Open:
            return done;
        case IncidentStatus::WaitingCustomer:
        case IncidentStatus::WaitingThirdParty:
            return incidentrules::enter(incident, IncidentStatus::Open, TransitionBy::System, unit.now());
        default:
            // Resolved, or closed within the window: open again. Nobody reads what is written to one at its end, so
            // that is refused instead of lost; reopen() makes a follow-up.
            return incidentrules::enter(incident, IncidentStatus::Open, by, unit.now());
        }
    }
    if (isPublicReply(unit, input) && incident.status == IncidentStatus::New)
        return incidentrules::enter(incident, IncidentStatus::Open, by, unit.now());
    return done;
}

} // namespace

Result<Message> addMessage(UnitOfWork &unit, IncidentId id, const NewMessage &given)
{
    const auto seen = incidentrules::seeForUpdate(unit, id, given.internal ? Action::NoteWrite : Action::MessageWrite);
    if (!seen)
        return seen.error();
    const Incident &now = seen->incident;

    NewMessage input = given;
    FieldChecks checks;
    check(checks, input);
    if (const Outcome read = incidentrules::checkAttachments(unit, checks, input.attachments, id); !read)
        return read.error();
    const auto mentions = mentionrules::find(unit, checks, input, now);
    if (!mentions)
        return mentions.error();
    if (input.holdSeconds != 0 && !unit.actor().isEmployee())
        checks.fault(QStringLiteral("hold_seconds"), FieldErrorCode::NotAllowed);
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    // At once, or held back from the customer for a while.
    const Timestamp goesOut = unit.now().plusSeconds(input.holdSeconds);

    storage::incidents::MessageBundle bundle;
    Incident &then = bundle.incident;
    then = now;
    if (const Outcome moved = moveStatus(unit, then, input, seen->relation); !moved)
        return moved.error();
    if (customfieldrules::isClosing(now.status, then.status)) {
        if (const Outcome read = customfieldrules::checkRequired(unit, checks, then, true); !read)
            return read.error();
        if (const Outcome clean = checks.finish(); !clean)
            return clean.error();
    }
    if (isPublicReply(unit, input) && !then.firstResponseAt)
        then.firstResponseAt = unit.now();
    then.version = now.version + 1;
    then.updatedAt = unit.now();
    bundle.expectedVersion = now.version;

    bundle.message.incident = id;
    // A key writes in the name of the employee who made it; the event tells that it was the key.
    const bool byEmployee = unit.actor().isEmployee() && unit.actor().employee;
    bundle.message.authorKind = byEmployee ? ActorKind::Employee : eventlog::actorKind(unit.actor());
    bundle.message.authorId = byEmployee ? unit.actor().employee->value() : eventlog::actorId(unit.actor());
    bundle.message.internal = input.internal;
    bundle.message.body = input.body;
    bundle.message.createdAt = unit.now();

    bundle.event = eventlog::make(unit, input.internal ? EventKind::NoteAdded : EventKind::MessageAdded);
    bundle.event.version = then.version;
    bundle.event.after.insert(QStringLiteral("internal"), input.internal);

    const bool resolves = then.status == IncidentStatus::Resolved && now.status != IncidentStatus::Resolved;
    const bool toldByReply = isPublicReply(unit, input);
    if (mailqueue::wanted(unit) && (toldByReply || (resolves && unit.actor().principal != Principal::Customer))) {
        const auto link = mailqueue::linkOf(unit, id);
        if (!link)
            return link.error();
        bundle.outbox = mailqueue::entry(unit, resolves ? mailqueue::resolved : mailqueue::reply, *link);
        bundle.outbox->dueAt = goesOut;
    }

    const auto ids = storage::incidents::insertMessageBundle(unit.database(), bundle);
    if (!ids)
        return ids.error();
    if (!*ids)
        return Problem::unavailable(1, QStringLiteral("a locked incident changed"));
    const MessageId message = (*ids)->message;
    if (const Outcome tied = incidentrules::attach(unit, input.attachments, id, message, input.internal); !tied)
        return tied.error();
    if (const Outcome ended = drafts::endSent(unit, id, input); !ended)
        return ended.error();
    if (const Outcome written = mentionrules::write(unit, then, message, *mentions); !written)
        return written.error();
    if (const Outcome written = incidentrules::writeChangeEvents(unit, now, then, false); !written)
        return written.error();

    if (input.holdSeconds > 0) {
        if (const Outcome held = messagehold::begin(unit, message, goesOut, now, then); !held)
            return held.error();
    }

    const auto stored = storage::messages::find(unit.database(), message);
    if (!stored)
        return stored.error();
    if (!*stored)
        return Problem::internal(QStringLiteral("message not found after its insertion"));
    return **stored;
}

} // namespace mostrador::services::incidents
