// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtpsink.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

namespace mostrador::test {

namespace {

QString program()
{
    return QStandardPaths::findExecutable(QStringLiteral("smtp-sink"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
}

} // namespace

bool SmtpSink::isInstalled()
{
    return !program().isEmpty();
}

SmtpSink::SmtpSink()
{
    // smtp-sink gives up root for the user postfix, who must be able to write here.
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7777));
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
}

SmtpSink::~SmtpSink()
{
    stop();
}

bool SmtpSink::start(const QStringList &options)
{
    QStringList arguments = options;
    arguments << QStringLiteral("-d") << m_folder.filePath(QStringLiteral("%H%M%S."));
    if (geteuid() == 0)
        arguments << QStringLiteral("-u") << QStringLiteral("postfix");
    arguments << QStringLiteral("127.0.0.1:%1").arg(m_port) << QStringLiteral("100");
    m_process.start(program(), arguments);
    if (!m_process.waitForStarted(5000))
        return false;
    return QTest::qWaitFor(
        [this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            return socket.waitForConnected(200);
        },
        5000);
}

void SmtpSink::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished(3000);
    }
}

QStringList SmtpSink::files() const
{
    return QDir(m_folder.path()).entryList(QDir::Files, QDir::Time | QDir::Reversed);
}

qsizetype SmtpSink::count() const
{
    qsizetype complete = 0;
    for (const ParsedMail &mail : mails())
        complete += mail.html.contains(QLatin1String("</html>")) ? 1 : 0;
    return complete;
}

QList<ParsedMail> SmtpSink::mails() const
{
    QList<ParsedMail> out;
    const QStringList names = files();
    for (const QString &name : names) {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            out.append(parseMail(file.readAll()));
    }
    return out;
}

} // namespace mostrador::test
