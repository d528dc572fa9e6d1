// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// QCOMPARE cannot print our enumerations, because it takes their toString() for its own.
#define COMPARE_ENUM(actual, expected) QCOMPARE(static_cast<int>(actual), static_cast<int>(expected))

namespace mostrador::test {

/// The lines of a file of tests/data that are neither empty nor a comment.
inline QStringList dataLines(const QString &name)
{
    QFile file(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/tests/data/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    QStringList lines;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty() && !line.startsWith(QLatin1Char('#')))
            lines.append(line);
    }
    return lines;
}

/// A file of the sample data, or nothing where it is not there.
inline QString sampleFile(const QString &name)
{
    QString folder = qEnvironmentVariable("MOSTRADOR_TEST_DATA");
    if (folder.isEmpty())
        folder = qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/../shared/data");
    const QString path = QDir(folder).filePath(name);
    return QFile::exists(path) ? path : QString();
}

namespace detail {

inline QStringList readHostileStrings()
{
    const QString path = sampleFile(QStringLiteral("hostile_strings.jsonl.gz"));
    if (path.isEmpty())
        return {};
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), path});
    if (!gzip.waitForFinished(30'000) || gzip.exitCode() != 0)
        qFatal("gzip -dc %s failed", qPrintable(path));
    QStringList texts;
    for (const QByteArray &line : gzip.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            texts.append(QJsonDocument::fromJson(line).object().value(QStringLiteral("text")).toString());
    }
    // Some that the list does not have.
    texts << QStringLiteral("nul\u0000inside") << QString(QChar(0xd800)) << QString(QChar(0xdc00)) + QLatin1Char('x')
          << QStringLiteral("\uFEFFbyte order mark first") << QStringLiteral("\u202Eright to left")
          << QStringLiteral("\u0085") << QStringLiteral("line\r\nline\rline\n")
          << QStringLiteral("\u2028separator\u2029") << QString(120'000, QLatin1Char('a'))
          << QStringLiteral("\U0001F469\u200D\U0001F469\u200D\U0001F467").repeated(1000);
    return texts;
}

} // namespace detail

/// The hostile strings of the sample data; empty where they are not there.
inline const QStringList &hostileStrings()
{
    static const QStringList texts = detail::readHostileStrings();
    return texts;
}

} // namespace mostrador::test
