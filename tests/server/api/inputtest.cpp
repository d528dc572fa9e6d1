// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QNetworkReply>

using namespace mostrador;
using namespace mostrador::test;

/// What every route makes of input that is not as it should be: media types, JSON that is broken or hostile, wrong
/// types, query parameters. The answer names the place.
class ApiInputTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void otherMediaTypesAreRefused();
    void brokenBodiesAreRefused_data();
    void brokenBodiesAreRefused();
    void unknownMembersAreNamed_data();
    void unknownMembersAreNamed();
    void wrongTypesAreNamed();
    void tooLargeBodiesAreRefused();
    void unknownQueryParametersAreNamed();
    void badLimitsAreNamed_data();
    void badLimitsAreNamed();
    void badCursorsAreRefused();
};

void ApiInputTest::otherMediaTypesAreRefused()
{
    int asked = 0;
    for (const http::Route &route : api().router().routes()) {
        const QByteArray method = http::toBytes(route.method);
        if (method == "GET" || method == "DELETE")
            continue;
        for (const QByteArray type : {"text/plain", "application/x-www-form-urlencoded", "application/xml"}) {
            const Answer answer = api().ask(method, filled(route.pattern), "{\"a\":1}", api().admin(),
                                            {{"Content-Type", type}, {"If-Match", "\"1\""}});
            QVERIFY_TOLD(answer.status == 415, method + ' ' + route.pattern.toUtf8() + ": " + answer.told());
            ++asked;
        }
    }
    QVERIFY(asked >= 30);
    const Answer withCharset = api().ask("POST", QStringLiteral("/teams"), "{\"name\":\"With charset\"}", api().admin(),
                                         {{"Content-Type", "application/json; charset=utf-8"}});
    QVERIFY_STATUS(withCharset, 201);
}

void ApiInputTest::brokenBodiesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray(" ");
    QTest::newRow("cut off") << QByteArray("{\"name\": \"a");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("string") << QByteArray("\"name\"");
    QTest::newRow("number") << QByteArray("1");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("trailing") << QByteArray("{\"name\":\"a\"} {}");
    QTest::newRow("comma") << QByteArray("{\"name\":\"a\",}");
    QTest::newRow("comment") << QByteArray("{/* */\"name\":\"a\"}");
    QTest::newRow("single quotes") << QByteArray("{'name':'a'}");
    QTest::newRow("doubled member") << QByteArray("{\"name\":\"a\",\"name\":\"b\"}");
    QTest::newRow("not UTF-8") << QByteArray("{\"name\":\"\xff\xfe\"}");
    QTest::newRow("overlong UTF-8") << QByteArray("{\"name\":\"\xc0\xaf\"}");
    QTest::newRow("deep objects") << QByteArray("{\"name\":").repeated(2000) + "1" + QByteArray("}").repeated(2000);
    QTest::newRow("deep arrays") << "{\"name\":" + QByteArray("[").repeated(100'000) +
                                        QByteArray("]").repeated(100'000) + "}";
    QTest::newRow("NaN") << QByteArray("{\"name\":NaN}");
    QTest::newRow("raw NUL") << QByteArray("{\"name\":\"a\0b\"}", 14);
}

void ApiInputTest::brokenBodiesAreRefused()
{
    QFETCH(QByteArray, body);
    const Answer answer = api().ask("POST", QStringLiteral("/teams"), body, api().admin());
    QVERIFY_STATUS(answer, 400);
    QCOMPARE(answer.code(), QStringLiteral("malformed_json"));
}

void ApiInputTest::unknownMembersAreNamed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::newRow("log-in") << QByteArray("POST") << QStringLiteral("/sessions");
    QTest::newRow("incident") << QByteArray("POST") << QStringLiteral("/incidents");
    QTest::newRow("incident change") << QByteArray("PATCH") << QStringLiteral("/incidents/{incident}");
    QTest::newRow("reopening") << QByteArray("POST") << QStringLiteral("/incidents/{incident}/reopen");
    QTest::newRow("message") << QByteArray("POST") << QStringLiteral("/incidents/{incident}/messages");
    QTest::newRow("customer") << QByteArray("POST") << QStringLiteral("/customers");
    QTest::newRow("customer change") << QByteArray("PATCH") << QStringLiteral("/customers/{customer}");
    QTest::newRow("employee") << QByteArray("POST") << QStringLiteral("/employees");
    QTest::newRow("employee change") << QByteArray("PATCH") << QStringLiteral("/employees/{employee}");
    QTest::newRow("password") << QByteArray("PUT") << QStringLiteral("/employees/{employee}/password");
    QTest::newRow("team") << QByteArray("POST") << QStringLiteral("/teams");
    QTest::newRow("team change") << QByteArray("PATCH") << QStringLiteral("/teams/{team}");
    QTest::newRow("product") << QByteArray("POST") << QStringLiteral("/products");
    QTest::newRow("product change") << QByteArray("PATCH") << QStringLiteral("/products/{product}");
    QTest::newRow("API key") << QByteArray("POST") << QStringLiteral("/api-keys");
}

