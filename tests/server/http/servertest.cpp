// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/requestscope.h"
#include "httpfixture.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>
#include <QTest>

#include <mutex>
#include <stdexcept>

using namespace mostrador;
using namespace mostrador::http;
using namespace mostrador::test;
using namespace std::chrono_literals;

class ServerTest : public QObject
{
    Q_OBJECT

    QSemaphore m_entered;
    QSemaphore m_release;
    std::atomic<int> m_finished = 0;

    std::function<void(Router &)> routes()
    {
        return [this](Router &router) {
            const auto add = [&router](Method method, const char *pattern, Handler handler, Lane lane = Lane::Worker) {
                router.add({.method = method,
                            .pattern = QString::fromLatin1(pattern),
                            .handler = std::move(handler),
                            .lane = lane,
                            .name = {}});
            };
            add(Method::Get, "/hello", [](const Request &) { return Response::text("hello"); });
            add(Method::Get, "/nothing", [](const Request &) { return Response::noContent(); });
            add(Method::Get, "/unchanged", [](const Request &) {
                Response response = Response::text("not to be sent");
                response.status = 304;
                return response;
            });
            add(Method::Post, "/things", [](const Request &) { return Response::json({}, 201); });
            add(Method::Get, "/things/{id}",
                [](const Request &r) { return Response::text(r.parameter(QStringLiteral("id")).toUtf8()); });
            add(Method::Get, "/throws", [](const Request &) -> Response { throw std::runtime_error("secret cause"); });
            add(Method::Get, "/throws-int", [](const Request &) -> Response { throw 7; });
            add(
                Method::Get, "/throws-io", [](const Request &) -> Response { throw std::runtime_error("x"); },
                Lane::Io);
            add(Method::Get, "/split", [](const Request &r) {
                return Response::text("x").withHeader("X-Evil", "a\r\n" + r.header("x-more"));
            });
            add(Method::Get, "/scope",
                [](const Request &r) { return Response::text(r.id == currentRequestId() ? "same" : "other"); });
            const Handler wait = [this](const Request &) {
                m_entered.release();
                m_release.tryAcquire(1, 5000);
                ++m_finished;
                return Response::text("waited");
            };
            add(Method::Get, "/wait", wait);
            add(Method::Get, "/slow-wait", wait, Lane::Slow);
        };
    }

private Q_SLOTS:
    void init()
    {
        m_entered.tryAcquire(m_entered.available());
        m_release.tryAcquire(m_release.available());
        m_finished = 0;
    }

