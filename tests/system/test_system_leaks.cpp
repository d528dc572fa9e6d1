// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpclient.h"
#include "ordinary.h"
#include "plainsocket.h"
#include "portalform.h"
#include "proof.h"
#include "slowbuild.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mostrador::test;

Q_DECLARE_METATYPE(mostrador::test::ServerProcess::Database)

namespace {

/// By how much the second half of the requests may leave the process larger than the first did. Caches that fill
/// (prepared statements, on SQLite pages of 11 connections) are in it; a request that loses 4 KiB shows in a long run.
constexpr double mostGrowthMiB = 12;

/// A good and a bad client in one, asking for everything in turn.
class Mixed
{
public:
    Mixed(const ServerProcess &server, const QByteArray &token, proof::Faults &faults)
        : m_port(server.httpPort())
        , m_feedPort(server.feedPort())
        , m_operationsPort(server.operationsPort())
        , m_token(token)
        , m_faults(faults)
    {}

    void ask(int number)
    {
        using Step = void (Mixed::*)();
        constexpr std::array<Step, 16> steps{&Mixed::home,    &Mixed::submit,   &Mixed::track,     &Mixed::create,
                                             &Mixed::list,    &Mixed::read,     &Mixed::change,    &Mixed::write,
                                             &Mixed::upload,  &Mixed::download, &Mixed::follow,    &Mixed::malformed,
                                             &Mixed::invalid, &Mixed::noPage,   &Mixed::wrongUser, &Mixed::health};
        m_number = number;
        (this->*steps.at(static_cast<std::size_t>(number) % steps.size()))();
    }

private:
    void expect(const HttpAnswer &answer, int status, const char *what)
    {
        if (answer.status != status)
            m_faults.add(QStringLiteral("%1: %2 %3")
                             .arg(QString::fromLatin1(what), QString::number(answer.status),
                                  QString::fromUtf8(answer.body.left(300))));
    }
    QByteArray incident() const { return "/api/v1/incidents/" + m_incident; }
    static QString idOf(const HttpAnswer &answer) { return answer.json().value(QStringLiteral("id")).toString(); }

