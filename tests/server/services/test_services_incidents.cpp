// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "services/catalogueservice.h"
#include "services/prioritytable.h"
#include "services/settings.h"
#include "services/trackingservice.h"
#include "services/upkeep.h"
#include "servicetest.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace mostrador;
using namespace mostrador::services;

class TestServicesIncidents : public test::ServiceTest
{
    Q_OBJECT

    static NewIncident form(const NewCustomer &customer)
    {
        NewIncident input;
        input.subject = QStringLiteral("No llega el pedido");
        input.description = QStringLiteral("Lo pedí hace dos semanas.");
        input.customerData = customer;
        input.channel = Channel::Web;
        return input;
    }
    Actor customerOf(const Incident &incident) const
    {
        return Actor::ofCustomer(incident.customer, QStringLiteral("x"));
    }
    Result<Incident> toStatus(const Actor &actor, IncidentId id, IncidentStatus status)
    {
        IncidentChange edit;
        edit.status = status;
        return change(actor, id, edit, reread(id).version);
    }
    Result<Incident> reopen(const Actor &actor, IncidentId id, const QString &reason = {})
    {
        return write<Incident>(actor, [&](UnitOfWork &unit) { return incidents::reopen(unit, id, reason); });
    }
    ProductId makeProduct(bool active = true)
    {
        const auto made = write<Product>(Actor::system(), [&](UnitOfWork &unit) {
            return products::create(unit, {unique(QStringLiteral("SKU-")), QStringLiteral("Router X"), {}, active});
        });
        return made ? made->id : ProductId();
    }

private Q_SLOTS:
    void opensFromTheForm();
    void keepsKnownCustomersAsTheyAre();
    void refusesWhatTheFormMayNotSet();
    void namesEachFieldAtFault();
    void refusesMissingReferences();
    void opensForEmployees();
    void setsPriorityByTable();
    void changesAndTells();
    void mergesDifferentFields();
    void refusesTheSameField();
    void mergesCustomFieldsOneByOne();
    void writesNothingWithoutADifference();
    void takesEachStepOfTheMachineAndNoOther();
    void reopensWithinTheWindowAndFollowsUpAfterIt();
    void closesByItselfAfterTheWindow();
    void movesTheStatusByMessages();
    void recordsTheFirstResponse();
    void hidesNotesFromCustomers();
    void hidesRestrictedTeams();
    void mailsWhatCustomersShouldKnow();
    void resolvesTrackingLinks();
    void findsByReference();
    void keepsHostileTexts();
};

void TestServicesIncidents::opensFromTheForm()
{
    const NewCustomer who = newCustomer();
    const ProductId product = makeProduct();
    NewIncident input = form(who);
    input.product = product;
    input.orderNumber = QStringLiteral("P-2026-1");
    const auto opened = open(anonymous(), input);
    VERIFY_OK(opened);
    QVERIFY(opened->customerIsNew);
    const Incident &incident = opened->incident;
    COMPARE_NAMES(incident.status, IncidentStatus::New);
    QCOMPARE(incident.reference, incidentReference(incident.id, clock.now()));
    QCOMPARE(incident.description, input.description);
    QCOMPARE(incident.language, QStringLiteral("es"));
    QCOMPARE(incident.version, 1);
    QCOMPARE(incident.product, std::optional(product));
    QCOMPARE(incident.messageCount, 1);
    COMPARE_NAMES(incident.priority, Priority::Medium);
    QCOMPARE(mailsOf(incident.id), QStringList{QStringLiteral("mail.receipt")});

    const QList<Event> events = eventsOf(incident.id);
    QCOMPARE(events.size(), 1);
    COMPARE_NAMES(events.at(0).kind, EventKind::IncidentCreated);
    COMPARE_NAMES(events.at(0).actorKind, ActorKind::Customer);
    QCOMPARE(events.at(0).actorId, std::optional(incident.customer.value()));
    QCOMPARE(events.at(0).after.value(QStringLiteral("subject")).toString(), input.subject);

    const auto visitor = tracking::resolve(tracking::token(opened->trackingLink));
    VERIFY_OK(visitor);
    QCOMPARE(visitor->incident, incident.id);
    QCOMPARE(visitor->actor.customer, std::optional(incident.customer));
}

void TestServicesIncidents::keepsKnownCustomersAsTheyAre()
{
    const Customer known = makeCustomer();
    NewCustomer claimed = newCustomer();
    claimed.email = known.email.toUpper();
    claimed.givenName = QStringLiteral("Mallory");
    claimed.phone = QStringLiteral("666");
    const auto opened = open(anonymous(), form(claimed));
    VERIFY_OK(opened);
    QVERIFY(!opened->customerIsNew);
    QCOMPARE(opened->incident.customer, known.id);
    // What the form typed, not what the database knows.
    QCOMPARE(opened->incident.customerName, QStringLiteral("Mallory Núñez"));
    const auto now =
        services::read<Customer>(as(people.admin), [&](UnitOfWork &unit) { return customers::get(unit, known.id); });
    VERIFY_OK(now);
    QCOMPARE(*now, known);
    // Nor does the link's page tell.
    const auto seen = services::read<Incident>(
        as(customerOf(opened->incident)), [&](UnitOfWork &unit) { return incidents::get(unit, opened->incident.id); });
    VERIFY_OK(seen);
    QCOMPARE(seen->customerName, QString());
    QCOMPARE(seen->customerEmail, QString());
}

