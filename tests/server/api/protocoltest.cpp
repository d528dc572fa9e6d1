// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QNetworkReply>
#include <QSet>

using namespace mostrador;
using namespace mostrador::test;

/// What holds for every route: paths and methods, credentials, paging, idempotency, the description.
class ApiProtocolTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void unknownPathsAreNotFound_data();
    void unknownPathsAreNotFound();
    void wrongMethodsAreToldWithAllow();
    void everyRouteAsksForAToken();
    void badTokensAreRefused_data();
    void badTokensAreRefused();
    void logInAndOut();
    void refusedLogInsAreAlike();
    void currentSessionTellsPermissions();
    void pagesHoldEachRowOnce();
    void retriesGetTheFirstReceipt();
    void simultaneousRetriesMakeOneThing();
    void badIdempotencyKeysAreRefused();
    void apiKeysWorkUntilTheyEnd();
    void headIsGetWithoutBody();
    void descriptionNamesExactlyTheRoutes();
    void answersAreNotCached();
};

void ApiProtocolTest::unknownPathsAreNotFound_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"", "/", "/incident", "/incidents/", "/incidents/1/", "/incidents/1/unknown", "/customers//1",
          "/incidents/1/messages/1", "/../health", "/openapi", "/Incidents", "/incidents/1%2F"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void ApiProtocolTest::unknownPathsAreNotFound()
{
    QFETCH(QString, path);
    const Answer answer = api().get(path, api().admin());
    QVERIFY_STATUS(answer, 404);
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/problem+json"));
    QCOMPARE(answer.code(), QStringLiteral("not_found"));
    QVERIFY(!answer.text(QStringLiteral("request_id")).isEmpty());
}

void ApiProtocolTest::wrongMethodsAreToldWithAllow()
{
    QHash<QString, QSet<QByteArray>> methods;
    for (const http::Route &route : api().router().routes())
        methods[route.pattern].insert(http::toBytes(route.method));
    QVERIFY(methods.size() >= 18);
    for (auto it = methods.begin(); it != methods.end(); ++it) {
        QSet<QByteArray> expected = it.value();
        if (expected.contains("GET"))
            expected.insert("HEAD");
        expected.insert("OPTIONS");
        for (const QByteArray method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
            if (it.value().contains(method))
                continue;
            const Answer answer = api().ask(method, filled(it.key()), {}, api().admin());
            QVERIFY_TOLD(answer.status == 405, method + ' ' + it.key().toUtf8() + ": " + answer.told());
            QCOMPARE(answer.code(), QStringLiteral("method_not_allowed"));
            QSet<QByteArray> allowed;
            for (const QByteArray &name : answer.header("Allow").split(','))
                allowed.insert(name.trimmed());
            QVERIFY_TOLD(allowed == expected, it.key().toUtf8() + ": " + answer.header("Allow"));
        }
    }
}

void ApiProtocolTest::everyRouteAsksForAToken()
{
    int asked = 0;
    for (const http::Route &route : api().router().routes()) {
        const QByteArray method = http::toBytes(route.method);
        if (route.pattern == QLatin1String("/api/v1/openapi.json") ||
            (route.pattern == QLatin1String("/api/v1/sessions") && method == "POST"))
            continue;
        const Answer answer =
            api().ask(method, filled(route.pattern), method == "GET" ? QByteArray() : QByteArray("{}"));
        QVERIFY_TOLD(answer.status == 401, method + ' ' + route.pattern.toUtf8() + ": " + answer.told());
        QCOMPARE(answer.code(), QStringLiteral("unauthenticated"));
        QVERIFY(answer.header("WWW-Authenticate").startsWith("Bearer"));
        QVERIFY(!answer.header("WWW-Authenticate").contains("invalid_token"));
        ++asked;
    }
    QVERIFY(asked >= 30);
}

void ApiProtocolTest::badTokensAreRefused_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("unknown") << QByteArray("Bearer ms_0123456789012345678901234567890123456789012");
    QTest::newRow("unknown key") << QByteArray("Bearer mk_0123456789012345678901234567890123456789012");
    QTest::newRow("other scheme") << QByteArray("Basic YWRtaW46YWRtaW4=");
    QTest::newRow("no token") << QByteArray("Bearer ");
    QTest::newRow("other form") << QByteArray("Bearer ' or 1=1 --");
    QTest::newRow("long") << QByteArray("Bearer ms_" + QByteArray(4000, 'x'));
}

void ApiProtocolTest::badTokensAreRefused()
{
    QFETCH(QByteArray, authorization);
    const Answer answer = api().get(QStringLiteral("/customers"), {}, {{"Authorization", authorization}});
    QVERIFY_STATUS(answer, 401);
    QVERIFY(answer.header("WWW-Authenticate").contains("error=\"invalid_token\""));
}

