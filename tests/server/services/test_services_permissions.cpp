// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attachmentservice.h"
#include "services/cannedreplyservice.h"
#include "services/catalogueservice.h"
#include "services/customfieldservice.h"
#include "services/prioritytable.h"
#include "services/sessionservice.h"
#include "services/tagservice.h"
#include "services/viewservice.h"
#include "servicetest.h"
#include "storage/messages.h"

using namespace mostrador;
using namespace mostrador::services;

/// Each action by each principal in each relation, through the use case that carries it out: the answers must be those
/// of the permission table.
class TestServicesPermissions : public test::ServiceTest
{
    Q_OBJECT

    using Deed = std::function<Outcome(UnitOfWork &, IncidentId)>;

    template <typename T>
    static Outcome outcome(const Result<T> &result)
    {
        return result ? Outcome(done) : Outcome(result.error());
    }
    static QHash<Action, Deed> incidentDeeds(EmployeeId assignee)
    {
        return {
            {Action::IncidentRead, [](UnitOfWork &unit, IncidentId id) { return outcome(incidents::get(unit, id)); }},
            {Action::IncidentUpdate,
             [](UnitOfWork &unit, IncidentId id) {
                 IncidentChange edit;
                 edit.subject = QStringLiteral("x");
                 return outcome(incidents::change(unit, id, edit, 1));
             }},
            {Action::IncidentAssign,
             [assignee](UnitOfWork &unit, IncidentId id) {
                 IncidentChange edit;
                 edit.assignee = assignee;
                 return outcome(incidents::change(unit, id, edit, 1));
             }},
            {Action::IncidentTransition,
             [](UnitOfWork &unit, IncidentId id) {
                 IncidentChange edit;
                 edit.status = IncidentStatus::Cancelled;
                 return outcome(incidents::change(unit, id, edit, 1));
             }},
            {Action::MessageRead,
             [](UnitOfWork &unit, IncidentId id) { return outcome(incidents::messages(unit, id, {})); }},
            {Action::MessageWrite,
             [](UnitOfWork &unit, IncidentId id) {
                 NewMessage message;
                 message.body = QStringLiteral("x");
                 return outcome(incidents::addMessage(unit, id, message));
             }},
            {Action::MessageWithdraw,
             [](UnitOfWork &unit, IncidentId id) -> Outcome {
                 const auto held = storage::messages::list(unit.database(), id, true, {{}, {}, 1, {}, {}, {}});
                 if (!held)
                     return held.error();
                 // Nobody here wrote it: whoever may withdraw is told so, and nothing else.
                 const auto withdrawn = incidents::withdraw(unit, held->items.first().id);
                 return !withdrawn && withdrawn.error().detail.startsWith(QLatin1String("Only its author"))
                            ? Outcome(done)
                            : outcome(withdrawn);
             }},
            {Action::NoteWrite,
             [](UnitOfWork &unit, IncidentId id) {
                 NewMessage message;
                 message.body = QStringLiteral("x");
                 message.internal = true;
                 return outcome(incidents::addMessage(unit, id, message));
             }},
            {Action::AttachmentRead,
             [](UnitOfWork &unit, IncidentId id) { return outcome(attachments::ofIncident(unit, id)); }},
            {Action::AttachmentAdd,
             [](UnitOfWork &unit, IncidentId id) {
                 return outcome(attachments::add(unit, id, {QStringLiteral("a.txt"), "x"}, false));
             }},
            {Action::EventRead,
             [](UnitOfWork &unit, IncidentId id) { return outcome(incidents::events(unit, id, {})); }},
        };
    }

