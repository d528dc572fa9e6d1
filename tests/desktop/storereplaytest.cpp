// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replayrun.h"
#include "slowbuild.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::console::replay;

namespace {

/// What this program does when it is started again by nothingIsLostByAKill(): writes notes until it is killed; with
/// none to write, ends when all is sent.
int write(const QStringList &arguments)
{
    int argc = 1;
    char name[] = "writer";
    char *argv[] = {name, nullptr};
    QCoreApplication app(argc, argv);
    const QString url = arguments.at(0);
    const QByteArray token = qgetenv("MOSTRADOR_TEST_TOKEN");
    const auto vault = Vault::fromKey(QByteArray::fromHex(qgetenv("MOSTRADOR_TEST_KEY")));
    const qint64 incident = arguments.at(2).toLongLong();
    const int from = arguments.at(3).toInt();
    ApiClient client;
    client.setPatience(quick);
    client.setServer(QUrl(url));
    client.setToken(token, true);
    ActionQueue queue(client, arguments.at(1), *vault, account);
    queue.setPatience({.firstPause = 10ms, .longestPause = 50ms});
    Incident known;
    known.id = IncidentId(incident);
    int number = from;
    QTimer timer;
    QHash<ActionId, int> numbers;
    QObject::connect(&queue, &ActionQueue::kept, &app, [&](ActionId id) {
        printf("%d\n", numbers.value(id));
        fflush(stdout);
    });
    QObject::connect(&timer, &QTimer::timeout, &app, [&] {
        if (from < 0) {
            if (queue.isOpen() && queue.unfinishedCount() == 0)
                app.exit(queue.questionCount() == 0 ? 0 : 3);
            return;
        }
        NewMessage message;
        message.internal = true;
        message.body = QStringLiteral("note %1").arg(number);
        QList<QueuedFile> files;
        if (number % 5 == 0)
            files.append({.name = QStringLiteral("file %1").arg(number), .content = QByteArray(5000, 'x')});
        numbers.insert(queue.addMessage(known, message, files), number);
        ++number;
    });
    queue.open();
    timer.start(from < 0 ? 10 : 2);
    return QCoreApplication::exec();
}

} // namespace

class TestStoreReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        MOSTRADOR_START_SERVER(m_server);
        m_vault = Vault::fromKey(Vault::makeKey());
        m_judge = std::make_unique<Core>(m_server, *m_vault, QString());
        QVERIFY(m_judge->logIn(m_server.adminEmail(), m_server.adminPassword()));
    }
    void cleanupTestCase() { m_judge.reset(); }

    /// Two consoles, cut off from the server, do fifty mixed things each and come back in either order or at once, over
    /// connections that lose answers: nothing is lost, nothing doubled, and what stands there in the end is what the
    /// rules say.
    void nothingIsLostWhileAway()
    {
        const int runs = test::proof::runs(test::isSlowBuild ? 1 : 3);
        qInfo("%d runs", runs);
        Faults faults;
        std::unique_ptr<Core> cores[2];
        QTemporaryDir folder;
        for (int side = 0; side < 2; ++side) {
            const QString mail = QStringLiteral("agent%1@example.com").arg(side);
            VERIFY_ANSWER(answerOf(requests::createEmployee(m_judge->client, newEmployee(mail))));
            cores[side] =
                std::make_unique<Core>(m_server, *m_vault, folder.filePath(QStringLiteral("queue%1.db").arg(side)));
            QVERIFY(cores[side]->logIn(mail, newEmployee(mail).password));
        }
        QElapsedTimer timer;
        timer.start();
        const int from = qEnvironmentVariableIntValue("MOSTRADOR_PROOF_FROM"); // to repeat one run
        for (int run = from; run < from + runs && faults.isEmpty(); ++run) {
            Run(*cores[0], *cores[1], *m_judge, static_cast<quint32>(run), faults).carryOut(50);
            if ((run + 1) % 50 == 0)
                qInfo("%d runs, %lld s", run + 1, timer.elapsed() / 1000);
        }
        MOSTRADOR_NO_FAULTS(faults);
    }

    /// Killed at any moment: what was acknowledged is sent once.
    void nothingIsLostByAKill()
    {
        const auto made = answerOf(requests::createIncident(m_judge->client, newIncident(QStringLiteral("Killed"))));
        VERIFY_ANSWER(made);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("queue.db"));
        qputenv("MOSTRADOR_TEST_TOKEN", m_judge->client.token());
        const QByteArray key = Vault::makeKey();
        qputenv("MOSTRADOR_TEST_KEY", key.toHex());
        auto chance = test::proof::chance(77);
        const int kills = test::proof::runs(test::isSlowBuild ? 2 : 6);
        QSet<int> acknowledged;
        int next = 0;
        const auto arguments = [&](int from) {
            return QStringList{QStringLiteral("--write"), m_server.url(), file, made->id.toString(),
                               QString::number(from)};
        };
        for (int kill = 0; kill < kills; ++kill) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), arguments(next));
            QVERIFY(writer.waitForStarted());
            QByteArray out;
            const int enough = chance.bounded(40) + 1;
            QVERIFY(waitFor(
                [&] {
                    out += writer.readAllStandardOutput();
                    return out.count('\n') >= enough;
                },
                60'000));
            writer.kill();
            QVERIFY(writer.waitForFinished());
            out += writer.readAllStandardOutput();
            const QList<QByteArray> lines = out.left(out.lastIndexOf('\n')).split('\n');
            for (const QByteArray &line : lines)
                acknowledged.insert(line.toInt());
            next += 1000;
        }
        QProcess last;
        last.start(QCoreApplication::applicationFilePath(), arguments(-1));
        QVERIFY(last.waitForFinished(120'000));
        QCOMPARE(last.exitCode(), 0);
        QHash<QString, int> count;
        QString cursor;
        qsizetype files = 0;
        do {
            const auto page = answerOf(requests::messages(m_judge->client, made->id, pageAt(cursor)));
            VERIFY_ANSWER(page);
            for (const Message &message : page->items) {
                ++count[message.body];
                files += message.attachments.size();
            }
            cursor = page->nextCursor;
        } while (!cursor.isEmpty());
        for (const int number : std::as_const(acknowledged))
            QCOMPARE(count.value(QStringLiteral("note %1").arg(number)), 1);
        for (const int times : std::as_const(count))
            QCOMPARE(times, 1);
        QVERIFY(files > 0);
        qInfo("%d kills, %lld acknowledged notes, %lld on the server", kills, qint64(acknowledged.size()),
              qint64(count.size() - 1));
    }

private:
    test::ServerProcess m_server;
    std::optional<Vault> m_vault;
    std::unique_ptr<Core> m_judge;
};

int main(int argc, char **argv)
{
    if (argc == 6 && qstrcmp(argv[1], "--write") == 0) {
        QStringList arguments;
        for (int i = 2; i < argc; ++i)
            arguments.append(QString::fromLocal8Bit(argv[i]));
        return write(arguments);
    }
    QCoreApplication app(argc, argv);
    TestStoreReplay test;
    return QTest::qExec(&test, argc, argv);
}

#include "storereplaytest.moc"