void TestServicesIncidents::refusesWhatTheFormMayNotSet()
{
    NewIncident input = form(newCustomer());
    input.team = people.team;
    input.assignee = people.agent.employee;
    input.priority = Priority::Critical;
    input.impact = Impact::High;
    input.urgency = Urgency::High;
    input.tags = {QStringLiteral("vip")};
    input.externalReference = QStringLiteral("x");
    input.dueAt = clock.now();
    input.followUpOf = makeIncident().id;
    const auto refused = open(anonymous(), input);
    COMPARE_REFUSED(refused, ErrorCode::ValidationFailed);
    QCOMPARE(codes(refused.error()),
             QStringLiteral(
                 "/assignee_id read_only, /due_at read_only, /external_reference read_only, /follow_up_of read_only, "
                 "/impact read_only, /priority read_only, /tags read_only, /team_id read_only, /urgency read_only"));
    NewIncident asOther = form(newCustomer());
    asOther.customerData.reset();
    asOther.customer = makeCustomer().id;
    QCOMPARE(codes(open(anonymous(), asOther).error()), QStringLiteral("/customer_id read_only"));
}

void TestServicesIncidents::namesEachFieldAtFault()
{
    NewIncident input;
    input.subject = QString(limits::subject + 1, u'x');
    input.description = QStringLiteral(" \n ");
    input.language = QStringLiteral("tlh");
    input.customerData = NewCustomer();
    const auto refused = open(people.agent, input);
    COMPARE_REFUSED(refused, ErrorCode::ValidationFailed);
    QCOMPARE(codes(refused.error()), QStringLiteral("/customer/email required, /customer/given_name required, "
                                                    "/description required, /language not_allowed, /subject too_long"));
    input = form(newCustomer());
    input.customer = makeCustomer().id;
    QCOMPARE(codes(open(people.agent, input).error()), QStringLiteral("/customer mismatch"));
    input.customerData.reset();
    input.customer.reset();
    QCOMPARE(codes(open(people.agent, input).error()), QStringLiteral("/customer_id required"));
}

void TestServicesIncidents::refusesMissingReferences()
{
    NewIncident input = form(newCustomer());
    input.customerData.reset();
    input.customer = CustomerId(999'999);
    input.product = ProductId(999'999);
    input.assignee = EmployeeId(999'999);
    input.followUpOf = IncidentId(999'999);
    input.attachments = {AttachmentId(999'999)};
    QCOMPARE(codes(open(people.agent, input).error()),
             QStringLiteral("/assignee_id not_found, /attachment_ids/0 not_found, /customer_id not_found, "
                            "/follow_up_of not_found, /product_id not_found"));
    input = form(newCustomer());
    input.assignee = people.auditor.employee;
    QCOMPARE(codes(open(people.agent, input).error()), QStringLiteral("/assignee_id not_allowed"));
    input = form(newCustomer());
    input.product = makeProduct(false);
    QCOMPARE(codes(open(anonymous(), input).error()), QStringLiteral("/product_id not_found"));
    VERIFY_OK(open(people.agent, input));
    input = form(newCustomer());
    input.externalReference = unique(QStringLiteral("X-"));
    VERIFY_OK(open(people.agent, input));
    input.customerData = newCustomer();
    const auto twice = open(people.agent, input);
    COMPARE_REFUSED(twice, ErrorCode::AlreadyExists);
    QCOMPARE(codes(twice.error()), QStringLiteral("/external_reference already_taken"));
}

void TestServicesIncidents::opensForEmployees()
{
    const Customer customer = makeCustomer();
    NewIncident input;
    input.subject = QStringLiteral("Llamada: factura doble");
    input.description = QStringLiteral("Le han cobrado dos veces.");
    input.customer = customer.id;
    input.channel = Channel::Phone;
    input.team = people.team;
    input.assignee = people.agent.employee;
    input.impact = Impact::High;
    input.urgency = Urgency::High;
    input.tags = {QStringLiteral("Factura")};
    input.customFields = {{QStringLiteral("importe"), 12.5}};
    const auto opened = open(people.agent, input);
    VERIFY_OK(opened);
    COMPARE_NAMES(opened->incident.priority, Priority::Critical);
    QVERIFY(!opened->incident.priorityByHand);
    QCOMPARE(opened->incident.customerName, customer.displayName());
    QCOMPARE(opened->incident.tags, QStringList{QStringLiteral("factura")});
    QCOMPARE(opened->incident.assigneeName, people.agent.name);
    QVERIFY(!opened->incident.firstResponseAt);
    const auto messages = services::read<ListPage<Message>>(
        as(people.agent), [&](UnitOfWork &unit) { return incidents::messages(unit, opened->incident.id, {}); });
    VERIFY_OK(messages);
    QCOMPARE(messages->items.size(), 1);
    COMPARE_NAMES(messages->items.at(0).authorKind, ActorKind::Employee);
    QCOMPARE(messages->items.at(0).authorName, people.agent.name);
    COMPARE_REFUSED(open(people.auditor, input), ErrorCode::Forbidden);
}

void TestServicesIncidents::setsPriorityByTable()
{
    Incident incident = makeIncident();
    IncidentChange edit;
    edit.impact = Impact::High;
    edit.urgency = Urgency::High;
    auto changed = change(people.agent, incident.id, edit, incident.version);
    VERIFY_OK(changed);
    COMPARE_NAMES(changed->priority, Priority::Critical);

    IncidentChange byHand;
    byHand.priority = std::optional(Priority::Low);
    changed = change(people.agent, incident.id, byHand, changed->version);
    VERIFY_OK(changed);
    COMPARE_NAMES(changed->priority, Priority::Low);
    QVERIFY(changed->priorityByHand);
    IncidentChange lower;
    lower.impact = Impact::Low;
    changed = change(people.agent, incident.id, lower, changed->version);
    VERIFY_OK(changed);
    COMPARE_NAMES(changed->priority, Priority::Low); // by hand stays

    PriorityTable table;
    table.set(Impact::Low, Urgency::High, Priority::Critical);
    COMPARE_REFUSED(run(people.lead, [&](UnitOfWork &unit) { return prioritytable::set(unit, table); }),
                    ErrorCode::Forbidden);
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return prioritytable::set(unit, table); }));
    IncidentChange back;
    back.priority = std::optional<Priority>();
    changed = change(people.agent, incident.id, back, changed->version);
    VERIFY_OK(changed);
    COMPARE_NAMES(changed->priority, Priority::Critical);
    QVERIFY(!changed->priorityByHand);
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return prioritytable::set(unit, PriorityTable()); }));
}

