// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace mostrador::test {

/// A PostgreSQL cluster of a test's own, which it may kill: what was committed must be there afterwards, so fsync is
/// on. On a free port of the loopback, in a scratch folder; ended, and everything removed, at the end of its life.
/// Blocks; every wait is bounded.
class PostgresCluster
{
public:
    PostgresCluster() = default;
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster &) = delete;
    PostgresCluster &operator=(const PostgresCluster &) = delete;

    /// Whether the programs are here, and the user whom they need where the test is root.
    static bool isInstalled();

    /// Makes it (the first time) and starts it; false with error(). Nothing to do where it runs.
    bool start();
    /// SIGKILL to all its processes at once, as in a power cut (of the machine's caches nothing is lost, though).
    void kill();
    /// SIGSTOP to all its processes: it hangs, but its machine takes connections and acknowledges what comes.
    void suspend();
    /// SIGCONT.
    void resume();
    /// SIGKILL to one of the processes that serve connections to @p database: PostgreSQL then ends all others and
    /// recovers by itself. False if there was none.
    bool killBackend(const QString &database);
    bool isRunning() const;
    QString error() const { return m_error; }

    quint16 port() const { return m_port; }
    /// In the form of MOSTRADOR_TEST_POSTGRESQL.
    QString connection() const;
    /// Sets MOSTRADOR_TEST_POSTGRESQL to this cluster, for ServerProcess.
    void announce() const;

private:
    bool make();
    void signalAll(int signal);
    bool fail(const QString &error);
    QString data() const { return m_folder.path() + QStringLiteral("/data"); }
    qint64 postmaster() const;

    QTemporaryDir m_folder;
    QString m_error;
    quint16 m_port = 0;
};

} // namespace mostrador::test
