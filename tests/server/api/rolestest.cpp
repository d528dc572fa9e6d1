// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

using namespace mostrador;
using namespace mostrador::test;

namespace {

const QList<Role> everyRole{Role::Agent, Role::Lead, Role::Admin, Role::Auditor};

QJsonObject named(const char *name, const QJsonValue &value)
{
    return {{QLatin1String(name), value}};
}

} // namespace

/// Every route for every role and every relation to the thing: what the permission table allows succeeds, everything
/// else is refused, and what may not even be seen is not found.
class ApiRolesTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void incidents_data();
    void incidents();
    void drafts_data() { incidents_data(); }
    void drafts();
    void handovers_data();
    void handovers();
    void openingIncidents_data();
    void openingIncidents();
    void people_data();
    void people();
    void employees_data();
    void employees();
    void catalogue_data();
    void catalogue();
    void tagsAndSettings_data();
    void tagsAndSettings();
    void apiKeys_data();
    void apiKeys();
    void everyRouteIsTried();

private:
    Actor actorOf(Role role);
    /// An incident that stands in that relation to the role's employee; nothing where there can be none.
    std::optional<QJsonObject> incidentFor(Role role, Relation relation);
    void check(const Answer &answer, Role role, Action action, Relation relation, bool visible, const QByteArray &what);
    /// Asks and remembers the route as tried.
    Answer ask(Role role, const QByteArray &method, const QString &pattern, const QString &id,
               const QJsonObject &body = {}, const QByteArray &etag = {});

    QSet<QString> m_tried;
};

Actor ApiRolesTest::actorOf(Role role)
{
    Actor actor;
    actor.principal = principalOf(role);
    actor.employee = api().as(role).id;
    if (role != Role::Auditor)
        actor.teams = {api().team()};
    return actor;
}

std::optional<QJsonObject> ApiRolesTest::incidentFor(Role role, Relation relation)
{
    QJsonObject more;
    IncidentStanding standing;
    switch (relation) {
    case Relation::Own:
        // Of a team that would keep it from others: the assignee sees it all the same.
        standing.assignee = api().as(role).id;
        standing.team = api().otherTeam();
        more = {{QStringLiteral("assignee_id"), standing.assignee->toString()},
                {QStringLiteral("team_id"), standing.team->toString()}};
        break;
    case Relation::Team:
        if (role != Role::Auditor) {
            standing.team = api().team();
            more = named("team_id", standing.team->toString());
        }
        break;
    case Relation::Other:
        standing.team = api().otherTeam();
        more = named("team_id", standing.team->toString());
        break;
    case Relation::Restricted:
        standing.team = api().secretTeam();
        standing.teamRestricted = true;
        more = named("team_id", standing.team->toString());
        break;
    }
    if (relationTo(actorOf(role), standing) != relation)
        qFatal("the fixture has another relation");
    if (role == Role::Auditor && relation == Relation::Own)
        return std::nullopt; // nothing is assigned to an auditor
    return api().openIncident(more);
}

Answer ApiRolesTest::ask(Role role, const QByteArray &method, const QString &pattern, const QString &id,
                         const QJsonObject &body, const QByteArray &etag)
{
    m_tried.insert(QString::fromLatin1(method) + QStringLiteral(" /api/v1") + pattern.section(u'?', 0, 0));
    QString path = pattern;
    path.replace(QStringLiteral("{id}"), id).replace(QStringLiteral("{reference}"), id);
    path.replace(QStringLiteral("{kind}"), QStringLiteral("note"));
    const bool hasBody = method == "POST" || method == "PATCH" || method == "PUT";
    return api().ask(method, path, hasBody ? QJsonDocument(body).toJson(QJsonDocument::Compact) : QByteArray(),
                     api().as(role).token, etag.isEmpty() ? Headers() : Headers{{"If-Match", etag}});
}

void ApiRolesTest::check(const Answer &answer, Role role, Action action, Relation relation, bool visible,
                         const QByteArray &what)
{
    const bool allowed = isAllowed(principalOf(role), action, relation);
    const QByteArray context = toString(role).toLatin1() + ' ' + what + " of " + toString(relation).toLatin1() + ": ";
    if (allowed) {
        QVERIFY_TOLD(answer.status >= 200 && answer.status < 300, context + answer.told());
    } else if (visible) {
        QVERIFY_TOLD(answer.status == 403 && answer.code() == QLatin1String("forbidden"), context + answer.told());
    } else {
        QVERIFY_TOLD(answer.status == 404 && answer.code() == QLatin1String("not_found"), context + answer.told());
    }
}

