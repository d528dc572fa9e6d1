// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "follower.h"
#include "httpclient.h"
#include "postgrescluster.h"
#include "proof.h"
#include "serverfleet.h"
#include "sqlclient.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <thread>

using namespace mostrador::test;
using Kind = mostrador::codec::FeedItem::Kind;

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

namespace {

enum Viewer
{
    Admin,
    Insider,
    Outsider
};

/// What the writers of a run share.
struct Writing
{
    ServerFleet *fleet = nullptr;
    QByteArray token;
    QString restrictedTeam;
    std::atomic<int> done = 0;
    std::atomic<bool> over = false;
    proof::Faults faults;
};

/// Somebody who opens incidents, writes messages and notes, changes fields, by any of the servers.
void write(Writing &shared, int number)
{
    QRandomGenerator chance = proof::chance(static_cast<quint32>(100 + number));
    HttpClient client;
    QByteArrayList incidents;
    while (!shared.over) {
        const quint16 port = shared.fleet->port(chance.bounded(shared.fleet->count()));
        HttpAnswer answer;
        const int what = incidents.isEmpty() ? 0 : chance.bounded(4);
        if (what == 0) {
            QJsonObject body{
                {QStringLiteral("subject"), QStringLiteral("Case of %1").arg(number)},
                {QStringLiteral("description"), QStringLiteral("Text")},
                {QStringLiteral("customer"),
                 QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Ana")},
                             {QStringLiteral("family_name"), QStringLiteral("Ruiz")},
                             {QStringLiteral("email"), QStringLiteral("writer-%1@example.com").arg(number)}}}};
            if (chance.bounded(3) == 0)
                body.insert(QStringLiteral("team_id"), shared.restrictedTeam);
            answer = client.sendJson(port, "POST", "/api/v1/incidents", shared.token, body);
            if (answer.status == 201)
                incidents.append(answer.json().value(QStringLiteral("id")).toString().toLatin1());
        } else {
            const QByteArray target = "/api/v1/incidents/" + incidents.at(chance.bounded(incidents.size()));
            if (what == 1)
                answer = client.sendJson(port, "PATCH", target, shared.token,
                                         {{QStringLiteral("subject"), QString::number(chance.generate())}},
                                         {{"If-Match", "*"}});
            else
                answer = client.sendJson(
                    port, "POST", target + "/messages", shared.token,
                    {{QStringLiteral("body"), QStringLiteral("Hello")}, {QStringLiteral("internal"), what == 2}});
        }
        if (answer.status == 200 || answer.status == 201)
            ++shared.done;
        else if (answer.status != 0 && answer.status != 503)
            shared.faults.add(
                QStringLiteral("%1: %2").arg(answer.status).arg(QString::fromUtf8(answer.body.left(300))));
        else
            QThread::msleep(20);
    }
}

/// Transactions that take an early place in the feed and commit late, or not at all.
void writeLate(Writing &shared, const QString &server, const QString &database)
{
    QRandomGenerator chance = proof::chance(99);
    while (!shared.over) {
        // PostgreSQL may be struck meanwhile: then there is no such transaction.
        SqlClient sql(server, database, SqlClient::Failing::Allowed);
        sql.run(QStringLiteral("begin"));
        sql.run(QStringLiteral("insert into events (kind, actor_kind, actor_name, subject_kind, subject_id, version, "
                               "old_values, new_values, at) values ('team_changed', 'system', '', 'team', 1, 1, '{}', "
                               "'{}', 1)"));
        for (int i = chance.bounded(50); i > 0 && !shared.over; --i)
            QThread::msleep(10);
        sql.run(chance.bounded(3) == 0 ? QStringLiteral("rollback") : QStringLiteral("commit"));
    }
}

/// Somebody who follows the feed, with or without breaks.
class FeedReader
{
public:
    FeedReader(ServerFleet &fleet, Viewer viewer, const QString &token, const QString &cursor, bool restless,
               int number)
        : m_fleet(fleet)
        , m_viewer(viewer)
        , m_token(token)
        , m_cursor(cursor)
        , m_restless(restless)
        , m_chance(proof::chance(static_cast<quint32>(200 + number)))
    {}

