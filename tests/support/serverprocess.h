// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace mostrador::test {

/// The real mostrador-server as a process of its own, on free ports of the loopback, with a database of its own in a
/// scratch folder (SQLite) or a database with a random name (PostgreSQL, dropped at the end), and one administrator.
/// Ended at the end of its life. Blocks; every wait is bounded.
class ServerProcess
{
public:
    enum class Database
    {
        Sqlite,
        Postgresql
    };

    struct Options
    {
        Database database = Database::Sqlite;
        bool demo = false;  ///< with the demo company of "admin demo"
        QString extraToml;  ///< more of the configuration: whole sections but [server] and [database]
        QString serverToml; ///< more lines of the section [server]
        /// Environment for the process, "NAME=value".
        QStringList environment;

        /// On ports that nobody has at the moment, named, so that the server comes back at the same addresses when it
        /// is started again.
        static Options onFixedPorts();
    };

    ServerProcess();
    explicit ServerProcess(const Options &options);
    /// A further process on the same database, with the same key and settings. @p first must live longer.
    static std::unique_ptr<ServerProcess> beside(const ServerProcess &first);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// True where MOSTRADOR_TEST_POSTGRESQL is set.
    static bool havePostgresql();

    /// Makes database and administrator (the first time) and starts; false with error() if it does not answer in time.
    bool start();
    /// SIGTERM and wait; the exit code, or -1 if it did not end within @p timeoutMs (then it is killed).
    int stop(int timeoutMs = 30'000);
    /// SIGKILL, as in a power cut.
    void kill();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    QString error() const { return m_error; }

    QString url() const { return address("http", m_httpPort); }
    QString operationsUrl() const { return address("http", m_operationsPort); }
    QString feedUrl() const { return address("ws", m_feedPort) + QStringLiteral("/api/v1/feed"); }
    quint16 httpPort() const { return m_httpPort; }
    quint16 operationsPort() const { return m_operationsPort; }
    quint16 feedPort() const { return m_feedPort; }
    qint64 processId() const { return m_process.processId(); }

    QString adminEmail() const { return QStringLiteral("admin@example.com"); }
    QString adminPassword() const { return QStringLiteral("a long password for tests"); }

    /// Runs a subcommand such as {"admin", "create-team", "--name", "x"} on this server's settings; its exit code.
    int run(const QStringList &arguments, QByteArray *output = nullptr, const QByteArray &input = {}) const;
    /// What the server has written to stderr since the start.
    QByteArray log();
    /// PostgreSQL: the name of the database.
    QString databaseName() const { return m_databaseName; }
    QString folder() const { return m_folder; }

private:
    QString address(const char *scheme, quint16 port) const;
    bool makeDatabase();
    bool writeConfiguration();
    QProcessEnvironment environment() const;
    QString configFile() const { return m_folder + QStringLiteral("/server.toml"); }
    bool fail(const QString &error);

    Options m_options;
    QTemporaryDir m_scratch;
    QString m_folder;
    QString m_portFile;
    QProcess m_process;
    QString m_databaseName;
    QString m_error;
    QByteArray m_log;
    bool m_isFurther = false;
    bool m_isMade = false;
    quint16 m_httpPort = 0;
    quint16 m_operationsPort = 0;
    quint16 m_feedPort = 0;
};

} // namespace mostrador::test

/// Starts `server`, or fails the test with its log.
#define MOSTRADOR_START_SERVER(server)                                                                                 \
    QVERIFY2(server.start(), qPrintable(server.error() + QLatin1Char('\n') + QString::fromUtf8(server.log())))