void ApiInputTest::unknownMembersAreNamed()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const QJsonObject incident = api().openIncident();
    static int count = 0;
    const Answer product = api().post(QStringLiteral("/products"),
                                      {{QStringLiteral("sku"), QStringLiteral("UNKNOWN-%1").arg(++count)},
                                       {QStringLiteral("name"), QStringLiteral("Router")}},
                                      api().admin());
    QVERIFY_STATUS(product, 201);
    path.replace(QStringLiteral("{incident}"), incident.value(QStringLiteral("id")).toString());
    path.replace(QStringLiteral("{customer}"), incident.value(QStringLiteral("customer_id")).toString());
    path.replace(QStringLiteral("{employee}"), api().as(Role::Agent).id.toString());
    path.replace(QStringLiteral("{team}"), api().team().toString());
    path.replace(QStringLiteral("{product}"), product.id());
    const Answer answer =
        api().ask(method, path, "{\"surprise\":{\"a\":[1,2]},\"sur/prise~\":1}", api().admin(), {{"If-Match", "*"}});
    QVERIFY_STATUS(answer, 422);
    QCOMPARE(answer.code(), QStringLiteral("validation_failed"));
    const QString pointers = u' ' + answer.pointers() + u' ';
    QVERIFY_TOLD(pointers.contains(QLatin1String(" /surprise ")), answer.told());
    QVERIFY_TOLD(pointers.contains(QLatin1String(" /sur~1prise~0 ")), answer.told());
}

void ApiInputTest::wrongTypesAreNamed()
{
    const QStringList members{QStringLiteral("given_name"), QStringLiteral("family_name"), QStringLiteral("email"),
                              QStringLiteral("birth_date"), QStringLiteral("address"),     QStringLiteral("phone"),
                              QStringLiteral("locale")};
    const QList<QByteArray> values{
        "1e999", "-123456789012345678901234567890", "1.5", "true", "[]", "[[[]]]", "\"\\ud800\"", "\"a\\u0000b\""};
    for (const QString &member : members) {
        for (const QByteArray &value : values) {
            const Answer answer = api().ask("POST", QStringLiteral("/customers"),
                                            "{\"" + member.toLatin1() + "\":" + value + "}", api().admin());
            QVERIFY_TOLD(answer.status == 422 || answer.status == 400,
                         member.toLatin1() + '=' + value + ": " + answer.told());
            if (answer.status == 422)
                QVERIFY_TOLD(answer.pointers().split(u' ').contains(u'/' + member),
                             member.toLatin1() + '=' + value + ": " + answer.told());
        }
    }
    for (const char *member : {"customer_id", "product_id", "team_id", "assignee_id", "impact", "priority", "channel",
                               "tags", "custom_fields", "follow_up_of", "due_at", "attachment_ids", "customer"}) {
        for (const QByteArray value : {"12", "\"-1\"", "\"99999999999999999999\"", "\"x\"", "[{}]"}) {
            const Answer answer = api().ask("POST", QStringLiteral("/incidents"),
                                            QByteArray("{\"") + member + "\":" + value + "}", api().admin());
            QVERIFY_TOLD(answer.status == 422, QByteArray(member) + '=' + value + ": " + answer.told());
            QVERIFY_TOLD(answer.body.contains(QByteArray("\"/") + member),
                         QByteArray(member) + '=' + value + ": " + answer.told());
        }
    }
}