    void answersWithTheUsualHeaders()
    {
        RunningServer server(routes());
        RawClient client(server.port());
        const Answer answer = client.ask(get("/hello"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray("hello"));
        QCOMPARE(answer.header("Content-Type"), QByteArray("text/plain; charset=utf-8"));
        QCOMPARE(answer.header("X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(answer.header("X-Request-Id").size(), 16);
        const QByteArray date = answer.header("Date");
        QVERIFY(date.endsWith(" GMT"));
        const QDateTime sent =
            QDateTime::fromString(QString::fromLatin1(date).chopped(4) + QStringLiteral(" +0000"), Qt::RFC2822Date);
        QVERIFY(qAbs(sent.secsTo(QDateTime::currentDateTimeUtc())) <= 2);
        QVERIFY(client.ask(get("/hello")).header("X-Request-Id") != answer.header("X-Request-Id"));
        QCOMPARE(client.ask(get("/scope")).body, QByteArray("same"));
        QCOMPARE(client.ask(get("/things/a%20b")).body, QByteArray("a b"));
    }

    void answersHeadWithoutBody()
    {
        RunningServer server(routes());
        RawClient client(server.port());
        for (int i = 0; i < 3; ++i) {
            client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
            const Answer answer = client.read(5000, true);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.header("Content-Length"), QByteArray("5"));
            // The connection is still in step.
            QCOMPARE(client.ask(get("/hello")).body, QByteArray("hello"));
        }
        client.send("HEAD /absent HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(client.read(5000, true).status, 404);
        QCOMPARE(client.ask(get("/hello")).body, QByteArray("hello"));
        for (const QByteArray path : {"/nothing", "/unchanged"}) {
            const Answer answer = client.ask(get(path));
            QCOMPARE(answer.status, path == "/nothing" ? 204 : 304);
            QVERIFY(answer.header("Content-Length").isEmpty());
            QVERIFY(answer.header("Content-Type").isEmpty());
            QCOMPARE(client.ask(get("/hello")).body, QByteArray("hello"));
        }
    }

    void tellsMethodsApart()
    {
        RunningServer server(routes());
        RawClient client(server.port());
        const Answer wrong = client.ask("DELETE /things/7 HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(wrong.status, 405);
        QCOMPARE(wrong.header("Allow"), QByteArray("GET, HEAD, OPTIONS"));
        QVERIFY(wrong.body.contains("method_not_allowed"));
        const Answer unknown = client.ask("DELETE /absent HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.header("Content-Type"), QByteArray("application/problem+json"));
        const Answer options = client.ask("OPTIONS /things HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(options.status, 204);
        QCOMPARE(options.header("Allow"), QByteArray("POST, OPTIONS"));
        QCOMPARE(client.ask("OPTIONS /absent HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
        QCOMPARE(client.ask("POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}").status, 201);
    }

    void survivesHandlersThatThrow()
    {
        RunningServer server(routes());
        RawClient client(server.port());
        for (const QByteArray path : {"/throws", "/throws-int", "/throws-io"}) {
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("exception in /throws")));
            const Answer answer = client.ask(get(path));
            QCOMPARE(answer.status, 500);
            const QJsonObject problem = QJsonDocument::fromJson(answer.body).object();
            QCOMPARE(problem.value(QStringLiteral("request_id")).toString().toLatin1(), answer.header("X-Request-Id"));
            QVERIFY(!answer.body.contains("secret cause"));
        }
        QCOMPARE(client.ask(get("/hello")).status, 200);
    }

    void refusesLineBreaksInHeaders()
    {
        RunningServer server(routes());
        RawClient client(server.port());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("line break")));
        const Answer answer = client.ask("GET /split HTTP/1.1\r\nHost: a\r\nX-More: Set-Cookie: x=y\r\n\r\n");
        QCOMPARE(answer.status, 500);
        QVERIFY(!answer.head.contains("Set-Cookie"));
    }

    void refusesOverload()
    {
        ServerOptions options;
        options.limits.workers = 2;
        options.limits.slowWorkers = 1;
        options.limits.queueLimit = 3;
        RunningServer server(routes(), options);
        std::vector<std::unique_ptr<RawClient>> waiting;
        const auto start = [&](const char *path) {
            waiting.push_back(std::make_unique<RawClient>(server.port()));
            waiting.back()->send(get(path));
        };
        start("/wait");
        start("/wait");
        QVERIFY(m_entered.tryAcquire(2, 5000));
        for (int i = 0; i < 3; ++i)
            start("/wait");
        const auto queued = [&server](Lane lane) {
            int count = 0;
            server.inIoThread([&](Server &s) { count = s.queued(lane); });
            return count;
        };
        QTRY_COMPARE(queued(Lane::Worker), 3);
        QElapsedTimer timer;
        timer.start();
        RawClient late(server.port());
        const Answer refused = late.ask(get("/hello"));
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.header("Retry-After"), QByteArray("1"));
        QVERIFY(timer.elapsed() < 500);
        // The slow lane has its own queue.
        start("/slow-wait");
        QVERIFY(m_entered.tryAcquire(1, 5000));
        m_release.release(100);
        for (const auto &client : waiting)
            QCOMPARE(client->read().body, QByteArray("waited"));
        QCOMPARE(late.ask(get("/hello")).status, 200);
    }

    void answersInOrderWhenRequestsCrowd()
    {
        RunningServer server(routes());
        RawClient client(server.port());
        client.send(get("/wait"));
        QVERIFY(m_entered.tryAcquire(1, 5000));
        // Before the answer: it must neither overtake nor replace the first.
        client.send(get("/things/second"));
        QTest::qWait(50);
        m_release.release(1);
        const Answer answer = client.read();
        QCOMPARE(answer.body, QByteArray("waited"));
        QCOMPARE(answer.header("Connection"), QByteArray("close"));
        QVERIFY(client.isClosedWithin(1000));
        QVERIFY(client.buffered().isEmpty());
    }

    void drains()
    {
        ServerOptions options;
        options.limits.workers = 1;
        RunningServer server(routes(), options);
        RawClient working(server.port());
        working.send(get("/wait"));
        QVERIFY(m_entered.tryAcquire(1, 5000));
        RawClient queued(server.port());
        queued.send(get("/wait"));
        RawClient sending(server.port());
        sending.send("POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{");
        RawClient idle(server.port());
        QTRY_COMPARE(server.connections(), 4);
        server.inIoThread([](Server &s) { s.drain(); });
        RawClient tooLate(server.port());
        QVERIFY(!tooLate.isConnected());
        // A request that was on its way when the drain began.
        QCOMPARE(idle.ask("OPTIONS /things HTTP/1.1\r\nHost: a\r\n\r\n").header("Connection"), QByteArray("close"));
        QVERIFY(!server.isDrained());
        m_release.release(2);
        QCOMPARE(working.read().body, QByteArray("waited"));
        QCOMPARE(queued.read().body, QByteArray("waited"));
        sending.send("}");
        const Answer answer = sending.read();
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.header("Connection"), QByteArray("close"));
        for (RawClient *client : {&working, &queued, &sending, &idle})
            client->socket().disconnectFromHost();
        QTRY_VERIFY(server.isDrained());
        QCOMPARE(server.connections(), 0);
    }

    void drainHasAnEnd()
    {
        ServerOptions options;
        options.limits.drainTimeout = 300ms;
        RunningServer server(routes(), options);
        RawClient stuck(server.port());
        stuck.send("POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{");
        QTRY_COMPARE(server.connections(), 1);
        server.inIoThread([](Server &s) { s.drain(); });
        QTRY_VERIFY_WITH_TIMEOUT(server.isDrained(), 3000);
        QVERIFY(stuck.isClosedWithin(1000));
    }

    void survivesClientsThatVanish()
    {
        ServerOptions options;
        options.limits.workers = 4;
        RunningServer server(routes(), options);
        for (int round = 0; round < 100; ++round) {
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int i = 0; i < 6; ++i) {
                clients.push_back(std::make_unique<RawClient>(server.port()));
                clients.back()->send(get("/wait"));
            }
            QVERIFY(m_entered.tryAcquire(4, 5000));
            for (std::size_t i = 0; i < clients.size(); i += 2)
                clients[i]->socket().abort();
            m_release.release(6);
            for (std::size_t i = 1; i < clients.size(); i += 2)
                QCOMPARE(clients[i]->read().body, QByteArray("waited"));
            clients.clear();
            QTRY_COMPARE(server.connections(), 0);
            init();
        }
        RawClient client(server.port());
        QCOMPARE(client.ask(get("/hello")).status, 200);
    }

    void stopsWithRequestsAtWork()
    {
        for (int round = 0; round < 20; ++round) {
            auto server = std::make_unique<RunningServer>(routes());
            RawClient client(server->port());
            client.send(get("/wait"));
            QVERIFY(m_entered.tryAcquire(1, 5000));
            m_release.release(1);
            server.reset();
            QCOMPARE(m_finished.load(), 1);
            init();
        }
    }

    void runsTheThreadHooks()
    {
        std::atomic<int> started = 0;
        std::atomic<int> ended = 0;
        {
            QThread thread;
            QObject context;
            context.moveToThread(&thread);
            thread.start();
            std::unique_ptr<Server> server;
            QMetaObject::invokeMethod(
                &context,
                [&] {
                    ServerOptions options;
                    options.limits.workers = 3;
                    options.limits.slowWorkers = 2;
                    server = std::make_unique<Server>(Router(), options);
                    server->setThreadHooks([&started] { ++started; }, [&ended] { ++ended; });
                    QVERIFY(server->listen().ok());
                },
                Qt::BlockingQueuedConnection);
            QTRY_COMPARE(started.load(), 5);
            QCOMPARE(ended.load(), 0);
            QMetaObject::invokeMethod(
                &context, [&server] { server.reset(); }, Qt::BlockingQueuedConnection);
            thread.quit();
            thread.wait();
        }
        QCOMPARE(ended.load(), 5);
    }

    void tellsWhyItCannotListen()
    {
        RunningServer first(routes());
        ServerOptions options;
        options.port = first.port();
        Server second(Router(), options);
        const Outcome taken = second.listen();
        QVERIFY(!taken.ok());
        QVERIFY(taken.error().detail.contains(QString::number(first.port())));
        options.address = QStringLiteral("not an address");
        QVERIFY(!Server(Router(), options).listen().ok());
    }

    void reportsAccess()
    {
        std::mutex mutex;
        QList<Access> seen;
        RunningServer server(routes(), {}, [&](const Access &access) {
            const std::lock_guard lock(mutex);
            seen.append(access);
        });
        RawClient client(server.port());
        const QByteArray id = client.ask(get("/things/7")).header("X-Request-Id");
        client.ask("POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
        client.ask(get("/absent"));
        client.ask("BROKEN\r\n\r\n");
        // The observer comes after the answer.
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return seen.size();
        };
        QTRY_COMPARE(count(), 4);
        const std::lock_guard lock(mutex);
        QCOMPARE(seen.at(0).routeName, QStringLiteral("/things/{id}"));
        QCOMPARE(seen.at(0).status, 200);
        QCOMPARE(seen.at(0).requestId.toLatin1(), id);
        QVERIFY(seen.at(0).bytesOut > 100);
        QVERIFY(seen.at(0).microseconds >= 0);
        QCOMPARE(seen.at(1).method, Method::Post);
        QCOMPARE(seen.at(1).status, 201);
        QVERIFY(seen.at(1).bytesIn > 50);
        QCOMPARE(seen.at(2).routeName, QStringLiteral("-"));
        QCOMPARE(seen.at(2).status, 404);
        QCOMPARE(seen.at(3).status, 400);
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "servertest.moc"
