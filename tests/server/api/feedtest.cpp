// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/feed.h"

#include "api/feedserver.h"
#include "apifixture.h"
#include "follower.h"
#include "storage/transaction.h"

#include <QNetworkReply>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpSocket>

using namespace mostrador;
using namespace mostrador::test;
using Kind = codec::FeedItem::Kind;

// A writing transaction anywhere in a PostgreSQL cluster holds its feeds back; others may be at work in ours.
#define SOON_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30'000)
#define SOON_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 30'000)

/// The live feed over real sockets: order, going on after an absence, rights, and who is kept out.
class ApiFeedTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();

    void strangersAreKeptOut_data();
    void strangersAreKeptOut();
    void foreignPagesAreKeptOut();
    void beginsNowAndGoesOnLive();
    void goesOnBehindTheCursor();
    void longAbsenceComesInPages();
    void nothingTwiceNothingMissed();
    void unknownPlacesAreTold_data();
    void unknownPlacesAreTold();
    void restrictedTeamsStayHidden();
    void movedOutOfSightIsLoadedAnew_data();
    void movedOutOfSightIsLoadedAnew();
    void endedSessionsAreCutOff_data();
    void endedSessionsAreCutOff();
    void changedRightsAskForANewStart();
    void otherChangesDoNot();
    void connectionsAreCapped();
    void clientsThatTalkTooMuchAreDropped();
    void deafClientsAreDropped();
    void stopSaysGoodbye();

private:
    void serve(mostrador::api::FeedOptions options = {});
    quint16 port() const { return m_feed->port(); }
    /// The events the feed can be read up to, in its order.
    QList<qint64> readable();
    /// How many events are committed.
    qint64 committed();
    /// All committed events in feed order; waits until the feed can be read up to the last.
    QList<qint64> stored();
    Answer say(const QString &incident, const QString &body)
    {
        return api().post(QStringLiteral("/incidents/%1/messages").arg(incident), {{QStringLiteral("body"), body}},
                          api().admin());
    }
    static QString idOf(const QJsonObject &incident) { return incident.value(QStringLiteral("id")).toString(); }

    std::unique_ptr<mostrador::api::FeedServer> m_feed;
};

void ApiFeedTest::initTestCase()
{
    ApiTest::initTestCase();
}

void ApiFeedTest::cleanup()
{
    m_feed.reset();
}

void ApiFeedTest::cleanupTestCase()
{
    m_feed.reset();
    ApiTest::cleanupTestCase();
}

void ApiFeedTest::serve(mostrador::api::FeedOptions options)
{
    if (options.recheckInterval == mostrador::api::FeedOptions().recheckInterval)
        options.recheckInterval = std::chrono::milliseconds(200);
    m_feed.reset();
    m_feed = std::make_unique<mostrador::api::FeedServer>(options);
    const auto outcome = m_feed->start();
    if (!outcome)
        qFatal("%s", qPrintable(outcome.error().detail));
}

QList<qint64> ApiFeedTest::readable()
{
    QList<qint64> ids;
    const auto outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::SingleStatement,
                                                 [&](storage::Database &database) -> Outcome {
                                                     ids.clear();
                                                     const auto epoch = storage::feed::epoch(database);
                                                     if (!epoch)
                                                         return epoch.error();
                                                     storage::feed::Position at{*epoch, 0, 0};
                                                     while (true) {
                                                         const auto batch = storage::feed::read(database, at, 500);
                                                         if (!batch)
                                                             return batch.error();
                                                         for (const auto &row : batch->rows) {
                                                             ids.append(row.event.id.value());
                                                             at = row.position;
                                                         }
                                                         if (!batch->more)
                                                             return done;
                                                     }
                                                 });
    if (!outcome.committed())
        qFatal("the stored events cannot be read: %s", qPrintable(outcome.problem.cause));
    return ids;
}

