// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/trackingservice.h"
#include "services/upkeep.h"
#include "servicetest.h"

#include <QHash>

using namespace mostrador;
using namespace mostrador::services;

class TestServicesLifecycle : public test::ServiceTest
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

private Q_SLOTS:
    void takesEachStepOfTheMachineAndNoOther();
    void reopensWithinTheWindowAndFollowsUpAfterIt();
    void closesByItselfAfterTheWindow();
    void movesTheStatusByMessages();
    void recordsTheFirstResponse();
    void hidesNotesFromCustomers();
    void hidesRestrictedTeams();
    void mailsWhatCustomersShouldKnow();
    void resolvesTrackingLinks();
};

void TestServicesLifecycle::takesEachStepOfTheMachineAndNoOther()
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

void TestServicesLifecycle::reopensWithinTheWindowAndFollowsUpAfterIt()
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

void TestServicesLifecycle::closesByItselfAfterTheWindow()
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

void TestServicesLifecycle::movesTheStatusByMessages()
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

void TestServicesLifecycle::recordsTheFirstResponse()
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

void TestServicesLifecycle::hidesNotesFromCustomers()
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

void TestServicesLifecycle::hidesRestrictedTeams()
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

void TestServicesLifecycle::mailsWhatCustomersShouldKnow()
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

void TestServicesLifecycle::resolvesTrackingLinks()
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

QTEST_GUILESS_MAIN(TestServicesLifecycle)
#include "test_services_lifecycle.moc"
