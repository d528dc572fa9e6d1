// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTcpServer>

namespace mostrador::test {

namespace {

constexpr char postgresqlVariable[] = "MOSTRADOR_TEST_POSTGRESQL";

/// A word of "host=... port=... user=... [password=...]".
QString postgresql(const QString &word, const QString &otherwise = {})
{
    const QStringList pairs = qEnvironmentVariable(postgresqlVariable).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &pair : pairs) {
        if (pair.startsWith(word + QLatin1Char('=')))
            return pair.mid(word.size() + 1);
    }
    return otherwise;
}

/// What went wrong, or nothing.
QString administrate(const QString &sql)
{
    QProcess psql;
    psql.setProcessChannelMode(QProcess::MergedChannels);
    psql.start(QStringLiteral("psql"), {qEnvironmentVariable(postgresqlVariable) + QStringLiteral(" dbname=postgres"),
                                        QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-v"),
                                        QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-c"), sql});
    if (!psql.waitForFinished(30'000))
        return QStringLiteral("psql: ") + psql.errorString();
    return psql.exitCode() == 0 ? QString() : QString::fromUtf8(psql.readAll());
}

} // namespace

ServerProcess::Options ServerProcess::Options::onFixedPorts()
{
    QTcpServer http;
    QTcpServer feed;
    if (!http.listen(QHostAddress::LocalHost) || !feed.listen(QHostAddress::LocalHost))
        qFatal("There is no free port");
    Options options;
    options.environment = {QStringLiteral("MOSTRADOR_SERVER_LISTEN=127.0.0.1:%1").arg(http.serverPort()),
                           QStringLiteral("MOSTRADOR_SERVER_FEED_LISTEN=127.0.0.1:%1").arg(feed.serverPort())};
    return options;
}

ServerProcess::ServerProcess()
    : ServerProcess(Options())
{}

ServerProcess::ServerProcess(const Options &options)
    : m_options(options)
    , m_folder(m_scratch.path())
    , m_portFile(m_scratch.filePath(QStringLiteral("ports.json")))
{}

std::unique_ptr<ServerProcess> ServerProcess::beside(const ServerProcess &first)
{
    auto further = std::make_unique<ServerProcess>(first.m_options);
    further->m_isFurther = true;
    further->m_isMade = true;
    further->m_folder = first.m_folder;
    further->m_databaseName = first.m_databaseName;
    return further;
}

ServerProcess::~ServerProcess()
{
    if (isRunning())
        stop();
    if (!m_isFurther && !m_databaseName.isEmpty())
        administrate(QStringLiteral("drop database if exists %1 with (force)").arg(m_databaseName));
}

bool ServerProcess::havePostgresql()
{
    return qEnvironmentVariableIsSet(postgresqlVariable);
}

bool ServerProcess::fail(const QString &error)
{
    m_error = error;
    return false;
}

QString ServerProcess::address(const char *scheme, quint16 port) const
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(QString::fromLatin1(scheme)).arg(port);
}

QProcessEnvironment ServerProcess::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &pair : m_options.environment)
        environment.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
    return environment;
}

bool ServerProcess::writeConfiguration()
{
    QString toml =
        QStringLiteral("[server]\nlisten = \"127.0.0.1:0\"\noperations_listen = \"127.0.0.1:0\"\n"
                       "feed_listen = \"127.0.0.1:0\"\nsecret_key_file = \"%1/secret.key\"\n%2\n[database]\n")
            .arg(m_folder, m_options.serverToml);
    if (m_databaseName.isEmpty()) {
        toml += QStringLiteral("kind = \"sqlite\"\npath = \"%1/mostrador.db\"\n").arg(m_folder);
    } else {
        toml +=
            QStringLiteral(
                "kind = \"postgresql\"\nhost = \"%1\"\nport = %2\nname = \"%3\"\nuser = \"%4\"\npassword = \"%5\"\n")
                .arg(postgresql(QStringLiteral("host"), QStringLiteral("127.0.0.1")),
                     postgresql(QStringLiteral("port"), QStringLiteral("5432")), m_databaseName,
                     postgresql(QStringLiteral("user"), QStringLiteral("postgres")),
                     postgresql(QStringLiteral("password")));
    }
    toml += QLatin1Char('\n') + m_options.extraToml;
    QFile file(configFile());
    const QByteArray bytes = toml.toUtf8();
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool ServerProcess::makeDatabase()
{
    if (m_options.database == Database::Postgresql) {
        const QString name = QStringLiteral("mostrador_test_%1").arg(QRandomGenerator::global()->generate64(), 0, 36);
        const QString error = administrate(QStringLiteral("create database %1").arg(name));
        if (!error.isEmpty())
            return fail(error);
        m_databaseName = name;
        QFile key(m_folder + QStringLiteral("/secret.key"));
        if (!key.open(QIODevice::WriteOnly) || key.write(QByteArray(32, 'k')) != 32)
            return fail(key.errorString());
        key.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    if (!writeConfiguration())
        return fail(QStringLiteral("the configuration cannot be written"));
    QByteArray output;
    if (run({QStringLiteral("migrate")}, &output) != 0)
        return fail(QStringLiteral("migrate: ") + QString::fromUtf8(output));
    if (run({QStringLiteral("admin"), QStringLiteral("create-admin"), QStringLiteral("--email"), adminEmail(),
             QStringLiteral("--name"), QStringLiteral("Ada Admin"), QStringLiteral("--language"), QStringLiteral("en"),
             QStringLiteral("--password-stdin")},
            &output, adminPassword().toUtf8() + '\n') != 0)
        return fail(QStringLiteral("create-admin: ") + QString::fromUtf8(output));
    if (m_options.demo && run({QStringLiteral("admin"), QStringLiteral("demo")}, &output) != 0)
        return fail(QStringLiteral("demo: ") + QString::fromUtf8(output));
    m_isMade = true;
    return true;
}

bool ServerProcess::start()
{
    if (!m_isMade && !makeDatabase())
        return false;
    QFile::remove(m_portFile);
    m_log.clear();
    m_process.setProcessEnvironment(environment());
    m_process.start(
        QStringLiteral(MOSTRADOR_SERVER_PROGRAM),
        {QStringLiteral("serve"), QStringLiteral("--config"), configFile(), QStringLiteral("--port-file"), m_portFile});
    QElapsedTimer timer;
    timer.start();
    while (!QFile::exists(m_portFile)) {
        if (m_process.state() == QProcess::NotRunning)
            return fail(QStringLiteral("the server ended with %1").arg(m_process.exitCode()));
        if (timer.elapsed() > 60'000)
            return fail(QStringLiteral("the server did not get ready"));
        // Its output wakes this; otherwise look again soon.
        m_process.waitForReadyRead(20);
    }
    QFile file(m_portFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.errorString());
    const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
    const auto port = [&ports](const char *name) {
        return static_cast<quint16>(ports.value(QString::fromLatin1(name)).toInt());
    };
    m_httpPort = port("http");
    m_operationsPort = port("operations");
    m_feedPort = port("feed");
    return m_httpPort != 0 || fail(QStringLiteral("the port file says nothing"));
}

int ServerProcess::stop(int timeoutMs)
{
    if (!isRunning())
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    m_process.terminate();
    if (!m_process.waitForFinished(timeoutMs)) {
        kill();
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ServerProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(10'000);
}

int ServerProcess::run(const QStringList &arguments, QByteArray *output, const QByteArray &input) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(MOSTRADOR_SERVER_PROGRAM),
                  arguments + QStringList{QStringLiteral("--config"), configFile()});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished(10'000);
        return -1;
    }
    if (output)
        *output = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QByteArray ServerProcess::log()
{
    m_log += m_process.readAllStandardError();
    return m_log;
}

} // namespace mostrador::test
