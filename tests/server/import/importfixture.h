// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importrun.h"
#include "services/settings.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "testdatabase.h"

#include <QFile>
#include <QTest>

/// What the tests of imports share.
namespace mostrador::test {

/// A mapping that comes with the program, as it stands in the source.
inline QByteArray shippedMapping(const QString &name)
{
    QFile file(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/installer/mappings/") + name +
               QStringLiteral(".toml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return file.readAll();
}

/// The one number a statement gives.
inline qint64 number(const QString &sql)
{
    qint64 value = -1;
    const auto outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadOnly,
                                                 [&](storage::Database &database) -> Outcome {
                                                     storage::Statement s(database, sql);
                                                     if (const Outcome run = s.exec(); !run)
                                                         return run;
                                                     while (s.next())
                                                         value = s.number(0);
                                                     return done;
                                                 });
    if (!outcome.committed())
        qWarning("%s: %s", qPrintable(sql), qPrintable(outcome.problem.cause));
    return outcome.committed() ? value : -1;
}

/// The rows of a statement, their columns as text with " | " between.
inline QStringList lines(const QString &sql, int columns)
{
    QStringList all;
    const auto outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadOnly,
                                                 [&](storage::Database &database) -> Outcome {
                                                     storage::Statement s(database, sql);
                                                     if (const Outcome run = s.exec(); !run)
                                                         return run;
                                                     while (s.next()) {
                                                         QStringList row;
                                                         for (int i = 0; i < columns; ++i)
                                                             row.append(s.isNull(i) ? QString() : s.text(i));
                                                         all.append(row.join(QStringLiteral(" | ")));
                                                     }
                                                     return done;
                                                 });
    return outcome.committed() ? all : QStringList{QStringLiteral("failed: ") + outcome.problem.cause};
}

inline void configureServices()
{
    services::Settings settings;
    settings.secretKey = QByteArray(32, 'k');
    services::configure(settings);
}

} // namespace mostrador::test
