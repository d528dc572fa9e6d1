// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "services/tagservice.h"

using namespace mostrador;
using namespace mostrador::test;

/// Views, canned replies, tags, custom fields and the priority table over the wire. That each answer fits the
/// description is looked at after each run.
class ApiAdministrationTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void views();
    void cannedReplies();
    void tags();
    void customFields();
    void priorityTable();
    void parametersAreChecked();

private:
    QStringList named(const Answer &list, const char *member = "name") const
    {
        QStringList names;
        for (const QJsonValue &item : list.items())
            names.append(item.toObject().value(QLatin1String(member)).toString());
        return names;
    }
};

void ApiAdministrationTest::views()
{
    const QJsonObject input{{QStringLiteral("name"), QStringLiteral("Mías urgentes")},
                            {QStringLiteral("query"), QStringLiteral("assignee:me priority>=high")},
                            {QStringLiteral("sort"), QStringLiteral("-priority")},
                            {QStringLiteral("columns"), QJsonArray{QStringLiteral("reference")}}};
    const Headers key{{"Idempotency-Key", "view-1"}};
    const Answer made = api().post(QStringLiteral("/views"), input, api().agent(), key);
    QVERIFY_STATUS(made, 201);
    QCOMPARE(made.header("Location"), "/api/v1/views/" + made.id().toLatin1());
    QCOMPARE(made.text(QStringLiteral("owner_id")), api().as(Role::Agent).id.toString());
    const Answer again = api().post(QStringLiteral("/views"), input, api().agent(), key);
    QCOMPARE(again.id(), made.id());
    QCOMPARE(again.header("Idempotency-Replayed"), QByteArray("true"));
    const QString one = QStringLiteral("/views/") + made.id();
    QVERIFY_STATUS(api().get(one, api().admin()), 404);
    QVERIFY_STATUS(api().get(one, api().agent()), 200);
    QCOMPARE(named(api().get(QStringLiteral("/views?q=urgentes&offered=true"), api().agent())),
             QStringList{QStringLiteral("Mías urgentes")});

    QJsonObject wrong = input;
    wrong.insert(QStringLiteral("query"), QStringLiteral("status:open priority:huge"));
    const Answer refused = api().post(QStringLiteral("/views"), wrong, api().agent());
    QVERIFY_STATUS(refused, 422);
    const QJsonObject fault = refused.json().value(QStringLiteral("errors")).toArray().first().toObject();
    QCOMPARE(fault.value(QStringLiteral("pointer")).toString(), QStringLiteral("/query"));
    QCOMPARE(fault.value(QStringLiteral("code")).toString(), QStringLiteral("syntax"));
    QCOMPARE(fault.value(QStringLiteral("params")).toObject().value(QStringLiteral("offset")).toInt(), 21);

    QVERIFY_STATUS(api().ask("PATCH", one, R"({"position":4})", api().agent()), 428);
    const Answer moved = api().patch(one, {{QStringLiteral("position"), 4}}, made.etag(), api().agent());
    QVERIFY_STATUS(moved, 200);
    QCOMPARE(moved.etag(), QByteArray("\"2\""));
    QVERIFY_STATUS(api().patch(one, {{QStringLiteral("position"), 5}}, made.etag(), api().agent()), 412);
    QVERIFY_STATUS(api().remove(one, api().agent()), 204);
    QVERIFY_STATUS(api().get(one, api().agent()), 404);
}

