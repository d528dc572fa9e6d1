// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedserver.h"
#include "apifixture.h"
#include "follower.h"
#include "model/limits.h"

using namespace mostrador;
using namespace mostrador::test;
using Kind = codec::FeedItem::Kind;

// A writing transaction anywhere in a PostgreSQL cluster holds its feeds back; others may be at work in ours.
#define SOON_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30'000)

/// What a shift leaves to the next.
class ApiHandoversTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void initTestCase();
    void previewGathers();
    void previewIsBounded();
    void badParametersAreNamed_data();
    void badParametersAreNamed();
    void colleagueReceivesAndConfirms();
    void teamConfirmsOnce();
    void receiversSeeWhatTheyMay();
    void badInputIsNamed_data();
    void badInputIsNamed();
    void pagesHoldEachOnce();
    void isToldToWhomItConcerns();
    void nameOfATeamStays();

private:
    using Colleague = ApiFixture::Colleague;

    static QString member(const QJsonValue &object, const char *name)
    {
        return object.toObject().value(QLatin1String(name)).toString();
    }
    static QStringList ids(const QJsonValue &part, const char *name = "id")
    {
        QStringList found;
        const QJsonArray items =
            part.isArray() ? part.toArray() : part.toObject().value(QStringLiteral("items")).toArray();
        for (const QJsonValue &item : items)
            found.append(member(item, name));
        return found;
    }
    QString open(const QJsonObject &more) { return api().openIncident(more).value(QStringLiteral("id")).toString(); }
    QString openFor(const Colleague &who) { return open({{QStringLiteral("assignee_id"), who.id.toString()}}); }
    static QString in(int hours) { return Timestamp::now().plusSeconds(hours * 3600LL).toRfc3339(); }
    Answer give(const QJsonObject &body, const Colleague &who, const Headers &headers = {})
    {
        return api().post(QStringLiteral("/handovers"), body, who.token, headers);
    }
    static QJsonObject to(const Colleague &who, const QString &note)
    {
        return {{QStringLiteral("to_employee_id"), who.id.toString()}, {QStringLiteral("note"), note}};
    }
    Answer confirm(const QString &id, const Colleague &who)
    {
        return api().post(QStringLiteral("/handovers/%1/confirm").arg(id), {}, who.token);
    }
    Answer read(const QString &id, const QString &token)
    {
        return api().get(QStringLiteral("/handovers/") + id, token);
    }
    Answer preview(const Colleague &who, const QString &query = {})
    {
        return api().get(QStringLiteral("/handovers/preview") + query, who.token);
    }
    static QStringList told(const Follower &follower)
    {
        QStringList kinds;
        for (const auto &item : follower.items) {
            if (item.kind == Kind::Event && item.event.subjectKind == QLatin1String("handover"))
                kinds.append(toString(item.event.kind) + u' ' + QString::number(item.event.subjectId) + u' ' +
                             item.event.actorName);
        }
        return kinds;
    }

    Colleague m_ana;
    Colleague m_luis;
    Colleague m_eva;
    QString m_plain;
    QString m_secret;
};

void ApiHandoversTest::initTestCase()
{
    ApiTest::initTestCase();
    if (!ready())
        return;
    m_ana = api().addEmployee(Role::Agent, QStringLiteral("Ana"), {api().team()});
    m_luis = api().addEmployee(Role::Agent, QStringLiteral("Luis"), {api().team()});
    m_eva = api().addEmployee(Role::Agent, QStringLiteral("Eva"));
    m_plain = open({{QStringLiteral("team_id"), api().otherTeam().toString()}});
    m_secret = open({{QStringLiteral("team_id"), api().secretTeam().toString()}});
}