void TestServicesIncidents::changesAndTells()
{
    const Incident incident = makeIncident();
    clock.advanceSeconds(60);
    IncidentChange edit;
    edit.subject = QStringLiteral("  Router averiado  ");
    edit.status = IncidentStatus::Open;
    edit.team = std::optional(people.team);
    edit.assignee = people.agent.employee;
    edit.tags = QStringList{QStringLiteral("b"), QStringLiteral("A")};
    edit.dueAt = std::optional(clock.now().plusSeconds(3600));
    const auto changed = change(people.agent, incident.id, edit, incident.version);
    VERIFY_OK(changed);
    QCOMPARE(changed->subject, QStringLiteral("Router averiado"));
    QCOMPARE(changed->version, 2);
    QCOMPARE(changed->updatedAt, clock.now());
    QCOMPARE(changed->tags, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(changed->description, incident.description);
    const QList<Event> events = eventsOf(incident.id);
    QCOMPARE(events.size(), 4);
    COMPARE_NAMES(events.at(1).kind, EventKind::StatusChanged);
    QCOMPARE(events.at(1).before.value(QStringLiteral("status")).toString(), QStringLiteral("new"));
    QCOMPARE(events.at(1).after.value(QStringLiteral("status")).toString(), QStringLiteral("open"));
    COMPARE_NAMES(events.at(2).kind, EventKind::Assigned);
    QCOMPARE(events.at(2).after.value(QStringLiteral("assignee_id")).toString(), people.agent.employee->toString());
    COMPARE_NAMES(events.at(3).kind, EventKind::IncidentChanged);
    QCOMPARE(events.at(3).before.value(QStringLiteral("subject")).toString(), incident.subject);
    for (int i = 1; i < 4; ++i) {
        QCOMPARE(events.at(i).version, 2);
        QCOMPARE(events.at(i).actorName, people.agent.name);
    }
    QCOMPARE(codes(change(
                       people.agent, incident.id,
                       [] {
                           IncidentChange c;
                           c.subject = QString();
                           c.assignee = std::optional(EmployeeId(99'999));
                           return c;
                       }(),
                       2)
                       .error()),
             QStringLiteral("/assignee_id not_found, /subject required"));
}

void TestServicesIncidents::mergesDifferentFields()
{
    const Incident incident = makeIncident();
    IncidentChange subject;
    subject.subject = QStringLiteral("Uno");
    VERIFY_OK(change(people.agent, incident.id, subject, 1));
    IncidentChange status;
    status.status = IncidentStatus::Open;
    VERIFY_OK(say(people.lead, incident.id, QStringLiteral("Lo miramos")));
    IncidentChange impact;
    impact.impact = Impact::High;
    const auto merged = change(people.lead, incident.id, impact, 1);
    VERIFY_OK(merged);
    QCOMPARE(merged->subject, QStringLiteral("Uno"));
    COMPARE_NAMES(merged->impact, Impact::High);
    COMPARE_NAMES(merged->status, IncidentStatus::Open);
    QCOMPARE(merged->version, 4);
    // The priority came with the impact: setting it by hand is no conflict with that.
    IncidentChange byHand;
    byHand.priority = std::optional(Priority::Low);
    VERIFY_OK(change(people.agent, incident.id, byHand, 1));
}

void TestServicesIncidents::refusesTheSameField()
{
    const Incident incident = makeIncident();
    IncidentChange theirs;
    theirs.subject = QStringLiteral("De ellos");
    theirs.priority = std::optional(Priority::High);
    VERIFY_OK(change(people.lead, incident.id, theirs, 1));
    IncidentChange mine;
    mine.subject = QStringLiteral("Mío");
    mine.orderNumber = QStringLiteral("7");
    const auto refused = change(people.agent, incident.id, mine, 1);
    COMPARE_REFUSED(refused, ErrorCode::EditConflict);
    const QJsonArray conflicts = refused.error().extensions.value(QStringLiteral("conflicts")).toArray();
    QCOMPARE(conflicts.size(), 1);
    const QJsonObject conflict = conflicts.at(0).toObject();
    QCOMPARE(conflict.value(QStringLiteral("field")).toString(), QStringLiteral("subject"));
    QCOMPARE(conflict.value(QStringLiteral("yours")).toString(), QStringLiteral("Mío"));
    QCOMPARE(conflict.value(QStringLiteral("theirs")).toString(), QStringLiteral("De ellos"));
    QCOMPARE(conflict.value(QStringLiteral("changed_by")).toString(), people.lead.name);
    QCOMPARE(conflict.value(QStringLiteral("changed_at")).toString(), clock.now().toRfc3339());
    QCOMPARE(reread(incident.id).orderNumber, QString());
    // The same value is agreement.
    mine.subject = QStringLiteral("De ellos");
    const auto agreed = change(people.agent, incident.id, mine, 1);
    VERIFY_OK(agreed);
    QCOMPARE(agreed->orderNumber, QStringLiteral("7"));
    IncidentChange priority;
    priority.priority = std::optional(Priority::Low);
    COMPARE_REFUSED(change(people.agent, incident.id, priority, 1), ErrorCode::EditConflict);
    // Versions that never were.
    COMPARE_REFUSED(change(people.agent, incident.id, mine, 99), ErrorCode::EditConflict);
    COMPARE_REFUSED(change(people.agent, incident.id, mine, 0), ErrorCode::EditConflict);
}

void TestServicesIncidents::mergesCustomFieldsOneByOne()
{
    const Incident incident = makeIncident([](NewIncident &input) {
        input.customFields = {{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}, {QStringLiteral("c"), 3}};
    });
    IncidentChange theirs;
    theirs.customFields = QJsonObject{{QStringLiteral("a"), 10}, {QStringLiteral("b"), QJsonValue::Null}};
    VERIFY_OK(change(people.lead, incident.id, theirs, 1));
    IncidentChange mine;
    mine.customFields = QJsonObject{{QStringLiteral("c"), 30}, {QStringLiteral("d"), QStringLiteral("neu")}};
    const auto merged = change(people.agent, incident.id, mine, 1);
    VERIFY_OK(merged);
    QCOMPARE(merged->customFields,
             (QJsonObject{
                 {QStringLiteral("a"), 10}, {QStringLiteral("c"), 30}, {QStringLiteral("d"), QStringLiteral("neu")}}));
    mine.customFields = QJsonObject{{QStringLiteral("b"), 5}};
    const auto refused = change(people.agent, incident.id, mine, 1);
    COMPARE_REFUSED(refused, ErrorCode::EditConflict);
    QCOMPARE(refused.error()
                 .extensions.value(QStringLiteral("conflicts"))
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(QStringLiteral("field"))
                 .toString(),
             QStringLiteral("custom_fields/b"));
}

void TestServicesIncidents::writesNothingWithoutADifference()
{
    const Incident incident = makeIncident();
    IncidentChange same;
    same.subject = incident.subject;
    same.impact = incident.impact;
    same.status = incident.status;
    clock.advanceSeconds(5);
    const auto unchanged = change(people.agent, incident.id, same, 1);
    VERIFY_OK(unchanged);
    QCOMPARE(*unchanged, incident);
    VERIFY_OK(change(people.agent, incident.id, {}, 1));
    QCOMPARE(eventsOf(incident.id).size(), 1);
}

void TestServicesIncidents::takesEachStepOfTheMachineAndNoOther()
{
    const QHash<IncidentStatus, QList<IncidentStatus>> ways = {
        {IncidentStatus::New, {}},
        {IncidentStatus::Open, {IncidentStatus::Open}},
        {IncidentStatus::WaitingCustomer, {IncidentStatus::WaitingCustomer}},
        {IncidentStatus::WaitingThirdParty, {IncidentStatus::WaitingThirdParty}},
        {IncidentStatus::Resolved, {IncidentStatus::Resolved}},
        {IncidentStatus::Closed, {IncidentStatus::Resolved, IncidentStatus::Closed}},
        {IncidentStatus::Cancelled, {IncidentStatus::Cancelled}},
    };
    int steps = 0;
    for (auto way = ways.begin(); way != ways.end(); ++way) {
        for (const IncidentStatus to : allIncidentStatuses()) {
            for (const bool byCustomer : {false, true}) {
                const Incident incident = makeIncident();
                for (const IncidentStatus next : *way)
                    VERIFY_OK(toStatus(people.agent, incident.id, next));
                const Actor actor = byCustomer ? customerOf(incident) : people.agent;
                const auto moved = toStatus(actor, incident.id, to);
                const bool expected =
                    to == way.key() ||
                    (to != IncidentStatus::Merged &&
                     canTransition(way.key(), to, byCustomer ? TransitionBy::Customer : TransitionBy::Employee));
                QVERIFY2(moved.ok() == expected,
                         qPrintable(toString(way.key()) + u' ' + toString(to) + (byCustomer ? u'c' : u'e')));
                if (!moved) {
                    COMPARE_NAMES(moved.error().code, ErrorCode::TransitionNotAllowed);
                    continue;
                }
                ++steps;
                COMPARE_NAMES(moved->status, to);
                QCOMPARE(moved->resolvedAt.has_value(), to == IncidentStatus::Resolved || to == IncidentStatus::Closed);
                QCOMPARE(moved->closedAt.has_value(), to == IncidentStatus::Closed || to == IncidentStatus::Cancelled);
            }
        }
    }
    QVERIFY(steps > 30);
}

void TestServicesIncidents::reopensWithinTheWindowAndFollowsUpAfterIt()
{
    const Incident incident = makeIncident([](NewIncident &input) { input.orderNumber = QStringLiteral("P-9"); });
    const Actor customer = customerOf(incident);
    COMPARE_REFUSED(reopen(customer, incident.id), ErrorCode::TransitionNotAllowed); // it is not over
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Resolved));
    auto opened = reopen(customer, incident.id, QStringLiteral("Sigue sin funcionar"));
    VERIFY_OK(opened);
    QCOMPARE(opened->id, incident.id);
    COMPARE_NAMES(opened->status, IncidentStatus::Open);
    QVERIFY(!opened->resolvedAt);
    QCOMPARE(opened->messageCount, 2);

    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Resolved));
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Closed));
    clock.advanceSeconds(14 * 86'400);
    opened = reopen(customer, incident.id);
    VERIFY_OK(opened);
    COMPARE_NAMES(opened->status, IncidentStatus::Open);

    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Resolved));
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Closed));
    clock.advanceSeconds(14 * 86'400 + 1);
    COMPARE_REFUSED(toStatus(people.agent, incident.id, IncidentStatus::Open), ErrorCode::TransitionNotAllowed);
    COMPARE_REFUSED(say(customer, incident.id, QStringLiteral("¿Hola?")), ErrorCode::TransitionNotAllowed);
    const auto followUp = reopen(customer, incident.id, QStringLiteral("Otra vez"));
    VERIFY_OK(followUp);
    QVERIFY(followUp->id != incident.id);
    QCOMPARE(followUp->followUpOf, std::optional(incident.id));
    QCOMPARE(followUp->customer, incident.customer);
    QCOMPARE(followUp->subject, incident.subject);
    QCOMPARE(followUp->description, QStringLiteral("Otra vez"));
    QCOMPARE(followUp->orderNumber, QStringLiteral("P-9"));
    COMPARE_NAMES(followUp->status, IncidentStatus::New);
    QCOMPARE(mailsOf(followUp->id), QStringList{QStringLiteral("mail.receipt")});
    COMPARE_NAMES(reread(incident.id).status, IncidentStatus::Closed);

    // Withdrawn: the customer does not bring it back, an employee may.
    const Incident withdrawn = makeIncident();
    VERIFY_OK(toStatus(customerOf(withdrawn), withdrawn.id, IncidentStatus::Cancelled));
    COMPARE_REFUSED(reopen(customerOf(withdrawn), withdrawn.id), ErrorCode::TransitionNotAllowed);
    VERIFY_OK(reopen(people.agent, withdrawn.id, QStringLiteral("A petición por teléfono")));
}