    Viewer viewer() const { return m_viewer; }
    int connections() const { return m_connections; }
    QList<qint64> heard() const { return m_follower ? m_heard + m_follower->events : m_heard; }

    /// To be called again and again; @p staying: without further breaks of its own.
    void step(bool staying, proof::Faults &faults)
    {
        if (m_follower) {
            if (m_follower->has(Kind::Resync) || m_follower->unreadable > 0)
                faults.add(QStringLiteral("a reader is told to begin anew, or hears what it cannot read"));
            const bool leaves = m_restless && !staying && m_until.hasExpired();
            if (!leaves && !m_follower->closed)
                return;
            leave(m_restless && !staying);
        }
        if (m_until.hasExpired())
            come();
    }

private:
    void come()
    {
        ++m_connections;
        m_follower = std::make_unique<Follower>(m_fleet.feedPort(m_chance.bounded(m_fleet.count())), m_token, m_cursor);
        m_until.setRemainingTime(m_chance.bounded(400));
    }
    void leave(bool pausing)
    {
        m_follower->socket().abort();
        m_heard += m_follower->events;
        if (!m_follower->lastCursor.isEmpty())
            m_cursor = m_follower->lastCursor;
        m_follower.reset();
        // Mostly for a moment, sometimes for long.
        const int pauseMs = !pausing ? 50 : m_chance.bounded(8) == 0 ? 2'500 : m_chance.bounded(200);
        m_until.setRemainingTime(pauseMs);
    }

    ServerFleet &m_fleet;
    const Viewer m_viewer;
    const QString m_token;
    QString m_cursor;
    const bool m_restless;
    QRandomGenerator m_chance;
    QDeadlineTimer m_until{0};
    std::unique_ptr<Follower> m_follower;
    QList<qint64> m_heard;
    int m_connections = 0;
};

} // namespace

/// The live feed of several server processes while many write, transactions commit out of order, and servers and
/// PostgreSQL are killed: each reader hears exactly what is stored and it may see, in one order.
class FeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readIsWhatIsStored_data();
    void readIsWhatIsStored();

private:
    std::unique_ptr<SqlClient> sqlOf(ServerFleet &fleet);
    void prepare(ServerFleet &fleet);
    QString logIn(ServerFleet &fleet, const QString &email, const QString &password);
    QString addAgent(ServerFleet &fleet, const QString &name, const QString &team);
    void strike(ServerFleet &fleet, QRandomGenerator &chance, proof::Faults &faults);
    QList<qint64> expectedOf(SqlClient &sql, Viewer viewer);

    PostgresCluster m_cluster;
    QString m_adminToken;
    QString m_restrictedTeam;
    QStringList m_tokens; ///< by Viewer
};

void FeedTest::initTestCase()
{
    proof::seed();
}

std::unique_ptr<SqlClient> FeedTest::sqlOf(ServerFleet &fleet)
{
    const QString database = fleet.server(0).databaseName();
    if (database.isEmpty())
        return std::make_unique<SqlClient>(fleet.server(0).folder() + QStringLiteral("/mostrador.db"));
    return std::make_unique<SqlClient>(m_cluster.connection(), database);
}

QString FeedTest::logIn(ServerFleet &fleet, const QString &email, const QString &password)
{
    HttpClient client;
    const HttpAnswer answer =
        client.sendJson(fleet.port(0), "POST", "/api/v1/sessions", {},
                        {{QStringLiteral("email"), email}, {QStringLiteral("password"), password}});
    return answer.json().value(QStringLiteral("token")).toString();
}

QString FeedTest::addAgent(ServerFleet &fleet, const QString &name, const QString &team)
{
    const QString email = name + QStringLiteral("@example.com");
    const QString password = QStringLiteral("un secreto bastante largo");
    QJsonObject body{{QStringLiteral("email"), email},
                     {QStringLiteral("name"), name},
                     {QStringLiteral("role"), QStringLiteral("agent")},
                     {QStringLiteral("password"), password}};
    body.insert(QStringLiteral("team_ids"), team.isEmpty() ? QJsonArray() : QJsonArray{team});
    HttpClient client;
    client.sendJson(fleet.port(0), "POST", "/api/v1/employees", m_adminToken.toLatin1(), body);
    return logIn(fleet, email, password);
}