qint64 ApiFeedTest::committed()
{
    qint64 count = 0;
    const auto options = storage::configuredOptions();
    {
        const bool postgresql = options.dialect == storage::Dialect::Postgresql;
        QSqlDatabase database = QSqlDatabase::addDatabase(
            postgresql ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"), QStringLiteral("committed"));
        database.setHostName(options.host);
        database.setPort(options.port);
        database.setUserName(options.user);
        database.setPassword(options.password);
        database.setDatabaseName(postgresql ? options.name : options.path);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        if (!query.exec(QStringLiteral("select count(*) from events")) || !query.next())
            qFatal("the events cannot be counted");
        count = query.value(0).toLongLong();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("committed"));
    return count;
}

QList<qint64> ApiFeedTest::stored()
{
    const qint64 all = committed();
    QList<qint64> ids;
    if (!QTest::qWaitFor([&] { return (ids = readable()).size() >= all; }, 30'000))
        qFatal("the feed does not reach the last of %lld events", all);
    return ids;
}

void ApiFeedTest::strangersAreKeptOut_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("path");
    const QString feed = QStringLiteral("/api/v1/feed");
    QTest::newRow("no token") << QString() << feed;
    QTest::newRow("unknown token") << QStringLiteral("ms_0123456789012345678901234567890123456789012") << feed;
    QTest::newRow("no such form") << QStringLiteral("x y") << feed;
    QTest::newRow("token in the address") << QString() << feed + QStringLiteral("?token=%1");
    QTest::newRow("another path") << QStringLiteral("%1") << QStringLiteral("/feed");
}

void ApiFeedTest::strangersAreKeptOut()
{
    QFETCH(QString, token);
    QFETCH(QString, path);
    serve();
    token.replace(QStringLiteral("%1"), api().agent());
    path.replace(QStringLiteral("%1"), api().agent());
    Follower follower(port(), token, {}, {}, path);
    SOON_VERIFY(follower.closed);
    QCOMPARE(follower.closeCode(), int(QWebSocketProtocol::CloseCodePolicyViolated));
    QVERIFY(follower.items.isEmpty());
    SOON_COMPARE(m_feed->clients(), 0);
}

void ApiFeedTest::foreignPagesAreKeptOut()
{
    mostrador::api::FeedOptions options;
    options.allowedOrigins = {QStringLiteral("https://help.example.com")};
    serve(options);
    Follower foreign(port(), api().agent(), {}, QStringLiteral("https://evil.example.com"));
    SOON_VERIFY(foreign.closed);
    QVERIFY(foreign.items.isEmpty());
    Follower known(port(), api().agent(), {}, QStringLiteral("https://help.example.com"));
    SOON_VERIFY(known.has(Kind::CaughtUp));
}

void ApiFeedTest::beginsNowAndGoesOnLive()
{
    api().openIncident();
    QVERIFY(!stored().isEmpty());
    serve();
    Follower follower(port(), api().agent());
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    QCOMPARE(follower.items.first().kind, Kind::Hello);
    QCOMPARE(follower.items.size(), 2); // nothing of the past
    const QString id = idOf(api().openIncident());
    QVERIFY_STATUS(say(id, QStringLiteral("Hello")), 201);
    SOON_VERIFY(follower.about(id).contains(QLatin1String("message_added")));
    QCOMPARE(follower.about(id).first(), QStringLiteral("incident_created"));
    const QList<qint64> all = stored();
    SOON_COMPARE(follower.events.last(), all.last());
    QCOMPARE(follower.events, all.mid(all.size() - follower.events.size()));
    QCOMPARE(follower.unreadable, 0);
}

void ApiFeedTest::goesOnBehindTheCursor()
{
    serve();
    stored();
    QString cursor;
    qsizetype before = 0;
    {
        Follower follower(port(), api().agent());
        SOON_VERIFY(follower.has(Kind::CaughtUp));
        const QString id = idOf(api().openIncident());
        SOON_VERIFY(!follower.about(id).isEmpty());
        SOON_COMPARE(follower.events.last(), stored().last());
        cursor = follower.lastCursor;
        before = stored().size();
    }
    const QString away = idOf(api().openIncident());
    say(away, QStringLiteral("While away"));
    // Held back or not, everything is there to be caught up with.
    QVERIFY(stored().size() > before);
    Follower again(port(), api().agent(), cursor);
    SOON_VERIFY(again.has(Kind::CaughtUp));
    QCOMPARE(again.items.first().kind, Kind::Hello);
    // Whoever leaves right after hello goes on where it was.
    QCOMPARE(again.items.first().cursor, cursor);
    QCOMPARE(again.items.last().kind, Kind::CaughtUp);
    QCOMPARE(again.events, stored().mid(before));
    // From each cursor on come exactly the events behind it.
    const auto items = again.items;
    for (const auto &item : items) {
        Follower part(port(), api().agent(), item.cursor);
        SOON_VERIFY(part.has(Kind::CaughtUp));
        const qsizetype at = item.kind == Kind::Event   ? again.events.indexOf(item.event.id.value()) + 1
                             : item.kind == Kind::Hello ? 0
                                                        : again.events.size();
        QCOMPARE(part.events, again.events.mid(at));
    }
}

void ApiFeedTest::longAbsenceComesInPages()
{
    mostrador::api::FeedOptions options;
    options.pageSize = 3;
    options.maxUnsentBytes = 0;
    serve(options);
    QString cursor;
    {
        stored();
        Follower follower(port(), api().agent());
        SOON_VERIFY(follower.has(Kind::CaughtUp));
        cursor = follower.lastCursor;
    }
    const qsizetype before = stored().size();
    const QString id = idOf(api().openIncident());
    for (int i = 0; i < 20; ++i)
        QVERIFY_STATUS(say(id, QStringLiteral("Message %1").arg(i)), 201);
    QVERIFY(stored().size() > before + 20);
    Follower follower(port(), api().agent(), cursor);
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    QCOMPARE(follower.events, stored().mid(before));
    QVERIFY(follower.events.size() > 20);
}

void ApiFeedTest::nothingTwiceNothingMissed()
{
    serve();
    const QString id = idOf(api().openIncident());
    const qsizetype before = stored().size();
    auto steady = std::make_unique<Follower>(port(), api().agent());
    SOON_VERIFY(steady->has(Kind::CaughtUp));
    const QString start = steady->lastCursor;

    // Writers side by side, so that transactions commit out of the order in which they began.
    constexpr int messages = 120;
    QNetworkAccessManager network;
    int sent = 0;
    int running = 0;
    int refused = 0;
    const std::function<void()> send = [&] {
        if (sent == messages)
            return;
        ++running;
        QNetworkRequest request(
            QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1/incidents/%2/messages").arg(api().port()).arg(id)));
        request.setRawHeader("Authorization", "Bearer " + api().admin().toLatin1());
        request.setRawHeader("Content-Type", "application/json");
        QNetworkReply *reply =
            network.post(request, QByteArray("{\"body\":\"%1\"}").replace("%1", QByteArray::number(++sent)));
        QObject::connect(reply, &QNetworkReply::finished, reply, [&, reply] {
            if (reply->error() != QNetworkReply::NoError)
                ++refused;
            reply->deleteLater();
            --running;
            send();
        });
    };
    for (int i = 0; i < 6; ++i)
        send();
    // Meanwhile somebody comes and goes.
    QList<qint64> restless;
    QString cursor = start;
    while (running > 0) {
        Follower visitor(port(), api().lead(), cursor);
        const int patience = 2 + static_cast<int>(restless.size() % 7);
        SOON_VERIFY(visitor.items.size() >= patience || running == 0);
        restless += visitor.events;
        cursor = visitor.lastCursor.isEmpty() ? cursor : visitor.lastCursor;
    }
    QCOMPARE(refused, 0);
    const QList<qint64> expected = stored().mid(before);
    QVERIFY(expected.size() >= messages);
    SOON_COMPARE(steady->events.size(), expected.size());
    QCOMPARE(steady->events, expected);
    Follower rest(port(), api().lead(), cursor);
    SOON_VERIFY(rest.has(Kind::CaughtUp));
    QCOMPARE(restless + rest.events, expected);
}

void ApiFeedTest::unknownPlacesAreTold_data()
{
    QTest::addColumn<QString>("cursor");
    QTest::newRow("no cursor of ours") << QStringLiteral("x");
    QTest::newRow("other epoch") << storage::feed::Position{QStringLiteral("elsewhere"), 1, 1}.toCursor();
    QTest::newRow("future") << QStringLiteral("future");
}

void ApiFeedTest::unknownPlacesAreTold()
{
    QFETCH(QString, cursor);
    if (cursor == QLatin1String("future")) {
        const auto epoch = storage::feed::epoch(storage::threadDatabase());
        QVERIFY(epoch.ok());
        cursor = storage::feed::Position{*epoch, 4'000'000'000'000, 4'000'000'000'000}.toCursor();
    }
    serve();
    Follower follower(port(), api().agent(), cursor);
    SOON_VERIFY(follower.closed);
    QVERIFY(follower.has(Kind::Resync));
    QVERIFY(follower.events.isEmpty());
    QCOMPARE(follower.closeCode(), int(QWebSocketProtocol::CloseCodeNormal));
}

void ApiFeedTest::restrictedTeamsStayHidden()
{
    const auto member = api().addEmployee(Role::Agent, QStringLiteral("Insider"), {api().secretTeam()});
    serve();
    Follower outsider(port(), api().agent());
    Follower insider(port(), member.token);
    Follower auditor(port(), api().auditor());
    for (Follower *each : {&outsider, &insider, &auditor})
        SOON_VERIFY(each->has(Kind::CaughtUp));
    const QString secret = idOf(api().openIncident({{QStringLiteral("team_id"), api().secretTeam().toString()}}));
    QVERIFY_STATUS(say(secret, QStringLiteral("Confidential")), 201);
    QVERIFY_STATUS(
        api().upload(QStringLiteral("/incidents/%1/attachments").arg(secret), QStringLiteral("a"), "x", api().admin()),
        201);
    const QString open = idOf(api().openIncident({{QStringLiteral("team_id"), api().otherTeam().toString()}}));
    // What came later has arrived, so what is missing will not come.
    for (Follower *each : {&outsider, &insider, &auditor})
        SOON_VERIFY(!each->about(open).isEmpty());
    QVERIFY(outsider.about(secret).isEmpty());
    QCOMPARE(insider.about(secret), auditor.about(secret));
    QVERIFY(insider.about(secret).size() >= 3);
    // Nor does it come to one who asks for the past.
    Follower late(port(), api().agent(), insider.items.first().cursor);
    SOON_VERIFY(late.has(Kind::CaughtUp));
    QVERIFY(late.about(secret).isEmpty());
    QVERIFY(!late.about(open).isEmpty());
    for (const auto &item : late.items)
        QVERIFY(!QJsonDocument(codec::toJson(item)).toJson().contains("Confidential"));
}

void ApiFeedTest::movedOutOfSightIsLoadedAnew_data()
{
    QTest::addColumn<bool>("teamBecomesRestricted");
    QTest::newRow("the incident is given to a restricted team") << false;
    QTest::newRow("its team becomes restricted") << true;
}

void ApiFeedTest::movedOutOfSightIsLoadedAnew()
{
    QFETCH(bool, teamBecomesRestricted);
    serve();
    const Answer team =
        api().post(QStringLiteral("/teams"), {{QStringLiteral("name"), QString::fromLatin1(QTest::currentDataTag())}},
                   api().admin());
    QVERIFY_STATUS(team, 201);
    Follower follower(port(), api().agent());
    Follower auditor(port(), api().auditor());
    SOON_VERIFY(follower.has(Kind::CaughtUp) && auditor.has(Kind::CaughtUp));
    const QString id = idOf(api().openIncident({{QStringLiteral("team_id"), team.id()}}));
    SOON_VERIFY(!follower.about(id).isEmpty());
    const QString cursor = follower.items.last().cursor;
    const auto seen = follower.about(id).size();
    if (teamBecomesRestricted) {
        QVERIFY_STATUS(api().patch(QStringLiteral("/teams/") + team.id(), {{QStringLiteral("restricted"), true}}, "*",
                                   api().admin()),
                       200);
    } else {
        QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + id,
                                   {{QStringLiteral("team_id"), api().secretTeam().toString()}}, "*", api().admin()),
                       200);
    }
    say(id, QStringLiteral("Now secret"));
    // Not what happened, but that what was loaded no longer holds.
    SOON_VERIFY(follower.closed);
    QVERIFY(follower.has(Kind::Resync));
    QCOMPARE(follower.about(id).size(), seen);
    // The same for one who was cut off meanwhile.
    Follower late(port(), api().agent(), cursor);
    SOON_VERIFY(late.closed);
    QVERIFY(late.has(Kind::Resync));
    // Nothing was taken from those who see it still.
    const QString next = idOf(api().openIncident());
    SOON_VERIFY(!auditor.about(next).isEmpty());
    QVERIFY(!auditor.closed && !auditor.has(Kind::Resync));
}

void ApiFeedTest::endedSessionsAreCutOff_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("logged out") << 0;
    QTest::newRow("password changed") << 1;
    QTest::newRow("removed") << 2;
    QTest::newRow("made inactive") << 3;
}

