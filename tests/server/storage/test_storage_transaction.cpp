// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/meta.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QProcess>
#include <QTest>
#include <QThread>

#include <atomic>
#include <barrier>
#include <memory>

using namespace mostrador;
using namespace mostrador::storage;
using mostrador::test::must;
using mostrador::test::TestDatabase;

namespace {

QString value(Database &db, const QString &key)
{
    return must(meta::get(db, key)).value_or(QStringLiteral("(none)"));
}

void kill(Database &db)
{
    Statement s(db, QStringLiteral("select pg_backend_pid()"));
    const qint64 pid = *must(readOne<qint64>(s, [](Statement &row) { return row.number(0); }));
    const QString error = TestDatabase::administrate(QStringLiteral("select pg_terminate_backend(%1, 5000)").arg(pid));
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
}

} // namespace

class TestTransaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rollsBackUnlessCommitted_data() { test::addDialectRows(); }
    void rollsBackUnlessCommitted()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        {
            Transaction t(db, Mode::ReadWrite);
            QVERIFY(t.begun().ok());
            QVERIFY(meta::set(db, QStringLiteral("a"), QStringLiteral("1")).ok());
        }
        QVERIFY(!db.inTransaction());
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("(none)"));
        {
            Transaction t(db, Mode::ReadWrite);
            QVERIFY(meta::set(db, QStringLiteral("a"), QStringLiteral("2")).ok());
            QVERIFY(t.commit() == Transaction::CommitResult::Committed);
        }
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("2"));
        const auto refused = runTransaction(db, Mode::ReadWrite, [](Database &d) -> Outcome {
            must(meta::set(d, QStringLiteral("a"), QStringLiteral("3")));
            return Problem::forbidden();
        });
        QVERIFY(refused.state == TransactionOutcome::State::RolledBack);
        QVERIFY(refused.problem.code == ErrorCode::Forbidden);
        QCOMPARE(refused.attempts, 1);
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("2"));
    }

    void failedStatementPreventsCommit_data() { test::addDialectRows(); }
    void failedStatementPreventsCommit()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const auto outcome = runTransaction(db, Mode::ReadWrite, [](Database &d) -> Outcome {
            must(meta::set(d, QStringLiteral("a"), QStringLiteral("1")));
            (void)d.execute(QStringLiteral("insert into meta (name, value) values ('a', 'again')"));
            return done;
        });
        QVERIFY(outcome.state == TransactionOutcome::State::RolledBack);
        QVERIFY(outcome.problem.code == ErrorCode::AlreadyExists);
        QVERIFY(db.failure().has_value());
        QVERIFY(db.failure()->kind == ErrorKind::UniqueViolation);
        QVERIFY2(db.failure()->constraint.contains(QLatin1String("meta")), qPrintable(db.failure()->constraint));
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("(none)"));
    }

    void readOnlyRefusesToWrite()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        const auto outcome = runTransaction(fixture.database(), Mode::ReadOnly, [](Database &d) {
            return meta::set(d, QStringLiteral("a"), QStringLiteral("1"));
        });
        QVERIFY(!outcome.committed());
    }

    void readOnlySeesOneMoment_data() { test::addDialectRows(); }
    void readOnlySeesOneMoment()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        Database other(fixture.options());
        must(meta::set(db, QStringLiteral("a"), QStringLiteral("1")));
        const auto outcome = runTransaction(db, Mode::ReadOnly, [&](Database &d) -> Outcome {
            if (value(d, QStringLiteral("a")) != QLatin1String("1"))
                return Problem::internal(QStringLiteral("first"));
            must(meta::set(other, QStringLiteral("a"), QStringLiteral("2")));
            if (value(d, QStringLiteral("a")) != QLatin1String("1"))
                return Problem::internal(QStringLiteral("the snapshot moved"));
            return done;
        });
        QVERIFY2(outcome.committed(), qPrintable(outcome.problem.cause));
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("2"));
    }

    void nestingStopsTheProgram()
    {
        if (qEnvironmentVariableIsSet("MOSTRADOR_TEST_NESTING")) {
            TestDatabase fixture(Dialect::Sqlite);
            Transaction outer(fixture.database(), Mode::ReadWrite);
            Transaction inner(fixture.database(), Mode::ReadOnly);
            return;
        }
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("MOSTRADOR_TEST_NESTING"), QStringLiteral("1"));
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("nestingStopsTheProgram")});
        QVERIFY(child.waitForFinished(30'000));
        const QByteArray output = child.readAll();
        QVERIFY2(output.contains("they do not nest"), output.constData());
        QVERIFY(child.exitStatus() == QProcess::CrashExit || child.exitCode() != 0);
    }

    void writersQueue_data() { test::addDialectRows(); }
    void writersQueue()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        must(meta::set(fixture.database(), QStringLiteral("n"), QStringLiteral("0")));
        const DatabaseOptions options = fixture.options();
        std::atomic<int> failed = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&] {
                Database db(options);
                for (int i = 0; i < 25; ++i) {
                    const auto outcome = runTransaction(db, Mode::ReadWrite, [](Database &d) {
                        return d.execute(
                            QStringLiteral("update meta set value = cast(cast(value as bigint) + 1 as text) "
                                           "where name = 'n'"));
                    });
                    if (!outcome.committed())
                        ++failed;
                }
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(failed.load(), 0);
        QCOMPARE(value(fixture.database(), QStringLiteral("n")), QStringLiteral("100"));
    }

    void repeatsSerializationFailure()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        Database other(fixture.options());
        must(meta::set(db, QStringLiteral("a"), QStringLiteral("1")));
        int runs = 0;
        const auto outcome = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
            ++runs;
            must(d.execute(QStringLiteral("set transaction isolation level repeatable read")));
            const QString seen = value(d, QStringLiteral("a"));
            if (runs == 1)
                must(meta::set(other, QStringLiteral("a"), QStringLiteral("5")));
            return meta::set(d, QStringLiteral("a"), seen + QStringLiteral("0"));
        });
        QVERIFY2(outcome.committed(), qPrintable(outcome.problem.cause));
        QCOMPARE(runs, 2);
        QCOMPARE(outcome.attempts, 2);
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("50"));
    }

    void repeatsDeadlock()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        must(meta::set(fixture.database(), QStringLiteral("a"), QString()));
        must(meta::set(fixture.database(), QStringLiteral("b"), QString()));
        std::barrier both(2);
        std::atomic<int> attempts = 0;
        std::atomic<int> failed = 0;
        const DatabaseOptions options = fixture.options();
        const auto worker = [&](const QString &first, const QString &second) {
            Database db(options);
            bool met = false;
            const auto outcome = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
                if (const Outcome one = meta::set(d, first, second); !one)
                    return one;
                if (!met) {
                    met = true;
                    both.arrive_and_wait();
                }
                return meta::set(d, second, first);
            });
            attempts += outcome.attempts;
            failed += outcome.committed() ? 0 : 1;
        };
        std::unique_ptr<QThread> one(QThread::create([&] { worker(QStringLiteral("a"), QStringLiteral("b")); }));
        std::unique_ptr<QThread> two(QThread::create([&] { worker(QStringLiteral("b"), QStringLiteral("a")); }));
        one->start();
        two->start();
        QVERIFY(one->wait(60'000) && two->wait(60'000));
        QCOMPARE(failed.load(), 0);
        QVERIFY2(attempts.load() > 2, "there was no deadlock to repeat");
    }

    void reconnectsWhenIdleConnectionDied()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        must(meta::set(db, QStringLiteral("a"), QStringLiteral("1")));
        for (const Mode mode : {Mode::ReadWrite, Mode::ReadOnly, Mode::SingleStatement}) {
            QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("1"));
            kill(db);
            QString seen;
            const auto outcome = runTransaction(db, mode, [&](Database &d) -> Outcome {
                const auto row = meta::get(d, QStringLiteral("a"));
                if (!row)
                    return row.error();
                seen = row->value();
                return done;
            });
            QVERIFY2(outcome.committed(), qPrintable(outcome.problem.cause));
            QCOMPARE(seen, QStringLiteral("1"));
        }
    }

    void repeatsWhenConnectionDiedInTransaction()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        must(meta::set(db, QStringLiteral("n"), QStringLiteral("0")));
        int runs = 0;
        const auto outcome = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
            ++runs;
            const Outcome written = d.execute(QStringLiteral("update meta set value = value || '1' where name = 'n'"));
            if (!written)
                return written;
            if (runs == 1)
                kill(d);
            return meta::set(d, QStringLiteral("b"), QStringLiteral("x"));
        });
        QVERIFY2(outcome.committed(), qPrintable(outcome.problem.cause));
        QCOMPARE(runs, 2);
        QCOMPARE(value(db, QStringLiteral("n")), QStringLiteral("01"));
    }

    void tellsLostCommit()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        int runs = 0;
        const auto outcome = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
            ++runs;
            must(meta::set(d, QStringLiteral("a"), QStringLiteral("1")));
            kill(d);
            return done;
        });
        QVERIFY(outcome.state == TransactionOutcome::State::Unknown);
        QVERIFY(outcome.problem.code == ErrorCode::Unavailable);
        QCOMPARE(runs, 1);
        QVERIFY(!db.inTransaction());
        QCOMPARE(value(db, QStringLiteral("a")), QStringLiteral("(none)"));
    }

    void unreachableIsUnavailable()
    {
        DatabaseOptions options;
        options.dialect = Dialect::Postgresql;
        options.host = QStringLiteral("127.0.0.1");
        options.port = 1;
        Database db(options);
        const auto outcome = runTransaction(db, Mode::ReadOnly, [](Database &) -> Outcome { return done; });
        QVERIFY(!outcome.committed());
        QVERIFY(outcome.problem.code == ErrorCode::Unavailable);
        QVERIFY(outcome.problem.retryAfterSeconds.has_value());

        options = {};
        options.path = QStringLiteral("/nonexistent/folder/file.db");
        Database file(options);
        QVERIFY(file.ensureOpen().error().code == ErrorCode::Unavailable);
    }

    void statementCache_data() { test::addDialectRows(); }
    void statementCache()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        // The same text inside itself gets a statement of its own.
        const QString text = fixture.isPostgresql()
                                 ? QStringLiteral("select n from generate_series(1, 3) n where n > ?")
                                 : QStringLiteral("select value from json_each('[1,2,3]') where value > ?");
        QList<qint64> seen;
        {
            Statement outer(db, text);
            QVERIFY(outer.bind(0).exec().ok());
            while (outer.next()) {
                Statement inner(db, text);
                QVERIFY(inner.bind(1).exec().ok());
                while (inner.next())
                    seen.append(outer.number(0) * 10 + inner.number(0));
            }
        }
        QCOMPARE(seen, QList<qint64>({12, 13, 22, 23, 32, 33}));
        {
            Statement s(db, QStringLiteral("select :b || :a"));
            QVERIFY(s.bindName(QStringLiteral(":a"), QStringLiteral("1"))
                        .bindName(QStringLiteral(":b"), QStringLiteral("2"))
                        .exec()
                        .ok());
            QVERIFY(s.next());
            QCOMPARE(s.text(0), QStringLiteral("21"));
            // A reconnection meanwhile takes the rows away, not the ground.
            db.close();
            QVERIFY(db.ensureOpen().ok());
        }
        const int before = db.cachedStatements();
        for (int i = 0; i < 400; ++i) {
            Statement s(db, QStringLiteral("select %1 + ?").arg(i));
            QVERIFY(s.bind(1).exec().ok());
            QVERIFY(s.next());
            QCOMPARE(s.number(0), static_cast<qint64>(i + 1));
        }
        QVERIFY(db.cachedStatements() > before);
        QVERIFY2(db.cachedStatements() <= 256, qPrintable(QString::number(db.cachedStatements())));
    }

    void nullsAndEmptyTexts_data() { test::addDialectRows(); }
    void nullsAndEmptyTexts()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        must(db.execute(QStringLiteral("create table t (id bigint, a text, b bigint, c %1)")
                            .arg(fixture.isPostgresql() ? QStringLiteral("bytea") : QStringLiteral("blob"))));
        QByteArray all(256, '\0');
        for (int i = 0; i < 256; ++i)
            all[i] = static_cast<char>(i);
        {
            Statement s(db, QStringLiteral("insert into t values (?, ?, ?, ?)"));
            must(s.bind(1).bind(QString()).bind(std::numeric_limits<qint64>::min()).bind(QByteArray()).exec());
            must(s.bind(2).bind(std::optional<QString>()).bindNull().bind(all).exec());
            must(s.bind(3)
                     .bind(QStringLiteral("?, ':x' \\ '' \""))
                     .bind(std::numeric_limits<qint64>::max())
                     .bindNull()
                     .exec());
            const Outcome nul = s.bind(4).bind(QStringLiteral("a\0b").left(0) + QChar(u'\0')).bind(1).bindNull().exec();
            QVERIFY(!nul.ok());
        }
        db.clearFailure();
        Statement s(db, QStringLiteral("select a, b, c from t order by id"));
        must(s.exec());
        QVERIFY(s.next());
        QVERIFY(!s.isNull(0) && s.text(0).isEmpty() && !s.isNull(2) && s.bytes(2).isEmpty());
        QCOMPARE(s.number(1), std::numeric_limits<qint64>::min());
        QVERIFY(s.next());
        QVERIFY(s.isNull(0) && !s.optionalNumber(1));
        QCOMPARE(s.bytes(2), all);
        QVERIFY(s.next());
        QCOMPARE(s.text(0), QStringLiteral("?, ':x' \\ '' \""));
        QCOMPARE(s.number(1), std::numeric_limits<qint64>::max());
        QVERIFY(s.isNull(2));
        QVERIFY(!s.next());
    }

    void threadsHaveTheirOwn()
    {
        TestDatabase fixture(Dialect::Sqlite);
        Database *here = &fixture.database();
        QCOMPARE(&threadDatabase(), here);
        Database *there = nullptr;
        bool works = false;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            there = &threadDatabase();
            works = meta::set(*there, QStringLiteral("a"), QStringLiteral("1")).ok();
            closeThreadDatabase();
        }));
        thread->start();
        QVERIFY(thread->wait(20'000));
        QVERIFY(works);
        QVERIFY(there != here);
    }
};

QTEST_GUILESS_MAIN(TestTransaction)
#include "test_storage_transaction.moc"
