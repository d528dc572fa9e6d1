// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedclient.h"
#include "api/requests.h"
#include "outcome.h"
#include "scriptedserver.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using namespace std::chrono_literals;

namespace {

const QByteArray teamJson =
    R"({"id":"7","name":"Nord","description":"","restricted":false,"created_at":"2026-01-01T00:00:00.000Z",)"
    R"("updated_at":"2026-01-01T00:00:00.000Z","version":3})";

const QByteArray attachmentJson =
    R"({"id":"5","incident_id":"1","message_id":null,"file_name":"a.txt","media_type":"text/plain","size":3,)"
    R"("sha256":"00","internal":false,"created_at":"2026-01-01T00:00:00.000Z"})";

/// Short pauses: what counts is their order, not their length.
constexpr ApiClient::Patience quick{
    .silence = 400ms, .firstPause = 5ms, .longestPause = 50ms, .attempts = 4, .firstProbe = 20ms, .longestProbe = 60ms};

NewTeam newTeam()
{
    NewTeam input;
    input.name = QStringLiteral("Nord");
    return input;
}

} // namespace

class ApiRepliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void answerIsDecoded();
    void parametersAreEncoded();
    void getIsRetriedAfterLostConnection();
    void postKeepsItsKeyOverRetries();
    void uploadIsTheSameOnEachAttempt();
    void longRetryAfterIsReported();
    void logInIsNotRetried();
    void problemIsDecoded();
    void foreignAnswerIsUnreadable();
    void redirectIsNotFollowed();
    void brokenAnswerIsRetried();
    void silenceEndsAnAttempt();
    void awayAndBack();
    void proxyWithoutServerIsAway();
    void strangersAnswersDoNotEndTheWatching();
    void refusedTokenEndsTheSession();
    void lateRefusalOfAnOldTokenChangesNothing();
    void otherServerNeverSeesTheToken();
    void abortedCallsNobody();
    void goneContextIsNotCalled();
    void removingTwiceIsRemoving();
    void downloadIsAllOrNothing();
    void downloadComparesTheHash();
    void unwritableFileIsLocal();
    void feedRefusesUnencryptedAddressOfEncryptedServer();
};

void ApiRepliesTest::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *text, const char *url) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(url);
    };
    row("support.example.org", "https://support.example.org");
    row("  support.example.org/  ", "https://support.example.org");
    row("support.example.org:8443", "https://support.example.org:8443");
    row("localhost:8080", "http://localhost:8080");
    row("127.0.0.1:8080", "http://127.0.0.1:8080");
    row("[::1]:8080", "http://[::1]:8080");
    row("http://inside.lan", "http://inside.lan");
    row("https://example.org/help/", "https://example.org/help");
    row("", "");
    row("ftp://example.org", "");
    row("https://user:secret@example.org", "");
    row("https://example.org/?a=b", "");
    row("https://example.org/#x", "");
    row("https://", "");
    row("two words", "");
}

void ApiRepliesTest::addresses()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto result = serverUrlFromText(text);
    QCOMPARE(result ? result->toString() : QString(), url);
}

void ApiRepliesTest::answerIsDecoded()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    ApiClient client;
    client.setServer(server.url());
    client.setLanguage(QStringLiteral("es"));
    client.setToken("ms_secret", true);
    const auto team = outcome(requests::team(client, TeamId(7)));
    QVERIFY(team);
    QCOMPARE(team->name, QStringLiteral("Nord"));
    QCOMPARE(team->version, 3);
    const auto &asked = server.asked().constFirst();
    QCOMPARE(asked.method, QByteArray("GET"));
    QCOMPARE(asked.target, QByteArray("/api/v1/teams/7"));
    QCOMPARE(asked.header("Authorization"), QByteArray("Bearer ms_secret"));
    QCOMPARE(asked.header("Accept-Language"), QByteArray("es"));
    QVERIFY(asked.header("Idempotency-Key").isEmpty());
}

