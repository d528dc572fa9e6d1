// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpclient.h"
#include "postgrescluster.h"
#include "proof.h"
#include "serverfleet.h"
#include "sqlclient.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace mostrador::test;

namespace {

constexpr int workers = 6;

/// What one client heard while the database was away.
struct Heard
{
    int refused = 0;
    int served = 0;
    int other = 0;
    qint64 slowestMs = 0;
};

} // namespace

/// PostgreSQL restarted under load: the server says 503 with Retry-After, soon, and is itself again without a restart,
/// with all its workers.
class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void answersWhileTheDatabaseIsAway();
    void everyWorkerComesBack();
    void aDatabaseThatHangs();

private:
    /// True once all workers have answered: each was seen waiting for the same lock at the same time.
    bool allWorkersAnswer(proof::Faults &faults);
    int status(const QByteArray &target, const QByteArray &token = {})
    {
        HttpClient client;
        return client.get(m_fleet->port(0), target, token).status;
    }

    PostgresCluster m_cluster;
    std::unique_ptr<ServerFleet> m_fleet;
    QByteArray m_token;
};

void RecoveryTest::initTestCase()
{
    proof::seed();
    if (!PostgresCluster::isInstalled())
        QSKIP("PostgreSQL's programs are not here");
    QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
    m_cluster.announce();
}

void RecoveryTest::init()
{
    ServerProcess::Options options;
    options.database = ServerProcess::Database::Postgresql;
    options.serverToml = QStringLiteral("workers = %1").arg(workers);
    m_fleet = std::make_unique<ServerFleet>(options, 1);
    QVERIFY2(m_fleet->start(), qPrintable(m_fleet->error()));
    HttpClient client;
    const HttpAnswer session = client.sendJson(m_fleet->port(0), "POST", "/api/v1/sessions", {},
                                               {{QStringLiteral("email"), m_fleet->server(0).adminEmail()},
                                                {QStringLiteral("password"), m_fleet->server(0).adminPassword()}});
    QCOMPARE(session.status, 201);
    m_token = session.json().value(QStringLiteral("token")).toString().toLatin1();
}

void RecoveryTest::cleanup()
{
    m_fleet.reset();
}

bool RecoveryTest::allWorkersAnswer(proof::Faults &faults)
{
    SqlClient holder(m_cluster.connection(), m_fleet->server(0).databaseName());
    SqlClient watcher(m_cluster.connection(), m_fleet->server(0).databaseName());
    holder.run(QStringLiteral("begin"));
    holder.run(QStringLiteral("lock table products in access exclusive mode"));
    std::vector<std::thread> threads;
    const quint16 port = m_fleet->port(0);
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&faults, port, token = m_token] {
            HttpClient client;
            const HttpAnswer answer = client.get(port, "/api/v1/products", token);
            if (answer.status != 200)
                faults.add(QStringLiteral("a worker answers %1").arg(answer.status));
        });
    }
    qint64 waiting = 0;
    const bool all = QTest::qWaitFor(
        [&] {
            waiting = watcher.number(QStringLiteral("select count(*) from pg_stat_activity where wait_event_type = "
                                                    "'Lock' and application_name = 'mostrador-server'"));
            return waiting == workers;
        },
        5'000); // the statements' own limit is not far
    holder.run(QStringLiteral("rollback"));
    for (std::thread &thread : threads)
        thread.join();
    if (!all)
        faults.add(QStringLiteral("%1 of %2 workers took a request").arg(waiting).arg(workers));
    return all;
}

