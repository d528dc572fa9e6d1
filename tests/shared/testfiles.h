// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sampledata.h"

#include <QFile>
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

} // namespace mostrador::test
