// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/events.h"
#include "storage/feed.h"
#include "storage/feednotifier.h"
#include "storage/meta.h"
#include "storage/statement.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

Event productEvent(const QString &mark)
{
    Event e;
    e.kind = EventKind::ProductChanged;
    e.actorName = QStringLiteral("x");
    e.subjectKind = QStringLiteral("product");
    e.subjectId = 1;
    e.version = 1;
    e.after = {{QStringLiteral("mark"), mark}};
    e.at = testNow();
    return e;
}

QStringList marks(const feed::Batch &batch)
{
    QStringList list;
    for (const feed::Row &row : batch.rows)
        list.append(row.event.after.value(QLatin1String("mark")).toString());
    return list;
}

} // namespace

class TestFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderAndCursor_data() { addDialectRows(); }
    void orderAndCursor()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const auto start = must(feed::end(db));
        QCOMPARE(start.id, 0);
        for (int i = 0; i < 10; ++i)
            inTransaction(db, [&](Database &d) { must(events::insert(d, productEvent(QString::number(i)))); });
        // Other tests' transactions in the cluster hold the feed back for as long as they run.
        QTRY_COMPARE_WITH_TIMEOUT(marks(must(feed::read(db, start, 100))).size(), 10, 20'000);
        QStringList all;
        feed::Position at = start;
        for (;;) {
            const auto batch = must(feed::read(db, at, 3));
            all += marks(batch);
            if (batch.rows.isEmpty())
                break;
            at = must(feed::Position::fromCursor(batch.rows.last().position.toCursor()));
            QVERIFY(at == batch.rows.last().position);
            QCOMPARE(batch.more, batch.rows.size() == 3);
        }
        QCOMPARE(all, QStringLiteral("0 1 2 3 4 5 6 7 8 9").split(u' '));
        QVERIFY(must(feed::end(db)) == at);
    }

    void commitsOutOfOrder()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &reader = fixture.database();
        Database one(fixture.options());
        Database two(fixture.options());
        const auto start = must(feed::end(reader));
        {
            Transaction early(one, Mode::ReadWrite);
            must(events::insert(one, productEvent(QStringLiteral("early number, late commit"))));
            inTransaction(two, [&](Database &d) {
                must(events::insert(d, productEvent(QStringLiteral("late number, early commit"))));
            });
            // Committed, but an older transaction may still put its event before it.
            QVERIFY(marks(must(feed::read(reader, start, 10))).isEmpty());
            QVERIFY(must(feed::end(reader)) == start);
            QVERIFY(early.commit() == Transaction::CommitResult::Committed);
        }
        const QStringList both{QStringLiteral("early number, late commit"),
                               QStringLiteral("late number, early commit")};
        // Other tests' transactions in the cluster hold the feed back for as long as they run.
        QTRY_COMPARE_WITH_TIMEOUT(marks(must(feed::read(reader, start, 10))), both, 20'000);
    }

    void manyWriters()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &reader = fixture.database();
        feed::Position at = must(feed::end(reader));
        const DatabaseOptions options = fixture.options();
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&, t] {
                Database db(options);
                for (int i = 0; i < 50; ++i) {
                    inTransaction(db, [&](Database &d) {
                        must(events::insert(d, productEvent(QStringLiteral("%1.%2a").arg(t).arg(i))));
                        if (i % 3 == 0)
                            QThread::usleep(static_cast<unsigned long>((t + 1) * 700));
                        must(events::insert(d, productEvent(QStringLiteral("%1.%2b").arg(t).arg(i))));
                    });
                }
            }));
            threads.back()->start();
        }
        QStringList seen;
        const auto readOn = [&] {
            const auto batch = must(feed::read(reader, at, 20));
            seen += marks(batch);
            if (!batch.rows.isEmpty())
                at = batch.rows.last().position;
        };
        QDeadlineTimer deadline(60'000);
        while (seen.size() < 400 && !deadline.hasExpired())
            readOn();
        for (auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(seen.size(), 400);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 400);
        for (int t = 0; t < 4; ++t) { // each writer's own events stay in order
            QStringList own;
            for (const QString &mark : std::as_const(seen)) {
                if (mark.startsWith(QString::number(t) + u'.'))
                    own.append(mark);
            }
            QStringList wanted;
            for (int i = 0; i < 50; ++i)
                wanted << QStringLiteral("%1.%2a").arg(t).arg(i) << QStringLiteral("%1.%2b").arg(t).arg(i);
            QCOMPARE(own, wanted);
        }
    }

    void resync_data() { addDialectRows(); }
    void resync()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        inTransaction(db, [&](Database &d) { must(events::insert(d, productEvent(QStringLiteral("a")))); });
        feed::Position at;
        QTRY_VERIFY_WITH_TIMEOUT((at = must(feed::end(db))).id > 0, 20'000);
        QVERIFY(must(feed::read(db, at, 10)).rows.isEmpty());
        feed::Position unknown = at;
        unknown.id += 5;
        QVERIFY(feed::read(db, unknown, 10).error().code == ErrorCode::ResyncRequired);
        feed::Position foreign = at;
        foreign.epoch = QStringLiteral("other");
        QVERIFY(feed::read(db, foreign, 10).error().code == ErrorCode::ResyncRequired);
        for (const QString &bad : {QString(), QStringLiteral("x"), QStringLiteral("!!"), at.toCursor().chopped(8),
                                   QString::fromLatin1(QByteArray("a:b:c").toBase64())})
            QVERIFY2(feed::Position::fromCursor(bad).error().code == ErrorCode::InvalidCursor, qPrintable(bad));
    }

    void restoredIntoYoungerCluster()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        inTransaction(db, [&](Database &d) { must(events::insert(d, productEvent(QStringLiteral("old")))); });
        // As if the dump came from a cluster with far higher transaction numbers.
        must(db.execute(QStringLiteral("update events set txid = txid + 1000000000")));
        const QString before = must(feed::epoch(db));
        bool fresh = false;
        inTransaction(db, [&](Database &d) { fresh = must(feed::adoptEpoch(d)); });
        QVERIFY(fresh);
        QVERIFY(must(feed::epoch(db)) != before);
        feed::Position at{must(feed::epoch(db)), 0, 0};
        inTransaction(db, [&](Database &d) { must(events::insert(d, productEvent(QStringLiteral("new")))); });
        const QStringList both{QStringLiteral("old"), QStringLiteral("new")};
        QTRY_COMPARE_WITH_TIMEOUT(marks(must(feed::read(db, at, 10))), both, 20'000);
        inTransaction(db, [&](Database &d) { fresh = must(feed::adoptEpoch(d)); });
        QVERIFY(!fresh);
    }

    void visibility_data() { addDialectRows(); }
    void visibility()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const TeamId secret = addTeam(db, QStringLiteral("Fraude"), true);
        Employee insider = newEmployee(QStringLiteral("in@example.org"));
        insider.id = addEmployee(db, insider.email, Role::Agent, {secret});
        insider.teams = {secret};
        Employee outsider = newEmployee(QStringLiteral("out@example.org"));
        outsider.id = addEmployee(db, outsider.email);
        Employee admin = newEmployee(QStringLiteral("root@example.org"), Role::Admin);
        admin.id = addEmployee(db, admin.email, Role::Admin);
        auto bundle = newBundle(customer, QStringLiteral("a"), QStringLiteral("b"));
        const auto start = must(feed::end(db));
        addIncident(db, bundle);
        bundle = newBundle(customer, QStringLiteral("c"), QStringLiteral("d"));
        bundle.incident.team = secret;
        const auto hidden = addIncident(db, bundle);
        inTransaction(db, [&](Database &d) {
            must(incidents::insertMessageBundle(d, newMessage(mustHave(incidents::find(d, hidden.incident)),
                                                              QStringLiteral("note"), true, insider.id)));
        });
        feed::Batch batch;
        QTRY_VERIFY_WITH_TIMEOUT((batch = must(feed::read(db, start, 10))).rows.size() == 3, 20'000);
        const auto visible = [&](const Actor &actor) {
            int n = 0;
            for (const feed::Row &row : batch.rows)
                n += feed::isVisible(row, actor) ? 1 : 0;
            return n;
        };
        QCOMPARE(visible(actorOf(insider)), 3);
        QCOMPARE(visible(actorOf(outsider)), 1);
        QCOMPARE(visible(actorOf(admin)), 3);
        QCOMPARE(visible(Actor::ofCustomer(customer, QString())), 2); // not the note
        QCOMPARE(visible(Actor::ofCustomer(CustomerId(customer.value() + 1), QString())), 0);
        QCOMPARE(visible(Actor()), 0);
    }

    void notifier_data() { addDialectRows(); }
    void notifier()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        FeedNotifier notifier(fixture.options());
        QSignalSpy woken(&notifier, &FeedNotifier::woken);
        notifier.start();
        QVERIFY(notifier.isListening());
        QTest::qWait(50);
        woken.clear();
        QElapsedTimer timer;
        timer.start();
        inTransaction(db, [&](Database &d) { must(events::insert(d, productEvent(QStringLiteral("a")))); });
        QTRY_VERIFY(woken.count() > 0);
        QVERIFY2(timer.elapsed() < 900, "woken by the poll only");
        if (!fixture.isPostgresql())
            return;
        // From another process (here: another connection), and after the listening connection was killed.
        for (int round = 0; round < 2; ++round) {
            QTRY_VERIFY_WITH_TIMEOUT(notifier.isListening(), 10'000);
            bool quick = false;
            for (int attempt = 0; attempt < 5 && !quick; ++attempt) {
                QVERIFY(woken.wait(3000)); // right behind a poll
                woken.clear();
                timer.start();
                must(db.execute(QStringLiteral("notify mostrador_feed")));
                QTRY_VERIFY(woken.count() > 0);
                quick = timer.elapsed() < 500;
            }
            QVERIFY2(quick, "NOTIFY did not wake it");
            if (round == 0) {
                QSignalSpy changed(&notifier, &FeedNotifier::listeningChanged);
                Statement own(db, QStringLiteral("select pg_backend_pid()"));
                const qint64 pid = *must(readOne<qint64>(own, [](Statement &row) { return row.number(0); }));
                QVERIFY(TestDatabase::administrate(
                            QStringLiteral("select pg_terminate_backend(pid, 5000) from pg_stat_activity "
                                           "where datname = '%1' and pid <> %2")
                                .arg(fixture.options().name)
                                .arg(pid))
                            .isEmpty());
                QTRY_VERIFY_WITH_TIMEOUT(changed.count() >= 2, 10'000);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFeed)
#include "test_storage_feed.moc"
