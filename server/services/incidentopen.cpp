// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "protocol/codecs.h"
#include "services/crypto.h"
#include "services/customfieldrules.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "services/incidentservice.h"
#include "services/mailqueue.h"
#include "services/prioritytable.h"
#include "services/trackingservice.h"
#include "storage/customers.h"
#include "storage/incidents.h"
#include "storage/trackinglinks.h"
#include "support/words.h"

namespace mostrador::services::incidents {

namespace {

bool isStaff(const Actor &actor)
{
    return actor.isEmployee() || actor.principal == Principal::System;
}

/// What the people outside do not decide.
void refuseStaffFields(FieldChecks &checks, const NewIncident &input, const Actor &actor)
{
    const auto refuse = [&](bool present, const char *name) {
        if (present)
            checks.fault(QString::fromLatin1(name), FieldErrorCode::ReadOnly);
    };
    refuse(input.customer && input.customer != actor.customer, "customer_id");
    refuse(input.team.has_value(), "team_id");
    refuse(input.assignee.has_value(), "assignee_id");
    refuse(input.impact.has_value(), "impact");
    refuse(input.urgency.has_value(), "urgency");
    refuse(input.priority.has_value(), "priority");
    refuse(!input.tags.isEmpty(), "tags");
    refuse(!input.externalReference.isEmpty(), "external_reference");
    refuse(input.dueAt.has_value(), "due_at");
    if (actor.principal == Principal::Anonymous)
        refuse(input.followUpOf.has_value(), "follow_up_of");
}

/// The fields that say who the customer is, checked; the database is not asked yet.
void checkCustomer(FieldChecks &checks, FieldChecks &nested, NewIncident &input, const UnitOfWork &unit)
{
    if (unit.actor().principal == Principal::Customer)
        input.customer = unit.actor().customer;
    if (input.customer && input.customerData)
        checks.fault(QStringLiteral("customer"), FieldErrorCode::Mismatch,
                     {{QStringLiteral("other"), QStringLiteral("customer_id")}});
    else if (!input.customer && !input.customerData)
        checks.fault(isStaff(unit.actor()) ? QStringLiteral("customer_id") : QStringLiteral("customer"),
                     FieldErrorCode::Required);
    else if (input.customerData)
        check(nested, *input.customerData, unit.now());
}

/// The customer with that e-mail as it is, or a new one. What the caller says about a customer who exists already is
/// ignored: a form filled in by anybody must not change their data.
Result<storage::customers::Found> findOrMakeCustomer(UnitOfWork &unit, const NewCustomer &data)
{
    Customer customer;
    customer.givenName = data.givenName;
    customer.familyName = data.familyName;
    customer.email = data.email;
    customer.birthDate = data.birthDate;
    customer.address = data.address;
    customer.phone = data.phone;
    customer.locale = data.locale;
    customer.createdAt = unit.now();
    customer.updatedAt = unit.now();
    customer.version = 1;
    auto found = storage::customers::findOrInsert(unit.database(), customer);
    if (!found)
        return found;
    if (found->inserted) {
        Event event = eventlog::make(unit, EventKind::CustomerCreated);
        if (event.actorKind == ActorKind::Customer)
            event.actorId = found->customer.id.value();
        event.subjectKind = QStringLiteral("customer");
        event.subjectId = found->customer.id.value();
        event.version = 1;
        const auto written = eventlog::write(unit, event);
        if (!written)
            return written.error();
    }
    return found;
}

Outcome checkFollowUp(UnitOfWork &unit, FieldChecks &checks, std::optional<IncidentId> followUpOf)
{
    if (!followUpOf)
        return done;
    const auto seen = incidentrules::see(unit, *followUpOf, Action::IncidentRead);
    if (seen)
        return done;
    if (seen.error().code != ErrorCode::NotFound)
        return seen.error();
    checks.fault(QStringLiteral("follow_up_of"), FieldErrorCode::NotFound);
    return done;
}

/// Against the definitions: what is given, and what is missing.
Outcome checkCustomFields(UnitOfWork &unit, FieldChecks &checks, NewIncident &input)
{
    if (const Outcome read = customfieldrules::checkGiven(unit, checks, input.customFields, {}); !read)
        return read;
    Incident opened;
    opened.product = input.product;
    opened.customFields = input.customFields;
    return customfieldrules::checkRequired(unit, checks, opened, false);
}

Outcome setPriority(UnitOfWork &unit, Incident &incident, std::optional<Priority> byHand)
{
    if (byHand) {
        incident.priority = *byHand;
        incident.priorityByHand = true;
        return done;
    }
    const auto table = prioritytable::current(unit);
    if (!table)
        return table.error();
    incident.priority = table->at(incident.impact, incident.urgency);
    return done;
}

} // namespace

Result<OpenedIncident> open(UnitOfWork &unit, const NewIncident &given)
{
    const Actor &actor = unit.actor();
    const bool anonymous = actor.principal == Principal::Anonymous;

    const IncidentStanding standing{actor.customer.value_or(CustomerId()), given.assignee, given.team, false};
    const auto relation = incidentrules::relation(unit, standing);
    if (!relation)
        return relation.error();
    if (const Outcome allowed = unit.require(Action::IncidentCreate, *relation); !allowed)
        return allowed.error();

    NewIncident input = given;
    FieldChecks checks;
    FieldChecks nested(QStringLiteral("/customer"));
    if (!isStaff(actor))
        refuseStaffFields(checks, input, actor);
    check(checks, input);
    checkCustomer(checks, nested, input, unit);
    if (!nested.clean())
        checks.add(nested);
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();

    if (const Outcome read = incidentrules::checkReferences(unit, checks, input.product, input.team, input.assignee);
        !read)
        return read.error();
    if (const Outcome read = checkFollowUp(unit, checks, input.followUpOf); !read)
        return read.error();
    if (const Outcome read = incidentrules::checkAttachments(unit, checks, input.attachments, std::nullopt); !read)
        return read.error();
    if (const Outcome read = checkCustomFields(unit, checks, input); !read)
        return read.error();
    Customer customer;
    bool customerIsNew = false;
    if (input.customer) {
        const auto found = storage::customers::find(unit.database(), *input.customer);
        if (!found)
            return found.error();
        if (*found)
            customer = **found;
        else
            checks.fault(QStringLiteral("customer_id"), FieldErrorCode::NotFound);
    }
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    if (input.customerData) {
        const auto found = findOrMakeCustomer(unit, *input.customerData);
        if (!found)
            return found.error();
        customer = found->customer;
        customerIsNew = found->inserted;
    }

    storage::incidents::NewBundle bundle;
    Incident &incident = bundle.incident;
    incident.subject = input.subject;
    incident.description = input.description;
    incident.status = IncidentStatus::New;
    incident.impact = input.impact.value_or(Impact::Medium);
    incident.urgency = input.urgency.value_or(Urgency::Medium);
    if (const Outcome set = setPriority(unit, incident, input.priority); !set)
        return set.error();
    incident.customer = customer.id;
    incident.product = input.product;
    incident.team = input.team;
    incident.assignee = input.assignee;
    incident.channel = input.channel;
    incident.language = input.language;
    if (incident.language.isEmpty())
        incident.language = anonymous ? input.customerData->locale : customer.locale;
    if (!isSupportedLanguage(incident.language))
        incident.language = supportedLanguages().constFirst();
    incident.tags = input.tags;
    incident.customFields = input.customFields;
    incident.orderNumber = input.orderNumber;
    incident.serialNumber = input.serialNumber;
    incident.externalReference = input.externalReference;
    incident.followUpOf = input.followUpOf;
    incident.dueAt = input.dueAt;
    incident.createdAt = unit.now();
    incident.updatedAt = unit.now();
    incident.version = 1;

    // What an employee files is in the employee's words; all other doors bring the customer's.
    const bool byEmployee = actor.isEmployee() && actor.employee;
    bundle.message.authorKind = byEmployee ? ActorKind::Employee : ActorKind::Customer;
    bundle.message.authorId = byEmployee ? actor.employee->value() : customer.id.value();
    bundle.message.body = input.description;
    bundle.message.createdAt = unit.now();

    bundle.event = eventlog::make(unit, EventKind::IncidentCreated);
    if (bundle.event.actorKind == ActorKind::Customer)
        bundle.event.actorId = customer.id.value();
    bundle.event.version = 1;
    const QJsonObject json = codec::toJson(incident);
    for (const QString &key : incidentrules::factKeys()) {
        const QJsonValue value = json.value(key);
        if (!value.isNull() && !value.isUndefined())
            bundle.event.after.insert(key, value);
    }
    bundle.event.after.insert(QStringLiteral("channel"), toString(incident.channel));
    bundle.event.after.insert(QStringLiteral("customer_id"), customer.id.toString());
    if (incident.followUpOf)
        bundle.event.after.insert(QStringLiteral("follow_up_of"), incident.followUpOf->toString());

    const TrackingLinkId link = storage::trackinglinks::newId();
    bundle.link = link;
    bundle.linkTokenHash = crypto::tokenHash(tracking::token(link));
    if (mailqueue::wanted(unit) && incident.channel != Channel::Import)
        bundle.outbox = mailqueue::entry(unit, mailqueue::receipt, link);

    const auto ids = storage::incidents::insertBundle(unit.database(), bundle);
    if (!ids)
        return ids.error();
    if (const Outcome tied = incidentrules::attach(unit, input.attachments, ids->incident, ids->message, false); !tied)
        return tied.error();

    const auto stored = storage::incidents::find(unit.database(), ids->incident);
    if (!stored)
        return stored.error();
    if (!*stored)
        return Problem::internal(QStringLiteral("incident not found after its insertion"));
    OpenedIncident opened{**stored, link, customerIsNew};
    if (anonymous) {
        // Whose data the address belongs to is nothing the form may tell.
        opened.incident.customerName =
            (input.customerData->givenName + u' ' + input.customerData->familyName).trimmed();
        opened.incident.customerEmail = input.customerData->email;
    }
    return opened;
}

} // namespace mostrador::services::incidents
