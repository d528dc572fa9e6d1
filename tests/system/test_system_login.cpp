// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "follower.h"
#include "httpclient.h"
#include "proof.h"
#include "serverfleet.h"
#include "slowbuild.h"
#include "sqlclient.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

using namespace mostrador;
using namespace mostrador::test;

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

namespace {

/// What services/loginthrottle.h promises.
constexpr int accountTries = 5;
constexpr int addressFailures = 50;
/// Within so long an open feed must end when its right to be open did.
constexpr int feedEndsMs = isSlowBuild ? 20'000 : 5'000;

const QString rightPassword = QStringLiteral("violet kettle 61 harbour");
const QString wrongPassword = QStringLiteral("violet kettle 62 harbour");

/// How many tries of an account a window grants by then: the n-th further one waits until 2^n seconds.
int grantedAfter(qint64 ms, int free)
{
    return free + (ms < 2'000 ? 0 : static_cast<int>(std::floor(std::log2(static_cast<double>(ms) / 1000))));
}

/// An address of a client, as the proxy in front would tell it.
QByteArray freshAddress()
{
    static std::atomic<quint32> next = 0;
    const quint32 number = ++next;
    return "10.1." + QByteArray::number(number / 250) + '.' + QByteArray::number(number % 250 + 1);
}

/// One of many log-ins at the same time.
struct Try
{
    int server = 0;
    QString email;
    QString password;
    QByteArray address;
    HttpAnswer answer;
};

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Everything of an answer that is not of its own: without the request's id, the date, how long there is to wait, and
/// the order of the fields.
QByteArray withoutOwn(const HttpAnswer &answer)
{
    QByteArrayList lines;
    for (const auto &[name, value] : answer.headers) {
        const bool own = QByteArrayList{"date", "x-request-id", "retry-after"}.contains(name.toLower());
        lines.append(name + ": " + (own ? QByteArray() : value));
    }
    std::sort(lines.begin(), lines.end());
    QByteArray body = answer.body;
    body.replace(answer.header("x-request-id"), "ID");
    body = QString::fromUtf8(body)
               .replace(QRegularExpression(QStringLiteral("(retry_after[a-z_]*\":)\\d+")), QStringLiteral("\\1N"))
               .toUtf8();
    return QByteArray::number(answer.status) + '\n' + lines.join('\n') + '\n' + body;
}

} // namespace

/// Logging in, against those who guess: the real servers, two on one database.
class LoginTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void guessingAnAccountIsThrottled();
    void guessingFromAnAddressIsThrottled();
    void answersTellNothing();
    void timesTellNothing();
    void accessEndsEverywhere_data();
    void accessEndsEverywhere();
    void revokedKeysEndEverywhere();

private:
    HttpAnswer logIn(const Try &how) { return logIn(m_client, m_fleet->port(how.server), how); }
    static HttpAnswer logIn(HttpClient &client, quint16 port, const Try &how);
    void allAtOnce(std::vector<Try> &tries);
    /// A new employee's e-mail address; their password is the right one.
    QString makeEmployee();
    QByteArray path(const QString &email) const { return "/api/v1/employees/" + m_ids.value(email); }
    HttpAnswer asAdmin(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {})
    {
        return m_client.sendJson(m_fleet->port(0), method, target, m_admin, body, {{"If-Match", "*"}});
    }
    QByteArray session(int server, const QString &email, const QString &password = rightPassword)
    {
        const Try how{server, email, password, freshAddress(), {}};
        return logIn(how).json().value(QStringLiteral("token")).toString().toLatin1();
    }
    int status(int server, const QByteArray &token)
    {
        return m_client.get(m_fleet->port(server), "/api/v1/incidents?limit=1", token).status;
    }
    std::unique_ptr<SqlClient> sql();
    /// Whether a short run does this on PostgreSQL, so that it need not on SQLite.
    static bool isLeftToPostgresql()
    {
        QFETCH_GLOBAL(ServerProcess::Database, database);
        return database == ServerProcess::Database::Sqlite && ServerProcess::havePostgresql() && proof::runs(0) == 0;
    }
    void forgetTries() { sql()->run(QStringLiteral("delete from login_attempts")); }