void ApiAdministrationTest::cannedReplies()
{
    const QJsonObject input{{QStringLiteral("title"), QStringLiteral("Garantía")},
                            {QStringLiteral("shortcut"), QStringLiteral("garantia")},
                            {QStringLiteral("body"), QStringLiteral("Hola, {{customer.given_name}}:")},
                            {QStringLiteral("language"), QStringLiteral("es")},
                            {QStringLiteral("team_id"), api().otherTeam().toString()}};
    const Answer made = api().post(QStringLiteral("/canned-replies"), input, api().lead());
    QVERIFY_STATUS(made, 201);
    const Answer twice = api().post(QStringLiteral("/canned-replies"), input, api().lead());
    QVERIFY_STATUS(twice, 409);
    QCOMPARE(twice.pointers(), QStringLiteral("/shortcut"));
    const QString all = QStringLiteral("/canned-replies?q=garan");
    QCOMPARE(named(api().get(all, api().agent()), "title"), QStringList{QStringLiteral("Garantía")});
    QCOMPARE(named(api().get(all + QStringLiteral("&offered=true"), api().agent()), "title"), QStringList());
    QCOMPARE(named(api().get(all + QStringLiteral("&language=en"), api().agent()), "title"), QStringList());
    const QString one = QStringLiteral("/canned-replies/") + made.id();
    const Answer refused = api().patch(
        one, {{QStringLiteral("body"), QStringLiteral("{{customer.name}} {{agnt.name}}")}}, made.etag(), api().lead());
    QVERIFY_STATUS(refused, 422);
    const QJsonObject fault = refused.json().value(QStringLiteral("errors")).toArray().first().toObject();
    QCOMPARE(fault.value(QStringLiteral("code")).toString(), QStringLiteral("unknown_placeholder"));
    QCOMPARE(fault.value(QStringLiteral("params")).toObject().value(QStringLiteral("nearest")).toString(),
             QStringLiteral("agent.name"));
    const Answer changed = api().patch(
        one, {{QStringLiteral("team_id"), QJsonValue::Null}, {QStringLiteral("language"), QJsonValue::Null}},
        made.etag(), api().lead());
    QVERIFY_STATUS(changed, 200);
    QVERIFY(changed.json().value(QStringLiteral("language")).isNull());
    QCOMPARE(named(api().get(all + QStringLiteral("&offered=true&language=en"), api().agent()), "title"),
             QStringList{QStringLiteral("Garantía")});
    QVERIFY_STATUS(api().remove(one, api().lead()), 204);
}

void ApiAdministrationTest::tags()
{
    const QJsonObject incident =
        api().openIncident({{QStringLiteral("tags"), QJsonArray{QStringLiteral("rota"), QStringLiteral("avería")}}});
    const Answer found = api().get(QStringLiteral("/tags?q=AVERI&offered=true"), api().agent());
    QVERIFY_STATUS(found, 200);
    QCOMPARE(named(found), QStringList{QStringLiteral("avería")});
    const QJsonObject into = found.items().first().toObject();
    QCOMPARE(into.value(QStringLiteral("incident_count")).toInt(), 1);
    const QString intoId = into.value(QStringLiteral("id")).toString();
    const QString path = QStringLiteral("/tags/") + intoId;
    const Answer described = api().patch(path,
                                         {{QStringLiteral("colour"), QStringLiteral("red")},
                                          {QStringLiteral("description"), QStringLiteral("No funciona")}},
                                         "\"1\"", api().lead());
    QVERIFY_STATUS(described, 200);
    QVERIFY_STATUS(api().patch(path, {{QStringLiteral("colour"), QStringLiteral("#ff0000")}}, "*", api().lead()), 422);
    QVERIFY_STATUS(api().remove(path, api().lead()), 409);

    const Answer rota = api().get(QStringLiteral("/tags?q=rota"), api().agent());
    const QString rotaId = rota.items().first().toObject().value(QStringLiteral("id")).toString();
    const Answer taken = api().patch(QStringLiteral("/tags/") + rotaId,
                                     {{QStringLiteral("name"), QStringLiteral("AVERÍA")}}, "*", api().lead());
    QVERIFY_STATUS(taken, 409);
    QCOMPARE(taken.text(QStringLiteral("existing_id")), intoId);
    const Answer merged =
        api().post(QStringLiteral("/tags/%1/merge").arg(rotaId), {{QStringLiteral("into_id"), intoId}}, api().lead());
    QVERIFY_STATUS(merged, 200);
    QCOMPARE(merged.json().value(QStringLiteral("moving_from")).toArray(), QJsonArray{QStringLiteral("rota")});
    while (true) {
        const auto worked = services::tags::advance(Clock::system());
        QVERIFY(worked);
        if (!*worked)
            break;
    }
    const Answer now =
        api().get(QStringLiteral("/incidents/") + incident.value(QStringLiteral("id")).toString(), api().agent());
    QCOMPARE(now.json().value(QStringLiteral("tags")).toArray(), QJsonArray{QStringLiteral("avería")});
    QVERIFY_STATUS(
        api().post(QStringLiteral("/tags/%1/merge").arg(rotaId), {{QStringLiteral("into_id"), intoId}}, api().lead()),
        404);
    const Answer added =
        api().post(QStringLiteral("/tags"), {{QStringLiteral("name"), QStringLiteral("Sin usar")}}, api().lead());
    QVERIFY_STATUS(added, 201);
    QCOMPARE(added.text(QStringLiteral("name")), QStringLiteral("sin usar"));
    QVERIFY_STATUS(api().remove(QStringLiteral("/tags/") + added.id(), api().lead()), 204);
}

