// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpclient.h"
#include "postgrescluster.h"
#include "proof.h"
#include "serverfleet.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QUrl>

#include <thread>

using namespace mostrador::test;

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

namespace {

const QStringList fields{QStringLiteral("subject"), QStringLiteral("order_number"), QStringLiteral("serial_number")};

/// A change that the server acknowledged.
struct Change
{
    QString field;
    QString value;
    qint64 base = 0;    ///< the version its editor had seen
    qint64 version = 0; ///< the one it became
};

/// What the editors of a run share.
struct Editing
{
    ServerFleet *fleet = nullptr;
    QByteArray token;
    QByteArray target; ///< of the incident
    std::atomic<int> runs = 0;
    int wanted = 0;
    std::atomic<int> conflicts = 0;
    proof::Faults faults;
};

/// What a 412 must tell: for each field in conflict, what was sent and what stands there.
void checkConflict(const HttpAnswer &answer, const QJsonObject &sent, proof::Faults &faults)
{
    const QJsonArray conflicts = answer.json().value(QStringLiteral("conflicts")).toArray();
    if (conflicts.isEmpty())
        faults.add(QStringLiteral("a 412 that names no field: ") + QString::fromUtf8(answer.body));
    for (const QJsonValue &value : conflicts) {
        const QJsonObject conflict = value.toObject();
        const QString field = conflict.value(QStringLiteral("field")).toString();
        if (!sent.contains(field) || conflict.value(QStringLiteral("yours")) != sent.value(field) ||
            !conflict.value(QStringLiteral("theirs")).isString() ||
            conflict.value(QStringLiteral("theirs")) == sent.value(field))
            faults.add(QStringLiteral("a 412 without both values: ") + QString::fromUtf8(answer.body));
    }
}

/// Somebody who edits one or two fields at a time, of what was seen now or a while ago.
void edit(Editing &shared, int number, QList<Change> &acknowledged)
{
    QRandomGenerator chance = proof::chance(static_cast<quint32>(number));
    HttpClient client;
    qint64 version = 0;
    for (int n = 0; shared.runs++ < shared.wanted && shared.faults.isEmpty(); ++n) {
        const quint16 port = shared.fleet->port(chance.bounded(shared.fleet->count()));
        if (version == 0 || chance.bounded(3) != 0) {
            const HttpAnswer seen = client.get(port, shared.target, shared.token);
            version = static_cast<qint64>(seen.json().value(QStringLiteral("version")).toDouble());
        }
        QJsonObject body;
        for (int i = chance.bounded(1, 3); i > 0; --i)
            body.insert(fields.at(chance.bounded(static_cast<int>(fields.size()))),
                        QStringLiteral("e%1-%2").arg(number).arg(n));
        const HttpAnswer answer = client.sendJson(port, "PATCH", shared.target, shared.token, body,
                                                  {{"If-Match", '"' + QByteArray::number(version) + '"'}});
        if (answer.status == 200) {
            const QJsonObject made = answer.json();
            const auto now = static_cast<qint64>(made.value(QStringLiteral("version")).toDouble());
            for (auto it = body.begin(); it != body.end(); ++it) {
                acknowledged.append({it.key(), it->toString(), version, now});
                if (made.value(it.key()) != *it)
                    shared.faults.add(QStringLiteral("the answer to a change does not show it"));
            }
            version = chance.bounded(2) == 0 ? now : version;
        } else if (answer.status == 412) {
            ++shared.conflicts;
            checkConflict(answer, body, shared.faults);
            version = 0;
        } else {
            shared.faults.add(
                QStringLiteral("%1: %2").arg(answer.status).arg(QString::fromUtf8(answer.body.left(300))));
        }
    }
}

} // namespace

/// Many editors of one incident: no acknowledged change is lost or overwritten unseen. And lists read page by page
/// while rows come and change: what was there all along comes once.
class EditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { proof::seed(); }
    void noChangeIsLost_data() { databases(); }
    void noChangeIsLost();
    void pagesSkipAndRepeatNothing_data() { databases(); }
    void pagesSkipAndRepeatNothing();

private:
    static void databases();
    /// False where the row cannot run.
    bool serve();
    QByteArray openIncident(HttpClient &client, int number);
    QList<QJsonObject> everything(const QByteArray &target);
    void checkChain(const QList<Change> &acknowledged, Editing &shared);

    PostgresCluster m_cluster;
    std::unique_ptr<ServerFleet> m_fleet;
    QByteArray m_token;
};

void EditsTest::databases()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::addColumn<int>("servers");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite << 1;
    QTest::newRow("postgresql, 2 servers") << ServerProcess::Database::Postgresql << 2;
}

