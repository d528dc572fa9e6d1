// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/server.h"
#include "model/change.h"
#include "model/permissions.h"
#include "testdatabase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QTest>

#include <memory>
#include <optional>

namespace mostrador::test {

/// An answer of the API.
struct Answer
{
    int status = 0; ///< 0: none came
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString text(const QString &member) const { return json().value(member).toString(); }
    QString id() const { return text(QStringLiteral("id")); }
    QByteArray etag() const { return header("ETag"); }
    QString code() const { return text(QStringLiteral("code")); }
    /// The pointers of the faults, in order, joined by spaces.
    QString pointers() const;
    QJsonArray items() const { return json().value(QStringLiteral("items")).toArray(); }
    /// For messages of failed checks.
    QByteArray told() const { return QByteArray::number(status) + ' ' + body.left(2000); }
};

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// The real API on the real listener over a database of its own, with an employee of each role. What is said both ways
/// is kept, so that it can be held against the API's description.
class ApiFixture
{
public:
    /// Why tests on this database cannot run here; empty where they can.
    static QString reasonToSkip(storage::Dialect dialect);

    explicit ApiFixture(storage::Dialect dialect, const http::Limits &limits = {});
    ~ApiFixture();
    Q_DISABLE_COPY_MOVE(ApiFixture)

    /// One request to a path below /api/v1 and its answer. @p who: a bearer token, or empty.
    Answer ask(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QString &who = {},
               const Headers &headers = {});
    Answer get(const QString &path, const QString &who, const Headers &headers = {});
    Answer post(const QString &path, const QJsonObject &body, const QString &who, const Headers &headers = {});
    Answer patch(const QString &path, const QJsonObject &body, const QByteArray &etag, const QString &who);
    Answer remove(const QString &path, const QString &who);
    Answer upload(const QString &path, const QString &fileName, const QByteArray &content, const QString &who,
                  bool internal = false, const Headers &headers = {});

    /// Adds an employee directly by the use case, and logs in: gives the token.
    struct Colleague
    {
        EmployeeId id;
        QString email;
        QString token;
    };
    Colleague addEmployee(Role role, const QString &name, const QList<TeamId> &teams = {});
    QString logIn(const QString &email);
    static QString password() { return QStringLiteral("plum lanterns over Cuenca"); }

    /// @{ Tokens of the employees that are there from the start; the first three belong to team().
    const Colleague &as(Role role) const;
    const QString &agent() const { return as(Role::Agent).token; }
    const QString &lead() const { return as(Role::Lead).token; }
    const QString &admin() const { return as(Role::Admin).token; }
    const QString &auditor() const { return as(Role::Auditor).token; }
    /// @}
    TeamId team() const { return m_team; }             ///< agent, lead and admin are in it
    TeamId otherTeam() const { return m_otherTeam; }   ///< nobody is in it
    TeamId secretTeam() const { return m_secretTeam; } ///< restricted; nobody is in it

    /// Opens an incident as the administrator and gives its JSON.
    QJsonObject openIncident(const QJsonObject &more = {});

    quint16 port() const { return m_server->port(); }
    const http::Router &router() const { return m_server->router(); }
    /// Lines of JSON: {"method", "path", "status", "type", "request", "response"}.
    void keepExchanges(QFile *file) { m_exchanges = file; }

private:
    void makePeople();
    void record(const QByteArray &method, const QString &path, const QByteArray &sent, const Answer &answer) const;

    TestDatabase m_database;
    std::unique_ptr<http::Server> m_server;
    QNetworkAccessManager m_network;
    QFile *m_exchanges = nullptr;
    QList<Colleague> m_colleagues; ///< in the order of the roles
    TeamId m_team;
    TeamId m_otherTeam;
    TeamId m_secretTeam;
};

/// Base of test classes that run once for each database: makes the fixture, or skips with the reason.
class ApiTest : public QObject
{
    Q_OBJECT

public:
    explicit ApiTest(storage::Dialect dialect)
        : m_dialect(dialect)
    {}
    /// Where what was said is written down.
    QString exchangesFile() const { return m_exchanges.fileName(); }

protected:
    ApiFixture &api() { return *m_fixture; }
    bool ready() const { return m_fixture != nullptr; }
    storage::Dialect dialect() const { return m_dialect; }

protected Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

private:
    storage::Dialect m_dialect;
    QFile m_exchanges;
    std::unique_ptr<ApiFixture> m_fixture;
};

/// Everything that was said must fit the description of the API; a script with a JSON Schema validator looks.
class ApiContractTest : public QObject
{
    Q_OBJECT

public:
    explicit ApiContractTest(const QString &exchangesFile)
        : m_file(exchangesFile)
    {}

private Q_SLOTS:
    void everythingFitsTheDescription();

private:
    QString m_file;
};

/// Runs a test class on each database, then holds what was said against the description.
template <typename T>
int runOnBothDatabases(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    int failures = 0;
    for (const auto dialect : {storage::Dialect::Sqlite, storage::Dialect::Postgresql}) {
        T test(dialect);
        test.setObjectName(QLatin1String(T::staticMetaObject.className()) + (dialect == storage::Dialect::Sqlite
                                                                                 ? QLatin1String("_sqlite")
                                                                                 : QLatin1String("_postgresql")));
        failures += QTest::qExec(&test, argc, argv);
        ApiContractTest contract(test.exchangesFile());
        if (QFile::exists(test.exchangesFile()))
            failures += QTest::qExec(&contract, {QString::fromLocal8Bit(argv[0])});
        QFile::remove(test.exchangesFile());
    }
    return failures;
}

/// Whether an answer has the status; says what came where it has not.
#define QVERIFY_TOLD(condition, message) QVERIFY2(condition, (QByteArray() + (message)).constData())
#define QVERIFY_STATUS(answer, expected) QVERIFY2((answer).status == (expected), (answer).told().constData())

/// A pattern of the router, without its /api/v1, with something at each parameter.
QString filled(const QString &pattern);

} // namespace mostrador::test