void ApiProtocolTest::logInAndOut()
{
    const auto somebody = api().addEmployee(Role::Agent, QStringLiteral("Somebody"));
    const QString second = api().logIn(somebody.email);
    QVERIFY(somebody.token.startsWith(QLatin1String("ms_")));
    QVERIFY(second != somebody.token);
    QVERIFY_STATUS(api().get(QStringLiteral("/sessions/current"), somebody.token), 200);
    const Answer out = api().remove(QStringLiteral("/sessions/current"), somebody.token);
    QVERIFY_STATUS(out, 204);
    QVERIFY(out.body.isEmpty());
    QVERIFY_STATUS(api().get(QStringLiteral("/sessions/current"), somebody.token), 401);
    QVERIFY_STATUS(api().get(QStringLiteral("/sessions/current"), second), 200);

    // A new password ends the other sessions, and the old one opens none.
    const QString third = api().logIn(somebody.email);
    const QJsonObject body{{QStringLiteral("current"), ApiFixture::password()},
                           {QStringLiteral("password"), QStringLiteral("another long sentence")}};
    const Answer set = api().ask("PUT", QStringLiteral("/employees/%1/password").arg(somebody.id.toString()),
                                 QJsonDocument(body).toJson(), third);
    QVERIFY_STATUS(set, 204);
    QVERIFY_STATUS(api().get(QStringLiteral("/sessions/current"), second), 401);
    QVERIFY_STATUS(api().get(QStringLiteral("/sessions/current"), third), 200);
    const Answer old = api().post(
        QStringLiteral("/sessions"),
        {{QStringLiteral("email"), somebody.email}, {QStringLiteral("password"), ApiFixture::password()}}, {});
    QVERIFY_STATUS(old, 401);
    QCOMPARE(old.code(), QStringLiteral("invalid_credentials"));
}

void ApiProtocolTest::refusedLogInsAreAlike()
{
    const auto somebody = api().addEmployee(Role::Agent, QStringLiteral("Somebody else"));
    const auto attempt = [&](const QString &email) {
        return api().post(
            QStringLiteral("/sessions"),
            {{QStringLiteral("email"), email}, {QStringLiteral("password"), QStringLiteral("wrong password")}}, {});
    };
    const Answer known = attempt(somebody.email);
    const Answer unknown = attempt(QStringLiteral("nobody@example.com"));
    QVERIFY_STATUS(known, 401);
    QVERIFY_STATUS(unknown, 401);
    QVERIFY(!known.header("WWW-Authenticate").isEmpty());
    QJsonObject a = known.json();
    QJsonObject b = unknown.json();
    a.remove(QStringLiteral("request_id"));
    b.remove(QStringLiteral("request_id"));
    QCOMPARE(a, b);
}

void ApiProtocolTest::currentSessionTellsPermissions()
{
    for (const Role role : {Role::Agent, Role::Lead, Role::Admin, Role::Auditor}) {
        const Answer answer = api().get(QStringLiteral("/sessions/current"), api().as(role).token);
        QVERIFY_STATUS(answer, 200);
        const QJsonObject employee = answer.json().value(QStringLiteral("employee")).toObject();
        QCOMPARE(employee.value(QStringLiteral("id")).toString(), api().as(role).id.toString());
        QVERIFY(!answer.body.contains("argon2") && !employee.contains(QStringLiteral("password")));
        const QJsonObject permissions = answer.json().value(QStringLiteral("permissions")).toObject();
        for (const Relation relation : allRelations()) {
            const QJsonArray told = permissions.value(toString(relation)).toArray();
            for (const Action action : allActions())
                QCOMPARE(told.contains(toString(action)), isAllowed(principalOf(role), action, relation));
        }
    }
}

void ApiProtocolTest::pagesHoldEachRowOnce()
{
    QSet<QString> there;
    const auto add = [&](const QString &name) {
        return api()
            .post(QStringLiteral("/products"), {{QStringLiteral("sku"), name}, {QStringLiteral("name"), name}},
                  api().admin())
            .id();
    };
    for (int i = 0; i < 11; ++i)
        there.insert(add(QStringLiteral("PAGE-%1").arg(i, 2, 10, QLatin1Char('0'))));
    for (const char *sort : {"name", "-name", "sku", "created", "-created"}) {
        QStringList seen;
        QString path = QStringLiteral("/products?limit=3&sort=%1").arg(QLatin1String(sort));
        int pages = 0;
        while (!path.isEmpty() && pages < 50) {
            const Answer answer = api().get(path, api().agent());
            QVERIFY_STATUS(answer, 200);
            QVERIFY(answer.items().size() <= 3);
            for (const QJsonValue &item : answer.items())
                seen.append(item.toObject().value(QStringLiteral("id")).toString());
            // Others come in between.
            add(QStringLiteral("BETWEEN-%1-%2").arg(QLatin1String(sort)).arg(pages));
            ++pages;
            const QByteArray link = answer.header("Link");
            if (answer.json().value(QStringLiteral("next_cursor")).isNull()) {
                QVERIFY(link.isEmpty());
                break;
            }
            QVERIFY_TOLD(link.startsWith("</api/v1/products?") && link.endsWith(">; rel=\"next\""), link);
            path = QString::fromLatin1(link.mid(1, link.indexOf('>') - 1)).mid(7);
        }
        QVERIFY(pages >= 4 && pages < 50);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), seen.size());
        QVERIFY_TOLD((there - QSet<QString>(seen.begin(), seen.end())).isEmpty(), sort);
    }
}

