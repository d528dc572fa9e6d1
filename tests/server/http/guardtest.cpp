// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpfixture.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSemaphore>
#include <QTest>

#include <array>
#include <atomic>

using namespace mostrador;
using namespace mostrador::http;
using namespace mostrador::test;
using namespace std::chrono_literals;

namespace {

/// Requests of /held wait for it.
QSemaphore letGo;
std::atomic<int> held = 0;

void routes(Router &router)
{
    const auto echo = [](const Request &request) { return Response::text(request.body); };
    router.add({.method = Method::Get,
                .pattern = QStringLiteral("/hello"),
                .handler = [](const Request &) { return Response::text("hello"); },
                .name = {}});
    router.add({.method = Method::Get,
                .pattern = QStringLiteral("/held"),
                .handler =
                    [](const Request &) {
                        ++held;
                        letGo.acquire();
                        return Response::text("held");
                    },
                .name = {}});
    router.add({.method = Method::Get,
                .pattern = QStringLiteral("/io"),
                .handler = [](const Request &) { return Response::text("io"); },
                .lane = Lane::Io,
                .name = {}});
    router.add(
        {.method = Method::Post, .pattern = QStringLiteral("/echo"), .handler = echo, .maxBody = 100'000, .name = {}});
    router.add({.method = Method::Get,
                .pattern = QStringLiteral("/large"),
                .handler = [](const Request &) { return Response::text(QByteArray(32 * 1024 * 1024, 'x')); },
                .name = {}});
    router.add({.method = Method::Get,
                .pattern = QStringLiteral("/who"),
                .handler =
                    [](const Request &r) {
                        return Response::text(r.peer.toUtf8() + (r.secure ? " secure " : " plain ") + r.id.toUtf8());
                    },
                .name = {}});
}

ServerOptions shortTimes()
{
    ServerOptions options;
    options.limits.headTimeout = 300ms;
    options.limits.bodyTimeout = 400ms;
    options.limits.idleTimeout = 500ms;
    options.limits.writeStallTimeout = 600ms;
    return options;
}

QByteArray post(const QByteArray &headers, const QByteArray &body = {})
{
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
}

} // namespace

class GuardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &request, int status) {
            QTest::newRow(name) << request << status;
        };
        const QByteArray host = "Host: localhost\r\n";
        row("head too large", "GET /hello HTTP/1.1\r\n" + host + "X: " + QByteArray(20'000, 'a') + "\r\n\r\n", 431);
        row("endless header line", "GET /hello HTTP/1.1\r\n" + host + "X: " + QByteArray(40'000, 'a'), 431);
        row("too many headers", "GET /hello HTTP/1.1\r\n" + host + QByteArray("X: y\r\n").repeated(64) + "\r\n", 431);
        row("target too long", "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414);
        row("endless request line", "GET /" + QByteArray(9000, 'a'), 414);
        row("body too large", post("Content-Length: 100001\r\n"), 413);
        row("huge body announced", post("Content-Length: 99999999999\r\n"), 413);
        row("large body to nowhere", "POST /nowhere HTTP/1.1\r\n" + host + "Content-Length: 9999999\r\n\r\n", 404);
        row("large body by a wrong method", "PUT /echo HTTP/1.1\r\n" + host + "Content-Length: 9999999\r\n\r\n", 405);
        row("chunked", post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), 411);
        row("some coding", post("Transfer-Encoding: xchunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), 411);
        row("chunked and length",
            post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "5\r\nhello\r\n0\r\n\r\n"), 400);
        row("negative length", post("Content-Length: -5\r\n", "hello"), 400);
        row("signed length", post("Content-Length: +5\r\n", "hello"), 400);
        row("length with letters", post("Content-Length: 5x\r\n", "hello"), 400);
        row("length beyond 64 bits", post("Content-Length: 18446744073709551615\r\n", "hello"), 400);
        row("empty length", post("Content-Length:\r\n", "hello"), 400);
        row("lengths as a list", post("Content-Length: 5, 5\r\n", "hello"), 400);
        row("two lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
        row("two different lengths", post("Content-Length: 5\r\ncontent-length: 6\r\n", "hello"), 400);
        row("no host", "GET /hello HTTP/1.1\r\n\r\n", 400);
        row("two hosts", "GET /hello HTTP/1.1\r\n" + host + host + "\r\n", 400);
        row("bad host", "GET /hello HTTP/1.1\r\nHost: user@evil/\r\n\r\n", 400);
        row("two authorizations", "GET /hello HTTP/1.1\r\n" + host + "Authorization: a\r\nAuthorization: b\r\n\r\n",
            400);
        row("absolute target", "GET http://localhost/hello HTTP/1.1\r\n" + host + "\r\n", 400);
        row("double slash", "GET //evil/hello HTTP/1.1\r\n" + host + "\r\n", 400);
        row("star", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 400);
        row("fragment", "GET /hello#x HTTP/1.1\r\n" + host + "\r\n", 400);
        row("control byte in target", "GET /hel\x01lo HTTP/1.1\r\n" + host + "\r\n", 400);
        row("raw UTF-8 in target", "GET /h\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n", 400);
        row("query with a broken escape", "GET /hello?q=%4 HTTP/1.1\r\n" + host + "\r\n", 400);
        row("query that is no UTF-8", "GET /hello?q=%ff HTTP/1.1\r\n" + host + "\r\n", 400);
        row("null in a header", QByteArray("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n", 48), 400);
        row("header without a colon", "GET /hello HTTP/1.1\r\n" + host + "Authorization\r\n\r\n", 400);
        row("space before the colon", "GET /hello HTTP/1.1\r\n" + host + "X : y\r\n\r\n", 400);
        row("folded header", "GET /hello HTTP/1.1\r\n" + host + "X: y\r\n z\r\n\r\n", 400);
        row("bare line feeds", "GET /hello HTTP/1.1\nHost: localhost\n\n", 400);
        row("bare carriage return", "GET /hello HTTP/1.1\r\n" + host + "X: a\rY: b\r\n\r\n", 400);
        row("no version", "GET /hello\r\n\r\n", 400);
        row("other protocol", "GET /hello ICE/1.0\r\n" + host + "\r\n", 400);
        row("version 9.9", "GET /hello HTTP/9.9\r\n" + host + "\r\n", 505);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        row("unknown method", "BREW /hello HTTP/1.1\r\n" + host + "\r\n", 501);
        row("TRACE", "TRACE /hello HTTP/1.1\r\n" + host + "\r\n", 501);
        row("bad method", "G@T /hello HTTP/1.1\r\n" + host + "\r\n", 400);
        row("pipelining", get("/hello") + get("/hello"), 400);
        row("more than announced", post("Content-Length: 3\r\n", "abcd"), 400);
        row("body without length", post("", "hello"), 400);
        row("websocket",
            "GET /hello HTTP/1.1\r\n" + host +
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                "x\r\n\r\n",
            400);
    }

    void refuses()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        RunningServer server(routes);
        RawClient client(server.port());
        const Answer answer = client.ask(request);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.header("Content-Type"), QByteArray("application/problem+json"));
        QCOMPARE(answer.header("Connection"), QByteArray("close"));
        const QJsonObject problem = QJsonDocument::fromJson(answer.body).object();
        QCOMPARE(problem.value(QStringLiteral("status")).toInt(), status);
        QCOMPARE(problem.value(QStringLiteral("request_id")).toString().toLatin1(), answer.header("X-Request-Id"));
        if (status == 405)
            QCOMPARE(answer.header("Allow"), QByteArray("POST, OPTIONS"));
        QVERIFY(client.isClosedWithin(1000));
        QVERIFY(client.buffered().isEmpty());
    }

    /// The same byte by byte, so that the head is checked across any split.
    void refusesInPieces_data() { refuses_data(); }
    void refusesInPieces()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        RunningServer server(routes);
        RawClient client(server.port());
        client.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
        const qsizetype piece = request.size() > 2000 ? 100 : 1;
        for (qsizetype at = 0; at < request.size() && client.isConnected(); at += piece) {
            client.socket().write(request.mid(at, piece));
            client.socket().flush();
        }
        const int got = client.read().status;
        // What comes behind a request of its own is no longer refused but thrown away, once the request is being
        // answered.
        const QByteArray name = QTest::currentDataTag();
        if (name == "pipelining" || name == "more than announced" || name == "body without length")
            QVERIFY2(got == 200 || got == 400, QByteArray::number(got).constData());
        else
            QCOMPARE(got, status);
        QVERIFY(client.isClosedWithin(4000));
    }

    void answersTheHostileRequests()
    {
        const QString path = qEnvironmentVariable("MOSTRADOR_TEST_DATA", qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") +
                                                                             QStringLiteral("/../shared/data"));
        const QString file = path + QStringLiteral("/hostile_http_requests.jsonl.gz");
        if (!QFile::exists(file))
            QSKIP("shared/data/hostile_http_requests.jsonl.gz is not here.");
        QProcess gunzip;
        gunzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), file});
        QVERIFY(gunzip.waitForFinished());
        const QList<QByteArray> lines = gunzip.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), 79);
        RunningServer server(routes, shortTimes());
        for (const QByteArray &line : lines) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            const QByteArray raw =
                QByteArray::fromBase64(entry.value(QStringLiteral("raw_base64")).toString().toLatin1());
            const QByteArray name = entry.value(QStringLiteral("name")).toString().toUtf8();
            RawClient hostile(server.port());
            hostile.send(raw);
            QElapsedTimer timer;
            timer.start();
            const Answer answer = hostile.read(1000);
            const bool answered = answer.status >= 200 && answer.status < 500;
            const bool refused = answer.status == 501 || answer.status == 505;
            const bool closed = answer.status == 0 && hostile.isClosedWithin(1000);
            QVERIFY2(answered || refused || closed, (name + " " + QByteArray::number(answer.status)).constData());
            QVERIFY2(timer.elapsed() < 1500, name.constData());
            // Nothing of it may have been taken for a second request.
            if (answer.status >= 400)
                QVERIFY2(hostile.isClosedWithin(3000) || answer.status == 404 || answer.status == 405,
                         name.constData());
            QVERIFY2(!hostile.buffered().contains("HTTP/1.1"), name.constData());
            RawClient ordinary(server.port());
            QCOMPARE(ordinary.ask(get("/hello")).body, QByteArray("hello"));
        }
    }

    void endsSlowAndIdleClients()
    {
        RunningServer server(routes, shortTimes());
        QElapsedTimer timer;
        timer.start();
        std::vector<std::unique_ptr<RawClient>> silent;
        for (int i = 0; i < 20; ++i)
            silent.push_back(std::make_unique<RawClient>(server.port()));
        // A head that drips in: the deadline is for the whole of it.
        RawClient slow(server.port());
        slow.send("GET /hello HTTP/1.1\r\n");
        while (slow.isConnected() && timer.elapsed() < 3000) {
            slow.socket().write("X: y\r\n");
            slow.socket().flush();
            slow.socket().waitForReadyRead(50);
        }
        QVERIFY(!slow.isConnected());
        QVERIFY(timer.elapsed() >= 280);
        for (const auto &client : silent)
            QVERIFY(client->isClosedWithin(2000));

        RawClient body(server.port());
        timer.start();
        body.send(post("Content-Length: 1000\r\n", "x"));
        while (body.isConnected() && timer.elapsed() < 3000) {
            body.socket().write("x");
            body.socket().flush();
            body.socket().waitForReadyRead(50);
        }
        QVERIFY(!body.isConnected());
        QVERIFY2(timer.elapsed() >= 380, QByteArray::number(timer.elapsed()).constData());

        RawClient idle(server.port());
        QCOMPARE(idle.ask(get("/hello")).status, 200);
        timer.start();
        QVERIFY(idle.isClosedWithin(3000));
        QVERIFY2(timer.elapsed() >= 450, QByteArray::number(timer.elapsed()).constData());
        QTRY_COMPARE(server.connections(), 0);
    }

    void endsReadersThatDoNotRead()
    {
        RunningServer server(routes, shortTimes());
        RawClient client(server.port());
        client.socket().setReadBufferSize(1024);
        client.send(get("/large"));
        QVERIFY(client.socket().waitForReadyRead(3000));
        QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 0, 4000);
        RawClient good(server.port());
        good.send(get("/large"));
        QCOMPARE(good.read(20'000).body.size(), 32 * 1024 * 1024);
    }

    void keepsConnectionsAlive()
    {
        RunningServer server(routes);
        RawClient client(server.port());
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(client.ask(get(i % 2 ? "/hello" : "/io")).status, 200);
            QCOMPARE(client.ask(post("Content-Length: 5\r\n", "hello")).body, QByteArray("hello"));
        }
        QCOMPARE(client.ask("\r\n" + get("/hello")).status, 200);
        QCOMPARE(server.connections(), 1);
    }

    void takesBodiesInPieces()
    {
        RunningServer server(routes);
        RawClient client(server.port());
        const QByteArray body = QByteArray("0123456789").repeated(10'000);
        for (int round = 0; round < 3; ++round) {
            client.send(post("Content-Length: 100000\r\n"));
            for (qsizetype at = 0; at < body.size(); at += 7'777)
                client.send(body.mid(at, 7'777));
            QVERIFY(client.read().body == body);
        }
    }

    void asksToContinue()
    {
        RunningServer server(routes);
        RawClient client(server.port());
        client.send(post("Content-Length: 5\r\nExpect: 100-continue\r\n"));
        QCOMPARE(client.read().status, 100);
        client.send("hello");
        QCOMPARE(client.read().body, QByteArray("hello"));
        // Where the body is not wanted it is not asked for.
        client.send(post("Content-Length: 500000\r\nExpect: 100-continue\r\n"));
        QCOMPARE(client.read().status, 413);
    }

    void closesWhenAsked()
    {
        RunningServer server(routes);
        RawClient old(server.port());
        const Answer answer = old.ask("GET /hello HTTP/1.0\r\n\r\n");
        QCOMPARE(answer.body, QByteArray("hello"));
        QCOMPARE(answer.header("Connection"), QByteArray("close"));
        QVERIFY(old.isClosedWithin(1000));
        RawClient polite(server.port());
        QCOMPARE(polite.ask("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status, 200);
        QVERIFY(polite.isClosedWithin(1000));
    }

    void capsConnections()
    {
        ServerOptions options;
        options.limits.maxConnectionsPerAddress = 5;
        options.limits.maxConnections = 8;
        {
            RunningServer server(routes, options);
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int i = 0; i < 5; ++i) {
                clients.push_back(std::make_unique<RawClient>(server.port()));
                QCOMPARE(clients.back()->ask(get("/hello")).status, 200);
            }
            RawClient sixth(server.port());
            QVERIFY(sixth.isClosedWithin(1000));
            clients.pop_back();
            QTRY_COMPARE(server.connections(), 4);
            RawClient next(server.port());
            QCOMPARE(next.ask(get("/hello")).status, 200);
        }
        {
            // Who has as many as an address may have pushes nobody out.
            ServerOptions small = options;
            small.limits.maxConnections = 5;
            RunningServer server(routes, small);
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int i = 0; i < 5; ++i) {
                clients.push_back(std::make_unique<RawClient>(server.port()));
                QCOMPARE(clients.back()->ask(get("/hello")).status, 200);
            }
            RawClient sixth(server.port());
            QVERIFY(sixth.isClosedWithin(1000));
            for (const auto &client : clients)
                QCOMPARE(client->ask(get("/hello")).status, 200);
        }
        // A proxy is many clients: only the total counts.
        options.trustedProxies = {QStringLiteral("127.0.0.0/8")};
        RunningServer server(routes, options);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 8; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            QCOMPARE(clients.back()->ask(get("/hello")).status, 200);
        }
        // Whoever has asked for nothing for the longest makes room: idle connections keep nobody out.
        RawClient ninth(server.port());
        QCOMPARE(ninth.ask(get("/hello")).status, 200);
        QVERIFY(clients.front()->isClosedWithin(1000));
        QCOMPARE(clients.at(1)->ask(get("/hello")).status, 200);
        quint64 refused = 0;
        server.inIoThread([&refused](Server &s) { refused = s.refusedConnections(); });
        QCOMPARE(refused, 1u);
        // But nobody who is being served.
        clients.erase(clients.begin());
        for (const auto &client : clients)
            client->send(get("/held"));
        ninth.send(get("/held"));
        QTRY_COMPARE(held, 8);
        RawClient tenth(server.port());
        QVERIFY(tenth.isClosedWithin(1000));
        letGo.release(8);
        for (const auto &client : clients)
            QCOMPARE(client->read().body, QByteArray("held"));
        QCOMPARE(ninth.read().body, QByteArray("held"));
    }

    void boundsWhatWaitsForItsReaders()
    {
        ServerOptions options;
        options.limits.maxUnsentBytes = 48 * 1024 * 1024;
        RunningServer server(routes, options);
        const auto ask = [&server](RawClient &client) {
            client.socket().setReadBufferSize(1024);
            client.send(get("/large"));
            return client.socket().waitForReadyRead(5000);
        };
        RawClient first(server.port());
        QVERIFY(ask(first)); // alone, it has room
        RawClient second(server.port());
        QCOMPARE(second.ask(get("/large")).status, 503);
        QCOMPARE(second.ask(get("/hello")).status, 200); // small ones always have
        // Who has taken nothing for a second is cut off for the next.
        RawClient third(server.port());
        QTRY_COMPARE(third.ask(get("/large"), 20'000).body.size(), 32 * 1024 * 1024);
        QTRY_COMPARE(server.connections(), 2);
    }

    void boundsWhatBodiesTake()
    {
        ServerOptions options;
        options.limits.maxHeldBodyBytes = 250'000;
        RunningServer server(routes, options);
        const QByteArray most(99'000, 'x');
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            clients.back()->send(post("Content-Length: 100000\r\n", most));
            QTest::qWait(20); // so that there is an order among them
        }
        // The one that has been at it for the longest is refused, the others are served.
        const Answer refused = clients.at(0)->read();
        QCOMPARE(refused.status, 503);
        QVERIFY(!refused.header("Retry-After").isEmpty());
        QVERIFY(clients.at(0)->isClosedWithin(3000));
        for (std::size_t i = 1; i < 3; ++i) {
            clients.at(i)->send(QByteArray(1000, 'x'));
            QCOMPARE(clients.at(i)->read().body.size(), 100'000);
        }
        // And what they took is given back.
        for (int round = 0; round < 5; ++round) {
            clients.at(1)->send(post("Content-Length: 100000\r\n", most));
            clients.at(2)->send(post("Content-Length: 100000\r\n", most));
            clients.at(1)->send(QByteArray(1000, 'x'));
            clients.at(2)->send(QByteArray(1000, 'x'));
            QCOMPARE(clients.at(1)->read().status, 200);
            QCOMPARE(clients.at(2)->read().status, 200);
        }
    }

    void believesTrustedProxiesOnly()
    {
        const QByteArray request = "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\n"
                                   "X-Forwarded-Proto: https\r\nX-Request-Id: abc-123\r\n\r\n";
        RunningServer open(routes);
        RawClient stranger(open.port());
        const QByteArray plain = stranger.ask(request).body;
        QVERIFY2(plain.startsWith("127.0.0.1 plain ") && !plain.contains("abc-123"), plain.constData());
        ServerOptions options;
        options.trustedProxies = {QStringLiteral("127.0.0.1")};
        RunningServer behind(routes, options);
        RawClient proxy(behind.port());
        const Answer answer = proxy.ask(request);
        QCOMPARE(answer.body, QByteArray("203.0.113.9 secure abc-123"));
        QCOMPARE(answer.header("X-Request-Id"), QByteArray("abc-123"));
    }
};

QTEST_GUILESS_MAIN(GuardTest)
#include "guardtest.moc"