void TestServicesIncidents::closesByItselfAfterTheWindow()
{
    const Incident incident = makeIncident();
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Resolved));
    clock.advanceSeconds(13 * 86'400);
    VERIFY_OK(upkeep::run(clock));
    COMPARE_NAMES(reread(incident.id).status, IncidentStatus::Resolved);
    clock.advanceSeconds(86'400 + 60);
    const auto done = upkeep::run(clock);
    VERIFY_OK(done);
    QVERIFY(done->incidentsClosed >= 1);
    const Incident closed = reread(incident.id);
    COMPARE_NAMES(closed.status, IncidentStatus::Closed);
    QCOMPARE(closed.closedAt, std::optional(clock.now()));
    COMPARE_NAMES(eventsOf(incident.id).constLast().actorKind, ActorKind::System);
}

void TestServicesIncidents::movesTheStatusByMessages()
{
    const Incident incident = makeIncident();
    const Actor customer = customerOf(incident);
    const auto status = [&] { return toString(reread(incident.id).status); };
    VERIFY_OK(say(customer, incident.id, QStringLiteral("Un detalle más")));
    QCOMPARE(status(), QStringLiteral("new"));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("nota"), true));
    QCOMPARE(status(), QStringLiteral("new"));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Lo miramos")));
    QCOMPARE(status(), QStringLiteral("open"));
    VERIFY_OK(
        say(people.agent, incident.id, QStringLiteral("¿Qué modelo es?"), false, IncidentStatus::WaitingCustomer));
    QCOMPARE(status(), QStringLiteral("waiting_customer"));
    VERIFY_OK(say(customer, incident.id, QStringLiteral("El X2")));
    QCOMPARE(status(), QStringLiteral("open"));
    VERIFY_OK(
        say(people.agent, incident.id, QStringLiteral("Pedido al proveedor"), true, IncidentStatus::WaitingThirdParty));
    VERIFY_OK(say(customer, incident.id, QStringLiteral("¿Y bien?")));
    QCOMPARE(status(), QStringLiteral("open"));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Hecho"), false, IncidentStatus::Resolved));
    QCOMPARE(status(), QStringLiteral("resolved"));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Gracias")));
    QCOMPARE(status(), QStringLiteral("resolved"));
    VERIFY_OK(say(customer, incident.id, QStringLiteral("No va")));
    QCOMPARE(status(), QStringLiteral("open"));
    QVERIFY(!reread(incident.id).resolvedAt);
    COMPARE_REFUSED(say(people.agent, incident.id, QStringLiteral("x"), false, IncidentStatus::New),
                    ErrorCode::TransitionNotAllowed);
    COMPARE_REFUSED(say(customer, incident.id, QStringLiteral("x"), false, IncidentStatus::WaitingThirdParty),
                    ErrorCode::TransitionNotAllowed);
    VERIFY_OK(say(customer, incident.id, QStringLiteral("Ya está, gracias"), false, IncidentStatus::Resolved));
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Closed));
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Open));
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Cancelled));
    COMPARE_REFUSED(say(customer, incident.id, QStringLiteral("x")), ErrorCode::TransitionNotAllowed);
    QCOMPARE(codes(say(people.agent, incident.id, QStringLiteral(" ")).error()), QStringLiteral("/body required"));
}