void ApiFeedTest::endedSessionsAreCutOff()
{
    QFETCH(int, how);
    serve();
    const auto somebody = api().addEmployee(Role::Agent, QStringLiteral("Leaving"));
    const QString path = QStringLiteral("/employees/") + somebody.id.toString();
    Follower follower(port(), somebody.token);
    Follower other(port(), api().lead());
    SOON_VERIFY(follower.has(Kind::CaughtUp) && other.has(Kind::CaughtUp));
    switch (how) {
    case 0:
        QVERIFY_STATUS(api().remove(QStringLiteral("/sessions/current"), somebody.token), 204);
        break;
    case 1:
        QVERIFY_STATUS(api().ask("PUT", path + QStringLiteral("/password"), R"({"password":"another long sentence"})",
                                 api().admin()),
                       204);
        break;
    case 2:
        QVERIFY_STATUS(api().remove(path, api().admin()), 204);
        break;
    default:
        QVERIFY_STATUS(api().patch(path, {{QStringLiteral("active"), false}}, "*", api().admin()), 200);
        break;
    }
    SOON_VERIFY(follower.closed);
    QCOMPARE(follower.closeCode(), int(QWebSocketProtocol::CloseCodePolicyViolated));
    QVERIFY(!other.closed);
}

void ApiFeedTest::changedRightsAskForANewStart()
{
    mostrador::api::FeedOptions options;
    options.recheckInterval = std::chrono::hours(1); // the event itself must do it
    serve(options);
    const auto somebody = api().addEmployee(Role::Agent, QStringLiteral("Moving"), {api().secretTeam()});
    Follower follower(port(), somebody.token);
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    QVERIFY_STATUS(api().patch(QStringLiteral("/employees/") + somebody.id.toString(),
                               {{QStringLiteral("team_ids"), QJsonArray()}}, "*", api().admin()),
                   200);
    const QString secret = idOf(api().openIncident({{QStringLiteral("team_id"), api().secretTeam().toString()}}));
    SOON_VERIFY(follower.closed);
    QVERIFY(follower.has(Kind::Resync));
    QVERIFY(follower.about(secret).isEmpty());
}