void ApiHandoversTest::previewGathers()
{
    const QString answered = openFor(m_ana);
    const QString quiet = openFor(m_ana);
    const QString soon =
        open({{QStringLiteral("assignee_id"), m_ana.id.toString()}, {QStringLiteral("due_at"), in(3)}});
    const QString later =
        open({{QStringLiteral("assignee_id"), m_ana.id.toString()}, {QStringLiteral("due_at"), in(60)}});
    const QString overdue =
        open({{QStringLiteral("team_id"), api().team().toString()}, {QStringLiteral("due_at"), in(-2)}});
    const QString others =
        open({{QStringLiteral("assignee_id"), m_luis.id.toString()}, {QStringLiteral("due_at"), in(1)}});
    const QString elsewhere =
        open({{QStringLiteral("team_id"), api().otherTeam().toString()}, {QStringLiteral("due_at"), in(1)}});
    const QString done =
        open({{QStringLiteral("assignee_id"), m_ana.id.toString()}, {QStringLiteral("due_at"), in(2)}});
    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + done,
                               {{QStringLiteral("status"), QStringLiteral("resolved")}}, "*", api().admin()),
                   200);
    const auto write = [&](const QString &incident, const char *body, bool internal) {
        return api().post(QStringLiteral("/incidents/%1/messages").arg(incident),
                          {{QStringLiteral("body"), QLatin1String(body)}, {QStringLiteral("internal"), internal}},
                          m_ana.token);
    };
    QVERIFY_STATUS(write(answered, "We shall call you.", false), 201);
    QVERIFY_STATUS(write(answered, "She is at home from five on.", true), 201);
    QVERIFY_STATUS(write(others, "For Luis.", true), 201);
    QVERIFY_STATUS(api().ask("PUT", QStringLiteral("/incidents/%1/drafts/reply").arg(quiet),
                             "{\"body\":\"Good morning,\"}", m_ana.token, {{"Content-Type", "application/json"}}),
                   200);

    const Answer all = preview(m_ana);
    QVERIFY_STATUS(all, 200);
    const QJsonObject json = all.json();
    QCOMPARE(ids(json.value(QStringLiteral("changed"))), (QStringList{others, answered}));
    const QJsonObject last =
        json.value(QStringLiteral("changed")).toObject().value(QStringLiteral("items")).toArray().at(1).toObject();
    QCOMPARE(
        last.value(QStringLiteral("kinds")).toArray(),
        (QJsonArray{QStringLiteral("message_added"), QStringLiteral("note_added"), QStringLiteral("status_changed")}));
    QVERIFY(Timestamp::fromRfc3339(member(last, "changed_at")));
    QVERIFY(member(last, "reference").startsWith(QStringLiteral("INC-")));
    // Those that are due come first, the next one ahead.
    QCOMPARE(ids(json.value(QStringLiteral("promised"))), (QStringList{soon, later, answered}));
    QCOMPARE(ids(json.value(QStringLiteral("due"))), (QStringList{overdue, soon}));
    QCOMPARE(ids(json.value(QStringLiteral("drafts")), "incident_id"), QStringList{quiet});
    QCOMPARE(ids(json.value(QStringLiteral("drafts")), "body"), QStringList{QStringLiteral("Good morning,")});

    QCOMPARE(ids(preview(m_ana, QStringLiteral("?due_within_hours=100")).json().value(QStringLiteral("due"))),
             (QStringList{overdue, soon, later}));
    const QString now = Timestamp::now().toRfc3339();
    const Answer begun = preview(m_ana, QStringLiteral("?since=") + now);
    QVERIFY_STATUS(begun, 200);
    QCOMPARE(begun.text(QStringLiteral("since")), now);
    QCOMPARE(ids(begun.json().value(QStringLiteral("changed"))), QStringList());

    // What went out of sight meanwhile is not told of; the customer's answer ends what was promised.
    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + others,
                               {{QStringLiteral("team_id"), api().secretTeam().toString()}}, "*", api().admin()),
                   200);
    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + later, {{QStringLiteral("due_at"), QJsonValue()}}, "*",
                               api().admin()),
                   200);
    const QJsonObject then = preview(m_ana).json();
    QCOMPARE(ids(then.value(QStringLiteral("changed"))), QStringList{answered});
    QCOMPARE(ids(then.value(QStringLiteral("promised"))), (QStringList{soon, answered}));
    QVERIFY_STATUS(preview(api().as(Role::Auditor)), 403);
}

