// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgrescluster.h"
#include "proof.h"
#include "serverfleet.h"
#include "sqlclient.h"
#include "submitter.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTest>

#include <thread>

using namespace mostrador::test;

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

/// Form and API while servers and PostgreSQL are killed at random: a receipt stands for exactly one incident, an
/// incident for exactly one receipt, and each sender's are in the order of sending.
class SubmittersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void receiptsAreIncidents_data();
    void receiptsAreIncidents();

private:
    /// Kills and restarts something: of the kinds, the one whose turn it is. Which, for the log.
    QString strike(int turn, ServerFleet &fleet, QRandomGenerator &chance, proof::Faults &faults);
    void compare(SqlClient &sql, const std::vector<std::unique_ptr<Submitter>> &senders, proof::Faults &faults);

    PostgresCluster m_cluster;
};

void SubmittersTest::initTestCase()
{
    proof::seed();
}

void SubmittersTest::receiptsAreIncidents_data()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::addColumn<int>("servers");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite << 1;
    QTest::newRow("postgresql, 1 server") << ServerProcess::Database::Postgresql << 1;
    QTest::newRow("postgresql, 2 servers") << ServerProcess::Database::Postgresql << 2;
    QTest::newRow("postgresql, 4 servers") << ServerProcess::Database::Postgresql << 4;
}

QString SubmittersTest::strike(int turn, ServerFleet &fleet, QRandomGenerator &chance, proof::Faults &faults)
{
    const bool postgresql = !fleet.server(0).databaseName().isEmpty();
    enum Kind
    {
        Server,
        Postgresql,
        Backend,
        Both
    };
    const Kind kind = postgresql ? static_cast<Kind>(turn % 4) : Server;
    const int victim = chance.bounded(fleet.count());
    const bool hitsServer = kind == Server || kind == Both;
    if (kind == Backend) {
        m_cluster.killBackend(fleet.server(0).databaseName());
        return QStringLiteral("backend");
    }
    if (kind != Server)
        m_cluster.kill();
    if (hitsServer)
        fleet.kill(victim);
    QTest::qWait(chance.bounded(200));
    if (kind != Server && !m_cluster.start())
        faults.add(m_cluster.error());
    if (hitsServer && !fleet.restart(victim))
        faults.add(fleet.error());
    return kind == Both     ? QStringLiteral("both")
           : kind == Server ? QStringLiteral("server")
                            : QStringLiteral("PostgreSQL");
}

void SubmittersTest::compare(SqlClient &sql, const std::vector<std::unique_ptr<Submitter>> &senders,
                             proof::Faults &faults)
{
    struct Stored
    {
        qint64 id = 0;
        QByteArray subject;
        qint64 createdAt = 0;
    };
    QHash<QString, QList<Stored>> stored;
    const auto rows = sql.rows(QStringLiteral("select i.id, i.subject, i.created_at, c.email from incidents i join "
                                              "customers c on c.id = i.customer_id order by i.id"));
    for (const QVariantList &row : rows)
        stored[row.at(3).toString()].append(
            {row.at(0).toLongLong(), row.at(1).toString().toUtf8(), row.at(2).toLongLong()});
    qsizetype receipts = 0;
    for (const auto &sender : senders) {
        receipts += sender->receipts().size();
        const QList<Stored> mine = stored.take(sender->email());
        if (mine.size() != sender->receipts().size())
            faults.add(QStringLiteral("%1: %2 receipts, %3 incidents")
                           .arg(sender->email())
                           .arg(sender->receipts().size())
                           .arg(mine.size()));
        for (qsizetype i = 0; i < std::min(mine.size(), sender->receipts().size()); ++i) {
            const KeptReceipt &receipt = sender->receipts().at(i);
            if (mine.at(i).id != receipt.incident || mine.at(i).subject != receipt.subject)
                faults.add(QStringLiteral("%1: receipt %2 is for \"%3\" (%4), the incident is \"%5\" (%6)")
                               .arg(sender->email())
                               .arg(i)
                               .arg(QString::fromUtf8(receipt.subject))
                               .arg(receipt.incident)
                               .arg(QString::fromUtf8(mine.at(i).subject))
                               .arg(mine.at(i).id));
            if (i > 0 && mine.at(i).createdAt < mine.at(i - 1).createdAt)
                faults.add(QStringLiteral("%1: incident %2 is older than the one before")
                               .arg(sender->email())
                               .arg(mine.at(i).id));
        }
    }
    if (!stored.isEmpty())
        faults.add(QStringLiteral("incidents of nobody who sent: ") + stored.keys().join(QLatin1Char(' ')));
    if (rows.size() != receipts)
        faults.add(QStringLiteral("%1 receipts, %2 incidents").arg(receipts).arg(rows.size()));
    // Each incident came with all that belongs to it, once.
    for (const char *part : {"messages m where m.incident_id = i.id",
                             "events e where e.incident_id = i.id and e.kind = 'incident_created'",
                             "outbox o where o.incident_id = i.id and o.kind = 'mail.receipt'"}) {
        const qint64 odd =
            sql.number(QStringLiteral("select count(*) from incidents i where (select count(*) from %1) <> 1")
                           .arg(QString::fromLatin1(part)));
        if (odd != 0)
            faults.add(QStringLiteral("%1 incidents without exactly one of %2").arg(odd).arg(QLatin1String(part)));
    }
    // And each customer is one.
    const qint64 customers = sql.number(QStringLiteral("select count(*) from customers"));
    if (customers > static_cast<qint64>(senders.size()))
        faults.add(QStringLiteral("%1 customers").arg(customers));
}