    Incident incidentFor(Relation relation)
    {
        return makeIncident([&](NewIncident &input) {
            if (relation == Relation::Own)
                input.assignee = people.agent.employee;
            else
                input.team = relation == Relation::Team    ? people.team
                             : relation == Relation::Other ? people.otherTeam
                                                           : people.restrictedTeam;
        });
    }
    /// Somebody with that principal who stands to the incident in that relation; nothing where that cannot be.
    std::optional<Actor> actorFor(Principal principal, Relation relation, const Incident &incident)
    {
        Actor actor;
        actor.principal = principal;
        if (principal == Principal::Customer) {
            if (relation != Relation::Own && relation != Relation::Other)
                return std::nullopt;
            actor.customer =
                relation == Relation::Own ? incident.customer : CustomerId(incident.customer.value() + 1'000'000);
        } else if (principal != Principal::Anonymous && principal != Principal::System) {
            actor.employee = relation == Relation::Own ? people.agent.employee : people.outsider.employee;
            actor.teams = {people.team};
        }
        return actor;
    }
    static QString expected(Principal principal, Action action, std::optional<Action> reading, Relation relation)
    {
        if (isAllowed(principal, action, relation))
            return QStringLiteral("ok");
        if (principal == Principal::Anonymous)
            return toString(ErrorCode::Unauthenticated);
        return toString(reading && !isAllowed(principal, *reading, relation) ? ErrorCode::NotFound
                                                                             : ErrorCode::Forbidden);
    }
    static NewCannedReply newReply()
    {
        NewCannedReply input;
        input.title = QStringLiteral("R");
        input.shortcut = unique(QStringLiteral("r"));
        input.body = QStringLiteral("b");
        return input;
    }
    static NewTag newTag()
    {
        NewTag input;
        input.name = unique(QStringLiteral("t"));
        return input;
    }
    static NewCustomField newField()
    {
        NewCustomField input;
        input.key = unique(QStringLiteral("k"));
        input.rules.label = {{QStringLiteral("es"), QStringLiteral("k")}, {QStringLiteral("en"), QStringLiteral("k")}};
        return input;
    }
    static QString found(const Outcome &result)
    {
        return result ? QStringLiteral("ok") : toString(result.error().code);
    }

private Q_SLOTS:
    void incidentsByRelation();
    void notesByRelation();
    void opening();
    void peopleAndCatalogue();
};

void TestServicesPermissions::incidentsByRelation()
{
    const auto deeds = incidentDeeds(*people.agent.employee);
    int checked = 0;
    for (const Principal principal : allPrincipals()) {
        for (const Relation relation : allRelations()) {
            for (auto deed = deeds.begin(); deed != deeds.end(); ++deed) {
                const Incident incident = incidentFor(relation);
                const auto actor = actorFor(principal, relation, incident);
                if (!actor)
                    continue;
                const Outcome result = run(*actor, [&](UnitOfWork &unit) { return (*deed)(unit, incident.id); });
                const QString what = toString(principal) + u' ' + toString(deed.key()) + u' ' + toString(relation) +
                                     QStringLiteral(": ");
                // Nobody is anything but a stranger to an incident without being logged in.
                QCOMPARE(what + found(result), what + expected(principal, deed.key(), Action::IncidentRead, relation));
                ++checked;
            }
        }
    }
    QVERIFY(checked > 200);
}

void TestServicesPermissions::notesByRelation()
{
    for (const Principal principal : allPrincipals()) {
        for (const Relation relation : allRelations()) {
            const Incident incident = incidentFor(relation);
            VERIFY_OK(say(Actor::system(), incident.id, QStringLiteral("nota"), true));
            const auto actor = actorFor(principal, relation, incident);
            if (!actor || !isAllowed(principal, Action::MessageRead, relation))
                continue;
            const auto page = services::read<ListPage<Message>>(
                as(*actor), [&](UnitOfWork &unit) { return incidents::messages(unit, incident.id, {}); });
            VERIFY_OK(page);
            const bool sees =
                std::any_of(page->items.begin(), page->items.end(), [](const Message &m) { return m.internal; });
            QCOMPARE(sees, isAllowed(principal, Action::NoteRead, relation));
        }
    }
}

void TestServicesPermissions::opening()
{
    for (const Principal principal : {Principal::Agent, Principal::Lead, Principal::Admin, Principal::Auditor}) {
        for (const Relation relation : {Relation::Team, Relation::Other, Relation::Restricted}) {
            Actor actor;
            actor.principal = principal;
            actor.employee = people.outsider.employee;
            actor.teams = {people.team};
            NewIncident input;
            input.subject = QStringLiteral("s");
            input.description = QStringLiteral("d");
            input.customerData = newCustomer();
            input.team = relation == Relation::Team    ? people.team
                         : relation == Relation::Other ? people.otherTeam
                                                       : people.restrictedTeam;
            const auto opened = open(actor, input);
            QCOMPARE(found(outcome(opened)), expected(principal, Action::IncidentCreate, std::nullopt, relation));
        }
    }
}