bool EditsTest::serve()
{
    QFETCH(ServerProcess::Database, database);
    QFETCH(int, servers);
    if (database == ServerProcess::Database::Postgresql) {
        if (!PostgresCluster::isInstalled())
            return false;
        if (!m_cluster.start())
            qFatal("%s", qPrintable(m_cluster.error()));
        m_cluster.announce();
    }
    ServerProcess::Options options;
    options.database = database;
    m_fleet = std::make_unique<ServerFleet>(options, servers);
    if (!m_fleet->start())
        qFatal("%s", qPrintable(m_fleet->error()));
    HttpClient client;
    m_token = client
                  .sendJson(m_fleet->port(0), "POST", "/api/v1/sessions", {},
                            {{QStringLiteral("email"), m_fleet->server(0).adminEmail()},
                             {QStringLiteral("password"), m_fleet->server(0).adminPassword()}})
                  .json()
                  .value(QStringLiteral("token"))
                  .toString()
                  .toLatin1();
    return true;
}

QByteArray EditsTest::openIncident(HttpClient &client, int number)
{
    const HttpAnswer answer = client.sendJson(
        m_fleet->port(number % m_fleet->count()), "POST", "/api/v1/incidents", m_token,
        {{QStringLiteral("subject"), QStringLiteral("Case %1").arg(number)},
         {QStringLiteral("description"), QStringLiteral("Text")},
         {QStringLiteral("customer"), QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Ana")},
                                                  {QStringLiteral("family_name"), QStringLiteral("Ruiz")},
                                                  {QStringLiteral("email"), QStringLiteral("ana@example.com")}}}});
    return answer.json().value(QStringLiteral("id")).toString().toLatin1();
}

QList<QJsonObject> EditsTest::everything(const QByteArray &target)
{
    QList<QJsonObject> items;
    HttpClient client;
    QByteArray cursor;
    do {
        const QByteArray page = target + (target.contains('?') ? '&' : '?') + "limit=100" +
                                (cursor.isEmpty() ? QByteArray() : "&cursor=" + cursor);
        const QJsonObject answer = client.get(m_fleet->port(0), page, m_token).json();
        const QJsonArray part = answer.value(QStringLiteral("items")).toArray();
        for (const QJsonValue &item : part)
            items.append(item.toObject());
        cursor = QUrl::toPercentEncoding(answer.value(QStringLiteral("next_cursor")).toString());
    } while (!cursor.isEmpty());
    return items;
}

void EditsTest::checkChain(const QList<Change> &acknowledged, Editing &shared)
{
    // The history of each field: version -> value, each step beginning where the last one ended.
    QHash<QString, QMap<qint64, QString>> history;
    QMap<qint64, QJsonObject> events;
    const QList<QJsonObject> all = everything(shared.target + "/events");
    for (const QJsonObject &event : all) {
        if (event.value(QStringLiteral("kind")) == QLatin1String("incident_changed"))
            events.insert(static_cast<qint64>(event.value(QStringLiteral("version")).toDouble()), event);
    }
    HttpClient client;
    const QJsonObject last = client.get(m_fleet->port(0), shared.target, m_token).json();
    QHash<QString, QString> now{{fields.at(0), QStringLiteral("Case 0")}};
    qint64 version = 1;
    for (auto event = events.cbegin(); event != events.cend(); ++event) {
        if (event.key() != ++version)
            shared.faults.add(QStringLiteral("event %1 instead of version %2").arg(event.key()).arg(version));
        const QJsonObject before = event->value(QStringLiteral("before")).toObject();
        const QJsonObject after = event->value(QStringLiteral("after")).toObject();
        for (auto it = after.begin(); it != after.end(); ++it) {
            if (before.value(it.key()).toString() != now.value(it.key()))
                shared.faults.add(QStringLiteral("version %1: the chain of %2 is broken").arg(version).arg(it.key()));
            now[it.key()] = it->toString();
            history[it.key()].insert(version, it->toString());
        }
    }
    for (const QString &field : fields) {
        if (last.value(field).toString() != now.value(field))
            shared.faults.add(QStringLiteral("%1 is not what the last event says").arg(field));
    }
    qsizetype written = 0;
    for (const auto &steps : std::as_const(history))
        written += steps.size();
    if (written != acknowledged.size())
        shared.faults.add(
            QStringLiteral("%1 changes acknowledged, %2 in the history").arg(acknowledged.size()).arg(written));
    for (const Change &change : acknowledged) {
        const QMap<qint64, QString> &steps = history[change.field];
        if (steps.value(change.version) != change.value)
            shared.faults.add(QStringLiteral("an acknowledged change of %1 is lost").arg(change.field));
        // What its editor had not seen, it must not have overwritten.
        const auto between = steps.upperBound(change.base);
        if (between != steps.cend() && between.key() < change.version)
            shared.faults.add(QStringLiteral("%1 in version %2, edited from %3, overwrote version %4")
                                  .arg(change.field)
                                  .arg(change.version)
                                  .arg(change.base)
                                  .arg(between.key()));
    }
}

