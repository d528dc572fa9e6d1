// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedserver.h"
#include "apifixture.h"
#include "follower.h"
#include "protocol/presencejson.h"

using namespace mostrador;
using namespace mostrador::test;
using Kind = codec::FeedItem::Kind;
using State = PresenceState;

#define SOON_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30'000)
#define SOON_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 30'000)

namespace {

/// A follower that says where it is and keeps what it is told.
class Talker : public Follower
{
public:
    Talker(quint16 port, const QString &token)
        : Follower(port, token)
    {
        QObject::connect(&socket(), &QWebSocket::textMessageReceived, &socket(), [this](const QString &text) {
            const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
            if (codec::isErrorFrame(json)) {
                refusals.append(json.value(QStringLiteral("problem")).toObject());
            } else if (codec::isPresenceFrame(json)) {
                const auto report = codec::presenceReportFromJson(json);
                if (!report)
                    qFatal("not a report: %s", qPrintable(text));
                told[report->incident.toString()] = report->present;
            }
        });
    }
    void say(const QString &incident, State state)
    {
        const PresenceClaim claim{*IncidentId::fromString(incident), state};
        sayText(QString::fromUtf8(QJsonDocument(codec::toJson(claim)).toJson()));
    }
    void sayText(const QString &text) { socket().sendTextMessage(text); }
    /// "Agent writing, Lead viewing"; "-" before anything was told.
    QString on(const QString &incident) const
    {
        if (!told.contains(incident))
            return QStringLiteral("-");
        QStringList texts;
        for (const PresentEmployee &each : told.value(incident))
            texts.append(each.name + u' ' + toString(each.state));
        return texts.join(QStringLiteral(", "));
    }
    QString lastRefusal() const
    {
        return refusals.isEmpty() ? QString() : refusals.last().value(QStringLiteral("code")).toString();
    }

    QHash<QString, QList<PresentEmployee>> told;
    QList<QJsonObject> refusals;
};

} // namespace

/// Who is on which incident, over real sockets: told to whom, for how long, and to whom not.
class ApiPresenceTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_feeds.clear(); }
    void cleanupTestCase();

    void colleaguesAreTold();
    void severalConnectionsAreOneEmployee();
    void endsWithTheConnectionTheSessionAndTheTime();
    void wrongFramesAreAnswered_data();
    void wrongFramesAreAnswered();
    void tooManyFramesAreLeftOut();
    void tooManyIncidentsAreRefused();
    void restrictedIncidentsAreNotBetrayed();
    void auditorsDoNotWrite();
    void passesBetweenProcesses();

private:
    quint16 serve(mostrador::api::FeedOptions options = {});
    QString incident() { return api().openIncident().value(QStringLiteral("id")).toString(); }

    std::vector<std::unique_ptr<mostrador::api::FeedServer>> m_feeds;
    ApiFixture::Colleague m_ana;
    ApiFixture::Colleague m_luis;
};

void ApiPresenceTest::initTestCase()
{
    ApiTest::initTestCase();
    if (!ready())
        return;
    m_ana = api().addEmployee(Role::Agent, QStringLiteral("Ana"));
    m_luis = api().addEmployee(Role::Lead, QStringLiteral("Luis"));
}

void ApiPresenceTest::cleanupTestCase()
{
    m_feeds.clear();
    ApiTest::cleanupTestCase();
}

quint16 ApiPresenceTest::serve(mostrador::api::FeedOptions options)
{
    options.recheckInterval = std::chrono::milliseconds(200);
    m_feeds.push_back(std::make_unique<mostrador::api::FeedServer>(options));
    const auto outcome = m_feeds.back()->start();
    if (!outcome)
        qFatal("%s", qPrintable(outcome.error().detail));
    return m_feeds.back()->port();
}