void TestServicesIncidents::recordsTheFirstResponse()
{
    const Incident incident = makeIncident();
    clock.advanceSeconds(60);
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("nota"), true));
    VERIFY_OK(say(customerOf(incident), incident.id, QStringLiteral("¿?")));
    QVERIFY(!reread(incident.id).firstResponseAt);
    clock.advanceSeconds(60);
    const Timestamp first = clock.now();
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Hola")));
    clock.advanceSeconds(60);
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Otra cosa")));
    QCOMPARE(reread(incident.id).firstResponseAt, std::optional(first));
    QCOMPARE(reread(incident.id).updatedAt, clock.now());
    QCOMPARE(reread(incident.id).messageCount, 5);
}

void TestServicesIncidents::hidesNotesFromCustomers()
{
    const Incident incident = makeIncident();
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("cliente difícil"), true));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Buenos días")));
    const Actor customer = customerOf(incident);
    const auto bodies = [&](const Actor &actor) {
        QStringList out;
        const auto page = services::read<ListPage<Message>>(
            as(actor), [&](UnitOfWork &unit) { return incidents::messages(unit, incident.id, {}); });
        if (page) {
            for (const Message &message : page->items)
                out.append(message.body);
        }
        return out;
    };
    QCOMPARE(bodies(customer), (QStringList{incident.description, QStringLiteral("Buenos días")}));
    QCOMPARE(bodies(people.auditor).size(), 3);
    COMPARE_REFUSED(say(customer, incident.id, QStringLiteral("x"), true), ErrorCode::Forbidden);
    const auto history = services::read<ListPage<Event>>(
        as(customer), [&](UnitOfWork &unit) { return incidents::events(unit, incident.id, {}); });
    COMPARE_REFUSED(history, ErrorCode::Forbidden);
    const Actor stranger = Actor::ofCustomer(makeCustomer().id, QStringLiteral("y"));
    COMPARE_REFUSED(say(stranger, incident.id, QStringLiteral("x")), ErrorCode::NotFound);
}