void ApiFeedTest::otherChangesDoNot()
{
    serve();
    const auto somebody = api().addEmployee(Role::Agent, QStringLiteral("Staying"));
    Follower follower(port(), somebody.token);
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    QVERIFY_STATUS(api().patch(QStringLiteral("/employees/") + somebody.id.toString(),
                               {{QStringLiteral("name"), QStringLiteral("Renamed")}}, "*", api().admin()),
                   200);
    const QString id = idOf(api().openIncident());
    SOON_VERIFY(!follower.about(id).isEmpty());
    QVERIFY(!follower.closed);
}

void ApiFeedTest::connectionsAreCapped()
{
    mostrador::api::FeedOptions options;
    options.maxClients = 3;
    options.maxClientsPerEmployee = 2;
    serve(options);
    Follower first(port(), api().agent());
    Follower second(port(), api().agent());
    SOON_VERIFY(first.has(Kind::CaughtUp) && second.has(Kind::CaughtUp));
    Follower third(port(), api().agent());
    SOON_VERIFY(third.closed);
    QCOMPARE(third.closeCode(), int(QWebSocketProtocol::CloseCodePolicyViolated));
    SOON_COMPARE(m_feed->clients(), 2);
    Follower other(port(), api().lead());
    SOON_VERIFY(other.has(Kind::CaughtUp));
    Follower tooMany(port(), api().admin());
    SOON_VERIFY(tooMany.closed);
    QCOMPARE(tooMany.closeCode(), int(QWebSocketProtocol::CloseCodeBadOperation));
    // Whoever leaves makes room.
    first.socket().close();
    SOON_COMPARE(m_feed->clients(), 2);
    Follower again(port(), api().agent());
    SOON_VERIFY(again.has(Kind::CaughtUp));
}