void ApiRolesTest::incidents_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<Relation>("relation");
    for (const Role role : everyRole) {
        for (const Relation relation : allRelations())
            QTest::addRow("%s %s", qPrintable(toString(role)), qPrintable(toString(relation))) << role << relation;
    }
}

void ApiRolesTest::incidents()
{
    QFETCH(Role, role);
    QFETCH(Relation, relation);
    const auto made = incidentFor(role, relation);
    if (!made)
        return;
    const QString id = made->value(QStringLiteral("id")).toString();
    const QString reference = made->value(QStringLiteral("reference")).toString();
    const bool visible = isAllowed(principalOf(role), Action::IncidentRead, relation);
    const QByteArray any = "*";
    const QString one = QStringLiteral("/incidents/{id}");
    const QString messages = QStringLiteral("/incidents/{id}/messages");
    const QString files = QStringLiteral("/incidents/{id}/attachments");

    check(ask(role, "GET", one, id), role, Action::IncidentRead, relation, visible, "reading");
    check(ask(role, "GET", QStringLiteral("/incidents/by-reference/{reference}"), reference), role,
          Action::IncidentRead, relation, visible, "finding");
    check(ask(role, "GET", messages, id), role, Action::MessageRead, relation, visible, "reading messages");
    check(ask(role, "GET", QStringLiteral("/incidents/{id}/events"), id), role, Action::EventRead, relation, visible,
          "reading the history");
    check(ask(role, "GET", files, id), role, Action::AttachmentRead, relation, visible, "listing files");

    // Lists, counts and searches hold it exactly where it may be seen.
    const QString query = QStringLiteral("?q=reference:") + reference;
    const Answer list = ask(role, "GET", QStringLiteral("/incidents") + query, {});
    QVERIFY_STATUS(list, 200);
    QCOMPARE(list.items().size(), visible ? 1 : 0);
    const Answer count = ask(role, "GET", QStringLiteral("/incidents/count") + query, {});
    QVERIFY_STATUS(count, 200);
    QCOMPARE(count.json().value(QStringLiteral("count")).toInt(), visible ? 1 : 0);

    const Answer places = ask(role, "GET", QStringLiteral("/incidents/places") + query, {});
    QVERIFY_STATUS(places, 200);
    QCOMPARE(places.json().value(QStringLiteral("rows")).toInt(), visible ? 1 : 0);

    const Answer completions = ask(role, "GET", QStringLiteral("/search/completions?q=stat"), {});
    QVERIFY_STATUS(completions, 200);
    QCOMPARE(completions.items().size(), 1);

    check(ask(role, "PATCH", one, id, named("subject", QStringLiteral("Changed")), any), role, Action::IncidentUpdate,
          relation, visible, "changing");
    check(ask(role, "PATCH", one, id, named("status", QStringLiteral("open")), any), role, Action::IncidentTransition,
          relation, visible, "opening");
    check(ask(role, "POST", messages, id, named("body", QStringLiteral("Hello"))), role, Action::MessageWrite, relation,
          visible, "writing");
    check(ask(role, "POST", messages, id,
              {{QStringLiteral("body"), QStringLiteral("Hm")}, {QStringLiteral("internal"), true}}),
          role, Action::NoteWrite, relation, visible, "noting");
    // One's own, of whoever can have one.
    const bool writes = isAllowed(principalOf(role), Action::MessageWrite, relation);
    const Answer held =
        api().post(QStringLiteral("/incidents/%1/messages").arg(id),
                   {{QStringLiteral("body"), QStringLiteral("Wait")}, {QStringLiteral("hold_seconds"), 60}},
                   writes ? api().as(role).token : api().admin());
    check(ask(role, "DELETE", QStringLiteral("/messages/{id}"), held.id()), role, Action::MessageWithdraw, relation,
          visible, "withdrawing");
    m_tried.insert(QStringLiteral("POST /api/v1") + files);
    check(api().upload(QStringLiteral("/incidents/%1/attachments").arg(id), QStringLiteral("a.txt"), "text",
                       api().as(role).token),
          role, Action::AttachmentAdd, relation, visible, "adding a file");

    for (const bool internal : {false, true}) {
        const Answer added = api().upload(QStringLiteral("/incidents/%1/attachments").arg(id), QStringLiteral("b.txt"),
                                          internal ? "for us" : "for all", api().admin(), internal);
        QVERIFY_STATUS(added, 201);
        const Action action = internal ? Action::NoteRead : Action::AttachmentRead;
        check(ask(role, "GET", QStringLiteral("/attachments/{id}"), added.id()), role, action, relation, visible,
              "reading a file's entry");
        check(ask(role, "GET", QStringLiteral("/attachments/{id}/content"), added.id()), role, action, relation,
              visible, "downloading a file");
    }

    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + id, named("status", QStringLiteral("resolved")), any,
                               api().admin()),
                   200);
    check(ask(role, "POST", QStringLiteral("/incidents/{id}/reopen"), id, named("reason", QStringLiteral("Again"))),
          role, Action::IncidentTransition, relation, visible, "reopening");
    // Assigning last: it changes the relation.
    check(ask(role, "PATCH", one, id, named("assignee_id", api().as(Role::Lead).id.toString()), any), role,
          Action::IncidentAssign, relation, visible, "assigning");
}