void TestServicesIncidents::hidesRestrictedTeams()
{
    const Incident incident = makeIncident([&](NewIncident &input) {
        input.team = people.restrictedTeam;
        input.subject = unique(QStringLiteral("secreto"));
    });
    const auto get = [&](const Actor &actor) {
        return services::read<Incident>(as(actor), [&](UnitOfWork &unit) { return incidents::get(unit, incident.id); });
    };
    const auto listed = [&](const Actor &actor) {
        ListRequest request;
        request.query = incident.subject;
        const auto page = services::read<ListPage<Incident>>(
            as(actor), [&](UnitOfWork &unit) { return incidents::list(unit, request); });
        const auto count = services::read<qint64>(
            as(actor), [&](UnitOfWork &unit) { return incidents::count(unit, incident.subject, 100); });
        return page && count && page->items.size() == *count ? *count : -1;
    };
    COMPARE_REFUSED(get(people.agent), ErrorCode::NotFound);
    COMPARE_REFUSED(say(people.agent, incident.id, QStringLiteral("x")), ErrorCode::NotFound);
    COMPARE_REFUSED(toStatus(people.lead, incident.id, IncidentStatus::Open), ErrorCode::NotFound);
    QCOMPARE(listed(people.agent), 0);
    QCOMPARE(listed(people.admin), 1);
    QCOMPARE(listed(people.auditor), 1);
    VERIFY_OK(get(people.auditor));
    COMPARE_REFUSED(toStatus(people.auditor, incident.id, IncidentStatus::Open), ErrorCode::Forbidden);
    VERIFY_OK(get(customerOf(incident)));
    const Actor member = actorOf(makeEmployee(Role::Agent, {people.restrictedTeam}));
    VERIFY_OK(get(member));
    QCOMPARE(listed(member), 1);
    IncidentChange give;
    give.assignee = people.agent.employee;
    VERIFY_OK(change(people.admin, incident.id, give, 1));
    VERIFY_OK(get(people.agent));
    QCOMPARE(listed(people.agent), 1);
    NewIncident into = form(newCustomer());
    into.team = people.restrictedTeam;
    COMPARE_REFUSED(open(people.agent, into), ErrorCode::Forbidden);
}

