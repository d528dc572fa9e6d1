// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "api/routes.h"
#include "services/catalogueservice.h"
#include "services/employeeservice.h"
#include "services/settings.h"

#include <QEventLoop>
#include <QNetworkReply>
#include <QProcess>
#include <QTimer>

#include <csignal>

namespace mostrador::test {

namespace {

constexpr int answerTimeoutMs = 20'000;
const QList<Role> roles{Role::Agent, Role::Lead, Role::Admin, Role::Auditor};

template <typename T>
T must(const Result<T> &result)
{
    if (!result)
        qFatal("the fixture could not be made: %s %s", result.error().cause.toUtf8().constData(),
               QJsonDocument(result.error().toJson()).toJson(QJsonDocument::Compact).constData());
    return *result;
}

/// Runs a use case as the system and gives what it made.
template <typename T>
T make(const std::function<Result<T>(services::UnitOfWork &)> &work)
{
    services::Context context;
    context.actor = Actor::system();
    std::optional<T> made;
    const auto outcome = services::performPlain(context, [&](services::UnitOfWork &unit) -> Outcome {
        auto result = work(unit);
        if (!result)
            return result.error();
        made = *result;
        return done;
    });
    if (!outcome)
        must(Result<T>(outcome.error()));
    return *made;
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Answer::pointers() const
{
    QStringList list;
    const QJsonArray errors = json().value(QStringLiteral("errors")).toArray();
    for (const QJsonValue &error : errors)
        list.append(error.toObject().value(QStringLiteral("pointer")).toString());
    return list.join(u' ');
}

QString ApiFixture::reasonToSkip(storage::Dialect dialect)
{
    if (dialect == storage::Dialect::Postgresql && !TestDatabase::havePostgresql())
        return QStringLiteral("MOSTRADOR_TEST_POSTGRESQL does not say where a PostgreSQL for tests is");
    return {};
}

ApiFixture::ApiFixture(storage::Dialect dialect, const http::Limits &limits)
    : m_database(dialect)
{
    if (!m_database.isReady())
        qFatal("%s", qPrintable(m_database.error()));
    services::Settings settings;
    settings.publicUrl = QStringLiteral("http://127.0.0.1:8080");
    settings.feedUrl = QStringLiteral("ws://127.0.0.1:8081/api/v1/feed");
    settings.secretKey = QByteArray(32, 'k');
    settings.attachmentMaxBytes = 256 * 1024;
    // Hashing as cheap as libsodium lets it be: the tests log in often.
    settings.argonOperations = 1;
    settings.argonMemoryBytes = 8192;
    services::configure(settings);
    http::Router router;
    api::registerRoutes(router);
    http::ServerOptions options;
    options.limits = limits;
    m_server = std::make_unique<http::Server>(std::move(router), options);
    m_server->setThreadHooks({}, [] { storage::closeThreadDatabase(); });
    must(m_server->listen());
    makePeople();
}

ApiFixture::~ApiFixture()
{
    m_server.reset(); // before the database, which its threads use
}

void ApiFixture::makePeople()
{
    const auto addTeam = [](const QString &name, bool restricted) {
        return make<Team>([&](services::UnitOfWork &unit) {
                   return services::teams::create(unit, {name, {}, restricted});
               })
            .id;
    };
    m_team = addTeam(QStringLiteral("Support"), false);
    m_otherTeam = addTeam(QStringLiteral("Billing"), false);
    m_secretTeam = addTeam(QStringLiteral("Fraud"), true);
    for (const Role role : roles)
        m_colleagues.append(
            addEmployee(role, toString(role), role == Role::Auditor ? QList<TeamId>() : QList<TeamId>{m_team}));
}

ApiFixture::Colleague ApiFixture::addEmployee(Role role, const QString &name, const QList<TeamId> &teams)
{
    static int count = 0;
    NewEmployee input;
    input.email = QStringLiteral("employee%1@example.com").arg(++count);
    input.name = name;
    input.role = role;
    input.teams = teams;
    input.locale = QStringLiteral("es");
    input.password = password();
    const auto employee =
        make<Employee>([&](services::UnitOfWork &unit) { return services::employees::create(unit, input); });
    return {employee.id, input.email, logIn(input.email)};
}

QString ApiFixture::logIn(const QString &email)
{
    const Answer answer = post(QStringLiteral("/sessions"),
                               {{QStringLiteral("email"), email}, {QStringLiteral("password"), password()}}, {});
    if (answer.status != 201)
        qFatal("log-in failed: %s", answer.told().constData());
    return answer.text(QStringLiteral("token"));
}

const ApiFixture::Colleague &ApiFixture::as(Role role) const
{
    return m_colleagues.at(roles.indexOf(role));
}

Answer ApiFixture::ask(const QByteArray &method, const QString &path, const QByteArray &body, const QString &who,
                       const Headers &headers)
{
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1%2").arg(m_server->port()).arg(path)));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (!who.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + who.toLatin1());
    if (!body.isEmpty())
        request.setRawHeader("Content-Type", "application/json");
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    QNetworkReply *reply =
        method == "HEAD" ? m_network.head(request) : m_network.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(answerTimeoutMs, reply, &QNetworkReply::abort);
    if (!reply->isFinished())
        loop.exec();
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &header : reply->rawHeaderPairs())
        answer.headers.append(header);
    answer.body = reply->readAll();
    delete reply;
    record(method, path, body, answer);
    return answer;
}

void ApiFixture::record(const QByteArray &method, const QString &path, const QByteArray &sent,
                        const Answer &answer) const
{
    if (!m_exchanges)
        return;
    const bool isJson = answer.header("Content-Type").contains("json");
    const QJsonDocument request = QJsonDocument::fromJson(sent);
    QJsonArray headerNames;
    for (const auto &[name, value] : answer.headers)
        headerNames.append(QString::fromLatin1(name.toLower()));
    const QJsonObject line{
        {QStringLiteral("method"), QString::fromLatin1(method)},
        {QStringLiteral("path"), path},
        {QStringLiteral("status"), answer.status},
        {QStringLiteral("type"), QString::fromLatin1(answer.header("Content-Type"))},
        {QStringLiteral("headers"), headerNames},
        {QStringLiteral("request"), request.isObject() ? QJsonValue(request.object()) : QJsonValue()},
        {QStringLiteral("response"), isJson ? QJsonValue(answer.json()) : QJsonValue()}};
    m_exchanges->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

Answer ApiFixture::get(const QString &path, const QString &who, const Headers &headers)
{
    return ask("GET", path, {}, who, headers);
}

Answer ApiFixture::post(const QString &path, const QJsonObject &body, const QString &who, const Headers &headers)
{
    return ask("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), who, headers);
}

Answer ApiFixture::patch(const QString &path, const QJsonObject &body, const QByteArray &etag, const QString &who)
{
    return ask("PATCH", path, QJsonDocument(body).toJson(QJsonDocument::Compact), who,
               etag.isEmpty() ? Headers() : Headers{{"If-Match", etag}});
}

Answer ApiFixture::remove(const QString &path, const QString &who)
{
    return ask("DELETE", path, {}, who);
}

Answer ApiFixture::upload(const QString &path, const QString &fileName, const QByteArray &content, const QString &who,
                          bool internal, const Headers &headers)
{
    const QByteArray boundary = "3f9c-mostrador-boundary-71aa";
    // Browsers encode quotes and line ends of names so (WHATWG HTML, multipart/form-data).
    QByteArray name = fileName.toUtf8();
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    const QByteArray body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"internal\"\r\n\r\n" +
                            (internal ? "true" : "false") + "\r\n--" + boundary +
                            "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                            "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + boundary +
                            "--\r\n";
    return ask("POST", path, body, who,
               Headers{{"Content-Type", "multipart/form-data; boundary=" + boundary}} + headers);
}

QJsonObject ApiFixture::openIncident(const QJsonObject &more)
{
    static int count = 0;
    QJsonObject body{{QStringLiteral("subject"), QStringLiteral("It does not start")},
                     {QStringLiteral("description"), QStringLiteral("Since yesterday.")},
                     {QStringLiteral("customer"),
                      QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Lucía")},
                                  {QStringLiteral("family_name"), QStringLiteral("Gómez")},
                                  {QStringLiteral("email"), QStringLiteral("customer%1@example.com").arg(++count)}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    if (more.contains(QStringLiteral("customer_id")))
        body.remove(QStringLiteral("customer"));
    const Answer answer = post(QStringLiteral("/incidents"), body, admin());
    if (answer.status != 201)
        qFatal("an incident could not be opened: %s", answer.told().constData());
    return answer.json();
}

void ApiTest::initTestCase()
{
    const QString reason = ApiFixture::reasonToSkip(m_dialect);
    if (!reason.isEmpty())
        QSKIP(qPrintable(reason));
    // QtTest takes SIGPIPE for a crash, and takes it back from Qt's sockets with each class it runs.
    std::signal(SIGPIPE, SIG_IGN);
    m_fixture = std::make_unique<ApiFixture>(m_dialect);
    m_exchanges.setFileName(
        QStringLiteral("%1/%2-%3.jsonl").arg(QDir::tempPath(), objectName()).arg(QCoreApplication::applicationPid()));
    if (m_exchanges.open(QIODevice::WriteOnly | QIODevice::Truncate))
        m_fixture->keepExchanges(&m_exchanges);
}

void ApiTest::cleanupTestCase()
{
    m_fixture.reset();
    m_exchanges.close();
}

void ApiContractTest::everythingFitsTheDescription()
{
    const QString source = qEnvironmentVariable("MOSTRADOR_SOURCE_DIR");
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    node.start(QStringLiteral("node"), {source + QStringLiteral("/tests/server/api/contract.mjs"),
                                        source + QStringLiteral("/server/api/openapi.json"), m_file});
    const bool ran = node.waitForStarted() && node.waitForFinished(60'000);
    const QByteArray said = node.readAll().trimmed();
    if (!ran || node.exitCode() == 77)
        QSKIP(qPrintable(QStringLiteral("the description was not checked: ") +
                         (ran ? QString::fromUtf8(said) : node.errorString())));
    QVERIFY2(node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0, said.constData());
}

QString filled(const QString &pattern)
{
    QString path = pattern.mid(7);
    path.replace(QStringLiteral("{id}"), QStringLiteral("1"));
    path.replace(QStringLiteral("{kind}"), QStringLiteral("note"));
    path.replace(QStringLiteral("{reference}"), QStringLiteral("INC-2026-000001"));
    return path;
}

} // namespace mostrador::test