void TestServicesPermissions::peopleAndCatalogue()
{
    struct Case
    {
        Action action;
        std::optional<Action> reading;
        Relation relation;
        std::function<Outcome(UnitOfWork &)> deed;
    };
    int checked = 0;
    for (const Principal principal : allPrincipals()) {
        const Customer customer = makeCustomer();
        const Employee employee = makeEmployee(Role::Agent);
        const Employee self = makeEmployee(Role::Agent);
        const auto team = write<Team>(Actor::system(), [&](UnitOfWork &unit) {
            return teams::create(unit, {unique(QStringLiteral("E")), {}, false});
        });
        const auto product = write<Product>(Actor::system(), [&](UnitOfWork &unit) {
            return products::create(unit, {unique(QStringLiteral("P")), QStringLiteral("p"), {}, true});
        });
        VERIFY_OK(team);
        VERIFY_OK(product);
        const auto view = write<SavedView>(Actor::system(), [&](UnitOfWork &unit) {
            NewView input;
            input.name = unique(QStringLiteral("V"));
            input.scope = ViewScope::Everyone;
            return views::create(unit, input);
        });
        const auto reply = write<CannedReply>(
            Actor::system(), [&](UnitOfWork &unit) { return cannedreplies::create(unit, newReply()); });
        const auto tag =
            write<Tag>(Actor::system(), [&](UnitOfWork &unit) { return services::tags::create(unit, newTag()); });
        const auto otherTag =
            write<Tag>(Actor::system(), [&](UnitOfWork &unit) { return services::tags::create(unit, newTag()); });
        const auto thirdTag =
            write<Tag>(Actor::system(), [&](UnitOfWork &unit) { return services::tags::create(unit, newTag()); });
        const auto field = write<CustomField>(Actor::system(),
                                              [&](UnitOfWork &unit) { return customfields::create(unit, newField()); });
        VERIFY_OK(view);
        VERIFY_OK(reply);
        VERIFY_OK(tag);
        VERIFY_OK(otherTag);
        VERIFY_OK(thirdTag);
        VERIFY_OK(field);
        Actor actor;
        actor.principal = principal;
        if (principal == Principal::Customer)
            actor.customer = makeCustomer().id;
        else if (principal != Principal::Anonymous && principal != Principal::System)
            actor.employee = self.id;

        CustomerChange phone;
        phone.phone = QStringLiteral("1");
        EmployeeChange name;
        name.name = QStringLiteral("Otra");
        EmployeeChange role;
        role.role = Role::Lead;
        TeamChange teamName;
        teamName.description = QStringLiteral("d");
        ProductChange productName;
        productName.name = QStringLiteral("d");
        NewEmployee hire;
        hire.name = QStringLiteral("N");
        hire.email = unique(QStringLiteral("n")) + QStringLiteral("@example.com");
        hire.password = password();
        const QList<Case> cases = {
            {Action::CustomerCreate,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(customers::create(u, newCustomer())); }},
            {Action::CustomerRead, Action::CustomerRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(customers::get(u, customer.id)); }},
            {Action::CustomerRead, Action::CustomerRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(customers::getByEmail(u, customer.email)); }},
            {Action::CustomerRead, Action::CustomerRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(customers::list(u, {})); }},
            {Action::CustomerUpdate, Action::CustomerRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(customers::change(u, customer.id, phone, 1)); }},
            {Action::CustomerRemove, Action::CustomerRead, Relation::Other,
             [&](UnitOfWork &u) { return customers::remove(u, customer.id, {}); }},
            {Action::EmployeeCreate,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(employees::create(u, hire)); }},
            {Action::EmployeeRead, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(employees::get(u, employee.id)); }},
            {Action::EmployeeRead, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(employees::getByEmail(u, employee.email)); }},
            {Action::EmployeeRead, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(employees::list(u, {})); }},
            {Action::EmployeeUpdate, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(employees::change(u, employee.id, name, 1)); }},
            {Action::EmployeeSetRole, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(employees::change(u, employee.id, role, 1)); }},
            {Action::EmployeeSetPassword, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) {
                 return employees::setPassword(u, employee.id, {}, QStringLiteral("teal umbrella 93 canyon"));
             }},
            {Action::EmployeeRemove, Action::EmployeeRead, Relation::Other,
             [&](UnitOfWork &u) { return employees::remove(u, employee.id, {}); }},
            {Action::TeamRead, Action::TeamRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(teams::get(u, team->id)); }},
            {Action::TeamRead, Action::TeamRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(teams::list(u, {})); }},
            {Action::TeamManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) {
                 return outcome(teams::create(u, {unique(QStringLiteral("T")), {}, false}));
             }},
            {Action::TeamManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(teams::change(u, team->id, teamName, 1)); }},
            {Action::TeamManage, {}, Relation::Other, [&](UnitOfWork &u) { return teams::remove(u, team->id, {}); }},
            {Action::ProductRead, Action::ProductRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(products::get(u, product->id)); }},
            {Action::ProductRead, Action::ProductRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(products::list(u, {})); }},
            {Action::ProductManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) {
                 return outcome(products::create(u, {unique(QStringLiteral("S")), QStringLiteral("n"), {}, true}));
             }},
            {Action::ProductManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(products::change(u, product->id, productName, 1)); }},
            {Action::ProductManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return products::remove(u, product->id, {}); }},
            {Action::SettingsManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return prioritytable::set(u, PriorityTable()); }},
            {Action::SettingsRead, Action::SettingsRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(prioritytable::get(u)); }},
            {Action::ViewRead, Action::ViewRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(views::get(u, view->id)); }},
            {Action::ViewRead, Action::ViewRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(views::list(u, {})); }},
            {Action::ViewManage, Action::ViewRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(views::change(u, view->id, {}, 1)); }},
            {Action::ViewManage, Action::ViewRead, Relation::Other,
             [&](UnitOfWork &u) { return views::remove(u, view->id, {}); }},
            {Action::CannedReplyRead, Action::CannedReplyRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(cannedreplies::get(u, reply->id)); }},
            {Action::CannedReplyRead, Action::CannedReplyRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(cannedreplies::list(u, {})); }},
            {Action::CannedReplyManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(cannedreplies::create(u, newReply())); }},
            {Action::CannedReplyManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(cannedreplies::change(u, reply->id, {}, 1)); }},
            {Action::CannedReplyManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return cannedreplies::remove(u, reply->id, {}); }},
            {Action::TagRead, Action::TagRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(services::tags::get(u, tag->id)); }},
            {Action::TagRead, Action::TagRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(services::tags::list(u, {})); }},
            {Action::TagManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(services::tags::create(u, newTag())); }},
            {Action::TagManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(services::tags::change(u, tag->id, {}, 1)); }},
            {Action::TagManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(services::tags::mergeInto(u, tag->id, otherTag->id, {})); }},
            {Action::TagManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return services::tags::remove(u, thirdTag->id, {}); }},
            {Action::CustomFieldRead, Action::CustomFieldRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(customfields::get(u, field->id)); }},
            {Action::CustomFieldRead, Action::CustomFieldRead, Relation::Other,
             [&](UnitOfWork &u) { return outcome(customfields::list(u, {})); }},
            {Action::CustomFieldManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(customfields::create(u, newField())); }},
            {Action::CustomFieldManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return outcome(customfields::change(u, field->id, {}, 1)); }},
            {Action::CustomFieldManage,
             {},
             Relation::Other,
             [&](UnitOfWork &u) { return customfields::remove(u, field->id, {}); }},
        };
        for (qsizetype i = 0; i < cases.size(); ++i) {
            const Case &one = cases.at(i);
            const QString what =
                toString(principal) + u' ' + toString(one.action) + u' ' + QString::number(i) + QStringLiteral(": ");
            QCOMPARE(what + found(run(actor, one.deed)),
                     what + expected(principal, one.action, one.reading, one.relation));
            ++checked;
        }
        if (!actor.employee)
            continue;
        QCOMPARE(found(run(actor, [&](UnitOfWork &u) { return outcome(employees::change(u, self.id, name, 1)); })),
                 expected(principal, Action::EmployeeUpdate, Action::EmployeeRead, Relation::Own));
        QCOMPARE(found(run(actor,
                           [&](UnitOfWork &u) {
                               return employees::setPassword(u, self.id, password(),
                                                             QStringLiteral("teal umbrella 93 canyon"));
                           })),
                 expected(principal, Action::EmployeeSetPassword, Action::EmployeeRead, Relation::Own));
        QCOMPARE(found(run(actor, [&](UnitOfWork &u) { return outcome(apikeys::create(u, QStringLiteral("k"), {})); })),
                 expected(principal, Action::ApiKeyManage, std::nullopt, Relation::Own));
    }
    QVERIFY(checked >= 175);
}

QTEST_GUILESS_MAIN(TestServicesPermissions)
#include "test_services_permissions.moc"