void TestServicesIncidents::mailsWhatCustomersShouldKnow()
{
    const Incident incident = makeIncident();
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("nota"), true));
    VERIFY_OK(say(customerOf(incident), incident.id, QStringLiteral("algo más")));
    QCOMPARE(mailsOf(incident.id), QStringList{QStringLiteral("mail.receipt")});
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Hola")));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("Hecho"), false, IncidentStatus::Resolved));
    QCOMPARE(mailsOf(incident.id), (QStringList{QStringLiteral("mail.receipt"), QStringLiteral("mail.reply"),
                                                QStringLiteral("mail.resolved")}));
    VERIFY_OK(reopen(customerOf(incident), incident.id));
    VERIFY_OK(toStatus(customerOf(incident), incident.id, IncidentStatus::Resolved));
    QCOMPARE(mailsOf(incident.id).size(), 3); // the customer knows
    VERIFY_OK(reopen(people.agent, incident.id));
    VERIFY_OK(toStatus(people.agent, incident.id, IncidentStatus::Resolved));
    QCOMPARE(mailsOf(incident.id).size(), 4);

    Context quiet = as(Actor::system());
    quiet.quiet = true;
    const auto imported =
        write<OpenedIncident>(quiet, [&](UnitOfWork &unit) { return incidents::open(unit, form(newCustomer())); });
    VERIFY_OK(imported);
    QCOMPARE(mailsOf(imported->incident.id), QStringList());
    const Incident byChannel = makeIncident([](NewIncident &input) { input.channel = Channel::Import; });
    QCOMPARE(mailsOf(byChannel.id), QStringList());
}

void TestServicesIncidents::resolvesTrackingLinks()
{
    const auto opened = open(anonymous(), form(newCustomer()));
    VERIFY_OK(opened);
    const QString token = tracking::token(opened->trackingLink);
    VERIFY_OK(tracking::resolve(token));
    COMPARE_REFUSED(tracking::resolve(QString()), ErrorCode::NotFound);
    COMPARE_REFUSED(tracking::resolve(token.left(42)), ErrorCode::NotFound);
    COMPARE_REFUSED(tracking::resolve(token.left(42) + (token.back() == u'A' ? u'B' : u'A')), ErrorCode::NotFound);
    COMPARE_REFUSED(tracking::resolve(QString(43, u'\'')), ErrorCode::NotFound);
    const auto second = write<TrackingLinkId>(
        people.agent, [&](UnitOfWork &unit) { return tracking::create(unit, opened->incident.id); });
    VERIFY_OK(second);
    VERIFY_OK(tracking::resolve(tracking::token(*second)));
    COMPARE_REFUSED(
        run(people.auditor, [&](UnitOfWork &unit) { return tracking::revokeAll(unit, opened->incident.id); }),
        ErrorCode::Forbidden);
    VERIFY_OK(run(people.agent, [&](UnitOfWork &unit) { return tracking::revokeAll(unit, opened->incident.id); }));
    COMPARE_REFUSED(tracking::resolve(token), ErrorCode::NotFound);
    COMPARE_REFUSED(tracking::resolve(tracking::token(*second)), ErrorCode::NotFound);
}