void ApiAdministrationTest::customFields()
{
    const auto label = [](const char *text) {
        return QJsonObject{{QStringLiteral("es"), QString::fromUtf8(text)},
                           {QStringLiteral("en"), QString::fromUtf8(text)}};
    };
    const Answer made = api().post(
        QStringLiteral("/custom-fields"),
        {{QStringLiteral("key"), QStringLiteral("extras")},
         {QStringLiteral("type"), QStringLiteral("choices")},
         {QStringLiteral("label"), label("Extras")},
         {QStringLiteral("required"), QStringLiteral("closing")},
         {QStringLiteral("choices"),
          QJsonArray{
              QJsonObject{{QStringLiteral("value"), QStringLiteral("a")}, {QStringLiteral("label"), label("A")}},
              QJsonObject{{QStringLiteral("value"), QStringLiteral("b")}, {QStringLiteral("label"), label("B")}}}}},
        api().admin());
    QVERIFY_STATUS(made, 201);
    const Answer number = api().post(QStringLiteral("/custom-fields"),
                                     {{QStringLiteral("key"), QStringLiteral("importe")},
                                      {QStringLiteral("type"), QStringLiteral("decimal")},
                                      {QStringLiteral("label"), label("Importe")},
                                      {QStringLiteral("min"), 0},
                                      {QStringLiteral("depends_on"), QStringLiteral("extras")},
                                      {QStringLiteral("depends_on_values"), QJsonArray{QStringLiteral("a")}}},
                                     api().admin());
    QVERIFY_STATUS(number, 201);
    QCOMPARE(named(api().get(QStringLiteral("/custom-fields?offered=true"), api().agent()), "key"),
             (QStringList{QStringLiteral("extras"), QStringLiteral("importe")}));
    const QString one = QStringLiteral("/custom-fields/") + made.id();
    const Answer readOnly = api().patch(
        one, {{QStringLiteral("key"), QStringLiteral("x")}, {QStringLiteral("type"), QStringLiteral("text")}}, "*",
        api().admin());
    QVERIFY_STATUS(readOnly, 422);
    QCOMPARE(readOnly.pointers(), QStringLiteral("/key /type"));

    const QJsonObject incident =
        api().openIncident({{QStringLiteral("custom_fields"), QJsonObject{{QStringLiteral("sin definir"), 1}}}});
    const QString path = QStringLiteral("/incidents/") + incident.value(QStringLiteral("id")).toString();
    const auto values = [&](const QJsonObject &given, const QJsonObject &more = {}) {
        QJsonObject body = more;
        body.insert(QStringLiteral("custom_fields"), given);
        return api().patch(path, body, "*", api().agent());
    };
    const Answer wrong =
        values({{QStringLiteral("extras"), QJsonArray{QStringLiteral("z")}}, {QStringLiteral("importe"), -1}});
    QVERIFY_STATUS(wrong, 422);
    QCOMPARE(wrong.pointers(), QStringLiteral("/custom_fields/extras/0 /custom_fields/importe"));
    const Answer early =
        api().patch(path, {{QStringLiteral("status"), QStringLiteral("resolved")}}, "*", api().agent());
    QVERIFY_STATUS(early, 422);
    QCOMPARE(early.pointers(), QStringLiteral("/custom_fields/extras"));
    const Answer resolved = values({{QStringLiteral("extras"), QJsonArray{QStringLiteral("b"), QStringLiteral("a")}},
                                    {QStringLiteral("importe"), 12.5}},
                                   {{QStringLiteral("status"), QStringLiteral("resolved")}});
    QVERIFY_STATUS(resolved, 200);
    QCOMPARE(
        resolved.json().value(QStringLiteral("custom_fields")).toObject().value(QStringLiteral("extras")).toArray(),
        (QJsonArray{QStringLiteral("a"), QStringLiteral("b")}));
    QVERIFY_STATUS(api().remove(one, api().admin()), 409);
    QVERIFY_STATUS(api().remove(QStringLiteral("/custom-fields/") + number.id(), api().admin()), 204);
    QVERIFY_STATUS(api().remove(one, api().admin()), 204);
}