void FeedTest::prepare(ServerFleet &fleet)
{
    m_adminToken = logIn(fleet, fleet.server(0).adminEmail(), fleet.server(0).adminPassword());
    HttpClient client;
    m_restrictedTeam =
        client
            .sendJson(fleet.port(0), "POST", "/api/v1/teams", m_adminToken.toLatin1(),
                      {{QStringLiteral("name"), QStringLiteral("Fraude")}, {QStringLiteral("restricted"), true}})
            .json()
            .value(QStringLiteral("id"))
            .toString();
    m_tokens = {m_adminToken, addAgent(fleet, QStringLiteral("insider"), m_restrictedTeam),
                addAgent(fleet, QStringLiteral("outsider"), {})};
}

void FeedTest::strike(ServerFleet &fleet, QRandomGenerator &chance, proof::Faults &faults)
{
    if (!fleet.server(0).databaseName().isEmpty() && chance.bounded(4) == 0) {
        m_cluster.killBackend(fleet.server(0).databaseName());
        return;
    }
    const int victim = chance.bounded(fleet.count());
    fleet.kill(victim);
    QTest::qWait(chance.bounded(200));
    if (!fleet.restart(victim))
        faults.add(fleet.error());
}

QList<qint64> FeedTest::expectedOf(SqlClient &sql, Viewer viewer)
{
    QList<qint64> ids;
    const QString hidden = viewer == Outsider ? QStringLiteral("where coalesce(t.restricted, 0) = 0") : QString();
    const auto rows = sql.rows(QStringLiteral("select e.id from events e left join incidents i on i.id = e.incident_id "
                                              "left join teams t on t.id = i.team_id %1 order by e.txid, e.id")
                                   .arg(hidden));
    for (const QVariantList &row : rows)
        ids.append(row.first().toLongLong());
    return ids;
}

void FeedTest::readIsWhatIsStored_data()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::addColumn<int>("servers");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite << 1;
    QTest::newRow("postgresql, 2 servers") << ServerProcess::Database::Postgresql << 2;
    QTest::newRow("postgresql, 4 servers") << ServerProcess::Database::Postgresql << 4;
}