void ApiHandoversTest::previewIsBounded()
{
    const auto nora = api().addEmployee(Role::Agent, QStringLiteral("Nora"));
    for (int i = 0; i < 3; ++i) {
        const QString id =
            open({{QStringLiteral("assignee_id"), nora.id.toString()}, {QStringLiteral("due_at"), in(i + 1)}});
        QVERIFY_STATUS(api().post(QStringLiteral("/incidents/%1/messages").arg(id),
                                  {{QStringLiteral("body"), QStringLiteral("Hm")}, {QStringLiteral("internal"), true}},
                                  nora.token),
                       201);
        QVERIFY_STATUS(api().ask("PUT", QStringLiteral("/incidents/%1/drafts/note").arg(id), "{\"body\":\"I\"}",
                                 nora.token, {{"Content-Type", "application/json"}}),
                       200);
    }
    const Answer first = preview(nora, QStringLiteral("?limit=2"));
    QVERIFY_STATUS(first, 200);
    for (const char *part : {"changed", "promised", "due", "drafts"}) {
        const QJsonObject list = first.json().value(QLatin1String(part)).toObject();
        QVERIFY2(list.value(QStringLiteral("items")).toArray().size() == 2, part);
        QVERIFY2(list.value(QStringLiteral("count")).toInt() == 3, part);
        QVERIFY2(!list.value(QStringLiteral("capped")).toBool(true), part);
    }
}

void ApiHandoversTest::badParametersAreNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *path, const char *name) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(name);
    };
    row("/handovers/preview?since=yesterday", "since");
    row("/handovers/preview?since=2999-01-01T00:00:00Z", "since");
    row("/handovers/preview?since=2001-01-01T00:00:00Z", "since");
    row("/handovers/preview?due_within_hours=0", "due_within_hours");
    row("/handovers/preview?due_within_hours=169", "due_within_hours");
    row("/handovers/preview?due_within_hours=1e1", "due_within_hours");
    row("/handovers/preview?limit=201", "limit");
    row("/handovers?box=mine", "box");
    row("/handovers?limit=0", "limit");
}

void ApiHandoversTest::badParametersAreNamed()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    const Answer answer = api().get(path, m_ana.token);
    QVERIFY_STATUS(answer, 400);
    QCOMPARE(answer.pointers(), name);
}