void ApiRolesTest::drafts()
{
    QFETCH(Role, role);
    QFETCH(Relation, relation);
    const auto made = incidentFor(role, relation);
    if (!made)
        return;
    const QString id = made->value(QStringLiteral("id")).toString();
    const bool visible = isAllowed(principalOf(role), Action::IncidentRead, relation);
    const QString one = QStringLiteral("/incidents/{id}/drafts/{kind}");
    const auto may = Action::DraftManage;
    check(ask(role, "PUT", one, id, named("body", QStringLiteral("I"))), role, may, relation, visible, "saving");
    check(ask(role, "GET", one, id), role, may, relation, visible, "reading a draft");
    check(ask(role, "GET", QStringLiteral("/drafts"), {}), role, may, Relation::Own, true, "listing drafts");
    check(ask(role, "DELETE", one, id), role, may, relation, visible, "removing a draft");
}

void ApiRolesTest::handovers_data()
{
    incidents_data();
}

void ApiRolesTest::handovers()
{
    QFETCH(Role, role);
    QFETCH(Relation, relation);
    if (relation == Relation::Restricted)
        return; // no hand-over is
    const auto giver = api().addEmployee(Role::Agent, QStringLiteral("Giver"));
    const auto receiver = api().addEmployee(Role::Agent, QStringLiteral("Receiver"));
    QJsonObject body{{QStringLiteral("note"), QStringLiteral("Bye")}};
    if (relation == Relation::Team)
        body.insert(QStringLiteral("to_team_id"),
                    (role == Role::Auditor ? api().otherTeam() : api().team()).toString());
    else if (relation == Relation::Own && role != Role::Auditor)
        body.insert(QStringLiteral("to_employee_id"), api().as(role).id.toString());
    else
        body.insert(QStringLiteral("to_employee_id"), receiver.id.toString());
    // Nobody hands over to an auditor.
    const Relation real = role == Role::Auditor ? Relation::Other : relation;
    const Answer made = api().post(QStringLiteral("/handovers"), body, giver.token);
    QVERIFY_STATUS(made, 201);
    const bool visible = isAllowed(principalOf(role), Action::HandoverRead, real);
    const QString one = QStringLiteral("/handovers/{id}");
    check(ask(role, "GET", one, made.id()), role, Action::HandoverRead, real, visible, "reading a hand-over");
    check(ask(role, "POST", one + QStringLiteral("/confirm"), made.id()), role, Action::HandoverConfirm, real, visible,
          "confirming a hand-over");
    check(ask(role, "GET", QStringLiteral("/handovers"), {}), role, Action::HandoverRead, Relation::Own, true,
          "listing hand-overs");
    check(ask(role, "GET", QStringLiteral("/handovers/preview"), {}), role, Action::HandoverGive, Relation::Own, true,
          "gathering a hand-over");
    check(ask(role, "POST", QStringLiteral("/handovers"), {},
              {{QStringLiteral("to_employee_id"), receiver.id.toString()},
               {QStringLiteral("note"), QStringLiteral("Mine")}}),
          role, Action::HandoverGive, Relation::Own, true, "handing over");
}

