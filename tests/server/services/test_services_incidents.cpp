// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "sampledata.h"
#include "services/catalogueservice.h"
#include "services/prioritytable.h"
#include "services/trackingservice.h"
#include "servicetest.h"

#include <QJsonArray>

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
    // By hand what followed by itself until then: the value stays, and yet it is an edit of the priority.
    const Incident other = makeIncident();
    IncidentChange fixed;
    fixed.priority = std::optional(other.priority);
    VERIFY_OK(change(people.lead, other.id, fixed, 1));
    IncidentChange differs;
    differs.priority = std::optional(Priority::Critical);
    COMPARE_REFUSED(change(people.agent, other.id, differs, 1), ErrorCode::EditConflict);
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
    const QStringList texts = test::sampleStrings();
    MOSTRADOR_NEED_SAMPLES(texts);
    QVERIFY(texts.size() > 100);

    int kept = 0;
    int refused = 0;
    for (const QString &text : texts) {
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
    QVERIFY2(kept > texts.size() / 2, qPrintable(QString::number(kept)));
    qInfo("%d texts kept, %d refused", kept, refused);
}

QTEST_GUILESS_MAIN(TestServicesIncidents)
#include "test_services_incidents.moc"