void ApiHandoversTest::colleagueReceivesAndConfirms()
{
    const QString incident = openFor(m_ana);
    const QString other = openFor(m_ana);
    QJsonObject body = to(m_luis, QStringLiteral("She calls *tomorrow*."));
    body.insert(QStringLiteral("incident_ids"), QJsonArray{incident, incident});
    body.insert(QStringLiteral("drafts"), QJsonArray{QJsonObject{{QStringLiteral("incident_id"), other},
                                                                 {QStringLiteral("kind"), QStringLiteral("reply")},
                                                                 {QStringLiteral("body"), QStringLiteral("Dear")}}});
    const Headers key{{"Idempotency-Key", "handover-1"}};
    const Answer given = give(body, m_ana, key);
    QVERIFY_STATUS(given, 201);
    QCOMPARE(given.header("Location"), QByteArray("/api/v1/handovers/") + given.id().toLatin1());
    QCOMPARE(given.etag(), QByteArray("\"1\""));
    QCOMPARE(ids(given.json().value(QStringLiteral("incidents"))), (QStringList{incident, other}));
    QCOMPARE(give(body, m_ana, key).id(), given.id());

    const Answer list = api().get(QStringLiteral("/handovers?box=received"), m_luis.token);
    QVERIFY_STATUS(list, 200);
    QCOMPARE(list.json().value(QStringLiteral("unconfirmed")).toInt(), 1);
    QCOMPARE(ids(list.items()), QStringList{given.id()});
    QCOMPARE(member(list.items().at(0), "from_employee_name"), QStringLiteral("Ana"));
    QCOMPARE(member(list.items().at(0), "to_name"), QStringLiteral("Luis"));
    QCOMPARE(list.items().at(0).toObject().value(QStringLiteral("incident_count")).toInt(), 2);
    QCOMPARE(api().get(QStringLiteral("/handovers"), m_ana.token).json().value(QStringLiteral("unconfirmed")).toInt(),
             0);

    const Answer received = read(given.id(), m_luis.token);
    QVERIFY_STATUS(received, 200);
    QCOMPARE(received.text(QStringLiteral("note")), QStringLiteral("She calls *tomorrow*."));
    const QJsonArray incidents = received.json().value(QStringLiteral("incidents")).toArray();
    QCOMPARE(ids(incidents.at(1).toObject().value(QStringLiteral("drafts")), "body"),
             QStringList{QStringLiteral("Dear")});
    QCOMPARE(received.json().value(QStringLiteral("hidden_incidents")).toInt(-1), 0);

    QVERIFY_STATUS(read(given.id(), m_eva.token), 404);
    QVERIFY_STATUS(confirm(given.id(), m_eva), 404);
    QVERIFY_STATUS(read(given.id(), api().admin()), 200);
    QVERIFY_STATUS(confirm(given.id(), api().as(Role::Admin)), 403);
    QVERIFY_STATUS(confirm(given.id(), m_ana), 403);
    const Answer confirmed = confirm(given.id(), m_luis);
    QVERIFY_STATUS(confirmed, 200);
    QCOMPARE(confirmed.etag(), QByteArray("\"2\""));
    QCOMPARE(confirmed.text(QStringLiteral("confirmed_by_name")), QStringLiteral("Luis"));
    const Answer again = confirm(given.id(), m_luis);
    QVERIFY_STATUS(again, 200);
    QCOMPARE(again.text(QStringLiteral("confirmed_at")), confirmed.text(QStringLiteral("confirmed_at")));
    QCOMPARE(read(given.id(), m_ana.token).text(QStringLiteral("confirmed_by_name")), QStringLiteral("Luis"));
    QCOMPARE(
        api().get(QStringLiteral("/handovers"), m_luis.token).json().value(QStringLiteral("unconfirmed")).toInt(-1), 0);
    QVERIFY_STATUS(give(to(m_luis, QStringLiteral("a")), api().as(Role::Auditor)), 403);
}

void ApiHandoversTest::teamConfirmsOnce()
{
    const Answer given = give({{QStringLiteral("to_team_id"), api().team().toString()},
                               {QStringLiteral("note"), QStringLiteral("All is quiet.")}},
                              m_eva);
    QVERIFY_STATUS(given, 201);
    QVERIFY(given.json().value(QStringLiteral("to_employee_id")).isNull());
    for (const Colleague &who : {m_ana, m_luis})
        QVERIFY(ids(api().get(QStringLiteral("/handovers?box=received"), who.token).items()).contains(given.id()));
    QVERIFY_STATUS(confirm(given.id(), m_ana), 200);
    const Answer late = confirm(given.id(), m_luis);
    QVERIFY_STATUS(late, 409);
    QCOMPARE(late.text(QStringLiteral("confirmed_by_name")), QStringLiteral("Ana"));
    QVERIFY(Timestamp::fromRfc3339(late.text(QStringLiteral("confirmed_at"))));

    // A member who gives it to the team is no receiver.
    const Answer own = give(
        {{QStringLiteral("to_team_id"), api().team().toString()}, {QStringLiteral("note"), QStringLiteral("Mine.")}},
        m_ana);
    QVERIFY_STATUS(own, 201);
    QVERIFY_STATUS(confirm(own.id(), m_ana), 403);
    QVERIFY(!ids(api().get(QStringLiteral("/handovers?box=received"), m_ana.token).items()).contains(own.id()));
    QCOMPARE(ids(api().get(QStringLiteral("/handovers"), m_ana.token).items()).count(own.id()), 1);
    QVERIFY_STATUS(confirm(own.id(), m_luis), 200);
}

