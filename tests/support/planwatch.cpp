// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planwatch.h"

#include "storage/databaseprivate.h"

#include <QLibrary>
#include <QRegularExpression>
#include <QSqlDriver>

#include <algorithm>

namespace mostrador::test {

namespace {

using Processor = void (*)(void *, const char *);
using SetProcessor = Processor (*)(void *connection, Processor processor, void *argument);

/// From the library that Qt's driver has loaded already; its headers are not needed to build anything else.
SetProcessor setProcessor()
{
    static const auto function =
        reinterpret_cast<SetProcessor>(QLibrary(QStringLiteral("pq"), 5).resolve("PQsetNoticeProcessor"));
    return function;
}

void forget(void *, const char *)
{}

} // namespace

PlanWatch::PlanWatch(storage::Database &database)
{
    for (const char *sql :
         {"load 'auto_explain'", "set auto_explain.log_min_duration = 0", "set auto_explain.log_analyze = on",
          "set auto_explain.log_timing = off", "set auto_explain.log_nested_statements = on",
          "set auto_explain.log_level = notice", "set client_min_messages = notice"}) {
        if (const Outcome outcome = database.execute(QString::fromLatin1(sql)); !outcome) {
            m_error = QString::fromLatin1(sql) + QStringLiteral(": ") + outcome.error().cause;
            return;
        }
    }
    const QVariant handle = database.d().connection.driver()->handle();
    const QByteArray type = handle.typeName(); // as the typedef or as what it stands for
    if ((type != "PGconn*" && type != "pg_conn*") || !setProcessor()) {
        m_error = QStringLiteral("no way to the messages of the connection");
        return;
    }
    m_connection = *static_cast<void *const *>(handle.constData());
    setProcessor()(m_connection, noticed, this);
}

PlanWatch::~PlanWatch()
{
    if (m_connection)
        setProcessor()(m_connection, forget, nullptr);
}

void PlanWatch::noticed(void *self, const char *message)
{
    static_cast<PlanWatch *>(self)->m_notices.append(QString::fromUtf8(message));
}

QList<PlanWatch::Plan> PlanWatch::take()
{
    static const QRegularExpression scan(QStringLiteral("Seq Scan on (\\w+).*actual rows=([0-9]+) loops=([0-9]+)"));
    static const QRegularExpression duration(QStringLiteral("duration: ([0-9.]+) ms"));
    static const QRegularExpression indexScan(
        QStringLiteral("Index (?:Only )?Scan (?:Backward )?using \\w+ on (\\w+)"));
    static const QRegularExpression loops(QStringLiteral("actual rows=[0-9]+ loops=([0-9]+)"));
    static const QRegularExpression removed(
        QStringLiteral("Rows Removed by (?:Filter|Index Recheck|Join Filter): ([0-9]+)"));
    QList<Plan> plans;
    for (const QString &notice : std::exchange(m_notices, {})) {
        if (!notice.contains(QLatin1String(" plan:\n")))
            continue;
        Plan plan;
        plan.text = notice;
        plan.milliseconds = duration.match(notice).captured(1).toDouble();
        // A line of its own tells, per loop, what the step above it threw away.
        qint64 repeated = 1;
        bool inScan = false;
        QString read;
        for (const QString &line : notice.split(u'\n')) {
            if (const auto step = loops.match(line); step.hasMatch()) {
                repeated = std::max<qint64>(1, step.captured(1).toLongLong());
                const auto found = scan.match(line);
                inScan = found.hasMatch();
                read = indexScan.match(line).captured(1);
                if (inScan)
                    plan.scans.append({found.captured(1), found.captured(2).toLongLong() * repeated});
            } else if (const auto match = removed.match(line); match.hasMatch()) {
                const qint64 rows = match.captured(1).toLongLong() * repeated;
                if (rows > plan.thrownAway) {
                    plan.thrownAway = rows;
                    plan.thrownFrom = read;
                }
                if (inScan)
                    plan.scans.last().rows += rows;
            }
        }
        plans.append(plan);
    }
    return plans;
}

} // namespace mostrador::test
