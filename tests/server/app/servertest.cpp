// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverprocess.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

using mostrador::test::ServerProcess;

namespace {

struct Reply
{
    int status = 0;
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

QNetworkRequest requestFor(const QString &url, const QString &token)
{
    QNetworkRequest request{QUrl(url)};
    request.setTransferTimeout(30'000);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    return request;
}

/// Runs SQL as the administrator of the cluster; true if it went well.
bool administrate(const QString &sql, const QString &database = QStringLiteral("postgres"))
{
    QProcess psql;
    psql.setProcessChannelMode(QProcess::MergedChannels);
    psql.start(QStringLiteral("psql"),
               {qEnvironmentVariable("MOSTRADOR_TEST_POSTGRESQL") + QStringLiteral(" dbname=") + database,
                QStringLiteral("-Xqc"), sql});
    return psql.waitForFinished(30'000) && psql.exitCode() == 0;
}

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT

    QNetworkAccessManager m_network;

    Reply await(QNetworkReply *reply)
    {
        QEventLoop loop;
        connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        if (!reply->isFinished())
            loop.exec();
        reply->deleteLater();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }
    Reply get(const QString &url, const QString &token = {}) { return await(m_network.get(requestFor(url, token))); }
    Reply post(const QString &url, const QJsonObject &body, const QString &token = {})
    {
        return await(m_network.post(requestFor(url, token), QJsonDocument(body).toJson()));
    }
    QString logIn(const ServerProcess &server)
    {
        return post(server.url() + QStringLiteral("/api/v1/sessions"),
                    {{QStringLiteral("email"), server.adminEmail()},
                     {QStringLiteral("password"), server.adminPassword()}})
            .json()
            .value(QStringLiteral("token"))
            .toString();
    }
    static QJsonObject newIncident(int number)
    {
        return {
            {QStringLiteral("subject"), QStringLiteral("Broken lamp %1").arg(number)},
            {QStringLiteral("description"), QStringLiteral("It does not light up any more.")},
            {QStringLiteral("customer"), QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Ana")},
                                                     {QStringLiteral("family_name"), QStringLiteral("Ruiz")},
                                                     {QStringLiteral("email"), QStringLiteral("ana@example.com")}}}};
    }

    static void kinds()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("sqlite") << static_cast<int>(ServerProcess::Database::Sqlite);
        QTest::newRow("postgresql") << static_cast<int>(ServerProcess::Database::Postgresql);
    }
    static ServerProcess::Options options()
    {
        QFETCH(int, kind);
        ServerProcess::Options options;
        options.database = static_cast<ServerProcess::Database>(kind);
        return options;
    }
    static bool isMissing()
    {
        QFETCH(int, kind);
        return static_cast<ServerProcess::Database>(kind) == ServerProcess::Database::Postgresql &&
               !ServerProcess::havePostgresql();
    }

private Q_SLOTS:
    void runs_data() { kinds(); }
    void runs()
    {
        if (isMissing())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
        ServerProcess server(options());
        MOSTRADOR_START_SERVER(server);
        QCOMPARE(get(server.operationsUrl() + QStringLiteral("/health/live")).status, 200);
        const Reply ready = get(server.operationsUrl() + QStringLiteral("/health/ready"));
        QCOMPARE(ready.status, 200);
        QCOMPARE(ready.json().value(QStringLiteral("status")).toString(), QStringLiteral("ready"));
        // Operations are told on their own listener only.
        QCOMPARE(get(server.url() + QStringLiteral("/metrics")).status, 404);
        QCOMPARE(get(server.url() + QStringLiteral("/health/ready")).status, 404);
        QCOMPARE(get(server.url() + QStringLiteral("/en")).status, 200);
        const QString token = logIn(server);
        QVERIFY(!token.isEmpty());
        const Reply created = post(server.url() + QStringLiteral("/api/v1/incidents"), newIncident(1), token);
        QVERIFY2(created.status == 201, created.body.constData());
        // What was acknowledged is still there after a power cut.
        server.kill();
        MOSTRADOR_START_SERVER(server);
        const Reply read = get(server.url() + QStringLiteral("/api/v1/incidents/") +
                                   created.json().value(QStringLiteral("id")).toString(),
                               token);
        QCOMPARE(read.json().value(QStringLiteral("subject")).toString(), QStringLiteral("Broken lamp 1"));
        QCOMPARE(server.stop(), 0);
        const QList<QByteArray> lines = server.log().trimmed().split('\n');
        QVERIFY(lines.size() >= 3);
        for (const QByteArray &line : lines) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            QVERIFY2(entry.contains(QStringLiteral("time")) && entry.contains(QStringLiteral("level")) &&
                         entry.contains(QStringLiteral("message")),
                     line.constData());
            QVERIFY2(!line.contains("example.com"), line.constData());
        }
    }