void ApiProtocolTest::retriesGetTheFirstReceipt()
{
    const Headers key{{"Idempotency-Key", "retry-1"}};
    const QJsonObject body{{QStringLiteral("given_name"), QStringLiteral("Once")},
                           {QStringLiteral("family_name"), QStringLiteral("Only")},
                           {QStringLiteral("email"), QStringLiteral("once@example.com")}};
    const Answer first = api().post(QStringLiteral("/customers"), body, api().agent(), key);
    QVERIFY_STATUS(first, 201);
    QVERIFY(first.header("Idempotency-Replayed").isEmpty());
    const Answer second = api().post(QStringLiteral("/customers"), body, api().agent(), key);
    QVERIFY_STATUS(second, 201);
    QCOMPARE(second.header("Idempotency-Replayed"), QByteArray("true"));
    QCOMPARE(second.json(), first.json());
    QCOMPARE(second.header("Location"), first.header("Location"));
    QCOMPARE(second.etag(), first.etag());

    QJsonObject other = body;
    other.insert(QStringLiteral("given_name"), QStringLiteral("Twice"));
    const Answer reused = api().post(QStringLiteral("/customers"), other, api().agent(), key);
    QVERIFY_STATUS(reused, 422);
    QCOMPARE(reused.code(), QStringLiteral("idempotency_key_reused"));
    // Another's key of that name is another key.
    const Answer others = api().post(QStringLiteral("/customers"), body, api().lead(), key);
    QVERIFY_STATUS(others, 409);
    QCOMPARE(others.code(), QStringLiteral("already_exists"));

    // A request that was refused keeps no receipt: once mended it may use the key.
    const Headers mended{{"Idempotency-Key", "retry-2"}};
    QVERIFY_STATUS(api().post(QStringLiteral("/teams"), {{QStringLiteral("name"), QString()}}, api().admin(), mended),
                   422);
    QVERIFY_STATUS(api().post(QStringLiteral("/teams"), {{QStringLiteral("name"), QStringLiteral("Mended")}},
                              api().admin(), mended),
                   201);

    // Every POST takes a key and makes its thing once.
    const QString incident = api().openIncident().value(QStringLiteral("id")).toString();
    const Headers again{{"Idempotency-Key", "retry-3"}};
    const QString messages = QStringLiteral("/incidents/%1/messages").arg(incident);
    const QJsonObject note{{QStringLiteral("body"), QStringLiteral("Only one")}, {QStringLiteral("internal"), true}};
    QCOMPARE(api().post(messages, note, api().agent(), again).id(),
             api().post(messages, note, api().agent(), again).id());
    const QString files = QStringLiteral("/incidents/%1/attachments").arg(incident);
    const Headers file{{"Idempotency-Key", "retry-4"}};
    QCOMPARE(api().upload(files, QStringLiteral("a.txt"), "text", api().agent(), false, file).id(),
             api().upload(files, QStringLiteral("a.txt"), "text", api().agent(), false, file).id());
    QCOMPARE(api().get(files, api().agent()).items().size(), 1);
}

void ApiProtocolTest::simultaneousRetriesMakeOneThing()
{
    const QByteArray body = R"({"sku":"AT-ONCE","name":"At once"})";
    QNetworkAccessManager network;
    QList<QNetworkReply *> replies;
    constexpr int clients = 6;
    for (int i = 0; i < clients; ++i) {
        QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1/products").arg(api().port())));
        request.setRawHeader("Authorization", "Bearer " + api().admin().toLatin1());
        request.setRawHeader("Content-Type", "application/json");
        request.setRawHeader("Idempotency-Key", "at-once");
        replies.append(network.post(request, body));
    }
    QSet<QByteArray> locations;
    int made = 0;
    for (QNetworkReply *reply : replies) {
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20'000);
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QByteArray said = reply->readAll();
        QVERIFY_TOLD(status == 201 || status == 409, said);
        if (status == 201) {
            ++made;
            locations.insert(reply->rawHeader("Location"));
        } else {
            QVERIFY_TOLD(said.contains("request_in_progress"), said);
        }
        reply->deleteLater();
    }
    QVERIFY(made >= 1);
    QCOMPARE(locations.size(), 1);
    QCOMPARE(api().get(QStringLiteral("/products?q=AT-ONCE"), api().admin()).items().size(), 1);
}

