// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/meta.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace mostrador;
using namespace mostrador::storage;
using mostrador::test::must;
using mostrador::test::TestDatabase;

/// A PostgreSQL that does not answer, though its machine seems well, or whose machine is gone: nobody waits for ever.
class TestSilence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noticesAHostThatVanished()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY(fixture.database().ensureOpen().ok());
        // What the kernel does about a silent host on the connection's socket: it asks after 10 s, three times
        // within 9.
        int found = 0;
        for (int fd = 3; fd < 1024; ++fd) {
            const auto option = [fd](int name) {
                int value = 0;
                socklen_t size = sizeof value;
                return ::getsockopt(fd, IPPROTO_TCP, name, &value, &size) == 0 ? value : -1;
            };
            if (option(TCP_KEEPIDLE) == 10 && option(TCP_KEEPINTVL) == 3 && option(TCP_KEEPCNT) == 3 &&
                option(TCP_USER_TIMEOUT) == 10'000)
                ++found;
        }
        if (!fixture.options().host.startsWith(QLatin1Char('/')))
            QVERIFY(found > 0);
    }

    void cutsACallThatHangs()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        Database db(fixture.options());
        db.setCallLimit(std::chrono::milliseconds(500));
        const auto backend = [&db] {
            Statement s(db, QStringLiteral("select pg_backend_pid()"));
            return static_cast<pid_t>(*must(readOne<qint64>(s, [](Statement &row) { return row.number(0); })));
        };
        const auto ask = [&db](Mode mode) {
            return runTransaction(db, mode, [](Database &database) -> Outcome {
                const auto read = meta::get(database, QStringLiteral("a"));
                return read ? done : Outcome(read.error());
            });
        };
        for (const Mode mode : {Mode::SingleStatement, Mode::ReadWrite}) {
            QVERIFY(ask(mode).committed());
            const pid_t stopped = backend();
            if (::kill(stopped, SIGSTOP) != 0)
                QSKIP("this user may not stop PostgreSQL's processes");
            QElapsedTimer timer;
            timer.start();
            // Late, but by a new connection.
            const TransactionOutcome outcome = ask(mode);
            const qint64 took = timer.elapsed();
            ::kill(stopped, SIGCONT);
            QVERIFY2(outcome.committed(), qPrintable(outcome.problem.cause));
            QVERIFY2(took >= 500 && took < 20'000, QByteArray::number(took).constData());
            QVERIFY(backend() != stopped);
        }
        // What takes long because it is long is left alone where that is wanted.
        QVERIFY(db.liftTimeLimits().ok());
        QVERIFY(db.execute(QStringLiteral("select pg_sleep(1.2)")).ok());
    }

    void asksASilentServerSeldom()
    {
        QTcpServer silent; // the kernel takes connections for it, and that is all
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        DatabaseOptions options;
        options.dialect = Dialect::Postgresql;
        options.host = QStringLiteral("127.0.0.1");
        options.port = silent.serverPort();
        options.connectTimeoutSeconds = 2;
        QElapsedTimer timer;
        timer.start();
        Database first(options);
        QVERIFY(!first.ensureOpen().ok());
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
        const qint64 one = timer.restart();
        Database second(options);
        const Outcome refused = second.ensureOpen();
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().code == ErrorCode::Unavailable);
        QVERIFY(timer.elapsed() < one / 2);
        // Only for a moment.
        if (TestDatabase::havePostgresql())
            QTRY_VERIFY(TestDatabase(Dialect::Postgresql).isReady());
    }
};

QTEST_GUILESS_MAIN(TestSilence)
#include "test_storage_silence.moc"