void RecoveryTest::answersWhileTheDatabaseIsAway()
{
    proof::Faults faults;
    std::atomic<bool> away = false;
    std::atomic<bool> over = false;
    std::vector<Heard> heard(12);
    std::vector<std::thread> threads;
    const quint16 port = m_fleet->port(0);
    for (std::size_t i = 0; i < heard.size(); ++i) {
        threads.emplace_back([&, i] {
            HttpClient client;
            const QByteArrayList targets{"/api/v1/incidents", "/es/open", "/api/v1/teams"};
            while (!over) {
                const bool wasAway = away;
                const QByteArray target = targets.at(static_cast<qsizetype>(i) % targets.size());
                QElapsedTimer timer;
                timer.start();
                const HttpAnswer answer =
                    i % 4 == 0 ? client.sendJson(port, "POST", "/api/v1/teams", m_token,
                                                 {{QStringLiteral("name"), QStringLiteral("Team %1").arg(i)}})
                               : client.get(port, target, m_token);
                heard[i].slowestMs = std::max(heard[i].slowestMs, timer.elapsed());
                if (answer.status == 503) {
                    ++heard[i].refused;
                    if (answer.header("retry-after").toInt() < 1)
                        faults.add(QStringLiteral("503 without Retry-After"));
                } else if (answer.status == 200 || answer.status == 201 || answer.status == 409) {
                    ++heard[i].served;
                    // Begun and ended while it was down: that cannot be.
                    if (wasAway && away)
                        faults.add(QStringLiteral("served without a database?"));
                } else {
                    faults.add(QStringLiteral("%1 %2: %3")
                                   .arg(answer.status)
                                   .arg(QString::fromLatin1(target), QString::fromUtf8(answer.body.left(300))));
                }
            }
        });
    }
    const auto end = [&] {
        over = true;
        for (std::thread &thread : threads) {
            if (thread.joinable())
                thread.join();
        }
    };
    QTest::qWait(500);
    const int rounds = std::max(1, proof::runs(100) / 100);
    HttpClient health;
    for (int round = 0; round < rounds && faults.isEmpty(); ++round) {
        m_cluster.kill();
        away = true;
        const quint16 operations = m_fleet->server(0).operationsPort();
        if (!QTest::qWaitFor([&] { return health.get(operations, "/health/ready").status == 503; }, 10'000))
            faults.add(QStringLiteral("ready without a database"));
        if (health.get(operations, "/health/live").status != 200)
            faults.add(QStringLiteral("not alive without a database"));
        QTest::qWait(1'000);
        away = false;
        if (!m_cluster.start())
            faults.add(m_cluster.error());
        if (!QTest::qWaitFor([&] { return health.get(operations, "/health/ready").status == 200; }, 10'000))
            faults.add(QStringLiteral("not ready again"));
        QTest::qWait(300);
    }
    end();
    Heard all;
    for (const Heard &each : heard) {
        all.refused += each.refused;
        all.served += each.served;
        all.slowestMs = std::max(all.slowestMs, each.slowestMs);
        if (each.refused == 0)
            faults.add(QStringLiteral("a client that heard nothing of it"));
    }
    qInfo("%d served, %d refused, slowest answer %lld ms", all.served, all.refused,
          static_cast<long long>(all.slowestMs));
    MOSTRADOR_NO_FAULTS(faults);
    QVERIFY(m_fleet->server(0).isRunning());
    QVERIFY(all.slowestMs < 15'000);
    QVERIFY(allWorkersAnswer(faults));
    MOSTRADOR_NO_FAULTS(faults);
}

void RecoveryTest::everyWorkerComesBack()
{
    proof::Faults faults;
    const int rounds = std::max(2, proof::runs(100) / 50);
    for (int round = 0; round < rounds; ++round) {
        QVERIFY(allWorkersAnswer(faults)); // so that each has its connection
        if (round % 2 == 0) {
            m_cluster.kill();
            QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
        } else {
            QVERIFY(m_cluster.killBackend(m_fleet->server(0).databaseName()));
        }
        QTRY_COMPARE_WITH_TIMEOUT(status("/api/v1/teams", m_token), 200, 20'000);
    }
    QVERIFY(allWorkersAnswer(faults));
    MOSTRADOR_NO_FAULTS(faults);
}

/// The database takes connections and acknowledges, but says nothing. A request is told so within the time of one call
/// (12 s) and of one try to connect (3 s); once it is known, soon. Then all are themselves again.
void RecoveryTest::aDatabaseThatHangs()
{
    if (proof::runs(0) == 0)
        QSKIP("half a minute: in a long run (MOSTRADOR_PROOF_RUNS); test_storage_silence has the parts of it");
    proof::Faults faults;
    QVERIFY(allWorkersAnswer(faults)); // so that each has its connection
    const quint16 operations = m_fleet->server(0).operationsPort();
    QCOMPARE(HttpClient().get(operations, "/health/ready").status, 200);
    m_cluster.suspend();
    std::atomic<bool> over = false;
    std::atomic<int> refused = 0;
    std::atomic<qint64> slowestMs = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 40; ++i) {
        threads.emplace_back([&, port = m_fleet->port(0)] {
            while (!over) {
                HttpClient client;
                QElapsedTimer timer;
                timer.start();
                const HttpAnswer answer =
                    client.send(port, "GET", "/api/v1/teams", {{"Authorization", "Bearer " + m_token}}, {}, 60'000);
                if (answer.status == 503 && answer.header("retry-after").toInt() >= 1)
                    ++refused;
                else
                    faults.add(QStringLiteral("%1 after %2 ms").arg(answer.status).arg(timer.elapsed()));
                slowestMs = std::max(slowestMs.load(), timer.elapsed());
                QTest::qSleep(100);
            }
        });
    }
    QElapsedTimer timer;
    timer.start();
    HttpClient health;
    if (health.get(operations, "/health/ready").status != 503)
        faults.add(QStringLiteral("ready though the database hangs"));
    const qint64 told = timer.elapsed();
    if (health.get(operations, "/health/live").status != 200)
        faults.add(QStringLiteral("not alive"));
    if (!QTest::qWaitFor([&] { return refused > 200 || !faults.isEmpty(); }, 40'000))
        faults.add(QStringLiteral("%1 answers in 40 s").arg(refused));
    const qint64 answered = timer.elapsed();
    over = true;
    for (std::thread &thread : threads)
        thread.join();
    m_cluster.resume();
    timer.start();
    MOSTRADOR_NO_FAULTS(faults);
    QTRY_COMPARE_WITH_TIMEOUT(health.get(operations, "/health/ready").status, 200, 20'000);
    qInfo("unready after %lld ms; %d refused within %lld ms, the slowest after %lld ms; ready again after %lld ms",
          static_cast<long long>(told), refused.load(), static_cast<long long>(answered),
          static_cast<long long>(slowestMs.load()), static_cast<long long>(timer.elapsed()));
    QVERIFY(told < 10'000);
    QVERIFY(slowestMs < 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(status("/api/v1/teams", m_token), 200, 20'000);
    QVERIFY(allWorkersAnswer(faults));
    MOSTRADOR_NO_FAULTS(faults);
}

QTEST_GUILESS_MAIN(RecoveryTest)

#include "test_system_recovery.moc"
