// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include "http/requestscope.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace mostrador::server {

namespace {

bool isJournal()
{
    // systemd.exec(5): stderr is the journal's if device and inode are those of JOURNAL_STREAM.
    const QByteArrayList numbers = qgetenv("JOURNAL_STREAM").split(':');
    struct stat info = {};
    return numbers.size() == 2 && fstat(STDERR_FILENO, &info) == 0 &&
           numbers.at(0).toULongLong() == static_cast<unsigned long long>(info.st_dev) &&
           numbers.at(1).toULongLong() == static_cast<unsigned long long>(info.st_ino);
}

void writeLine(const QByteArray &line)
{
    // One call, so that lines of several threads and processes do not mix.
    const ssize_t written = ::write(STDERR_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
    static_cast<void>(written); // where the log cannot be written there is nobody to tell
}

struct Level
{
    const char *name;
    const char *priority; ///< syslog's
};

Level levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return {"debug", "<7>"};
    case QtInfoMsg:
        return {"info", "<6>"};
    case QtWarningMsg:
        return {"warning", "<4>"};
    case QtCriticalMsg:
        return {"error", "<3>"};
    case QtFatalMsg:
        break;
    }
    return {"fatal", "<2>"};
}

void jsonHandler(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const bool journal = isJournal();
    const Level level = levelOf(type);
    QJsonObject line{{QStringLiteral("time"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                     {QStringLiteral("level"), QString::fromLatin1(level.name)},
                     {QStringLiteral("category"), QString::fromUtf8(context.category ? context.category : "default")},
                     {QStringLiteral("message"), message}};
    const QString request = http::currentRequestId();
    if (!request.isEmpty())
        line.insert(QStringLiteral("request_id"), request);
    writeLine((journal ? QByteArray(level.priority) : QByteArray()) +
              QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

void plainHandler(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtDebugMsg || type == QtInfoMsg)
        return;
    writeLine("mostrador-server: " + message.toUtf8() + '\n');
}

} // namespace

void startJsonLog(const QString &level)
{
    QString rules = QStringLiteral("qt.*.debug=false\nqt.*.info=false\n");
    if (level != QStringLiteral("debug"))
        rules += QStringLiteral("*.debug=false\n");
    if (level == QStringLiteral("warning") || level == QStringLiteral("error"))
        rules += QStringLiteral("*.info=false\n");
    if (level == QStringLiteral("error"))
        rules += QStringLiteral("*.warning=false\n");
    QLoggingCategory::setFilterRules(rules);
    qInstallMessageHandler(jsonHandler);
}

void startPlainLog()
{
    qInstallMessageHandler(plainHandler);
}

} // namespace mostrador::server