void ApiPresenceTest::colleaguesAreTold()
{
    const QString id = incident();
    const QString other = incident();
    const quint16 port = serve();
    Talker ana(port, m_ana.token);
    Talker luis(port, m_luis.token);
    Talker elsewhere(port, api().admin());
    SOON_VERIFY(ana.has(Kind::CaughtUp) && luis.has(Kind::CaughtUp) && elsewhere.has(Kind::CaughtUp));
    const auto heard = ana.items.size();
    elsewhere.say(other, State::Viewing);
    ana.say(id, State::Viewing);
    SOON_COMPARE(ana.on(id), QString()); // nobody else, and never oneself
    luis.say(id, State::Viewing);
    SOON_COMPARE(ana.on(id), QStringLiteral("Luis viewing"));
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana viewing"));
    luis.say(id, State::Writing);
    SOON_COMPARE(ana.on(id), QStringLiteral("Luis writing"));
    luis.say(id, State::Viewing);
    SOON_COMPARE(ana.on(id), QStringLiteral("Luis viewing"));
    luis.say(id, State::Away);
    SOON_COMPARE(ana.on(id), QString());
    // Who is not there is told nothing, and nothing of it is in the log.
    SOON_COMPARE(elsewhere.on(other), QString());
    QCOMPARE(elsewhere.on(id), QStringLiteral("-"));
    QCOMPARE(ana.items.size(), heard);
    QVERIFY(ana.refusals.isEmpty() && luis.refusals.isEmpty());
}

void ApiPresenceTest::severalConnectionsAreOneEmployee()
{
    const QString id = incident();
    const quint16 port = serve();
    Talker luis(port, m_luis.token);
    Talker desk(port, m_ana.token);
    auto laptop = std::make_unique<Talker>(port, m_ana.token);
    SOON_VERIFY(luis.has(Kind::CaughtUp) && desk.has(Kind::CaughtUp) && laptop->has(Kind::CaughtUp));
    luis.say(id, State::Viewing);
    desk.say(id, State::Viewing);
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana viewing"));
    laptop->say(id, State::Writing);
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana writing"));
    SOON_COMPARE(desk.on(id), QStringLiteral("Luis viewing"));
    laptop->socket().close();
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana viewing"));
}

void ApiPresenceTest::endsWithTheConnectionTheSessionAndTheTime()
{
    const QString id = incident();
    mostrador::api::FeedOptions options;
    options.framesPerSecond = 1000;
    options.presenceLasts = std::chrono::milliseconds(1500);
    const quint16 port = serve(options);
    const auto leaving = api().addEmployee(Role::Agent, QStringLiteral("Zoe"));
    Talker ana(port, m_ana.token);
    Talker silent(port, m_luis.token);
    auto cut = std::make_unique<Talker>(port, api().admin());
    Talker out(port, leaving.token);
    SOON_VERIFY(ana.has(Kind::CaughtUp) && silent.has(Kind::CaughtUp) && cut->has(Kind::CaughtUp) &&
                out.has(Kind::CaughtUp));
    QTimer renewal;
    connect(&renewal, &QTimer::timeout, this, [&] {
        ana.say(id, State::Viewing);
        out.say(id, State::Viewing);
    });
    renewal.start(100);
    // The cable is pulled: the end comes without a word.
    cut->say(id, State::Writing);
    SOON_VERIFY(ana.on(id).contains(QStringLiteral("writing")) && ana.on(id).contains(QStringLiteral("Zoe")));
    cut->socket().abort();
    SOON_VERIFY(!ana.on(id).contains(QStringLiteral("writing")));
    // Whoever falls silent is gone after a while, whoever says it again is not.
    silent.say(id, State::Writing);
    SOON_COMPARE(ana.on(id), QStringLiteral("Luis writing, Zoe viewing"));
    SOON_COMPARE(ana.on(id), QStringLiteral("Zoe viewing"));
    // Logged out.
    QVERIFY_STATUS(api().remove(QStringLiteral("/sessions/current"), leaving.token), 204);
    SOON_COMPARE(ana.on(id), QString());
    SOON_VERIFY(out.closed);
    QVERIFY(!ana.closed && !silent.closed);
}