void ApiProtocolTest::badIdempotencyKeysAreRefused()
{
    for (const QByteArray &key : {QByteArray(201, 'k'), QByteArray("caf\xc3\xa9"), QByteArray("a\tb")}) {
        const Answer answer = api().post(QStringLiteral("/teams"), {{QStringLiteral("name"), QStringLiteral("Never")}},
                                         api().admin(), {{"Idempotency-Key", key}});
        QVERIFY_STATUS(answer, 400);
        QCOMPARE(answer.pointers(), QStringLiteral("Idempotency-Key"));
    }
    const Answer longest =
        api().post(QStringLiteral("/teams"), {{QStringLiteral("name"), QStringLiteral("Longest key")}}, api().admin(),
                   {{"Idempotency-Key", QByteArray(200, '~')}});
    QVERIFY_STATUS(longest, 201);
}

void ApiProtocolTest::apiKeysWorkUntilTheyEnd()
{
    const Headers header{{"Idempotency-Key", "key-1"}};
    const QJsonObject body{{QStringLiteral("label"), QStringLiteral("ERP")}};
    const Answer made = api().post(QStringLiteral("/api-keys"), body, api().agent(), header);
    QVERIFY_STATUS(made, 201);
    const QString token = made.text(QStringLiteral("token"));
    QVERIFY(token.startsWith(QLatin1String("mk_")));
    // The token is stored nowhere, so a retry cannot tell it again.
    const Answer again = api().post(QStringLiteral("/api-keys"), body, api().agent(), header);
    QVERIFY_STATUS(again, 201);
    QCOMPARE(again.id(), made.id());
    QVERIFY(again.json().value(QStringLiteral("token")).isNull());

    QVERIFY_STATUS(api().get(QStringLiteral("/customers"), token), 200);
    const Answer list = api().get(QStringLiteral("/api-keys"), api().agent());
    QVERIFY_STATUS(list, 200);
    QVERIFY(!list.body.contains(token.toLatin1()));
    QCOMPARE(list.items().size(), 1);
    QVERIFY_STATUS(api().remove(QStringLiteral("/api-keys/") + made.id(), api().agent()), 204);
    QVERIFY_STATUS(api().get(QStringLiteral("/customers"), token), 401);
    QVERIFY_STATUS(api().remove(QStringLiteral("/api-keys/") + made.id(), api().admin()), 404);
    // Without the right to others' keys, one that is gone is told like one of somebody else.
    QVERIFY_STATUS(api().remove(QStringLiteral("/api-keys/") + made.id(), api().agent()), 403);
    const Answer past = api().post(QStringLiteral("/api-keys"),
                                   {{QStringLiteral("label"), QStringLiteral("Late")},
                                    {QStringLiteral("expires_at"), QStringLiteral("2001-01-01T00:00:00Z")}},
                                   api().agent());
    QVERIFY_TOLD(past.status == 422, past.told());
}

void ApiProtocolTest::headIsGetWithoutBody()
{
    const Answer head = api().ask("HEAD", QStringLiteral("/customers"), {}, api().admin());
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
    QCOMPARE(api().ask("HEAD", QStringLiteral("/customers")).status, 401);
}

void ApiProtocolTest::descriptionNamesExactlyTheRoutes()
{
    const Answer answer = api().get(QStringLiteral("/openapi.json"), {});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/json"));
    const QJsonObject document = answer.json();
    QVERIFY(document.value(QStringLiteral("openapi")).toString().startsWith(QLatin1String("3.1")));
    QSet<QString> described;
    const QJsonObject paths = document.value(QStringLiteral("paths")).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (const QString &method : operations.keys())
            described.insert(method.toUpper() + QStringLiteral(" /api/v1") + path.key());
    }
    // The feed is served by its own listener.
    QVERIFY(described.remove(QStringLiteral("GET /api/v1/feed")));
    QSet<QString> routed;
    for (const http::Route &route : api().router().routes())
        routed.insert(QString::fromLatin1(http::toBytes(route.method)) + u' ' + route.pattern);
    QVERIFY_TOLD(described == routed,
                 qPrintable(QStringList((described - routed).values()).join(u' ') + QStringLiteral(" | ") +
                            QStringList((routed - described).values()).join(u' ')));
}

void ApiProtocolTest::answersAreNotCached()
{
    for (const char *path : {"/customers", "/sessions/current", "/customers/999999", "/nothing"})
        QCOMPARE(api().get(QLatin1String(path), api().admin()).header("Cache-Control"), QByteArray("no-store"));
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiProtocolTest>(argc, argv);
}

#include "protocoltest.moc"
