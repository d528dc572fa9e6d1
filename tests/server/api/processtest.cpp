// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "follower.h"
#include "serverprocess.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace mostrador;
using namespace mostrador::test;
using Kind = codec::FeedItem::Kind;

// A writing transaction anywhere in a PostgreSQL cluster holds its feeds back; others may be at work in ours.
#define SOON_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30'000)

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

/// The API and the feed of real server processes: one, and two on the same PostgreSQL.
class ApiProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneIncident_data();
    void oneIncident();
    void eachProcessTellsOfTheOthers();

private:
    struct Said
    {
        int status = 0;
        QJsonObject json;
    };
    Said ask(const ServerProcess &server, const QByteArray &method, const QString &path, const QJsonObject &body = {});
    void logIn(const ServerProcess &server);

    QNetworkAccessManager m_network;
    QString m_token;
    QString m_feed;
};

ApiProcessTest::Said ApiProcessTest::ask(const ServerProcess &server, const QByteArray &method, const QString &path,
                                         const QJsonObject &body)
{
    QNetworkRequest request(QUrl(server.url() + QStringLiteral("/api/v1") + path));
    request.setTransferTimeout(20'000);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("If-Match", "*");
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
    QNetworkReply *reply = m_network.sendCustomRequest(
        request, method, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
    QEventLoop loop;
    connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    const Said said{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                    QJsonDocument::fromJson(reply->readAll()).object()};
    reply->deleteLater();
    return said;
}

void ApiProcessTest::logIn(const ServerProcess &server)
{
    m_token.clear();
    const Said said =
        ask(server, "POST", QStringLiteral("/sessions"),
            {{QStringLiteral("email"), server.adminEmail()}, {QStringLiteral("password"), server.adminPassword()}});
    QCOMPARE(said.status, 201);
    m_token = said.json.value(QStringLiteral("token")).toString();
    m_feed = said.json.value(QStringLiteral("feed_url")).toString();
}

void ApiProcessTest::oneIncident_data()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite;
    QTest::newRow("postgresql") << ServerProcess::Database::Postgresql;
}

void ApiProcessTest::oneIncident()
{
    QFETCH(ServerProcess::Database, database);
    if (database == ServerProcess::Database::Postgresql && !ServerProcess::havePostgresql())
        QSKIP("MOSTRADOR_TEST_POSTGRESQL does not say where a PostgreSQL for tests is");
    ServerProcess::Options options;
    options.database = database;
    ServerProcess server(options);
    QVERIFY2(server.start(), qPrintable(server.error()));
    logIn(server);
    QCOMPARE(QUrl(m_feed).port(), int(server.feedPort()));
    Follower follower(server.feedPort(), m_token);
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    const Said opened = ask(
        server, "POST", QStringLiteral("/incidents"),
        {{QStringLiteral("subject"), QStringLiteral("No enciende")},
         {QStringLiteral("description"), QStringLiteral("Desde ayer.")},
         {QStringLiteral("customer"), QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Lucía")},
                                                  {QStringLiteral("family_name"), QStringLiteral("Gómez")},
                                                  {QStringLiteral("email"), QStringLiteral("lucia@example.com")}}}});
    QCOMPARE(opened.status, 201);
    const QString id = opened.json.value(QStringLiteral("id")).toString();
    const QString path = QStringLiteral("/incidents/") + id;
    QCOMPARE(ask(server, "POST", path + QStringLiteral("/messages"),
                 {{QStringLiteral("body"), QStringLiteral("¿Qué luces ve?")}})
                 .status,
             201);
    QCOMPARE(ask(server, "PATCH", path, {{QStringLiteral("status"), QStringLiteral("resolved")}}).status, 200);
    SOON_VERIFY(follower.about(id).count(QStringLiteral("status_changed")) == 2);
    QVERIFY(follower.about(id).contains(QStringLiteral("message_added")));
    QCOMPARE(server.stop(), 0);
    SOON_VERIFY(follower.closed);
    QCOMPARE(follower.closeCode(), int(QWebSocketProtocol::CloseCodeGoingAway));
}

void ApiProcessTest::eachProcessTellsOfTheOthers()
{
    if (!ServerProcess::havePostgresql())
        QSKIP("MOSTRADOR_TEST_POSTGRESQL does not say where a PostgreSQL for tests is");
    ServerProcess::Options options;
    options.database = ServerProcess::Database::Postgresql;
    ServerProcess first(options);
    QVERIFY2(first.start(), qPrintable(first.error()));
    const auto second = ServerProcess::beside(first);
    QVERIFY2(second->start(), qPrintable(second->error()));
    logIn(first);
    Follower here(first.feedPort(), m_token);
    Follower there(second->feedPort(), m_token);
    SOON_VERIFY(here.has(Kind::CaughtUp) && there.has(Kind::CaughtUp));
    // Written at both, told at both in one order.
    for (int i = 0; i < 20; ++i) {
        const Said made = ask(i % 2 == 0 ? first : *second, "POST", QStringLiteral("/teams"),
                              {{QStringLiteral("name"), QStringLiteral("Team %1").arg(i)}});
        QCOMPARE(made.status, 201);
    }
    SOON_VERIFY(here.events.size() >= 20 && there.events.size() >= 20);
    QCOMPARE(there.events, here.events);
    // A place told by one is good at the other.
    Follower moved(second->feedPort(), m_token, here.items.at(5).cursor);
    SOON_VERIFY(moved.has(Kind::CaughtUp));
    QCOMPARE(moved.events, here.events.mid(here.events.size() - moved.events.size()));
    QVERIFY(moved.events.size() >= 15);
    // A session ended at one ends at the other.
    QCOMPARE(ask(first, "DELETE", QStringLiteral("/sessions/current")).status, 204);
    SOON_VERIFY(here.closed && there.closed);
    QCOMPARE(there.closeCode(), int(QWebSocketProtocol::CloseCodePolicyViolated));
    QCOMPARE(ask(*second, "GET", QStringLiteral("/teams")).status, 401);
}

QTEST_GUILESS_MAIN(ApiProcessTest)

#include "processtest.moc"