void ApiRolesTest::openingIncidents_data()
{
    incidents_data();
}

void ApiRolesTest::openingIncidents()
{
    QFETCH(Role, role);
    QFETCH(Relation, relation);
    QJsonObject body{
        {QStringLiteral("subject"), QStringLiteral("New")},
        {QStringLiteral("description"), QStringLiteral("Text")},
        {QStringLiteral("customer"), QJsonObject{{QStringLiteral("given_name"), QStringLiteral("A")},
                                                 {QStringLiteral("family_name"), QStringLiteral("B")},
                                                 {QStringLiteral("email"), QStringLiteral("opener@example.com")}}}};
    switch (relation) {
    case Relation::Own:
        if (role == Role::Auditor)
            return;
        body.insert(QStringLiteral("assignee_id"), api().as(role).id.toString());
        break;
    case Relation::Team:
        break;
    case Relation::Other:
        body.insert(QStringLiteral("team_id"), api().otherTeam().toString());
        break;
    case Relation::Restricted:
        body.insert(QStringLiteral("team_id"), api().secretTeam().toString());
        break;
    }
    const Answer answer = ask(role, "POST", QStringLiteral("/incidents"), {}, body);
    // Whether a restricted team may be given an incident by an outsider is told as forbidden: teams can be seen.
    check(answer, role, Action::IncidentCreate, relation, true, "opening an incident");
}

void ApiRolesTest::people_data()
{
    QTest::addColumn<Role>("role");
    for (const Role role : everyRole)
        QTest::newRow(qPrintable(toString(role))) << role;
}

void ApiRolesTest::people()
{
    QFETCH(Role, role);
    static int count = 0;
    const auto somebody = [&] {
        return QJsonObject{{QStringLiteral("given_name"), QStringLiteral("A")},
                           {QStringLiteral("family_name"), QStringLiteral("B")},
                           {QStringLiteral("email"), QStringLiteral("person%1@example.com").arg(++count)}};
    };
    const Answer made = api().post(QStringLiteral("/customers"), somebody(), api().admin());
    QVERIFY_STATUS(made, 201);
    const QString all = QStringLiteral("/customers");
    const QString one = QStringLiteral("/customers/{id}");
    const auto other = Relation::Other;
    check(ask(role, "GET", all, {}), role, Action::CustomerRead, other, true, "listing customers");
    check(ask(role, "GET", all + QStringLiteral("?email=") + made.text(QStringLiteral("email")), {}), role,
          Action::CustomerRead, other, true, "finding a customer");
    check(ask(role, "GET", one, made.id()), role, Action::CustomerRead, other, true, "reading a customer");
    check(ask(role, "POST", all, {}, somebody()), role, Action::CustomerCreate, other, true, "adding a customer");
    check(ask(role, "PATCH", one, made.id(), named("phone", QStringLiteral("123")), "*"), role, Action::CustomerUpdate,
          other, true, "changing a customer");
    check(ask(role, "DELETE", one, made.id()), role, Action::CustomerRemove, other, true, "removing a customer");
}

void ApiRolesTest::employees_data()
{
    people_data();
}

