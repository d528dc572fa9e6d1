// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpclient.h"
#include "postgrescluster.h"
#include "proof.h"
#include "scriptedsmtp.h"
#include "serverfleet.h"
#include "sqlclient.h"

#include <QTest>

using namespace mostrador::test;
using Step = ScriptedSmtp::Step;
using Then = ScriptedSmtp::Then;

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

/// The outbox while processes die in the middle of the dialogue with the mail server: one mail for each event, counted
/// by Message-ID. Where SMTP cannot promise it (the process died after the mail server's 250), the same Message-ID once
/// more for that one death.
class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void killedAtEachStep_data();
    void killedAtEachStep();
    void oneWorkerSendsEach();
    void aDatabaseAwayDoublesNothing();

private:
    void serve(ServerProcess::Database database, int servers);
    std::unique_ptr<SqlClient> sql();
    /// Opens incidents; the events of which mails tell.
    void openIncidents(int count);
    /// The Message-IDs of all entries.
    QByteArrayList mailIds();
    qint64 unsent();

    PostgresCluster m_cluster;
    std::unique_ptr<ScriptedSmtp> m_smtp;
    std::unique_ptr<ServerFleet> m_fleet;
    QByteArray m_token;
    int m_opened = 0;
};

void OutboxTest::initTestCase()
{
    proof::seed();
    if (!PostgresCluster::isInstalled())
        return;
    QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
    m_cluster.announce();
}

void OutboxTest::cleanup()
{
    // First, or the servers wait for its answer to their QUIT, which this thread does not give while it waits for them.
    m_smtp.reset();
    m_fleet.reset();
}

void OutboxTest::serve(ServerProcess::Database database, int servers)
{
    m_smtp = std::make_unique<ScriptedSmtp>();
    ServerProcess::Options options;
    options.database = database;
    options.extraToml = QStringLiteral("[mail]\nenabled = true\nhost = \"127.0.0.1\"\nport = %1\n"
                                       "from_address = \"help@example.com\"\n")
                            .arg(m_smtp->port());
    m_fleet = std::make_unique<ServerFleet>(options, servers);
    QVERIFY2(m_fleet->start(), qPrintable(m_fleet->error()));
    HttpClient client;
    m_token = client
                  .sendJson(m_fleet->port(0), "POST", "/api/v1/sessions", {},
                            {{QStringLiteral("email"), m_fleet->server(0).adminEmail()},
                             {QStringLiteral("password"), m_fleet->server(0).adminPassword()}})
                  .json()
                  .value(QStringLiteral("token"))
                  .toString()
                  .toLatin1();
    QVERIFY(!m_token.isEmpty());
}

std::unique_ptr<SqlClient> OutboxTest::sql()
{
    const QString database = m_fleet->server(0).databaseName();
    if (database.isEmpty())
        return std::make_unique<SqlClient>(m_fleet->server(0).folder() + QStringLiteral("/mostrador.db"));
    return std::make_unique<SqlClient>(m_cluster.connection(), database);
}

void OutboxTest::openIncidents(int count)
{
    HttpClient client;
    for (int i = 0; i < count; ++i) {
        ++m_opened;
        const HttpAnswer answer = client.sendJson(
            m_fleet->port(0), "POST", "/api/v1/incidents", m_token,
            {{QStringLiteral("subject"), QStringLiteral("Case %1").arg(m_opened)},
             {QStringLiteral("description"), QStringLiteral("Text")},
             {QStringLiteral("customer"),
              QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Ana")},
                          {QStringLiteral("family_name"), QStringLiteral("Ruiz")},
                          {QStringLiteral("email"), QStringLiteral("customer-%1@example.com").arg(m_opened)}}}});
        QCOMPARE(answer.status, 201);
    }
}

QByteArrayList OutboxTest::mailIds()
{
    QByteArrayList ids;
    const auto rows = sql()->rows(QStringLiteral("select mail_id from outbox order by id"));
    for (const QVariantList &row : rows)
        ids.append('<' + row.first().toString().toLatin1() + '>');
    return ids;
}

qint64 OutboxTest::unsent()
{
    return sql()->number(QStringLiteral("select count(*) from outbox where state <> 'sent'"));
}

void OutboxTest::killedAtEachStep_data()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite;
    QTest::newRow("postgresql") << ServerProcess::Database::Postgresql;
}