void ApiHandoversTest::receiversSeeWhatTheyMay()
{
    const QString plain = openFor(m_ana);
    const QJsonObject secret = api().openIncident({{QStringLiteral("assignee_id"), m_ana.id.toString()},
                                                   {QStringLiteral("team_id"), api().secretTeam().toString()}});
    const QString id = secret.value(QStringLiteral("id")).toString();
    const QString reference = secret.value(QStringLiteral("reference")).toString();
    QJsonObject body = to(m_luis, QStringLiteral("First\n- %1 It is a fraud\nLast").arg(reference.toLower()));
    body.insert(QStringLiteral("incident_ids"), QJsonArray{plain, id});
    body.insert(QStringLiteral("drafts"), QJsonArray{QJsonObject{{QStringLiteral("incident_id"), id},
                                                                 {QStringLiteral("kind"), QStringLiteral("note")},
                                                                 {QStringLiteral("body"), QStringLiteral("Secret")}}});
    const Answer given = give(body, m_ana);
    QVERIFY_STATUS(given, 201);
    const QJsonArray incidents = given.json().value(QStringLiteral("incidents")).toArray();
    QCOMPARE(incidents.at(0).toObject().value(QStringLiteral("hidden_from")).toArray(), QJsonArray());
    QCOMPARE(incidents.at(1).toObject().value(QStringLiteral("hidden_from")).toArray(),
             QJsonArray{QStringLiteral("Luis")});

    const Answer received = read(given.id(), m_luis.token);
    QVERIFY_STATUS(received, 200);
    QCOMPARE(ids(received.json().value(QStringLiteral("incidents"))), QStringList{plain});
    QCOMPARE(received.json().value(QStringLiteral("hidden_incidents")).toInt(), 1);
    QCOMPARE(received.text(QStringLiteral("note")), QStringLiteral("First\n…\nLast"));
    QVERIFY(!received.body.contains("Secret"));
    QCOMPARE(read(given.id(), api().admin()).json().value(QStringLiteral("incidents")).toArray().size(), 2);

    // One that the note names is kept from them as well if it does not go along.
    const Answer told = give(to(m_luis, QStringLiteral("See %1!").arg(reference)), m_ana);
    QVERIFY_STATUS(told, 201);
    QCOMPARE(read(told.id(), m_luis.token).text(QStringLiteral("note")), QStringLiteral("…"));
    QCOMPARE(told.text(QStringLiteral("note")), QStringLiteral("See %1!").arg(reference));

    // To the team: everybody who may not see it is named, but who gave it.
    body.remove(QStringLiteral("to_employee_id"));
    body.insert(QStringLiteral("to_team_id"), api().team().toString());
    const Answer team = give(body, m_ana);
    QVERIFY_STATUS(team, 201);
    const QJsonArray names = team.json()
                                 .value(QStringLiteral("incidents"))
                                 .toArray()
                                 .at(1)
                                 .toObject()
                                 .value(QStringLiteral("hidden_from"))
                                 .toArray();
    QVERIFY(names.contains(QStringLiteral("Luis")));
    QVERIFY(!names.contains(QStringLiteral("Ana")));
}