void ApiRolesTest::employees()
{
    QFETCH(Role, role);
    static int count = 0;
    const auto own = Relation::Own;
    const auto other = Relation::Other;
    const QString all = QStringLiteral("/employees");
    const QString one = QStringLiteral("/employees/{id}");
    const auto self = api().addEmployee(role, QStringLiteral("Self"));
    const auto somebody = api().addEmployee(Role::Agent, QStringLiteral("Somebody"));
    const auto asSelf = [&](const QByteArray &method, const QString &path, const QJsonObject &body) {
        return api().ask(method, path, QJsonDocument(body).toJson(), self.token, {{"If-Match", "*"}});
    };
    const QString selfPath = QStringLiteral("/employees/") + self.id.toString();

    check(ask(role, "GET", all, {}), role, Action::EmployeeRead, other, true, "listing employees");
    check(ask(role, "GET", all + QStringLiteral("?email=") + somebody.email, {}), role, Action::EmployeeRead, other,
          true, "finding an employee");
    check(ask(role, "GET", one, somebody.id.toString()), role, Action::EmployeeRead, other, true,
          "reading an employee");
    check(api().get(selfPath, self.token), role, Action::EmployeeRead, own, true, "reading oneself");
    check(ask(role, "PATCH", one, somebody.id.toString(), named("name", QStringLiteral("Renamed")), "*"), role,
          Action::EmployeeUpdate, other, true, "changing an employee");
    check(asSelf("PATCH", selfPath, named("name", QStringLiteral("Myself"))), role, Action::EmployeeUpdate, own, true,
          "changing oneself");
    for (const QJsonObject &change : {named("role", QStringLiteral("lead")), named("active", true),
                                      named("team_ids", QJsonArray{api().team().toString()})}) {
        check(ask(role, "PATCH", one, somebody.id.toString(), change, "*"), role, Action::EmployeeSetRole, other, true,
              "giving rights");
    }
    // Nobody but administrators raises the own rights.
    if (role != Role::Admin)
        check(asSelf("PATCH", selfPath, named("role", QStringLiteral("admin"))), role, Action::EmployeeSetRole, own,
              true, "giving oneself rights");
    const QJsonObject password{{QStringLiteral("password"), QStringLiteral("another long sentence")},
                               {QStringLiteral("current"), ApiFixture::password()}};
    check(ask(role, "PUT", QStringLiteral("/employees/{id}/password"), somebody.id.toString(), password), role,
          Action::EmployeeSetPassword, other, true, "setting a password");
    check(asSelf("PUT", selfPath + QStringLiteral("/password"), password), role, Action::EmployeeSetPassword, own, true,
          "setting the own password");
    check(ask(role, "POST", all, {},
              {{QStringLiteral("email"), QStringLiteral("hired%1@example.com").arg(++count)},
               {QStringLiteral("name"), QStringLiteral("Hired")},
               {QStringLiteral("role"), QStringLiteral("agent")},
               {QStringLiteral("password"), ApiFixture::password()}}),
          role, Action::EmployeeCreate, other, true, "adding an employee");
    check(ask(role, "DELETE", one, somebody.id.toString()), role, Action::EmployeeRemove, other, true,
          "removing an employee");

    // Sessions: everybody sees and ends the own one.
    m_tried += {QStringLiteral("GET /api/v1/sessions/current"), QStringLiteral("DELETE /api/v1/sessions/current"),
                QStringLiteral("POST /api/v1/sessions")};
    QVERIFY_STATUS(api().get(QStringLiteral("/sessions/current"), self.token), 200);
    check(api().remove(QStringLiteral("/sessions/current"), self.token), role, Action::SessionManage, own, true,
          "logging out");
}

void ApiRolesTest::catalogue_data()
{
    people_data();
}

