// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

#include <optional>

namespace mostrador::test {

/// Runs one function of this test program again, within a bus and a key store of its own whose files are in @p home;
/// there MOSTRADOR_TEST_KEYSTORE is set. What it said if it failed, empty if it passed, nothing where there is no key
/// store to be had.
inline std::optional<QByteArray> runWithKeyStore(const char *function, const QString &home)
{
    const QString bus = QStandardPaths::findExecutable(QStringLiteral("dbus-run-session"));
    const QString keyring = QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon"));
    if (bus.isEmpty() || keyring.isEmpty())
        return std::nullopt;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(name), home);
    environment.insert(QStringLiteral("MOSTRADOR_TEST_KEYSTORE"), QStringLiteral("1"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    QProcess inner;
    inner.setProcessEnvironment(environment);
    inner.setProcessChannelMode(QProcess::MergedChannels);
    inner.start(bus, {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                      QStringLiteral("printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
                                     "exec \"$0\" \"$1\""),
                      QCoreApplication::applicationFilePath(), QString::fromLatin1(function)});
    if (!inner.waitForFinished(120'000)) {
        inner.kill();
        inner.waitForFinished();
        return "it did not end in time\n" + inner.readAll();
    }
    if (inner.exitStatus() == QProcess::NormalExit && inner.exitCode() == 0)
        return QByteArray();
    return "it failed\n" + inner.readAll();
}

} // namespace mostrador::test
