// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgrescluster.h"

#include "sqlclient.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QThread>

#include <csignal>
#include <unistd.h>

namespace mostrador::test {

namespace {

/// The newest PostgreSQL's program.
QString program(const QString &name)
{
    const QDir all(QStringLiteral("/usr/lib/postgresql"));
    const QStringList versions = all.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (auto version = versions.crbegin(); version != versions.crend(); ++version) {
        const QString path = all.filePath(*version + QStringLiteral("/bin/") + name);
        if (QFile::exists(path))
            return path;
    }
    return QStandardPaths::findExecutable(name);
}

/// PostgreSQL refuses to run as root. What went wrong, or nothing.
QString run(const QString &name, QStringList arguments)
{
    QString command = program(name);
    if (geteuid() == 0) {
        arguments =
            QStringList{QStringLiteral("-u"), QStringLiteral("postgres"), QStringLiteral("--"), command} + arguments;
        command = QStringLiteral("/usr/sbin/runuser");
    }
    QProcess process;
    // Its output goes nowhere: the server that it starts would hold a pipe open.
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(command, arguments);
    if (!process.waitForFinished(240'000)) { // initdb wants seconds of a processor, which a busy machine may not give
        process.kill();
        process.waitForFinished(5'000);
        return name + QStringLiteral(" does not end");
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return QStringLiteral("%1 ended with %2").arg(name).arg(process.exitCode());
    return {};
}

QList<qint64> childrenOf(qint64 process)
{
    QList<qint64> children;
    QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(process));
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> words = file.readAll().simplified().split(' ');
        for (const QByteArray &word : words) {
            if (const qint64 child = word.toLongLong(); child > 0)
                children.append(child);
        }
    }
    return children;
}

bool isAlive(qint64 process)
{
    return ::kill(static_cast<pid_t>(process), 0) == 0;
}

} // namespace

PostgresCluster::~PostgresCluster()
{
    kill();
}

bool PostgresCluster::isInstalled()
{
    return !program(QStringLiteral("initdb")).isEmpty() && !program(QStringLiteral("pg_ctl")).isEmpty();
}

bool PostgresCluster::fail(const QString &error)
{
    m_error = error;
    return false;
}

QString PostgresCluster::connection() const
{
    return QStringLiteral("host=127.0.0.1 port=%1 user=postgres").arg(m_port);
}

void PostgresCluster::announce() const
{
    qputenv("MOSTRADOR_TEST_POSTGRESQL", connection().toLatin1());
}

bool PostgresCluster::make()
{
    if (geteuid() == 0) {
        // Others must get through to the data; the data itself is closed to them.
        QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
        if (QProcess::execute(QStringLiteral("install"), {QStringLiteral("-d"), QStringLiteral("-o"),
                                                          QStringLiteral("postgres"), m_folder.path()}) != 0)
            return fail(QStringLiteral("there is no user postgres"));
    }
    const QString made = run(QStringLiteral("initdb"),
                             {QStringLiteral("-D"), data(), QStringLiteral("-U"), QStringLiteral("postgres"),
                              QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("--locale=C.UTF-8"),
                              QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--no-sync")});
    if (!made.isEmpty())
        return fail(made);
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
    return true;
}

bool PostgresCluster::start()
{
    if (isRunning())
        return true;
    if (m_port == 0 && !make())
        return false;
    const QString options =
        QStringLiteral("-p %1 -k '' -c listen_addresses=127.0.0.1 -c max_connections=150 -c fsync=on "
                       "-c synchronous_commit=on -c restart_after_crash=on "
                       "-c track_commit_timestamp=on")
            .arg(m_port);
    const QString started = run(QStringLiteral("pg_ctl"),
                                {QStringLiteral("-D"), data(), QStringLiteral("-w"), QStringLiteral("-t"),
                                 QStringLiteral("60"), QStringLiteral("-l"), m_folder.path() + QStringLiteral("/log"),
                                 QStringLiteral("-o"), options, QStringLiteral("start")});
    if (started.isEmpty())
        return true;
    QFile log(m_folder.path() + QStringLiteral("/log"));
    return fail(started + (log.open(QIODevice::ReadOnly)
                               ? QLatin1Char('\n') + QString::fromUtf8(log.readAll().right(2000))
                               : QString()));
}

qint64 PostgresCluster::postmaster() const
{
    QFile file(data() + QStringLiteral("/postmaster.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

bool PostgresCluster::isRunning() const
{
    const qint64 process = postmaster();
    return process > 0 && isAlive(process);
}

void PostgresCluster::kill()
{
    const qint64 process = postmaster();
    if (process <= 0)
        return;
    // Stopped first, so that it starts no further children while they are counted.
    ::kill(static_cast<pid_t>(process), SIGSTOP);
    QList<qint64> all = childrenOf(process);
    all.prepend(process);
    for (const qint64 each : std::as_const(all))
        ::kill(static_cast<pid_t>(each), SIGKILL);
    QDeadlineTimer deadline(10'000);
    for (const qint64 each : std::as_const(all)) {
        while (isAlive(each) && !deadline.hasExpired())
            QThread::msleep(5);
    }
    QFile::remove(data() + QStringLiteral("/postmaster.pid"));
}

void PostgresCluster::signalAll(int signal)
{
    const qint64 process = postmaster();
    if (process <= 0)
        return;
    QList<qint64> all = childrenOf(process);
    all.prepend(process); // first, so that it starts no further children
    for (const qint64 each : std::as_const(all))
        ::kill(static_cast<pid_t>(each), signal);
}

void PostgresCluster::suspend()
{
    signalAll(SIGSTOP);
}

void PostgresCluster::resume()
{
    signalAll(SIGCONT);
}

bool PostgresCluster::killBackend(const QString &database)
{
    SqlClient sql(connection(), QStringLiteral("postgres"));
    const qint64 process = sql.number(QStringLiteral("select pid from pg_stat_activity where datname = '%1' and "
                                                     "application_name = 'mostrador-server' order by random() limit 1")
                                          .arg(database));
    return process > 0 && ::kill(static_cast<pid_t>(process), SIGKILL) == 0;
}

} // namespace mostrador::test