void ApiRepliesTest::parametersAreEncoded()
{
    ScriptedServer server(
        [](const auto &, int) { return ScriptedServer::answer(200, R"({"items":[],"next_cursor":null})"); });
    ApiClient client;
    client.setServer(server.url());
    const auto page = outcome(
        requests::incidents(client, {QStringLiteral("a+b & c=d %41 \"ñ\""), QStringLiteral("-created"), {}, 7}));
    QVERIFY(page);
    QVERIFY(page->nextCursor.isEmpty());
    QCOMPARE(server.asked().constFirst().target,
             QByteArray("/api/v1/incidents?q=a%2Bb%20%26%20c%3Dd%20%2541%20%22%C3%B1%22&sort=-created&limit=7"));
}

void ApiRepliesTest::getIsRetriedAfterLostConnection()
{
    ScriptedServer server(
        [](const auto &, int number) { return number < 5 ? QByteArray() : ScriptedServer::answer(200, teamJson); });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    QVERIFY(outcome(requests::team(client, TeamId(7))));
    QVERIFY(server.asked().size() >= 2);
}

void ApiRepliesTest::postKeepsItsKeyOverRetries()
{
    ScriptedServer server([](const auto &, int number) {
        if (number == 1)
            return ScriptedServer::problem(503, "unavailable", {}, "Retry-After: 0\r\n");
        if (number == 2)
            return ScriptedServer::problem(409, "request_in_progress");
        return ScriptedServer::answer(201, teamJson);
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    QVERIFY(outcome(requests::createTeam(client, newTeam())));
    QCOMPARE(server.asked().size(), 3);
    const QByteArray key = server.asked().at(0).header("Idempotency-Key");
    QCOMPARE(key.size(), 32);
    for (const auto &asked : server.asked()) {
        QCOMPARE(asked.header("Idempotency-Key"), key);
        QCOMPARE(asked.body, server.asked().at(0).body);
    }
    // Another request has another key.
    QVERIFY(outcome(requests::createTeam(client, newTeam())));
    QVERIFY(server.asked().constLast().header("Idempotency-Key") != key);
}

void ApiRepliesTest::uploadIsTheSameOnEachAttempt()
{
    ScriptedServer server([](const auto &, int number) {
        return number == 1 ? ScriptedServer::problem(503, "unavailable") : ScriptedServer::answer(201, attachmentJson);
    });
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("año \"1\".txt"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("abc");
    file.close();
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    auto *reply = requests::uploadAttachment(client, IncidentId(1), path, true);
    QSignalSpy progress(reply, &Reply::uploadProgress);
    QVERIFY(outcome(reply));
    QVERIFY(!progress.isEmpty());
    QCOMPARE(server.asked().size(), 2);
    QCOMPARE(server.asked().at(0).body, server.asked().at(1).body);
    QVERIFY(server.asked().at(0).body.contains("filename=\"a\xC3\xB1o %221%22.txt\""));
    QVERIFY(server.asked().at(0).body.contains("name=\"internal\"\r\n\r\ntrue\r\n"));
    // A file that cannot be read is told before anything is sent.
    const auto missing =
        outcome(requests::uploadAttachment(client, IncidentId(1), dir.filePath(QStringLiteral("no")), false));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Failure::Kind::Local);
    QCOMPARE(server.asked().size(), 2);
}

void ApiRepliesTest::longRetryAfterIsReported()
{
    ScriptedServer server(
        [](const auto &, int) { return ScriptedServer::problem(503, "unavailable", {}, "Retry-After: 60\r\n"); });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    const auto answer = outcome(requests::team(client, TeamId(7)));
    QVERIFY(!answer);
    QVERIFY(answer.error().is(ErrorCode::Unavailable));
    QCOMPARE(answer.error().problem.retryAfterSeconds, std::optional(60));
    QCOMPARE(server.asked().size(), 1);
}

void ApiRepliesTest::logInIsNotRetried()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::problem(503, "unavailable"); });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    QVERIFY(!outcome(requests::logIn(client, QStringLiteral("a@example.org"), QStringLiteral("p"))));
    QCOMPARE(server.asked().size(), 1);
}