    HttpClient m_client;
    std::map<ServerProcess::Database, std::unique_ptr<ServerFleet>> m_fleets;
    ServerFleet *m_fleet = nullptr;
    QByteArray m_admin;
    QHash<QString, QByteArray> m_ids;
};

void LoginTest::initTestCase_data()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite;
    if (ServerProcess::havePostgresql())
        QTest::newRow("postgresql") << ServerProcess::Database::Postgresql;
    else
        qInfo("MOSTRADOR_TEST_POSTGRESQL is not set: without PostgreSQL");
}

void LoginTest::init()
{
    QFETCH_GLOBAL(ServerProcess::Database, database);
    auto &fleet = m_fleets[database];
    if (!fleet) {
        ServerProcess::Options options;
        options.database = database;
        options.serverToml = QStringLiteral("trusted_proxies = [\"127.0.0.1\"]\n");
        fleet = std::make_unique<ServerFleet>(options, 2);
        QVERIFY2(fleet->start(), qPrintable(fleet->error()));
    }
    m_fleet = fleet.get();
    forgetTries();
    const ServerProcess &first = m_fleet->server(0);
    m_admin = session(0, first.adminEmail(), first.adminPassword());
    QVERIFY(!m_admin.isEmpty());
}

std::unique_ptr<SqlClient> LoginTest::sql()
{
    const QString database = m_fleet->server(0).databaseName();
    if (database.isEmpty())
        return std::make_unique<SqlClient>(m_fleet->server(0).folder() + QStringLiteral("/mostrador.db"));
    return std::make_unique<SqlClient>(qEnvironmentVariable("MOSTRADOR_TEST_POSTGRESQL"), database);
}