void SubmittersTest::receiptsAreIncidents()
{
    QFETCH(ServerProcess::Database, database);
    QFETCH(int, servers);
    if (database == ServerProcess::Database::Postgresql && !PostgresCluster::isInstalled())
        QSKIP("PostgreSQL's programs are not here");
    if (database == ServerProcess::Database::Postgresql) {
        QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
        m_cluster.announce();
    }
    const int runs = proof::runs(40);
    const int strikesAtLeast = runs > 1000 ? 20 : 2;

    ServerProcess::Options options;
    options.database = database;
    ServerFleet fleet(options, servers);
    QVERIFY2(fleet.start(), qPrintable(fleet.error()));
    HttpClient client;
    const HttpAnswer session = client.sendJson(fleet.port(0), "POST", "/api/v1/sessions", {},
                                               {{QStringLiteral("email"), fleet.server(0).adminEmail()},
                                                {QStringLiteral("password"), fleet.server(0).adminPassword()}});
    QCOMPARE(session.status, 201);

    Submissions shared;
    shared.port = [&](quint32 number) {
        return fleet.port(static_cast<int>(number % static_cast<quint32>(fleet.count())));
    };
    shared.token = session.json().value(QStringLiteral("token")).toString().toLatin1();
    std::vector<std::unique_ptr<Submitter>> senders;
    for (int number = 0; number < 6; ++number)
        senders.push_back(std::make_unique<Submitter>(
            shared, number % 2 == 0 ? Submitter::Door::Form : Submitter::Door::Api, number));
    std::vector<std::thread> threads;
    for (const auto &sender : senders)
        threads.emplace_back([&sender] { sender->run(); });

    QRandomGenerator chance = proof::chance(1000 + static_cast<quint32>(servers));
    QHash<QString, int> strikes;
    int struck = 0;
    int turn = servers; // so that the rows begin with different kinds
    QElapsedTimer timer;
    timer.start();
    while ((shared.received < runs || struck < strikesAtLeast) && shared.faults.isEmpty()) {
        if (timer.elapsed() > proof::patienceMs(runs))
            shared.faults.add(
                QStringLiteral("%1 receipts after %2 s").arg(shared.received).arg(timer.elapsed() / 1000));
        // Between two blows something must have been received, or a long run is nothing but starts.
        const int enough = shared.received + chance.bounded(runs > 1000 ? 80 : 12);
        static_cast<void>(QTest::qWaitFor([&] { return shared.received >= enough; }, 5'000));
        QTest::qWait(chance.bounded(50));
        ++strikes[strike(turn++, fleet, chance, shared.faults)];
        ++struck;
    }
    shared.over = true;
    for (std::thread &thread : threads)
        thread.join();
    qInfo().noquote() << QStringLiteral("%1 receipts in %2 s; killed:").arg(shared.received).arg(timer.elapsed() / 1000)
                      << strikes
                      << QStringLiteral("; %1 broken, %2 abandoned, %3 refused, %4 repeated")
                             .arg(shared.broken)
                             .arg(shared.abandoned)
                             .arg(shared.refused)
                             .arg(shared.repeated);
    MOSTRADOR_NO_FAULTS(shared.faults);
    QVERIFY(shared.broken + shared.refused > 0); // or nobody was hit
    if (database == ServerProcess::Database::Postgresql) {
        SqlClient sql(m_cluster.connection(), fleet.server(0).databaseName());
        compare(sql, senders, shared.faults);
    } else {
        fleet.kill(0);
        SqlClient sql(fleet.server(0).folder() + QStringLiteral("/mostrador.db"));
        compare(sql, senders, shared.faults);
    }
    MOSTRADOR_NO_FAULTS(shared.faults);
}

QTEST_GUILESS_MAIN(SubmittersTest)

#include "test_system_submitters.moc"
