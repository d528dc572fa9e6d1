// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/feed.h"
#include "storage/meta.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QFileInfo>
#include <QTest>
#include <QThread>

#include <atomic>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <vector>

using namespace mostrador;
using namespace mostrador::storage;
using mostrador::test::must;
using mostrador::test::TestDatabase;

namespace {

/// What happens at each fdatasync() of this program, and how many there were; the path is that of the file.
std::mutex hookMutex;
std::function<void(const QString &path)> hook;
std::atomic<int> syncs = 0;

void setHook(const std::function<void(const QString &)> &then)
{
    const std::lock_guard lock(hookMutex);
    hook = then;
    syncs = 0;
}

} // namespace

/// In place of the C library's, which a program may replace. SQLite's own calls come here too: for its files, through
/// which it writes, and for their folder. We only read through ours.
extern "C" int fdatasync(int descriptor)
{
    const QString path = QFileInfo(QStringLiteral("/proc/self/fd/%1").arg(descriptor)).symLinkTarget();
    if ((fcntl(descriptor, F_GETFL) & O_ACCMODE) != O_RDONLY || QFileInfo(path).isDir())
        return 0;
    std::function<void(const QString &)> then;
    {
        const std::lock_guard lock(hookMutex);
        then = hook;
    }
    ++syncs;
    if (then)
        then(path);
    return 0;
}

/// On SQLite a commit is told as done only when the disk has it, and several share one sync.
class TestDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<TestDatabase>(Dialect::Sqlite);
        QVERIFY2(m_fixture->isReady(), qPrintable(m_fixture->error()));
    }
    void cleanup()
    {
        setHook({});
        m_fixture.reset();
    }

    void eachCommitIsSynced()
    {
        QStringList paths;
        setHook([&](const QString &path) { paths.append(path); });
        for (int i = 0; i < 3; ++i) {
            write(QStringLiteral("key %1").arg(i));
            QCOMPARE(paths.size(), i + 1);
        }
        for (const QString &path : std::as_const(paths))
            QVERIFY2(path == m_fixture->options().path + QStringLiteral("-wal"), qPrintable(path));
        // Who only reads waits for nobody, if nothing is under way.
        QVERIFY(must(meta::get(m_fixture->database(), QStringLiteral("key 1"))).has_value());
        m_fixture->database().awaitDurable();
        QCOMPARE(paths.size(), 3);
    }

    void severalShareASync()
    {
        constexpr int writers = 8;
        constexpr int each = 10;
        // What a sync covers is what could be read when it began.
        std::atomic<int> covered = 0;
        setHook([&](const QString &) {
            const int visible = count();
            QThread::msleep(10); // a slow disk
            covered = std::max(covered.load(), visible);
        });
        const int before = count();
        std::atomic<bool> early = false;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int w = 0; w < writers; ++w) {
            threads.emplace_back(QThread::create([&, w] {
                for (int i = 0; i < each; ++i) {
                    int number = 0; // of rows with ours, which is its place in the order of commits
                    write(QStringLiteral("w%1 %2").arg(w).arg(i), &number);
                    if (covered < number)
                        early = true;
                }
                closeThreadDatabase();
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(count() - before, writers * each);
        QVERIFY(!early);
        QVERIFY2(syncs < writers * each / 2, qPrintable(QString::number(syncs)));
    }

    void theFeedTellsNothingThatMayStillBeLost()
    {
        // A writer hangs in its sync: what it committed can be read, but is not on the disk.
        std::binary_semaphore reached(0);
        std::binary_semaphore release(0);
        std::atomic<bool> first = true;
        Database &db = m_fixture->database();
        const CustomerId customer = test::addCustomer(db, QStringLiteral("c@example.org"));
        const auto start = must(feed::end(db));
        setHook([&](const QString &) {
            if (first.exchange(false)) {
                reached.release();
                release.acquire();
            }
        });
        const std::unique_ptr<QThread> writer(QThread::create([&] {
            test::addIncident(threadDatabase(), test::newBundle(customer, QStringLiteral("a"), QStringLiteral("b")));
            closeThreadDatabase();
        }));
        writer->start();
        reached.acquire();
        const int written = events();
        QVERIFY(written > 0);
        std::atomic<int> told = -1;
        const std::unique_ptr<QThread> reader(QThread::create([&] {
            told = static_cast<int>(must(feed::read(threadDatabase(), start, 10)).rows.size());
            closeThreadDatabase();
        }));
        reader->start();
        QVERIFY(!reader->wait(300));
        QCOMPARE(told.load(), -1);
        release.release();
        QVERIFY(writer->wait(10'000) && reader->wait(10'000));
        QCOMPARE(told.load(), written);
    }

private:
    static int counted(Database &db, const QString &sql)
    {
        Statement s(db, sql);
        return static_cast<int>(*must(readOne<qint64>(s, [](Statement &row) { return row.number(0); })));
    }
    /// By a connection of its own, whatever the thread is in the middle of.
    int count() const
    {
        Database own(m_fixture->options());
        return counted(own, QStringLiteral("select count(*) from meta"));
    }
    int events() const
    {
        Database own(m_fixture->options());
        return counted(own, QStringLiteral("select count(*) from events"));
    }
    static void write(const QString &key, int *number = nullptr)
    {
        const auto outcome = runTransaction(threadDatabase(), Mode::ReadWrite, [&](Database &db) -> Outcome {
            if (const Outcome set = meta::set(db, key, QStringLiteral("x")); !set)
                return set;
            if (number)
                *number = counted(db, QStringLiteral("select count(*) from meta"));
            return done;
        });
        if (!outcome.committed())
            qFatal("not committed");
    }

    std::unique_ptr<TestDatabase> m_fixture;
};

QTEST_GUILESS_MAIN(TestDurability)
#include "test_storage_durability.moc"
