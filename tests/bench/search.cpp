// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long searches take, by the step that finds something, as people type them: an administrator's and an agent's, by
// time and by relevance, the first page and the second, all of it thrice, the first time not counted.
//   mostrador_bench_search --sqlite FILE
//   mostrador_bench_search --host H --port P --user U --name DATABASE
#include "planqueries.h"
#include "storage/employees.h"
#include "storage/incidents.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace mostrador;
using storage::Database;
using storage::PageRequest;

namespace {

template <typename T>
T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s / %s", qPrintable(result.error().detail), qPrintable(result.error().cause));
    return *result;
}

Actor actorOf(Database &database, Role role)
{
    storage::Statement s(database, QStringLiteral("select min(id) from employees where role = ?"));
    s.bind(toString(role));
    const auto id =
        must(storage::readOne<EmployeeId>(s, [](storage::Statement &row) { return row.id<EmployeeId>(0); }));
    const Employee employee = must(storage::employees::find(database, id.value())).value();
    Actor actor;
    actor.principal = principalOf(role);
    actor.employee = employee.id;
    actor.teams = employee.teams;
    return actor;
}

/// One search and its second page; milliseconds of each.
void ask(Database &database, const Actor &actor, const QString &text, const QString &sort, QList<double> &times)
{
    storage::incidents::QueryContext context;
    context.actor = actor;
    context.now = Timestamp::now();
    const auto query = must(searchquery::parse(text));
    PageRequest page{sort, QString(), 50};
    for (int i = 0; i < 2; ++i) {
        QElapsedTimer timer;
        timer.start();
        storage::Transaction transaction(database, storage::Mode::ReadOnly);
        if (!transaction.begun())
            qFatal("no transaction");
        page.cursor = must(storage::incidents::search(database, query, context, page)).page.nextCursor;
        transaction.rollback();
        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (page.cursor.isEmpty())
            break;
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    for (const char *name : {"sqlite", "host", "port", "user", "name"})
        line.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});
    line.addOption({QStringLiteral("each"), QStringLiteral("tell of each search too")});
    line.process(app);
    const auto value = [&](const char *name) { return line.value(QString::fromLatin1(name)); };
    storage::DatabaseOptions options;
    if (line.isSet(QStringLiteral("sqlite"))) {
        options.dialect = storage::Dialect::Sqlite;
        options.path = value("sqlite");
    } else {
        options.dialect = storage::Dialect::Postgresql;
        options.host = value("host");
        options.port = value("port").toInt();
        options.user = value("user");
        options.name = value("name");
    }
    options.statementTimeoutMs = 0;
    Database database(options);
    if (!database.ensureOpen())
        qFatal("the database cannot be opened");
    const QList<Actor> actors{actorOf(database, Role::Admin), actorOf(database, Role::Agent)};
    std::printf("%-12s %9s %9s %9s %9s\n", "search", "number", "p50 ms", "p95 ms", "most ms");
    QList<double> all;
    const auto tell = [](const QString &name, QList<double> times) {
        std::sort(times.begin(), times.end());
        const auto at = [&](qsizetype percent) { return times.at((times.size() - 1) * percent / 100); };
        std::printf("%-12s %9lld %9.1f %9.1f %9.1f\n", qPrintable(name), static_cast<long long>(times.size()), at(50),
                    at(95), times.constLast());
        std::fflush(stdout);
    };
    for (const auto &[kind, texts] : test::planSearches()) {
        QList<double> times;
        for (const QString &text : texts) {
            QList<double> own;
            for (int round = 0; round < 3; ++round) {
                QList<double> these;
                for (const Actor &actor : actors) {
                    for (const QString &sort : {QStringLiteral("-created"), QStringLiteral("relevance")})
                        ask(database, actor, text, sort, these);
                }
                if (round > 0)
                    own += these;
            }
            if (line.isSet(QStringLiteral("each")))
                tell(u' ' + text, own);
            times += own;
        }
        tell(kind, times);
        all += times;
    }
    tell(QStringLiteral("all"), all);
    return 0;
}