void ApiPresenceTest::wrongFramesAreAnswered_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const QString failed = QStringLiteral("validation_failed");
    QTest::newRow("no JSON") << QStringLiteral("hello?") << QStringLiteral("malformed_json");
    QTest::newRow("a list") << QStringLiteral("[]") << QStringLiteral("malformed_json");
    QTest::newRow("nothing") << QStringLiteral("{}") << failed;
    QTest::newRow("another type") << QStringLiteral(R"({"type":"shout","incident_id":"%1","state":"viewing"})")
                                  << failed;
    QTest::newRow("no incident") << QStringLiteral(R"({"type":"presence","state":"viewing"})") << failed;
    QTest::newRow("a number") << QStringLiteral(R"({"type":"presence","incident_id":1,"state":"viewing"})") << failed;
    QTest::newRow("another state") << QStringLiteral(R"({"type":"presence","incident_id":"%1","state":"asleep"})")
                                   << failed;
    QTest::newRow("one member more")
        << QStringLiteral(R"({"type":"presence","incident_id":"%1","state":"viewing","employee_id":"1"})") << failed;
    QTest::newRow("no such incident") << QStringLiteral(
                                             R"({"type":"presence","incident_id":"999999999","state":"viewing"})")
                                      << QStringLiteral("not_found");
}

void ApiPresenceTest::wrongFramesAreAnswered()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const QString id = incident();
    const quint16 port = serve();
    Talker ana(port, m_ana.token);
    Talker luis(port, m_luis.token);
    SOON_VERIFY(ana.has(Kind::CaughtUp) && luis.has(Kind::CaughtUp));
    luis.say(id, State::Viewing);
    ana.say(id, State::Writing);
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana writing"));
    ana.sayText(text.contains(QLatin1String("%1")) ? text.arg(id) : text);
    SOON_COMPARE(ana.lastRefusal(), code);
    if (code == QLatin1String("malformed_json")) {
        ana.socket().sendBinaryMessage(QByteArray("\0\1\2", 3));
        SOON_COMPARE(ana.refusals.size(), 2);
    }
    // What is good goes on: the connection, what was said before and the feed.
    const QString next = incident();
    SOON_VERIFY(!ana.about(next).isEmpty());
    QCOMPARE(luis.on(id), QStringLiteral("Ana writing"));
    ana.say(id, State::Viewing);
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana viewing"));
}

void ApiPresenceTest::tooManyFramesAreLeftOut()
{
    const QString id = incident();
    mostrador::api::FeedOptions options;
    options.framesAtOnce = 5;
    options.framesPerSecond = 5;
    const quint16 port = serve(options);
    Talker ana(port, m_ana.token);
    Talker luis(port, m_luis.token);
    SOON_VERIFY(ana.has(Kind::CaughtUp) && luis.has(Kind::CaughtUp));
    luis.say(id, State::Viewing);
    for (int i = 0; i < 500; ++i)
        ana.say(id, i % 2 == 0 ? State::Viewing : State::Writing);
    SOON_COMPARE(ana.lastRefusal(), QStringLiteral("too_many_requests"));
    // Said once, not for each.
    QVERIFY(ana.refusals.size() < 20);
    QVERIFY(!ana.closed);
    // After a moment it may speak again.
    const auto heard = [&] {
        ana.say(id, State::Writing);
        return QTest::qWaitFor([&] { return luis.on(id) == QLatin1String("Ana writing"); }, 300);
    };
    SOON_VERIFY(heard());
}

void ApiPresenceTest::tooManyIncidentsAreRefused()
{
    mostrador::api::FeedOptions options;
    options.framesAtOnce = 100;
    const quint16 port = serve(options);
    QStringList ids;
    for (int i = 0; i <= PresenceClaim::maxIncidents; ++i)
        ids.append(incident());
    Talker ana(port, m_ana.token);
    SOON_VERIFY(ana.has(Kind::CaughtUp));
    for (const QString &id : std::as_const(ids))
        ana.say(id, State::Viewing);
    SOON_COMPARE(ana.lastRefusal(), QStringLiteral("validation_failed"));
    SOON_COMPARE(ana.told.size(), qsizetype(PresenceClaim::maxIncidents));
    QCOMPARE(ana.refusals.size(), 1);
    // One less, one more.
    ana.say(ids.first(), State::Away);
    ana.say(ids.last(), State::Viewing);
    SOON_COMPARE(ana.on(ids.last()), QString());
    QCOMPARE(ana.refusals.size(), 1);
}