void ApiRolesTest::catalogue()
{
    QFETCH(Role, role);
    static int count = 0;
    const auto run = [&](const QString &all, const std::function<QJsonObject()> &input, Action read, Action manage,
                         const char *text = "name") {
        const QString one = all + QStringLiteral("/{id}");
        const Answer made = api().post(all, input(), api().admin());
        QVERIFY_STATUS(made, 201);
        const auto other = Relation::Other;
        check(ask(role, "GET", all, {}), role, read, other, true, "listing");
        check(ask(role, "GET", one, made.id()), role, read, other, true, "reading");
        check(ask(role, "POST", all, {}, input()), role, manage, other, true, "adding");
        const QJsonObject edit = text ? named(text, QStringLiteral("Renamed %1").arg(++count)) : named("position", 7);
        check(ask(role, "PATCH", one, made.id(), edit, "*"), role, manage, other, true, "changing");
        check(ask(role, "DELETE", one, made.id()), role, manage, other, true, "removing");
    };
    run(
        QStringLiteral("/teams"), [&] { return named("name", QStringLiteral("Team %1").arg(++count)); },
        Action::TeamRead, Action::TeamManage);
    run(
        QStringLiteral("/products"),
        [&] {
            return QJsonObject{{QStringLiteral("sku"), QStringLiteral("ROLE-%1").arg(++count)},
                               {QStringLiteral("name"), QStringLiteral("Product %1").arg(count)}};
        },
        Action::ProductRead, Action::ProductManage);
    const auto numbered = [&](const char *text) { return QString::fromLatin1(text) + QString::number(++count); };
    run(
        QStringLiteral("/views"),
        [&] {
            return QJsonObject{{QStringLiteral("name"), numbered("View ")},
                               {QStringLiteral("scope"), QStringLiteral("everyone")}};
        },
        Action::ViewRead, Action::ViewManage);
    run(
        QStringLiteral("/canned-replies"),
        [&] {
            return QJsonObject{{QStringLiteral("title"), numbered("Reply ")},
                               {QStringLiteral("shortcut"), numbered("reply")},
                               {QStringLiteral("body"), QStringLiteral("Hola, {{customer.given_name}}:")}};
        },
        Action::CannedReplyRead, Action::CannedReplyManage, "title");
    run(
        QStringLiteral("/tags"), [&] { return named("name", numbered("tag ")); }, Action::TagRead, Action::TagManage,
        "description");
    run(
        QStringLiteral("/custom-fields"),
        [&] {
            return QJsonObject{{QStringLiteral("key"), numbered("field")},
                               {QStringLiteral("type"), QStringLiteral("text")},
                               {QStringLiteral("label"), QJsonObject{{QStringLiteral("es"), QStringLiteral("Campo")},
                                                                     {QStringLiteral("en"), QStringLiteral("Field")}}}};
        },
        Action::CustomFieldRead, Action::CustomFieldManage, nullptr);
}

void ApiRolesTest::tagsAndSettings_data()
{
    people_data();
}

void ApiRolesTest::tagsAndSettings()
{
    QFETCH(Role, role);
    const auto other = Relation::Other;
    static int count = 0;
    const auto tag = [&] {
        return api().post(QStringLiteral("/tags"), named("name", QStringLiteral("merged %1").arg(++count)),
                          api().admin());
    };
    const Answer from = tag();
    const Answer into = tag();
    check(ask(role, "POST", QStringLiteral("/tags/{id}/merge"), from.id(), named("into_id", into.id())), role,
          Action::TagManage, other, true, "merging");
    const QString path = QStringLiteral("/settings/priority-table");
    const Answer table = ask(role, "GET", path, {});
    check(table, role, Action::SettingsRead, other, true, "reading");
    check(
        ask(role, "PUT", path, {}, named("priorities", table.json().value(QStringLiteral("priorities"))), table.etag()),
        role, Action::SettingsManage, other, true, "writing");
}

void ApiRolesTest::apiKeys_data()
{
    people_data();
}

void ApiRolesTest::apiKeys()
{
    QFETCH(Role, role);
    const auto own = Relation::Own;
    const Answer made = ask(role, "POST", QStringLiteral("/api-keys"), {}, named("label", QStringLiteral("Program")));
    check(made, role, Action::ApiKeyManage, own, true, "making a key");
    check(ask(role, "GET", QStringLiteral("/api-keys"), {}), role, Action::ApiKeyManage, own, true, "listing keys");
    const Answer others = api().post(QStringLiteral("/api-keys"), named("label", QStringLiteral("Other")),
                                     api().as(role == Role::Agent ? Role::Lead : Role::Agent).token);
    QVERIFY_STATUS(others, 201);
    // Another's key is not even seen without the right to it.
    const Answer ended = ask(role, "DELETE", QStringLiteral("/api-keys/{id}"), others.id());
    if (isAllowed(principalOf(role), Action::ApiKeyManage, Relation::Other))
        QVERIFY_STATUS(ended, 204);
    else
        QVERIFY_TOLD(ended.status == 403 || ended.status == 404, ended.told());
    if (made.status == 201)
        QVERIFY_STATUS(ask(role, "DELETE", QStringLiteral("/api-keys/{id}"), made.id()), 204);
}

/// A route that is added without a line here is found out.
void ApiRolesTest::everyRouteIsTried()
{
    QStringList missing;
    for (const http::Route &route : api().router().routes()) {
        const QString name = QString::fromLatin1(http::toBytes(route.method)) + u' ' + route.pattern;
        if (!m_tried.contains(name) && name != QLatin1String("GET /api/v1/openapi.json"))
            missing.append(name);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiRolesTest>(argc, argv);
}

#include "rolestest.moc"
