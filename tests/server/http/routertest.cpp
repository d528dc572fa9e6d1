// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/router.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::http;

namespace {
Response empty(const Request &)
{
    return Response::noContent();
}
} // namespace

class RouterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsRoutes_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("allowed");
        QTest::addColumn<QString>("parameter");
        const QString all = QStringLiteral("GET,HEAD,PATCH,OPTIONS");
        const auto row = [](const char *name, Method m, const char *path, const char *pattern, const QString &allowed,
                            const QString &parameter = {}) {
            QTest::newRow(name) << m << QString::fromUtf8(path) << QString::fromUtf8(pattern) << allowed << parameter;
        };
        row("root", Method::Get, "/", "/", QStringLiteral("GET,HEAD,OPTIONS"));
        row("parameter", Method::Get, "/things/7", "/things/{id}", all, QStringLiteral("7"));
        row("decoded", Method::Get, "/things/%C3%B1%20o", "/things/{id}", all, QString::fromUtf8("ñ o"));
        row("head is get", Method::Head, "/things/7", "/things/{id}", all, QStringLiteral("7"));
        row("literal wins", Method::Get, "/things/count", "/things/count", QStringLiteral("GET,HEAD,OPTIONS"));
        row("literal decides on the method", Method::Patch, "/things/count", "", QStringLiteral("GET,HEAD,OPTIONS"));
        row("wrong method", Method::Delete, "/things/7", "", all);
        row("deeper", Method::Post, "/things/7/parts", "/things/{thing}/parts", QStringLiteral("POST,OPTIONS"));
        row("steps back", Method::Post, "/things/count/parts", "/things/{thing}/parts", QStringLiteral("POST,OPTIONS"));
        row("rest", Method::Get, "/files/a/b.css", "/files/{path...}", QStringLiteral("GET,HEAD,OPTIONS"),
            QStringLiteral("a/b.css"));
        row("empty rest", Method::Get, "/files/", "", QString());
        row("unknown", Method::Get, "/nothing", "", QString());
        row("trailing slash", Method::Get, "/things/7/", "", QString());
        row("empty segment", Method::Get, "/things/", "", QString());
        row("no slash", Method::Get, "things", "", QString());
        row("encoded slash", Method::Get, "/things/a%2Fb", "", QString());
        row("encoded backslash", Method::Get, "/things/a%5Cb", "", QString());
        row("line feed", Method::Get, "/things/7%0A", "", QString());
        row("null", Method::Get, "/things/7%00", "", QString());
        row("broken escape", Method::Get, "/things/7%4", "", QString());
        row("no UTF-8", Method::Get, "/things/%FF", "", QString());
        row("surrogate", Method::Get, "/things/%ED%A0%80", "", QString());
        row("dots", Method::Get, "/files/../secret", "", QString());
        row("encoded dots", Method::Get, "/files/%2e%2E/secret", "", QString());
    }

    void findsRoutes()
    {
        QFETCH(Method, method);
        QFETCH(QString, path);
        QFETCH(QString, pattern);
        QFETCH(QString, allowed);
        QFETCH(QString, parameter);
        Router router;
        const auto add = [&router](Method m, const QString &p, qint64 maxBody = 10) {
            router.add({.method = m, .pattern = p, .handler = empty, .maxBody = maxBody, .name = {}});
        };
        add(Method::Get, QStringLiteral("/"));
        add(Method::Get, QStringLiteral("/things/{id}"));
        add(Method::Patch, QStringLiteral("/things/{id}"));
        add(Method::Get, QStringLiteral("/things/count"));
        add(Method::Post, QStringLiteral("/things/{thing}/parts"), 99);
        add(Method::Get, QStringLiteral("/files/{path...}"));
        const Router::Match match = router.find(method, path);
        QCOMPARE(match.route ? match.route->pattern : QString(), pattern);
        QCOMPARE(match.allowed.join(QLatin1Char(',')), allowed);
        if (!parameter.isEmpty())
            QCOMPARE(match.parameters.begin().value(), parameter);
        QCOMPARE(router.maxBodyFor(QStringLiteral("/things/1/parts")), 99);
        QCOMPARE(router.maxBodyFor(QStringLiteral("/nothing")), 0);
    }

    void refusesByTheLongestPrefix()
    {
        Router router;
        router.setRefusal(QStringLiteral("/"), [](const Request &, const Problem &) { return Response::html("page"); });
        router.setRefusal(QStringLiteral("/api"),
                          [](const Request &, const Problem &) { return Response::text("api"); });
        const auto refused = [&router](const char *path) {
            Request request;
            request.path = QString::fromLatin1(path);
            return router.refuse(request, Problem::notFound()).body;
        };
        QCOMPARE(refused("/api"), QByteArray("api"));
        QCOMPARE(refused("/api/v1"), QByteArray("api"));
        QCOMPARE(refused("/apiary"), QByteArray("page"));
        QCOMPARE(refused("/x"), QByteArray("page"));
        QVERIFY(refused("").contains("not_found"));
    }

    void readsRequests()
    {
        Request request;
        request.target = "/a?q=one+two%2B&empty=&flag&n=%C3%B1";
        request.headers = {{"cookie", "a=1; b=two"},
                           {"cookie", "c=3"},
                           {"accept", "x"},
                           {"accept", "y"},
                           {"content-type", "Text/HTML; charset=utf-8"}};
        QCOMPARE(request.queryValue(QStringLiteral("q")), QStringLiteral("one two+"));
        QCOMPARE(request.queryValue(QStringLiteral("empty")), QString());
        QVERIFY(request.queryValue(QStringLiteral("flag")).has_value());
        QCOMPARE(request.queryValue(QStringLiteral("n")), QString::fromUtf8("ñ"));
        QVERIFY(!request.queryValue(QStringLiteral("absent")));
        QCOMPARE(request.cookie("b"), QByteArray("two"));
        QCOMPARE(request.cookie("c"), QByteArray("3"));
        QVERIFY(!request.cookie("d"));
        QCOMPARE(request.header("accept"), QByteArray("x, y"));
        QCOMPARE(request.mediaType(), QByteArray("text/html"));
    }
};

QTEST_GUILESS_MAIN(RouterTest)
#include "routertest.moc"