void ApiRepliesTest::problemIsDecoded()
{
    ScriptedServer server([](const auto &, int) {
        return ScriptedServer::problem(422, "validation_failed",
                                       R"(,"errors":[{"pointer":"/name","code":"too_long","params":{"max":100}}])");
    });
    ApiClient client;
    client.setServer(server.url());
    client.setToken("t", true);
    const auto answer = outcome(requests::createTeam(client, newTeam()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Refused);
    QVERIFY(answer.error().is(ErrorCode::ValidationFailed));
    QCOMPARE(answer.error().requestId, QStringLiteral("r-1"));
    QCOMPARE(answer.error().problem.errors.size(), 1);
    QCOMPARE(answer.error().problem.errors.constFirst().pointer, QStringLiteral("/name"));
    QVERIFY(answer.error().problem.errors.constFirst().code == FieldErrorCode::TooLong);
    QCOMPARE(client.state(), ApiClient::State::Online);
}

void ApiRepliesTest::foreignAnswerIsUnreadable()
{
    for (const QByteArray &body : {ScriptedServer::answer(200, "<html>Log in to our Wi-Fi</html>", "text/html"),
                                   ScriptedServer::answer(200, "{\"id\":7", "application/json"),
                                   ScriptedServer::answer(200, "{\"id\":7}", "application/json"),
                                   ScriptedServer::answer(404, "<html></html>", "text/html")}) {
        ScriptedServer server([&](const auto &, int) { return body; });
        ApiClient client;
        client.setPatience(quick);
        client.setServer(server.url());
        const auto answer = outcome(requests::team(client, TeamId(7)));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Failure::Kind::Unreadable);
    }
}