    void home() { expect(m_client.get(m_port, m_number / 16 % 2 ? "/es" : "/en"), 200, "home"); }
    void submit()
    {
        const HttpAnswer page = m_client.send(m_port, "GET", "/es/open", {{"Cookie", m_cookie}});
        m_cookie = formCookie(page, m_cookie);
        const HttpAnswer done =
            m_client.send(m_port, "POST", "/es/open?send",
                          {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", m_cookie}},
                          filledForm(page.body, "Case " + QByteArray::number(m_number), "customer@example.com"));
        expect(done, 303, "form");
        m_tracking = done.header("location");
    }
    void track() { expect(m_client.send(m_port, "GET", m_tracking, {{"Cookie", m_cookie}}), 200, "tracking"); }
    void create()
    {
        const QJsonObject customer{{QStringLiteral("given_name"), QStringLiteral("Eva")},
                                   {QStringLiteral("family_name"), QStringLiteral("Sanz")},
                                   {QStringLiteral("email"), QStringLiteral("eva-%1@example.com").arg(m_number % 50)}};
        const HttpAnswer made =
            m_client.sendJson(m_port, "POST", "/api/v1/incidents", m_token,
                              {{QStringLiteral("subject"), QStringLiteral("No enciende %1").arg(m_number)},
                               {QStringLiteral("description"), QStringLiteral("Desde ayer.")},
                               {QStringLiteral("customer"), customer}},
                              {{"Idempotency-Key", "leaks-" + QByteArray::number(m_number)}});
        expect(made, 201, "create");
        m_incident = idOf(made).toLatin1();
    }
    void list()
    {
        const QByteArray query = m_number % 32 < 16 ? "status:open" : "enciende%20-tag:spam";
        expect(m_client.get(m_port, "/api/v1/incidents?limit=20&q=" + query, m_token), 200, "list");
    }
    void read() { expect(m_client.get(m_port, incident(), m_token), 200, "read"); }
    void change()
    {
        expect(m_client.sendJson(m_port, "PATCH", incident(), m_token,
                                 {{QStringLiteral("subject"), QStringLiteral("Changed %1").arg(m_number)}},
                                 {{"If-Match", "*"}}),
               200, "change");
    }
    void write()
    {
        expect(m_client.sendJson(m_port, "POST", incident() + "/messages", m_token,
                                 {{QStringLiteral("body"), QStringLiteral("**Hola** %1").arg(m_number)},
                                  {QStringLiteral("internal"), m_number % 32 < 16}}),
               201, "message");
    }
    void upload()
    {
        const HttpAnswer made =
            m_client.send(m_port, "POST", incident() + "/attachments",
                          {{"Authorization", "Bearer " + m_token}, {"Content-Type", "multipart/form-data; boundary=b"}},
                          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                          "Content-Type: text/plain\r\n\r\n" +
                              QByteArray(2'000, 'x') + "\r\n--b--\r\n");
        expect(made, 201, "upload");
        m_attachment = idOf(made).toLatin1();
    }
    void download()
    {
        expect(m_client.get(m_port, "/api/v1/attachments/" + m_attachment + "/content", m_token), 200, "download");
    }
    void follow()
    {
        // With leave, without, and gone in the middle of the handshake.
        const int how = m_number / 16 % 3;
        PlainSocket socket(m_feedPort);
        const QByteArray handshake = feedHandshake(how == 1 ? QByteArray("ms_nobody") : m_token);
        socket.send(how == 2 ? handshake.left(100) : handshake);
        const QByteArray awaited = how == 0 ? "caught_up" : " 101 ";
        pump({&socket}, how == 2 ? 1 : 30'000,
             [&] { return socket.isClosed() || socket.received().contains(awaited); });
        if (how != 2 && !socket.received().contains(awaited))
            m_faults.add(QStringLiteral("feed: ") + QString::fromUtf8(socket.received().left(200)));
    }
    void malformed()
    {
        PlainSocket socket(m_port);
        const bool gone = m_number / 16 % 2;
        socket.send(gone ? "POST /es/open HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" +
                               QByteArray(70'000, 'x')
                         : QByteArray("GET /es HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n"));
        pump({&socket}, 30'000, [&] { return socket.isClosed() || (gone && socket.isAllSent()); });
        if (!gone && socket.statuses() != QList<int>{400})
            m_faults.add(QStringLiteral("malformed: ") + QString::fromUtf8(socket.received().left(200)));
    }
    void invalid()
    {
        expect(m_client.sendJson(m_port, "POST", "/api/v1/incidents", m_token,
                                 {{QStringLiteral("subject"), QString()}, {QStringLiteral("nonsense"), 1}}),
               422, "invalid");
    }
    void noPage() { expect(m_client.get(m_port, "/es/t/nothing-here"), 404, "no page"); }
    void wrongUser()
    {
        // Always the same one: refused as wrong, and soon by the throttle.
        const int status = m_client
                               .sendJson(m_port, "POST", "/api/v1/sessions", {},
                                         {{QStringLiteral("email"), QStringLiteral("nobody@example.com")},
                                          {QStringLiteral("password"), QStringLiteral("a wrong password")}})
                               .status;
        if (status != 401 && status != 429)
            m_faults.add(QStringLiteral("wrong user: %1").arg(status));
    }
    void health()
    {
        expect(m_other.get(m_operationsPort, m_number / 16 % 2 ? "/metrics" : "/health/ready"), 200, "operations");
    }

    const quint16 m_port;
    const quint16 m_feedPort;
    const quint16 m_operationsPort;
    const QByteArray m_token;
    proof::Faults &m_faults;
    HttpClient m_client;
    HttpClient m_other;
    int m_number = 0;
    QByteArray m_cookie;
    QByteArray m_tracking;
    QByteArray m_incident;
    QByteArray m_attachment;
};

} // namespace

/// Thousands of requests of all kinds, then a quiet end: nothing lost by the sanitizers' count, where they are built
/// in, and none of the memory by the system's.
class LeaksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothing_data();
    void losesNothing();
};

void LeaksTest::losesNothing_data()
{
    QTest::addColumn<ServerProcess::Database>("database");
    QTest::newRow("sqlite") << ServerProcess::Database::Sqlite;
    QTest::newRow("postgresql") << ServerProcess::Database::Postgresql;
}

void LeaksTest::losesNothing()
{
    QFETCH(ServerProcess::Database, database);
    if (database == ServerProcess::Database::Postgresql && !ServerProcess::havePostgresql())
        QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
    ServerProcess::Options options;
    options.database = database;
    ServerProcess server(options);
    MOSTRADOR_START_SERVER(server);
    const QByteArray token = logIn(server);
    QVERIFY(!token.isEmpty());
    proof::Faults faults;
    Mixed mixed(server, token, faults);
    const int requests = proof::runs(isSlowBuild ? 256 : 512);
    QElapsedTimer timer;
    timer.start();
    double middle = 0;
    for (int number = 0; number < requests && faults.isEmpty(); ++number) {
        if (number == requests / 2)
            middle = memoryMiB(server.processId(), "VmRSS");
        mixed.ask(number);
    }
    const double end = memoryMiB(server.processId(), "VmRSS");
    qInfo("%d requests in %lld ms; resident %.1f MiB in the middle, %.1f MiB at the end", requests,
          static_cast<long long>(timer.elapsed()), middle, end);
    MOSTRADOR_NO_FAULTS(faults);
    const int code = server.stop(120'000);
    const QByteArray log = server.log();
    for (const char *fault : {"LeakSanitizer", "AddressSanitizer", "runtime error"})
        QVERIFY2(!log.contains(fault), log.right(6'000).constData());
    QVERIFY2(code == 0, (QByteArray::number(code) + '\n' + log.right(3'000)).constData());
    QVERIFY(middle > 0);
    if (!isSlowBuild)
        QVERIFY(end - middle < mostGrowthMiB);
}

QTEST_GUILESS_MAIN(LeaksTest)

#include "test_system_leaks.moc"