void ApiPresenceTest::restrictedIncidentsAreNotBetrayed()
{
    const auto member = api().addEmployee(Role::Agent, QStringLiteral("Insider"), {api().secretTeam()});
    const QString team = QStringLiteral("team_id");
    const QString secret =
        api().openIncident({{team, api().secretTeam().toString()}}).value(QStringLiteral("id")).toString();
    const quint16 port = serve();
    Talker insider(port, member.token);
    Talker auditor(port, api().auditor());
    Talker outsider(port, m_ana.token);
    SOON_VERIFY(insider.has(Kind::CaughtUp) && auditor.has(Kind::CaughtUp) && outsider.has(Kind::CaughtUp));
    insider.say(secret, State::Writing);
    auditor.say(secret, State::Viewing);
    SOON_VERIFY(auditor.on(secret).contains(QLatin1String("Insider writing")));
    outsider.say(secret, State::Viewing);
    SOON_COMPARE(outsider.refusals.size(), 1);
    outsider.say(QStringLiteral("999999999"), State::Viewing);
    SOON_COMPARE(outsider.refusals.size(), 2);
    // The same for what is hidden and what is not there.
    QCOMPARE(outsider.refusals.first(), outsider.refusals.last());
    QVERIFY(!insider.on(secret).contains(QLatin1String("Ana")));
    QVERIFY(outsider.told.isEmpty());
    // Somebody who was there when it was taken out of their sight is there no more.
    const QString open = incident();
    outsider.say(open, State::Writing);
    insider.say(open, State::Viewing);
    SOON_COMPARE(insider.on(open), QStringLiteral("Ana writing"));
    QVERIFY_STATUS(
        api().patch(QStringLiteral("/incidents/") + open, {{team, api().secretTeam().toString()}}, "*", api().admin()),
        200);
    SOON_COMPARE(insider.on(open), QString());
    SOON_VERIFY(outsider.closed);
}

void ApiPresenceTest::auditorsDoNotWrite()
{
    const QString id = incident();
    const quint16 port = serve();
    Talker ana(port, m_ana.token);
    Talker auditor(port, api().auditor());
    SOON_VERIFY(ana.has(Kind::CaughtUp) && auditor.has(Kind::CaughtUp));
    ana.say(id, State::Viewing);
    auditor.say(id, State::Writing);
    SOON_COMPARE(auditor.lastRefusal(), QStringLiteral("forbidden"));
    auditor.say(id, State::Viewing);
    SOON_COMPARE(auditor.on(id), QStringLiteral("Ana viewing"));
    SOON_VERIFY(ana.on(id).endsWith(QLatin1String(" viewing")));
}

void ApiPresenceTest::passesBetweenProcesses()
{
    if (dialect() == storage::Dialect::Sqlite)
        QSKIP("SQLite has one process");
    const QString id = incident();
    mostrador::api::FeedOptions options;
    options.framesPerSecond = 1000;
    options.presenceLasts = std::chrono::milliseconds(2000);
    // Two feeds share nothing but the database, as two processes do.
    const quint16 first = serve(options);
    const quint16 second = serve(options);
    Talker ana(first, m_ana.token);
    Talker luis(second, m_luis.token);
    SOON_VERIFY(ana.has(Kind::CaughtUp) && luis.has(Kind::CaughtUp));
    QTimer renewal;
    connect(&renewal, &QTimer::timeout, this, [&] {
        if (!ana.closed)
            ana.say(id, State::Viewing);
        luis.say(id, State::Writing);
    });
    renewal.start(200);
    SOON_COMPARE(ana.on(id), QStringLiteral("Luis writing"));
    SOON_COMPARE(luis.on(id), QStringLiteral("Ana viewing"));
    // One that starts later knows everybody soon.
    const quint16 third = serve(options);
    Talker late(third, api().admin());
    SOON_VERIFY(late.has(Kind::CaughtUp));
    late.say(id, State::Viewing);
    SOON_VERIFY(late.on(id).contains(QLatin1String("Luis writing")) &&
                late.on(id).contains(QLatin1String("Ana viewing")));
    // A process that stops takes its people with it at once, whatever time they had left.
    m_feeds.erase(m_feeds.begin());
    SOON_VERIFY(ana.closed);
    SOON_VERIFY(!luis.on(id).contains(QLatin1String("Ana")));
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiPresenceTest>(argc, argv);
}

#include "presencetest.moc"