void ApiRepliesTest::redirectIsNotFollowed()
{
    ScriptedServer other([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    ScriptedServer server([&](const auto &, int) {
        return ScriptedServer::answer(302, {}, "text/plain", "Location: " + other.url().toEncoded() + "/\r\n");
    });
    ApiClient client;
    client.setServer(server.url());
    client.setToken("t", true);
    const auto answer = outcome(requests::team(client, TeamId(7)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Unreadable);
    QVERIFY(other.asked().isEmpty());
}

void ApiRepliesTest::brokenAnswerIsRetried()
{
    ScriptedServer server([](const auto &, int number) {
        const QByteArray whole = ScriptedServer::answer(200, teamJson);
        return number == 1 ? whole.chopped(20) : whole;
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    QVERIFY(outcome(requests::team(client, TeamId(7))));
    QCOMPARE(server.asked().size(), 2);
}

void ApiRepliesTest::silenceEndsAnAttempt()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    server.setSilent(true);
    ApiClient client;
    auto patience = quick;
    patience.silence = 100ms;
    patience.attempts = 1;
    client.setPatience(patience);
    client.setServer(server.url());
    const auto answer = outcome(requests::team(client, TeamId(7)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Offline);
}

void ApiRepliesTest::awayAndBack()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    QCOMPARE(client.state(), ApiClient::State::Unauthenticated);
    QSignalSpy states(&client, &ApiClient::stateChanged);
    client.setToken("t");
    QCOMPARE(client.state(), ApiClient::State::Connecting);
    QTRY_COMPARE(client.state(), ApiClient::State::Online);

    server.stop();
    const auto answer = outcome(requests::team(client, TeamId(7)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Offline);
    QCOMPARE(client.state(), ApiClient::State::ServerAway);
    QVERIFY(!client.lastFailure().isEmpty());

    server.start();
    QTRY_COMPARE(client.state(), ApiClient::State::Online);
    QCOMPARE(states.size(), 4);
    QCOMPARE(client.nextProbeIn(), -1);
}

void ApiRepliesTest::proxyWithoutServerIsAway()
{
    bool behind = false;
    ScriptedServer server([&](const auto &, int) {
        return behind ? ScriptedServer::answer(200, teamJson)
                      : ScriptedServer::answer(502, "<html>Bad gateway</html>", "text/html");
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    client.setToken("t");
    QTRY_COMPARE(client.state(), ApiClient::State::ServerAway);
    behind = true;
    QTRY_COMPARE(client.state(), ApiClient::State::Online);
}

void ApiRepliesTest::strangersAnswersDoNotEndTheWatching()
{
    enum class Who
    {
        Proxy,
        Stranger,
        Server
    } who = Who::Proxy;
    int strange = 0;
    ScriptedServer server([&](const auto &, int) {
        switch (who) {
        case Who::Proxy:
            return ScriptedServer::answer(502, "<html>Bad gateway</html>", "text/html");
        case Who::Stranger:
            // What says neither that the server is away nor that it is there.
            ++strange;
            return ScriptedServer::answer(strange % 2 ? 404 : 500, "<html>It works!</html>", "text/html");
        case Who::Server:
            break;
        }
        return ScriptedServer::answer(200, teamJson);
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    client.setToken("t");
    QTRY_COMPARE(client.state(), ApiClient::State::ServerAway);
    who = Who::Stranger;
    QTRY_VERIFY(strange >= 3);
    QCOMPARE(client.state(), ApiClient::State::ServerAway);
    who = Who::Server;
    QTRY_COMPARE(client.state(), ApiClient::State::Online);
    QCOMPARE(client.nextProbeIn(), -1);
}

void ApiRepliesTest::refusedTokenEndsTheSession()
{
    ScriptedServer server([](const auto &, int) {
        return ScriptedServer::problem(401, "unauthenticated", {}, "WWW-Authenticate: Bearer realm=\"mostrador\"\r\n");
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    client.setToken("t", true);
    const auto answer = outcome(requests::team(client, TeamId(7)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Unauthenticated);
    QCOMPARE(client.state(), ApiClient::State::Unauthenticated);
    QVERIFY(client.token().isEmpty());
    QCOMPARE(server.asked().size(), 1);
}

void ApiRepliesTest::lateRefusalOfAnOldTokenChangesNothing()
{
    ScriptedServer server([](const auto &asked, int) {
        return asked.header("Authorization") == "Bearer old" ? ScriptedServer::problem(401, "unauthenticated")
                                                             : ScriptedServer::answer(200, teamJson);
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    client.setToken("old", true);
    auto *late = requests::team(client, TeamId(7));
    client.setToken("new", true);
    QVERIFY(!outcome(late));
    QCOMPARE(client.state(), ApiClient::State::Online);
    QCOMPARE(client.token(), QByteArray("new"));
}

void ApiRepliesTest::otherServerNeverSeesTheToken()
{
    ScriptedServer first([](const auto &, int) { return ScriptedServer::problem(503, "unavailable"); });
    ScriptedServer second([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(first.url());
    client.setToken("secret", true);
    bool called = false;
    requests::team(client, TeamId(7))->then(this, [&](const auto &) { called = true; });
    QTRY_VERIFY(!first.asked().isEmpty());
    client.setServer(second.url());
    QVERIFY(client.token().isEmpty());
    QVERIFY(outcome(requests::team(client, TeamId(7))));
    QCOMPARE(second.asked().size(), 1);
    QVERIFY(second.asked().constFirst().header("Authorization").isEmpty());
    QVERIFY(!called);
}

void ApiRepliesTest::abortedCallsNobody()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    ApiClient client;
    client.setServer(server.url());
    bool called = false;
    QPointer<Reply> aborted = requests::team(client, TeamId(7))->then(this, [&](const auto &) { called = true; });
    aborted->abort();
    QVERIFY(outcome(requests::team(client, TeamId(7))));
    QTRY_VERIFY(!aborted);
    QVERIFY(!called);
}

void ApiRepliesTest::goneContextIsNotCalled()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, teamJson); });
    ApiClient client;
    client.setServer(server.url());
    bool called = false;
    auto context = std::make_unique<QObject>();
    auto *reply = requests::team(client, TeamId(7));
    reply->then(context.get(), [&](const auto &) { called = true; });
    context.reset();
    QVERIFY(outcome(reply));
    QVERIFY(!called);
}

void ApiRepliesTest::removingTwiceIsRemoving()
{
    ScriptedServer server([](const auto &, int number) {
        return number == 1 ? ScriptedServer::answer(504, {}, "text/html") : ScriptedServer::problem(404, "not_found");
    });
    ApiClient client;
    client.setPatience(quick);
    client.setServer(server.url());
    QVERIFY(outcome(requests::removeTeam(client, TeamId(7), 3)));
    QCOMPARE(server.asked().size(), 2);
    QCOMPARE(server.asked().constFirst().header("If-Match"), QByteArray("\"3\""));
    // But what was never there is not found.
    const auto again = outcome(requests::removeTeam(client, TeamId(7), 3));
    QVERIFY(!again);
    QVERIFY(again.error().is(ErrorCode::NotFound));
}

void ApiRepliesTest::downloadIsAllOrNothing()
{
    const QByteArray content = QByteArray(200'000, 'x') + "end";
    ScriptedServer server([&](const auto &, int number) {
        const QByteArray whole = ScriptedServer::answer(200, content, "application/octet-stream");
        return number <= 2 ? whole.chopped(1000) : whole;
    });
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("file"));
    ApiClient client;
    auto patience = quick;
    patience.attempts = 1;
    client.setPatience(patience);
    client.setServer(server.url());
    QVERIFY(!outcome(requests::downloadAttachment(client, AttachmentId(5), path)));
    QTRY_COMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 0);
    // Broken once more, and whole at the second attempt: nothing of the first is left in the file.
    client.setPatience(quick);
    auto *reply = requests::downloadAttachment(
        client, AttachmentId(5), path,
        QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    QSignalSpy progress(reply, &Reply::downloadProgress);
    QVERIFY(outcome(reply));
    QVERIFY(!progress.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void ApiRepliesTest::downloadComparesTheHash()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, "abc", "text/plain"); });
    QTemporaryDir dir;
    ApiClient client;
    client.setServer(server.url());
    const auto answer = outcome(
        requests::downloadAttachment(client, AttachmentId(5), dir.filePath(QStringLiteral("f")), QString(64, u'0')));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Unreadable);
    QTRY_COMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 0);
}

void ApiRepliesTest::unwritableFileIsLocal()
{
    ScriptedServer server([](const auto &, int) { return ScriptedServer::answer(200, "abc", "text/plain"); });
    ApiClient client;
    client.setServer(server.url());
    const auto answer =
        outcome(requests::downloadAttachment(client, AttachmentId(5), QStringLiteral("/nonexistent/folder/file")));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Local);
}

void ApiRepliesTest::feedRefusesUnencryptedAddressOfEncryptedServer()
{
    ApiClient client;
    client.setServer(QUrl(QStringLiteral("https://support.example.org")));
    FeedClient feed(client);
    feed.start(QUrl(QStringLiteral("ws://support.example.org/api/v1/feed")));
    QCOMPARE(feed.state(), FeedClient::State::Refused);
    feed.start(QUrl(QStringLiteral("http://support.example.org/api/v1/feed")));
    QCOMPARE(feed.state(), FeedClient::State::Refused);
    feed.start(QUrl(QStringLiteral("ws://127.0.0.1:1/api/v1/feed")));
    QCOMPARE(feed.state(), FeedClient::State::Connecting);
    feed.stop();
    QCOMPARE(feed.state(), FeedClient::State::Stopped);
}

QTEST_GUILESS_MAIN(ApiRepliesTest)
#include "apirepliestest.moc"
