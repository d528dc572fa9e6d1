// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/outbox.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QMutex>
#include <QTest>
#include <QThread>

#include <memory>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

outbox::EntryId enqueue(Database &db, Timestamp due, const QString &kind = QStringLiteral("mail.receipt"))
{
    outbox::EntryId id;
    inTransaction(db, [&](Database &d) {
        id = must(outbox::enqueue(d, {kind, {{QStringLiteral("to"), 5}}, QStringLiteral("x@example.org"), due},
                                  std::nullopt, std::nullopt, std::nullopt, testNow()));
    });
    return id;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void life_data() { addDialectRows(); }
    void life()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        QVERIFY(!must(outbox::nextDue(db)).has_value());
        const auto first = enqueue(db, testNow());
        const auto later = enqueue(db, testNow().plusSeconds(100));
        QVERIFY(must(outbox::nextDue(db)) == testNow());

        auto leased = must(outbox::lease(db, a, 10, 30'000, testNow()));
        QCOMPARE(leased.size(), 1);
        QVERIFY(leased.first().id == first);
        QCOMPARE(leased.first().attempts, 1);
        QCOMPARE(leased.first().payload, QJsonObject({{QStringLiteral("to"), 5}}));
        QCOMPARE(leased.first().messageId, QStringLiteral("0.0.x@example.org"));
        QVERIFY(must(outbox::lease(db, b, 10, 30'000, testNow().plusSeconds(29))).isEmpty());
        QVERIFY(must(outbox::nextDue(db)) == testNow().plusSeconds(30));

        // The lease runs out: another worker gets it, the first one's mark comes too late.
        leased = must(outbox::lease(db, b, 10, 30'000, testNow().plusSeconds(30)));
        QCOMPARE(leased.size(), 1);
        QCOMPARE(leased.first().attempts, 2);
        QVERIFY(!must(outbox::markSent(db, first, a, testNow())));
        QVERIFY(must(outbox::retryLater(db, first, b, testNow().plusSeconds(60), QStringLiteral("451 busy"))));
        QVERIFY(!must(outbox::markSent(db, first, b, testNow())));
        QVERIFY(must(outbox::lease(db, a, 10, 1000, testNow().plusSeconds(59))).isEmpty());
        QCOMPARE(must(outbox::lease(db, a, 10, 1000, testNow().plusSeconds(60))).size(), 1);
        QVERIFY(must(outbox::markSent(db, first, a, testNow().plusSeconds(60))));

        QCOMPARE(must(outbox::depth(db)).pending, 1);
        QVERIFY(must(outbox::depth(db)).oldestPending == testNow());
        QCOMPARE(must(outbox::lease(db, a, 10, 1000, testNow().plusSeconds(100))).size(), 1);
        QVERIFY(must(outbox::markFailed(db, later, a, testNow(), QStringLiteral("550 unknown user"))));
        const auto depth = must(outbox::depth(db));
        QCOMPARE(depth.pending, 0);
        QCOMPARE(depth.failed, 1);
        QVERIFY(!depth.oldestPending);
        QCOMPARE(must(outbox::retryFailed(db, testNow())), 1);
        leased = must(outbox::lease(db, a, 10, 1000, testNow()));
        QCOMPARE(leased.size(), 1);
        QCOMPARE(leased.first().attempts, 1);
        QCOMPARE(must(outbox::removeSent(db, testNow().plusSeconds(1000), 10)), 1);
    }

    void twoWorkersShare_data() { addDialectRows(); }
    void twoWorkersShare()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        constexpr int entries = 200;
        inTransaction(db, [&](Database &d) {
            for (int i = 0; i < entries; ++i) {
                must(outbox::enqueue(d, {QStringLiteral("mail.receipt"), {}, QStringLiteral("x@y"), testNow()},
                                     std::nullopt, std::nullopt, std::nullopt, testNow()));
            }
        });
        const DatabaseOptions options = fixture.options();
        QMutex mutex;
        QList<outbox::EntryId> sent;
        bool refused = false;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 2; ++t) {
            threads.emplace_back(QThread::create([&, t] {
                Database own(options);
                const QString worker = QStringLiteral("worker-%1").arg(t);
                for (;;) {
                    const auto leased = outbox::lease(own, worker, 7, 60'000, testNow());
                    if (!leased || leased->isEmpty())
                        return;
                    for (const auto &entry : *leased) {
                        const auto marked = outbox::markSent(own, entry.id, worker, testNow());
                        const QMutexLocker lock(&mutex);
                        refused = refused || !marked || !*marked;
                        sent.append(entry.id);
                    }
                }
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QVERIFY(!refused);
        QCOMPARE(sent.size(), entries);
        QCOMPARE(QSet<outbox::EntryId>(sent.begin(), sent.end()).size(), entries);
        QCOMPARE(must(outbox::depth(db)).pending, 0);
    }

    void heldRowsAreSkipped()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        enqueue(db, testNow());
        const auto second = enqueue(db, testNow());
        Database other(fixture.options());
        Transaction held(other, Mode::ReadWrite);
        must(other.execute(QStringLiteral("select * from outbox order by id limit 1 for update")));
        const auto leased = must(outbox::lease(db, QStringLiteral("a"), 10, 1000, testNow()));
        QCOMPARE(leased.size(), 1);
        QVERIFY(leased.first().id == second);
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "test_storage_outbox.moc"