void EditsTest::noChangeIsLost()
{
    if (!serve())
        QSKIP("PostgreSQL's programs are not here");
    HttpClient client;
    Editing shared;
    shared.fleet = m_fleet.get();
    shared.token = m_token;
    shared.target = "/api/v1/incidents/" + openIncident(client, 0);
    shared.wanted = proof::runs(250);
    std::vector<QList<Change>> acknowledged(6);
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < acknowledged.size(); ++number)
        threads.emplace_back([&, number] { edit(shared, static_cast<int>(number), acknowledged[number]); });
    for (std::thread &thread : threads)
        thread.join();
    QList<Change> all;
    for (const QList<Change> &each : acknowledged)
        all += each;
    qInfo("%d runs, %d fields changed, %d conflicts", shared.wanted, static_cast<int>(all.size()),
          shared.conflicts.load());
    MOSTRADOR_NO_FAULTS(shared.faults);
    QVERIFY(shared.conflicts > 0);
    QVERIFY(!all.isEmpty());
    checkChain(all, shared);
    MOSTRADOR_NO_FAULTS(shared.faults);
}

void EditsTest::pagesSkipAndRepeatNothing()
{
    if (!serve())
        QSKIP("PostgreSQL's programs are not here");
    HttpClient client;
    QByteArrayList fixed;  // neither changed nor moved
    QByteArrayList moving; // changed all the time
    for (int i = 0; i < 40; ++i)
        (i % 2 == 0 ? fixed : moving).append(openIncident(client, i));
    QVERIFY(!fixed.contains(QByteArray()) && !moving.contains(QByteArray()));

    std::atomic<bool> over = false;
    std::atomic<int> writings = 0;
    std::vector<std::thread> writers;
    std::atomic<int> added = 0;
    for (int number = 0; number < 2; ++number) {
        writers.emplace_back([&, number] {
            QRandomGenerator chance = proof::chance(static_cast<quint32>(50 + number));
            HttpClient own;
            while (!over) {
                // Not without bound: a long run's readings would end before what was there all along.
                if (chance.bounded(3) == 0 && added < 2'000) {
                    ++added;
                    openIncident(own, chance.bounded(100, 1'000'000));
                } else {
                    const QByteArray id = moving.at(chance.bounded(moving.size()));
                    const QStringList levels{QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high")};
                    own.sendJson(m_fleet->port(chance.bounded(m_fleet->count())), "PATCH", "/api/v1/incidents/" + id,
                                 m_token, {{QStringLiteral("impact"), levels.at(chance.bounded(3))}},
                                 {{"If-Match", "*"}});
                }
                ++writings;
            }
        });
    }
    proof::Faults faults;
    QRandomGenerator chance = proof::chance(7);
    const int runs = std::max(8, proof::runs(80) / 10);
    const QByteArrayList sorts{"-created",  "created",   "-updated", "updated",
                               "-priority", "reference", "-due",     "status"};
    int pages = 0;
    for (int run = 0; run < runs; ++run) {
        const QByteArray sort = sorts.at(run % sorts.size());
        // By these keys a row keeps its place whatever else of it changes.
        const bool staying = sort.endsWith("created") || sort == "reference" || sort == "-due";
        QHash<QByteArray, int> met;
        QByteArray cursor;
        do {
            const QByteArray target = "/api/v1/incidents?limit=" + QByteArray::number(chance.bounded(3, 9)) +
                                      "&sort=" + sort + (cursor.isEmpty() ? QByteArray() : "&cursor=" + cursor);
            const HttpAnswer answer = client.get(m_fleet->port(pages % m_fleet->count()), target, m_token);
            if (answer.status != 200) {
                faults.add(QString::fromUtf8(target + ": " + answer.body.left(300)));
                break;
            }
            const QJsonArray items = answer.json().value(QStringLiteral("items")).toArray();
            for (const QJsonValue &item : items)
                ++met[item.toObject().value(QStringLiteral("id")).toString().toLatin1()];
            cursor = QUrl::toPercentEncoding(answer.json().value(QStringLiteral("next_cursor")).toString());
            // Whoever reads as slowly as others add never comes to an end; all that was there is met long before.
        } while (!cursor.isEmpty() && ++pages < 1'000'000 && met.size() < 5'000);
        for (const QByteArray &id : std::as_const(fixed)) {
            if (met.value(id) != 1)
                faults.add(QStringLiteral("sort %1: an unchanged row came %2 times")
                               .arg(QString::fromLatin1(sort))
                               .arg(met.value(id)));
        }
        for (const QByteArray &id : std::as_const(moving)) {
            if (staying && met.value(id) != 1)
                faults.add(
                    QStringLiteral("sort %1: a row came %2 times").arg(QString::fromLatin1(sort)).arg(met.value(id)));
        }
    }
    over = true;
    for (std::thread &writer : writers)
        writer.join();
    qInfo("%d readings, %d pages, %d writings meanwhile", runs, pages, writings.load());
    MOSTRADOR_NO_FAULTS(faults);
    QVERIFY(writings > runs);
}

QTEST_GUILESS_MAIN(EditsTest)

#include "test_system_edits.moc"