void FeedTest::readIsWhatIsStored()
{
    QFETCH(ServerProcess::Database, database);
    QFETCH(int, servers);
    const bool postgresql = database == ServerProcess::Database::Postgresql;
    if (postgresql && !PostgresCluster::isInstalled())
        QSKIP("PostgreSQL's programs are not here");
    if (postgresql) {
        QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
        m_cluster.announce();
    }
    const int runs = proof::runs(150);
    const int strikes = runs > 1000 ? 20 : 2;

    ServerProcess::Options options;
    options.database = database;
    ServerFleet fleet(options, servers);
    QVERIFY2(fleet.start(), qPrintable(fleet.error()));
    prepare(fleet);
    QVERIFY(!m_restrictedTeam.isEmpty() && !m_tokens.contains(QString()));
    QString epoch;
    {
        const auto sql = sqlOf(fleet);
        epoch =
            sql->rows(QStringLiteral("select value from meta where name = 'feed_epoch'")).first().first().toString();
        // A writer that got its number early may commit late.
        if (postgresql) {
            sql->run(QStringLiteral("create function dawdle() returns trigger language plpgsql as $$ begin "
                                    "if random() < 0.3 then perform pg_sleep(random() * 0.05); end if; "
                                    "return new; end $$"));
            sql->run(QStringLiteral("create trigger dawdle before insert on events for each row execute function "
                                    "dawdle()"));
        }
    }
    const QString start =
        QString::fromLatin1((epoch + QStringLiteral(":0:0"))
                                .toLatin1()
                                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));

    Writing shared;
    shared.fleet = &fleet;
    shared.token = m_adminToken.toLatin1();
    shared.restrictedTeam = m_restrictedTeam;
    std::vector<std::thread> threads;
    for (int number = 0; number < 5; ++number)
        threads.emplace_back([&shared, number] { write(shared, number); });
    std::thread late;
    if (postgresql)
        late = std::thread([&shared, server = m_cluster.connection(), name = fleet.server(0).databaseName()] {
            writeLate(shared, server, name);
        });
    std::vector<std::unique_ptr<FeedReader>> readers;
    for (int number = 0; number < 9; ++number) {
        const auto viewer = static_cast<Viewer>(number % 3);
        readers.push_back(std::make_unique<FeedReader>(fleet, viewer, m_tokens.at(viewer), start, number >= 3, number));
    }

    const auto read = [&](bool staying) {
        for (const auto &reader : readers)
            reader->step(staying, shared.faults);
    };
    QRandomGenerator chance = proof::chance(1);
    QElapsedTimer timer;
    timer.start();
    for (int struck = 0; (shared.done < runs || struck < strikes) && shared.faults.isEmpty();) {
        if (timer.elapsed() > proof::patienceMs(runs))
            shared.faults.add(QStringLiteral("%1 writings after %2 s").arg(shared.done).arg(timer.elapsed() / 1000));
        QTest::qWait(10);
        read(false);
        if (shared.done * (strikes + 1) > runs * (struck + 1) || (shared.done >= runs && struck < strikes)) {
            strike(fleet, chance, shared.faults);
            ++struck;
        }
    }
    shared.over = true;
    for (std::thread &thread : threads)
        thread.join();
    if (late.joinable())
        late.join();

    const auto sql = sqlOf(fleet);
    QList<QList<qint64>> expected;
    for (const Viewer viewer : {Admin, Insider, Outsider})
        expected.append(expectedOf(*sql, viewer));
    QVERIFY(expected.at(Outsider).size() < expected.at(Insider).size());
    QCOMPARE(expected.at(Admin), expected.at(Insider));
    static_cast<void>(QTest::qWaitFor(
        [&] {
            read(true);
            return std::all_of(readers.cbegin(), readers.cend(), [&](const auto &reader) {
                return reader->heard().size() >= expected.at(reader->viewer()).size();
            });
        },
        60'000));
    QTest::qWait(300); // for what would be too much
    int connections = 0;
    for (std::size_t i = 0; i < readers.size(); ++i) {
        connections += readers.at(i)->connections();
        const QList<qint64> heard = readers.at(i)->heard();
        const QList<qint64> &all = expected.at(readers.at(i)->viewer());
        if (heard == all)
            continue;
        qsizetype at = 0;
        while (at < std::min(heard.size(), all.size()) && heard.at(at) == all.at(at))
            ++at;
        shared.faults.add(QStringLiteral("reader %1 heard %2 of %3, and at %4 event %5 instead of %6")
                              .arg(i)
                              .arg(heard.size())
                              .arg(all.size())
                              .arg(at)
                              .arg(heard.value(at))
                              .arg(all.value(at)));
    }
    qint64 lateCommits = 0;
    if (postgresql) {
        lateCommits = sql->number(QStringLiteral(
            "select count(*) from (select pg_xact_commit_timestamp(xmin) as at, lag(pg_xact_commit_timestamp(xmin)) "
            "over (order by txid, id) as before from events) as e where at < before"));
    }
    qInfo("%d writings, %lld events, %lld committed before an earlier one, %d connections of %d readers, %lld s",
          shared.done.load(), static_cast<long long>(expected.first().size()), static_cast<long long>(lateCommits),
          connections, static_cast<int>(readers.size()), static_cast<long long>(timer.elapsed() / 1000));
    MOSTRADOR_NO_FAULTS(shared.faults);
    if (postgresql)
        QVERIFY(lateCommits > 0); // or this proved little
}

QTEST_GUILESS_MAIN(FeedTest)

#include "test_system_feed.moc"