void ApiHandoversTest::badInputIsNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QByteArray &body, const char *pointer) {
        QTest::newRow(name) << body << QString::fromLatin1(pointer);
    };
    row("nobody", R"({"note":"a"})", "/to_employee_id");
    row("both", R"({"note":"a","to_employee_id":"LUIS","to_team_id":"TEAM"})", "/to_team_id");
    row("unknown employee", R"({"note":"a","to_employee_id":"999999"})", "/to_employee_id");
    row("unknown team", R"({"note":"a","to_team_id":"999999"})", "/to_team_id");
    row("oneself", R"({"note":"a","to_employee_id":"ANA"})", "/to_employee_id");
    row("auditor", R"({"note":"a","to_employee_id":"AUDITOR"})", "/to_employee_id");
    row("no id", R"({"note":"a","to_employee_id":"1; drop table handovers"})", "/to_employee_id");
    row("number", R"({"note":"a","to_employee_id":7})", "/to_employee_id");
    row("nothing said", R"({"to_employee_id":"LUIS"})", "/note");
    row("blank", R"({"to_employee_id":"LUIS","note":" \n "})", "/note");
    row("control character", "{\"to_employee_id\":\"LUIS\",\"note\":\"a\\u0000b\"}", "/note");
    row("too long", "{\"to_employee_id\":\"LUIS\",\"note\":\"" + QByteArray(limits::messageBody + 1, 'a') + "\"}",
        "/note");
    row("unknown incident", R"({"to_employee_id":"LUIS","note":"a","incident_ids":["999999"]})", "/incident_ids/0");
    row("hidden incident", R"({"to_employee_id":"LUIS","note":"a","incident_ids":["SECRET"]})", "/incident_ids/0");
    row("no incident", R"({"to_employee_id":"LUIS","note":"a","incident_ids":[{}]})", "/incident_ids/0");
    row("too many",
        "{\"to_employee_id\":\"LUIS\",\"note\":\"a\",\"incident_ids\":[" +
            QByteArray("\"1\",").repeated(limits::handoverIncidents) + "\"1\"]}",
        "/incident_ids");
    row("draft of nothing",
        R"({"to_employee_id":"LUIS","drafts":[{"incident_id":"999999","kind":"reply","body":"a"}]})",
        "/drafts/0/incident_id");
    row("draft without text",
        R"({"to_employee_id":"LUIS","drafts":[{"incident_id":"PLAIN","kind":"reply","body":" "}]})", "/drafts/0/body");
    row("draft of no kind", R"({"to_employee_id":"LUIS","drafts":[{"incident_id":"PLAIN","kind":"mail","body":"a"}]})",
        "/drafts/0/kind");
    row("no draft", R"({"to_employee_id":"LUIS","note":"a","drafts":["a"]})", "/drafts/0");
    row("draft with more",
        R"({"to_employee_id":"LUIS","drafts":[{"incident_id":"PLAIN","kind":"note","body":"a","x":1}]})",
        "/drafts/0/x");
    row("two alike",
        R"({"to_employee_id":"LUIS","drafts":[{"incident_id":"PLAIN","kind":"note","body":"a"},{"incident_id":"PLAIN","kind":"note","body":"b"}]})",
        "/drafts/1/incident_id");
    row("unknown member", R"({"to_employee_id":"LUIS","note":"a","confirmed_by":"1"})", "/confirmed_by");
}

void ApiHandoversTest::badInputIsNamed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, pointer);
    body.replace("LUIS", m_luis.id.toString().toLatin1()).replace("ANA", m_ana.id.toString().toLatin1());
    body.replace("AUDITOR", api().as(Role::Auditor).id.toString().toLatin1());
    body.replace("TEAM", api().team().toString().toLatin1()).replace("PLAIN", m_plain.toLatin1());
    body.replace("SECRET", m_secret.toLatin1());
    const Answer answer =
        api().ask("POST", QStringLiteral("/handovers"), body, m_ana.token, {{"Content-Type", "application/json"}});
    QVERIFY_STATUS(answer, 422);
    QCOMPARE(answer.pointers(), pointer);
    QVERIFY_STATUS(api().ask("POST", QStringLiteral("/handovers/1/confirm"), "{\"a\":1}", m_ana.token,
                             {{"Content-Type", "application/json"}}),
                   422);
}

void ApiHandoversTest::pagesHoldEachOnce()
{
    const auto pia = api().addEmployee(Role::Agent, QStringLiteral("Pía"), {api().team(), api().otherTeam()});
    const auto raul = api().addEmployee(Role::Agent, QStringLiteral("Raúl"));
    QStringList open;
    QStringList confirmed;
    for (int i = 0; i < 9; ++i) {
        QJsonObject body{{QStringLiteral("note"), QStringLiteral("n")}};
        if (i % 3 == 0)
            body.insert(QStringLiteral("to_employee_id"), pia.id.toString());
        else if (i % 3 == 1)
            body.insert(QStringLiteral("to_team_id"), api().otherTeam().toString());
        else
            body.insert(QStringLiteral("to_employee_id"), raul.id.toString());
        const Answer given = give(body, i % 3 == 2 ? pia : raul);
        QVERIFY_STATUS(given, 201);
        if (i < 4) {
            QVERIFY_STATUS(confirm(given.id(), i % 3 == 2 ? raul : pia), 200);
            confirmed.prepend(given.id());
        } else {
            open.prepend(given.id());
        }
    }
    QStringList listed;
    QString path = QStringLiteral("/handovers?limit=2");
    for (int page = 0; page < 20; ++page) {
        const Answer answer = api().get(path, pia.token);
        QVERIFY_STATUS(answer, 200);
        listed += ids(answer.items());
        const QString next = answer.text(QStringLiteral("next_cursor"));
        if (next.isEmpty())
            break;
        path = QStringLiteral("/handovers?limit=2&cursor=") + next;
    }
    // What others gave to her other team is hers too.
    listed.removeIf([&](const QString &id) { return !open.contains(id) && !confirmed.contains(id); });
    QCOMPARE(listed, open + confirmed);
    const auto box = [&](const char *name, const ApiFixture::Colleague &who) {
        return ids(api().get(QStringLiteral("/handovers?box=") + QLatin1String(name), who.token).items()).size();
    };
    QCOMPARE(box("given", pia), 3);
    QCOMPARE(box("received", raul), 3);
    QCOMPARE(box("given", raul), 6);
    QVERIFY_STATUS(api().get(QStringLiteral("/handovers?cursor=abc"), pia.token), 400);
}