void ApiAdministrationTest::priorityTable()
{
    const QString path = QStringLiteral("/settings/priority-table");
    const Answer shown = api().get(path, api().agent());
    QVERIFY_STATUS(shown, 200);
    QVERIFY(shown.json().value(QStringLiteral("updated_at")).isNull());
    const auto put = [&](const QJsonObject &priorities, const QByteArray &etag) {
        return api().ask(
            "PUT", path,
            QJsonDocument(QJsonObject{{QStringLiteral("priorities"), priorities}}).toJson(QJsonDocument::Compact),
            api().admin(), etag.isEmpty() ? Headers() : Headers{{"If-Match", etag}});
    };
    QJsonObject table = shown.json().value(QStringLiteral("priorities")).toObject();
    const QJsonObject before = table;
    QJsonObject low = table.value(QStringLiteral("low")).toObject();
    low.insert(QStringLiteral("high"), QStringLiteral("critical"));
    table.insert(QStringLiteral("low"), low);
    QVERIFY_STATUS(put(table, {}), 428);
    const Answer changed = put(table, shown.etag());
    QVERIFY_STATUS(changed, 200);
    QVERIFY(changed.etag() != shown.etag());
    const QJsonObject incident = api().openIncident(
        {{QStringLiteral("impact"), QStringLiteral("low")}, {QStringLiteral("urgency"), QStringLiteral("high")}});
    QCOMPARE(incident.value(QStringLiteral("priority")).toString(), QStringLiteral("critical"));
    QVERIFY_STATUS(put(before, shown.etag()), 412);
    QJsonObject missing = table;
    missing.remove(QStringLiteral("high"));
    const Answer refused = put(missing, changed.etag());
    QVERIFY_STATUS(refused, 422);
    QCOMPARE(refused.pointers(), QStringLiteral("/priorities/high"));
    QVERIFY_STATUS(put(before, "*"), 200);
}

void ApiAdministrationTest::parametersAreChecked()
{
    for (const char *path : {"/views?offered=yes", "/tags?offered=1", "/canned-replies?offered=", "/custom-fields?q=a",
                             "/tags?language=es", "/settings/priority-table?a=b"})
        QVERIFY_STATUS(api().get(QString::fromLatin1(path), api().agent()), 400);
    for (const char *path : {"/views?sort=query", "/tags?sort=colour", "/canned-replies?language=fr",
                             "/custom-fields?sort=label", "/tags?limit=1000"}) {
        const Answer answer = api().get(QString::fromLatin1(path), api().agent());
        QVERIFY_TOLD(answer.status == 422 || answer.status == 400, answer.told());
    }
    for (const char *path : {"/views/x", "/tags/0", "/canned-replies/99999", "/custom-fields/99999"})
        QVERIFY_STATUS(api().get(QString::fromLatin1(path), api().agent()), 404);
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiAdministrationTest>(argc, argv);
}

#include "administrationtest.moc"