void TestServicesIncidents::findsByReference()
{
    const Incident incident = makeIncident();
    const auto find = [&](const QString &reference) {
        return services::read<Incident>(as(people.agent),
                                        [&](UnitOfWork &unit) { return incidents::getByReference(unit, reference); });
    };
    VERIFY_OK(find(incident.reference));
    VERIFY_OK(find(incident.reference.toLower()));
    QCOMPARE(find(incident.reference)->id, incident.id);
    QString otherYear = incident.reference;
    otherYear.replace(QLatin1String("-2026-"), QLatin1String("-2025-"));
    if (otherYear != incident.reference)
        COMPARE_REFUSED(find(otherYear), ErrorCode::NotFound);
    COMPARE_REFUSED(find(QStringLiteral("INC-2026-999999")), ErrorCode::NotFound);
    COMPARE_REFUSED(find(QStringLiteral("nonsense")), ErrorCode::NotFound);
}

/// Every text that goes in comes out the same, or is refused with its field named; nothing breaks.
void TestServicesIncidents::keepsHostileTexts()
{
    QString folder = qEnvironmentVariable("MOSTRADOR_TEST_DATA");
    if (folder.isEmpty())
        folder = qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/../shared/data");
    const QString path = folder + QStringLiteral("/hostile_strings.jsonl.gz");
    if (!QFile::exists(path))
        QSKIP("hostile_strings.jsonl.gz is not there; set MOSTRADOR_TEST_DATA");
    QProcess gunzip;
    gunzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), path});
    QVERIFY(gunzip.waitForFinished(30'000));
    const QList<QByteArray> lines = gunzip.readAllStandardOutput().trimmed().split('\n');
    QVERIFY(lines.size() > 100);

    int kept = 0;
    int refused = 0;
    for (const QByteArray &line : lines) {
        const QString text = QJsonDocument::fromJson(line).object().value(QStringLiteral("text")).toString();
        NewIncident input = form(newCustomer());
        input.subject = text.left(limits::subject);
        input.description = text;
        input.customerData->givenName = text.left(50);
        input.customerData->familyName = text.left(50);
        input.customerData->phone = text.left(limits::phone);
        input.customerData->address.street = text.left(100);
        input.customerData->address.city = text.left(50);
        input.orderNumber = text.left(limits::orderNumber);
        input.serialNumber = text.left(limits::serialNumber);
        input.tags = {text.left(20)};
        input.customFields = {{QStringLiteral("k"), text.left(1000)}};
        const auto opened = open(people.agent, input);
        if (!opened) {
            COMPARE_NAMES(opened.error().code, ErrorCode::ValidationFailed);
            QVERIFY(!opened.error().errors.isEmpty());
            ++refused;
            continue;
        }
        ++kept;
        const Incident incident = reread(opened->incident.id);
        QCOMPARE(incident.subject, input.subject.trimmed());
        QString description = text;
        description.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
        QCOMPARE(incident.description, description);
        QCOMPARE(incident.orderNumber, input.orderNumber.trimmed());
        QCOMPARE(incident.serialNumber, input.serialNumber.trimmed());
        QCOMPARE(incident.customFields.value(QStringLiteral("k")).toString(),
                 text.left(1000).replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n'));
        const auto customer = services::read<Customer>(
            as(people.admin), [&](UnitOfWork &unit) { return customers::get(unit, incident.customer); });
        VERIFY_OK(customer);
        QCOMPARE(customer->givenName, text.left(50).trimmed());
        QCOMPARE(customer->phone, text.left(limits::phone).trimmed());
        QCOMPARE(customer->address.city, text.left(50).trimmed());
        // As a search, too: an answer or a mistake that is pointed at.
        ListRequest search;
        search.query = text.left(200);
        const auto found = services::read<ListPage<Incident>>(
            as(people.agent), [&](UnitOfWork &unit) { return incidents::list(unit, search); });
        QVERIFY2(found.ok() || found.error().code == ErrorCode::InvalidQuery ||
                     found.error().code == ErrorCode::ValidationFailed,
                 qPrintable(text + (found.ok() ? QString() : found.error().cause)));
    }
    QVERIFY2(kept > lines.size() / 2, qPrintable(QString::number(kept)));
    qInfo("%d texts kept, %d refused", kept, refused);
}

QTEST_GUILESS_MAIN(TestServicesIncidents)
#include "test_services_incidents.moc"