void OutboxTest::killedAtEachStep()
{
    QFETCH(ServerProcess::Database, database);
    const bool postgresql = database == ServerProcess::Database::Postgresql;
    if (postgresql && !PostgresCluster::isInstalled())
        QSKIP("PostgreSQL's programs are not here");
    serve(database, 1);
    if (QTest::currentTestFailed())
        return;
    // Each step once in a short run, shared by both databases but for the last, which matters most.
    QList<Step> steps{Step::Connected, Step::Hello, Step::Sender,    Step::Recipient,
                      Step::Data,      Step::Text,  Step::EndOfText, Step::Accepted};
    if (proof::runs(0) == 0)
        steps = postgresql ? QList<Step>{Step::Connected, Step::Sender, Step::Data, Step::EndOfText, Step::Accepted}
                           : QList<Step>{Step::Hello, Step::Recipient, Step::Text, Step::Accepted};
    const int runs = proof::runs(static_cast<int>(steps.size()));
    QRandomGenerator chance = proof::chance(1);
    int doubled = 0;
    int deaths = 0;
    for (int run = 0; run < runs; ++run) {
        const Step step = steps.at(run % steps.size());
        const qint64 victim = chance.bounded(2); // the first or the second mail of the dialogue
        // An own connection keeps the mark from being made while the 250 is on its way.
        std::unique_ptr<SqlClient> holder;
        bool struck = false;
        qint64 seen = 0;
        const qsizetype before = m_smtp->accepted().size();
        m_smtp->script = [&](Step reached) {
            if (struck)
                return Then::GoOn;
            const Step counted = step == Step::Connected || step == Step::Hello ? step : Step::Recipient;
            if (reached == counted && counted != step)
                ++seen;
            if (step == Step::Accepted && reached == Step::EndOfText && seen > victim) {
                holder = sql();
                holder->run(postgresql ? QStringLiteral("begin") : QStringLiteral("begin immediate"));
                if (postgresql)
                    holder->run(QStringLiteral("select id from outbox for update"));
            }
            const bool late = counted == step || step == Step::Sender ? true : seen > victim;
            if (reached != step || !late)
                return Then::GoOn;
            struck = true;
            if (postgresql && step == Step::Accepted) {
                // It has read the 250 when it waits for our lock.
                const auto watcher = sql();
                if (!QTest::qWaitFor(
                        [&] {
                            return watcher->number(QStringLiteral(
                                       "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and "
                                       "application_name = 'mostrador-server'")) > 0;
                        },
                        10'000))
                    qWarning("the mark was not waited for");
            } else if (step == Step::Accepted) {
                QTest::qWait(300);
            }
            m_fleet->kill(0);
            return Then::Drop;
        };
        // The worker keeps its connection for the next mails, and the first steps belong to a new one.
        m_smtp->hangUp();
        openIncidents(3);
        QTRY_VERIFY2_WITH_TIMEOUT(struck, qPrintable(QStringLiteral("step %1 was not reached").arg(int(step))), 30'000);
        QVERIFY(!m_fleet->server(0).isRunning());
        holder.reset(); // rolls back
        m_smtp->script = {};
        ++deaths;
        // The lease runs out; we do not wait for it.
        sql()->run(QStringLiteral("update outbox set leased_until = 0 where state = 'pending'"));
        QVERIFY2(m_fleet->restart(0), qPrintable(m_fleet->error()));
        QTRY_COMPARE_WITH_TIMEOUT(unsent(), 0, 60'000);
        int doubledNow = 0;
        const QByteArrayList ids = mailIds();
        for (const QByteArray &id : ids) {
            const int times = m_smtp->accepted().value(id);
            QVERIFY2(times >= 1, "an event of which no mail tells");
            doubledNow += times - 1;
        }
        QCOMPARE(m_smtp->accepted().size(), ids.size());
        QCOMPARE(m_smtp->accepted().size(), before + 3);
        // Killed after the 250: that mail again. Before it: none.
        QCOMPARE(doubledNow - doubled, step == Step::Accepted ? 1 : 0);
        doubled = doubledNow;
    }
    qInfo("%d deaths, %d mails for %d events, %d of them a second time", deaths,
          static_cast<int>(m_smtp->accepted().size()) + doubled, static_cast<int>(mailIds().size()), doubled);
}

void OutboxTest::oneWorkerSendsEach()
{
    if (!PostgresCluster::isInstalled())
        QSKIP("PostgreSQL's programs are not here");
    serve(ServerProcess::Database::Postgresql, 2);
    if (QTest::currentTestFailed())
        return;
    // One sits in the dialogue for longer than the other needs to look at the outbox.
    bool held = false;
    m_smtp->script = [&](Step step) {
        if (step != Step::EndOfText || held)
            return Then::GoOn;
        held = true;
        return Then::Wait;
    };
    openIncidents(12);
    QTRY_VERIFY_WITH_TIMEOUT(held, 30'000);
    // All but what the one holds leased is sent by the other meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(unsent() <= 4, 30'000);
    QTest::qWait(2'500);
    m_smtp->goOn();
    QTRY_COMPARE_WITH_TIMEOUT(unsent(), 0, 30'000);
    const QByteArrayList ids = mailIds();
    QCOMPARE(ids.size(), 12);
    for (const QByteArray &id : ids)
        QCOMPARE(m_smtp->accepted().value(id), 1);
}

void OutboxTest::aDatabaseAwayDoublesNothing()
{
    if (!PostgresCluster::isInstalled())
        QSKIP("PostgreSQL's programs are not here");
    serve(ServerProcess::Database::Postgresql, 1);
    if (QTest::currentTestFailed())
        return;
    // The database goes away while the mail server has the text, and it accepts.
    bool gone = false;
    m_smtp->script = [&](Step step) {
        if (step != Step::EndOfText || gone)
            return Then::GoOn;
        gone = true;
        m_cluster.kill();
        return Then::GoOn;
    };
    openIncidents(1);
    QTRY_VERIFY_WITH_TIMEOUT(gone, 30'000);
    QTest::qWait(1'500);
    QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
    // Marked without waiting for the lease, and not sent again when that runs out.
    QTRY_COMPARE_WITH_TIMEOUT(unsent(), 0, 15'000);
    openIncidents(1);
    QTRY_COMPARE_WITH_TIMEOUT(unsent(), 0, 15'000);
    const QByteArrayList ids = mailIds();
    QCOMPARE(ids.size(), 2);
    for (const QByteArray &id : ids)
        QCOMPARE(m_smtp->accepted().value(id), 1);
}

QTEST_GUILESS_MAIN(OutboxTest)

#include "test_system_outbox.moc"
