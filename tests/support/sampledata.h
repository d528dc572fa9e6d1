// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// The sample data beside the source (MOSTRADOR_TEST_DATA, or ../shared/data): never part of it, so each reader gives
/// nothing where it is not there, and the test skips.
namespace mostrador::test {

/// The path of a file of the sample data, or nothing.
inline QString sampleFile(const QString &name)
{
    QString folder = qEnvironmentVariable("MOSTRADOR_TEST_DATA");
    if (folder.isEmpty())
        folder = qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/../shared/data");
    const QString path = QDir(folder).filePath(name);
    return QFile::exists(path) ? path : QString();
}

/// The lines of a compressed file of the sample data, without the empty ones.
inline QList<QByteArray> sampleLines(const QString &name)
{
    const QString path = sampleFile(name);
    if (path.isEmpty())
        return {};
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), path});
    if (!gzip.waitForFinished(30'000) || gzip.exitCode() != 0)
        qFatal("gzip -dc %s failed", qPrintable(path));
    QList<QByteArray> lines = gzip.readAllStandardOutput().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

/// The hostile strings of the sample data.
inline const QStringList &sampleStrings()
{
    static const QStringList texts = [] {
        QStringList all;
        for (const QByteArray &line : sampleLines(QStringLiteral("hostile_strings.jsonl.gz"))) {
            const QString text = QJsonDocument::fromJson(line).object().value(QStringLiteral("text")).toString();
            if (!text.isEmpty())
                all.append(text);
        }
        return all;
    }();
    return texts;
}

/// The same, and some that the list does not have.
inline QStringList hostileStrings()
{
    QStringList texts = sampleStrings();
    if (texts.isEmpty())
        return texts;
    texts << QStringLiteral("nul\u0000inside") << QString(QChar(0xd800)) << QString(QChar(0xdc00)) + QLatin1Char('x')
          << QStringLiteral("\uFEFFbyte order mark first") << QStringLiteral("\u202Eright to left")
          << QStringLiteral("\u0085") << QStringLiteral("line\r\nline\rline\n")
          << QStringLiteral("\u2028separator\u2029") << QString(120'000, QLatin1Char('a'))
          << QStringLiteral("\U0001F469\u200D\U0001F469\u200D\U0001F467").repeated(1000);
    return texts;
}

/// The hostile HTML of the sample data, one payload each.
inline QStringList hostilePayloads()
{
    QStringList payloads;
    for (const QByteArray &line : sampleLines(QStringLiteral("hostile_html_payloads.txt.gz")))
        payloads.append(QString::fromUtf8(line));
    return payloads;
}

} // namespace mostrador::test

/// Skips the test where a list of the sample data is empty.
#define MOSTRADOR_NEED_SAMPLES(list)                                                                                   \
    if ((list).isEmpty())                                                                                              \
    QSKIP("The sample data is not there; set MOSTRADOR_TEST_DATA")