void ApiFeedTest::clientsThatTalkTooMuchAreDropped()
{
    serve();
    Follower follower(port(), api().agent());
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    follower.socket().sendTextMessage(QStringLiteral("anything"));
    const QString id = idOf(api().openIncident());
    SOON_VERIFY(!follower.about(id).isEmpty());
    follower.socket().sendTextMessage(QString(100'000, u'x'));
    SOON_VERIFY(follower.closed);
    SOON_COMPARE(m_feed->clients(), 0);
}

void ApiFeedTest::deafClientsAreDropped()
{
    mostrador::api::FeedOptions options;
    options.pingInterval = std::chrono::milliseconds(100);
    serve(options);
    // Speaks the handshake and then answers nothing, not even pings.
    QTcpSocket deaf;
    deaf.connectToHost(QStringLiteral("127.0.0.1"), port());
    QVERIFY(deaf.waitForConnected(5000));
    deaf.write("GET /api/v1/feed HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer " +
               api().agent().toLatin1() + "\r\n\r\n");
    Follower alive(port(), api().agent());
    SOON_VERIFY(alive.has(Kind::CaughtUp));
    SOON_COMPARE(m_feed->clients(), 2);
    SOON_COMPARE(m_feed->clients(), 1);
    SOON_COMPARE(deaf.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!alive.closed);
}

void ApiFeedTest::stopSaysGoodbye()
{
    serve();
    Follower follower(port(), api().agent());
    SOON_VERIFY(follower.has(Kind::CaughtUp));
    m_feed->stop();
    SOON_VERIFY(follower.closed);
    QCOMPARE(follower.closeCode(), int(QWebSocketProtocol::CloseCodeGoingAway));
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiFeedTest>(argc, argv);
}

#include "feedtest.moc"