void ApiInputTest::tooLargeBodiesAreRefused()
{
    const QByteArray body = "{\"name\":\"" + QByteArray(2 * 1024 * 1024, 'a') + "\"}";
    // The listener answers before it has read everything and closes, so the client may see the answer or a reset.
    const Answer answer = api().ask("POST", QStringLiteral("/teams"), body, api().admin());
    QVERIFY_TOLD(answer.status == 413 || answer.status == 0, answer.told());
    QVERIFY_STATUS(api().get(QStringLiteral("/teams"), api().admin()), 200);
}

void ApiInputTest::unknownQueryParametersAreNamed()
{
    const Answer answer = api().get(QStringLiteral("/incidents?q=&status=open&limit=2&limit=3"), api().admin());
    QVERIFY_STATUS(answer, 400);
    QCOMPARE(answer.code(), QStringLiteral("bad_request"));
    QCOMPARE(answer.pointers(), QStringLiteral("status limit"));
    const Answer control = api().get(QStringLiteral("/customers?q=a%07b"), api().admin());
    QVERIFY_STATUS(control, 400);
    QCOMPARE(control.pointers(), QStringLiteral("q"));
    for (const http::Route &route : api().router().routes()) {
        if (route.method == http::Method::Get) {
            const Answer each = api().get(filled(route.pattern) + QStringLiteral("?surprise=1"), api().admin());
            QVERIFY_TOLD(each.status == 400 && each.pointers() == QLatin1String("surprise"),
                         route.pattern.toUtf8() + ": " + each.told());
        }
    }
}

void ApiInputTest::badLimitsAreNamed_data()
{
    QTest::addColumn<QString>("limit");
    for (const char *limit : {"0", "-1", "201", "x", "", "1.5", "99999999999999999999", "%20", "1e2"})
        QTest::newRow(limit) << QString::fromLatin1(limit);
}

void ApiInputTest::badLimitsAreNamed()
{
    QFETCH(QString, limit);
    const Answer answer = api().get(QStringLiteral("/customers?limit=") + limit, api().admin());
    QVERIFY_STATUS(answer, 400);
    QCOMPARE(answer.pointers(), QStringLiteral("limit"));
}

void ApiInputTest::badCursorsAreRefused()
{
    for (const char *path : {"/incidents", "/customers", "/employees", "/teams", "/products"}) {
        for (const char *cursor : {"x", "eyJhIjoxfQ", "%27", "AAAA"}) {
            const Answer answer = api().get(
                QStringLiteral("%1?cursor=%2").arg(QLatin1String(path), QLatin1String(cursor)), api().admin());
            QVERIFY_TOLD(answer.status == 400, QByteArray(path) + ' ' + cursor + ": " + answer.told());
            QCOMPARE(answer.code(), QStringLiteral("invalid_cursor"));
        }
    }
    // Of the right form, but with numbers that no row has and no column holds.
    for (const auto &[path, text] :
         {std::pair("/incidents?sort=priority&cursor=", "{\"s\":\"priority\",\"k\":[\"n40000\"],\"i\":\"1\",\"m\":0}"),
          std::pair("/handovers?cursor=", "{\"s\":\"-pending\",\"k\":[\"n40000\",\"n1\"],\"i\":\"1\",\"m\":0}")}) {
        const QByteArray cursor =
            QByteArray(text).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        const Answer answer = api().get(QLatin1String(path) + QString::fromLatin1(cursor), api().admin());
        QVERIFY_TOLD(answer.status == 400, QByteArray(path) + ' ' + answer.told());
        QCOMPARE(answer.code(), QStringLiteral("invalid_cursor"));
    }
    const Answer badSort = api().get(QStringLiteral("/customers?sort=shoe_size"), api().admin());
    QVERIFY_TOLD(badSort.status == 400 || badSort.status == 422, badSort.told());
    QCOMPARE(badSort.pointers(), QStringLiteral("sort"));
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiInputTest>(argc, argv);
}

#include "inputtest.moc"