HttpAnswer LoginTest::logIn(HttpClient &client, quint16 port, const Try &how)
{
    return client.sendJson(port, "POST", "/api/v1/sessions", {},
                           {{QStringLiteral("email"), how.email}, {QStringLiteral("password"), how.password}},
                           {{"X-Forwarded-For", how.address}}, 120'000);
}

void LoginTest::allAtOnce(std::vector<Try> &tries)
{
    std::atomic<int> ready = 0;
    std::vector<std::thread> threads;
    for (Try &each : tries) {
        threads.emplace_back([&, port = m_fleet->port(each.server)] {
            HttpClient client;
            ++ready;
            while (ready < static_cast<int>(tries.size()))
                std::this_thread::yield();
            each.answer = logIn(client, port, each);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
}

QString LoginTest::makeEmployee()
{
    static int number = 0;
    const QString email = QStringLiteral("person-%1@example.com").arg(++number);
    const HttpAnswer made = asAdmin("POST", "/api/v1/employees",
                                    {{QStringLiteral("email"), email},
                                     {QStringLiteral("name"), QStringLiteral("Person %1").arg(number)},
                                     {QStringLiteral("role"), QStringLiteral("agent")},
                                     {QStringLiteral("password"), rightPassword}});
    if (made.status != 201)
        qWarning("%d: %s", made.status, made.body.constData());
    m_ids.insert(email, made.json().value(QStringLiteral("id")).toString().toLatin1());
    return email;
}

/// 64 guesses at once, by both processes: no more passwords are looked at than one process would look at one after the
/// other, the right one among the late ones does not get in, and the owner waits no longer for it.
void LoginTest::guessingAnAccountIsThrottled()
{
    const QString email = makeEmployee();
    QElapsedTimer timer;
    timer.start();
    int looked = 0;
    int opened = 0;
    qint64 longestWait = 0;
    for (int wave = 0; wave < 2; ++wave) {
        std::vector<Try> tries(32);
        for (std::size_t i = 0; i < tries.size(); ++i) {
            const bool right = wave > 0 && i % 2 == 1;
            tries[i] = {static_cast<int>(i / 2 % 2), email, right ? rightPassword : wrongPassword, freshAddress(), {}};
        }
        allAtOnce(tries);
        for (const Try &each : tries) {
            looked += each.answer.status == 401 || each.answer.status == 201 ? 1 : 0;
            opened += each.answer.status == 201 ? 1 : 0;
            if (each.answer.status == 429)
                longestWait = std::max<qint64>(longestWait, each.answer.header("retry-after").toInt());
            else
                QVERIFY2(each.answer.status == 401 || each.answer.status == 201, each.answer.body.constData());
        }
    }
    const qint64 took = timer.elapsed();
    qInfo("%d of 64 passwords looked at in %lld ms, %d right ones got in; told to wait %lld s at most", looked,
          static_cast<long long>(took), opened, static_cast<long long>(longestWait));
    // A machine so slow that the next try became due meanwhile grants it to whoever comes.
    QVERIFY(looked <= grantedAfter(took, accountTries));
    QVERIFY(looked >= accountTries);
    if (took < 2'000)
        QCOMPARE(opened, 0);
    if (opened > 0)
        return;
    QCOMPARE(sql()->number(QStringLiteral("select max(attempts) from login_attempts")), looked);
    QVERIFY(longestWait >= 1);
    QVERIFY2(longestWait <= 1 << (looked + 1 - accountTries), QByteArray::number(longestWait).constData());
    // Asking again and again makes it no longer.
    const Try owner{1, email, rightPassword, freshAddress(), {}};
    QTRY_COMPARE_WITH_TIMEOUT(logIn(owner).status, 201, static_cast<int>(longestWait) * 1000 + 5'000);
}

/// One address that tries many accounts: what it may fail is bounded too; others are not kept waiting.
void LoginTest::guessingFromAnAddressIsThrottled()
{
    if (isLeftToPostgresql())
        QSKIP("in a long run (MOSTRADOR_PROOF_RUNS) or where there is no PostgreSQL");
    const QString email = makeEmployee();
    const QByteArray address = freshAddress();
    QElapsedTimer timer;
    timer.start();
    std::vector<Try> tries(80);
    for (std::size_t i = 0; i < tries.size(); ++i)
        tries[i] = {static_cast<int>(i % 2), QStringLiteral("guess-%1@example.com").arg(i), wrongPassword, address, {}};
    allAtOnce(tries);
    int looked = 0;
    for (const Try &each : tries) {
        QVERIFY2(each.answer.status == 401 || each.answer.status == 429, each.answer.body.constData());
        looked += each.answer.status == 401 ? 1 : 0;
    }
    qInfo("%d of %zu passwords looked at in %lld ms", looked, tries.size(), static_cast<long long>(timer.elapsed()));
    // Failures count when they are known: as many more as are being looked at in the two slow workers of each process.
    QVERIFY(looked >= addressFailures);
    QVERIFY(looked <= grantedAfter(timer.elapsed(), addressFailures) + 4);
    QCOMPARE(logIn({0, email, rightPassword, freshAddress(), {}}).status, 201);
}

void LoginTest::answersTellNothing()
{
    const QString known = makeEmployee();
    const QString disabled = makeEmployee();
    const QString removed = makeEmployee();
    QCOMPARE(asAdmin("PATCH", path(disabled), {{QStringLiteral("active"), false}}).status, 200);
    QCOMPARE(asAdmin("DELETE", path(removed)).status, 204);
    const QString unknown = QStringLiteral("nobody-%1@example.com").arg(m_ids.size());
    int asked = 0; // of both in turn
    const auto answer = [&](const QString &email, const QString &password) {
        return withoutOwn(logIn({asked++ % 2, email, password, freshAddress(), {}}));
    };
    forgetTries();
    const QByteArray refused = answer(unknown, wrongPassword);
    QVERIFY(refused.startsWith("401\n"));
    QCOMPARE(answer(known, wrongPassword), refused);
    QCOMPARE(answer(known.toUpper(), wrongPassword), refused);
    QCOMPARE(answer(disabled, wrongPassword), refused);
    QCOMPARE(answer(disabled, rightPassword), refused);
    QCOMPARE(answer(removed, rightPassword), refused);
    QCOMPARE(answer(QStringLiteral("' or 1=1 --"), rightPassword), refused);
    // Neither does the throttle.
    QByteArrayList throttled;
    for (const QString &email : {unknown, known, disabled, removed}) {
        forgetTries();
        QByteArray said = refused;
        int tries = 0;
        // On a slow machine the sixth may be due already.
        while (said == refused && tries < accountTries + 8) {
            said = answer(email, wrongPassword);
            ++tries;
        }
        QVERIFY2(said.startsWith("429\n") && tries > accountTries, said.constData());
        throttled.append(said);
    }
    QCOMPARE(throttled, QByteArrayList(4, throttled.constFirst()));
}

/// Known and unknown accounts in turn: the medians of the times must be alike. More are taken before it counts as a
/// failure, since others use this machine too.
void LoginTest::timesTellNothing()
{
    if (isSlowBuild)
        QSKIP("a build with sanitizers has other times");
    if (isLeftToPostgresql())
        QSKIP("in a long run (MOSTRADOR_PROOF_RUNS) or where there is no PostgreSQL");
    constexpr int perRound = 40;
    constexpr int rounds = 4;
    QStringList known;
    for (int i = 0; i < perRound / accountTries; ++i)
        known.append(makeEmployee());
    const QString disabled = known.constLast();
    QCOMPARE(asAdmin("PATCH", path(disabled), {{QStringLiteral("active"), false}}).status, 200);
    std::array<std::vector<double>, 2> times;
    const auto measure = [&](int kind, const QString &email) {
        const Try how{0, email, wrongPassword, freshAddress(), {}};
        QElapsedTimer timer;
        timer.start();
        const int said = logIn(how).status;
        times.at(static_cast<std::size_t>(kind)).push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        return said == 401;
    };
    double ratio = 0;
    for (int round = 0; round < rounds; ++round) {
        forgetTries();
        for (int i = 0; i < perRound; ++i) {
            const QString nobody = QStringLiteral("nobody-%1-%2@example.com").arg(round).arg(i);
            const QString somebody = known.at(i % known.size());
            // Each is first as often as the other.
            QVERIFY(i % 2 ? measure(0, somebody) && measure(1, nobody) : measure(1, nobody) && measure(0, somebody));
        }
        ratio = median(times[0]) / median(times[1]);
        qInfo("known %.2f ms, unknown %.2f ms, ratio %.3f of %zu each", median(times[0]), median(times[1]), ratio,
              times[0].size());
        if (ratio > 0.8 && ratio < 1.25)
            return;
    }
    QFAIL(QByteArray::number(ratio).constData());
}

void LoginTest::accessEndsEverywhere_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<bool>("byOwner");
    const QString next = QStringLiteral("amber ladder 27 meadow");
    QTest::newRow("own password change") << QByteArray("PUT") << QByteArray("/password")
                                         << QJsonObject{{QStringLiteral("current"), rightPassword},
                                                        {QStringLiteral("password"), next}}
                                         << true;
    QTest::newRow("password set by an administrator")
        << QByteArray("PUT") << QByteArray("/password") << QJsonObject{{QStringLiteral("password"), next}} << false;
    QTest::newRow("deactivation") << QByteArray("PATCH") << QByteArray()
                                  << QJsonObject{{QStringLiteral("active"), false}} << false;
    QTest::newRow("removal") << QByteArray("DELETE") << QByteArray() << QJsonObject() << false;
}

/// By one process; both keep nobody in.
void LoginTest::accessEndsEverywhere()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, tail);
    QFETCH(QJsonObject, body);
    QFETCH(bool, byOwner);
    const QString email = makeEmployee();
    const QByteArray here = session(0, email);
    const QByteArray there = session(1, email);
    std::vector<std::unique_ptr<Follower>> ending;
    for (int server = 0; server < 2; ++server)
        ending.push_back(std::make_unique<Follower>(m_fleet->feedPort(server), QString::fromLatin1(there)));
    Follower mine(m_fleet->feedPort(1), QString::fromLatin1(here));
    QTRY_VERIFY_WITH_TIMEOUT(mine.has(codec::FeedItem::Kind::CaughtUp), 30'000);
    for (const auto &follower : ending)
        QTRY_VERIFY_WITH_TIMEOUT(follower->has(codec::FeedItem::Kind::CaughtUp), 30'000);
    QCOMPARE(status(0, there), 200);
    QCOMPARE(status(1, here), 200);

    const HttpAnswer done = m_client.sendJson(m_fleet->port(0), method, path(email) + tail, byOwner ? here : m_admin,
                                              body, tail.isEmpty() ? HttpHeaders{{"If-Match", "*"}} : HttpHeaders());
    QVERIFY2(done.status == 200 || done.status == 204, done.body.constData());
    QElapsedTimer timer;
    timer.start();
    for (int server = 0; server < 2; ++server) {
        QCOMPARE(status(server, there), 401);
        QCOMPARE(status(server, here), byOwner ? 200 : 401);
    }
    for (const auto &follower : ending) {
        QTRY_VERIFY_WITH_TIMEOUT(follower->closed, feedEndsMs);
        QCOMPARE(follower->closeCode(), 1008);
    }
    if (!byOwner)
        QTRY_VERIFY_WITH_TIMEOUT(mine.closed, feedEndsMs);
    qInfo("feeds ended %lld ms after the answer", static_cast<long long>(timer.elapsed()));
    QCOMPARE(mine.closed, !byOwner);
    // Who was let in before does not come in again by the old password.
    QCOMPARE(logIn({1, email, rightPassword, freshAddress(), {}}).status, 401);
}

void LoginTest::revokedKeysEndEverywhere()
{
    const QString email = makeEmployee();
    const QByteArray token = session(0, email);
    const QJsonObject made = m_client
                                 .sendJson(m_fleet->port(0), "POST", "/api/v1/api-keys", token,
                                           {{QStringLiteral("label"), QStringLiteral("night job")}})
                                 .json();
    const QString key = made.value(QStringLiteral("token")).toString();
    QCOMPARE(status(0, key.toLatin1()), 200);
    QCOMPARE(status(1, key.toLatin1()), 200);
    std::vector<std::unique_ptr<Follower>> followers;
    for (int server = 0; server < 2; ++server) {
        followers.push_back(std::make_unique<Follower>(m_fleet->feedPort(server), key));
        QTRY_VERIFY_WITH_TIMEOUT(followers.back()->has(codec::FeedItem::Kind::CaughtUp), 30'000);
    }
    const QByteArray target = "/api/v1/api-keys/" + made.value(QStringLiteral("id")).toString().toLatin1();
    QCOMPARE(m_client.sendJson(m_fleet->port(1), "DELETE", target, token, {}).status, 204);
    for (int server = 0; server < 2; ++server) {
        QCOMPARE(status(server, key.toLatin1()), 401);
        QCOMPARE(status(server, token), 200);
    }
    for (const auto &follower : followers) {
        QTRY_VERIFY_WITH_TIMEOUT(follower->closed, feedEndsMs);
        QCOMPARE(follower->closeCode(), 1008);
    }
}

QTEST_GUILESS_MAIN(LoginTest)

#include "test_system_login.moc"