    void tellsMetrics()
    {
        ServerProcess server;
        MOSTRADOR_START_SERVER(server);
        get(server.url() + QStringLiteral("/api/v1/incidents/7"));
        get(server.url() + QStringLiteral("/nowhere/at/all"));
        const QByteArray metrics = get(server.operationsUrl() + QStringLiteral("/metrics")).body;
        QVERIFY2(metrics.contains(
                     "mostrador_http_requests_total{method=\"GET\",route=\"/api/v1/incidents/{id}\",status=\"401\"} 1"),
                 metrics.constData());
        QVERIFY(!metrics.contains("nowhere"));
        for (const char *name : {"mostrador_build_info{", "mostrador_outbox_pending ", "mostrador_feed_clients ",
                                 "mostrador_http_queue_length{lane=\"slow\"}", "process_resident_memory_bytes ",
                                 "mostrador_database_up 1", "mostrador_http_request_duration_seconds_bucket{"})
            QVERIFY2(metrics.contains(name), name);
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        if (promtool.isEmpty())
            QSKIP("promtool (package prometheus) is not here to check the metrics");
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        check.write(metrics);
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        const QByteArray output = check.readAll();
        QVERIFY2(check.exitCode() == 0 && output.isEmpty(), output.constData());
    }

    void drainsUnderLoad_data() { kinds(); }
    void drainsUnderLoad()
    {
        if (isMissing())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
        ServerProcess server(options());
        MOSTRADOR_START_SERVER(server);
        const QString token = logIn(server);
        const QString url = server.url() + QStringLiteral("/api/v1/incidents");
        // Six clients that post one after the other, until the server takes no more.
        int acknowledged = 0;
        int refused = 0;
        int running = 0;
        int next = 0;
        bool stopping = false;
        const std::function<void()> postNext = [&] {
            QNetworkReply *reply = m_network.post(requestFor(url, token), QJsonDocument(newIncident(++next)).toJson());
            ++running;
            connect(reply, &QNetworkReply::finished, this, [&, reply] {
                --running;
                const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
                // Either a receipt, or the connection could not be had: an accepted request is never dropped.
                if (status == 201)
                    ++acknowledged;
                else if (status == 0 && stopping &&
                         (reply->error() == QNetworkReply::ConnectionRefusedError ||
                          reply->error() == QNetworkReply::RemoteHostClosedError))
                    ++refused;
                else
                    qWarning("status %d: %s", status, qPrintable(reply->errorString()));
                reply->deleteLater();
                if (status == 201)
                    postNext();
            });
        };
        for (int i = 0; i < 6; ++i)
            postNext();
        QTRY_VERIFY_WITH_TIMEOUT(acknowledged >= 30, 30'000);
        stopping = true;
        QProcess::execute(QStringLiteral("kill"), {QStringLiteral("-TERM"), QString::number(server.processId())});
        QTRY_COMPARE_WITH_TIMEOUT(running, 0, 30'000);
        QCOMPARE(refused, 6);
        QCOMPARE(server.stop(), 0);
        // Nothing acknowledged is lost.
        MOSTRADOR_START_SERVER(server);
        const Reply count = get(server.url() + QStringLiteral("/api/v1/incidents/count"), token);
        QVERIFY2(count.json().value(QStringLiteral("count")).toInt() >= acknowledged, count.body.constData());
    }

    void runsTwiceOnOnePostgresql()
    {
        if (!ServerProcess::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
        ServerProcess::Options options;
        options.database = ServerProcess::Database::Postgresql;
        ServerProcess first(options);
        MOSTRADOR_START_SERVER(first);
        const auto second = ServerProcess::beside(first);
        QVERIFY2(second->start(), qPrintable(second->error()));
        QVERIFY(second->httpPort() != first.httpPort());
        // A session and an incident of the one are known to the other.
        const QString token = logIn(first);
        const Reply created = post(first.url() + QStringLiteral("/api/v1/incidents"), newIncident(1), token);
        QCOMPARE(created.status, 201);
        const QString path =
            QStringLiteral("/api/v1/incidents/") + created.json().value(QStringLiteral("id")).toString();
        QCOMPARE(get(second->url() + path, token).status, 200);
        QCOMPARE(first.stop(), 0);
        QCOMPARE(get(second->url() + path, token).status, 200);
        QCOMPARE(second->stop(), 0);
    }

    void isUnreadyWithoutDatabase()
    {
        if (!ServerProcess::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
        ServerProcess::Options options;
        options.database = ServerProcess::Database::Postgresql;
        ServerProcess server(options);
        MOSTRADOR_START_SERVER(server);
        QCOMPARE(get(server.operationsUrl() + QStringLiteral("/health/ready")).status, 200);
        const QString name = server.databaseName();
        QVERIFY(administrate(QStringLiteral("alter database %1 with allow_connections false").arg(name)));
        QVERIFY(administrate(
            QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%1'").arg(name)));
        QTRY_COMPARE_WITH_TIMEOUT(get(server.operationsUrl() + QStringLiteral("/health/ready")).status, 503, 10'000);
        QCOMPARE(get(server.operationsUrl() + QStringLiteral("/health/live")).status, 200);
        QVERIFY(get(server.operationsUrl() + QStringLiteral("/metrics")).body.contains("mostrador_database_up 0"));
        QVERIFY(administrate(QStringLiteral("alter database %1 with allow_connections true").arg(name)));
        QTRY_COMPARE_WITH_TIMEOUT(get(server.operationsUrl() + QStringLiteral("/health/ready")).status, 200, 10'000);
        QVERIFY(!logIn(server).isEmpty());
    }

    void refusesAPostgresqlBehind()
    {
        if (!ServerProcess::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
        ServerProcess::Options options;
        options.database = ServerProcess::Database::Postgresql;
        ServerProcess server(options);
        MOSTRADOR_START_SERVER(server);
        QCOMPARE(server.stop(), 0);
        QVERIFY(
            administrate(QStringLiteral("drop schema public cascade; create schema public"), server.databaseName()));
        QVERIFY(!server.start());
        QVERIFY2(server.log().contains("pending"), server.log().constData());
        QCOMPARE(server.run({QStringLiteral("migrate"), QStringLiteral("--check")}), 1);
        QCOMPARE(server.run({QStringLiteral("migrate")}), 0);
        QCOMPARE(server.run({QStringLiteral("migrate"), QStringLiteral("--check")}), 0);
        MOSTRADOR_START_SERVER(server);
    }

    void tellsWhenAPortIsTaken()
    {
        ServerProcess first;
        MOSTRADOR_START_SERVER(first);
        ServerProcess::Options options;
        options.environment = {QStringLiteral("MOSTRADOR_SERVER_LISTEN=127.0.0.1:%1").arg(first.httpPort())};
        ServerProcess second(options);
        QVERIFY(!second.start());
        QVERIFY(second.error().contains(QStringLiteral("ended with 1")));
        QVERIFY2(second.log().contains(QByteArray::number(first.httpPort())), second.log().constData());
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "servertest.moc"