void ApiHandoversTest::isToldToWhomItConcerns()
{
    mostrador::api::FeedServer feed{mostrador::api::FeedOptions()};
    QVERIFY(feed.start().ok());
    Follower hers(feed.port(), m_ana.token);
    Follower his(feed.port(), m_luis.token);
    Follower others(feed.port(), m_eva.token);
    Follower admins(feed.port(), api().auditor());
    SOON_VERIFY(hers.has(Kind::CaughtUp) && his.has(Kind::CaughtUp) && others.has(Kind::CaughtUp) &&
                admins.has(Kind::CaughtUp));
    const Answer given = give(to(m_luis, QStringLiteral("One.")), m_ana);
    QVERIFY_STATUS(given, 201);
    QVERIFY_STATUS(confirm(given.id(), m_luis), 200);
    QVERIFY_STATUS(confirm(given.id(), m_luis), 200);
    const Answer team = give(
        {{QStringLiteral("to_team_id"), api().team().toString()}, {QStringLiteral("note"), QStringLiteral("Two.")}},
        m_eva);
    QVERIFY_STATUS(team, 201);
    const QStringList first{QStringLiteral("handover_given %1 Ana").arg(given.id()),
                            QStringLiteral("handover_confirmed %1 Luis").arg(given.id())};
    const QString second = QStringLiteral("handover_given %1 Eva").arg(team.id());
    SOON_VERIFY(told(his) == first + QStringList{second});
    SOON_VERIFY(told(hers) == first + QStringList{second});
    SOON_VERIFY(told(others) == QStringList{second});
    const QString incident = open({});
    SOON_VERIFY(!admins.about(incident).isEmpty());
    QCOMPARE(told(admins), QStringList());
}

void ApiHandoversTest::nameOfATeamStays()
{
    const Answer team =
        api().post(QStringLiteral("/teams"), {{QStringLiteral("name"), QStringLiteral("Noche")}}, api().admin());
    QVERIFY_STATUS(team, 201);
    const Answer given =
        give({{QStringLiteral("to_team_id"), team.id()}, {QStringLiteral("note"), QStringLiteral("a")}}, m_ana);
    QVERIFY_STATUS(given, 201);
    QVERIFY_STATUS(api().patch(QStringLiteral("/teams/") + team.id(),
                               {{QStringLiteral("name"), QStringLiteral("Tarde")}}, team.etag(), api().admin()),
                   200);
    QCOMPARE(read(given.id(), m_ana.token).text(QStringLiteral("to_name")), QStringLiteral("Tarde"));
    QVERIFY_STATUS(api().remove(QStringLiteral("/teams/") + team.id(), api().admin()), 204);
    const Answer left = read(given.id(), m_ana.token);
    QVERIFY_STATUS(left, 200);
    QCOMPARE(left.text(QStringLiteral("to_name")), QStringLiteral("Tarde"));
    QVERIFY(left.json().value(QStringLiteral("to_team_id")).isNull());
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiHandoversTest>(argc, argv);
}

#include "handoverstest.moc"
