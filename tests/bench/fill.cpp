// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes a company with any number of incidents, always the same ones.
//   mostrador_bench_fill --words                        prints the words that texts are made of
//   mostrador_bench_fill --count N --lexemes FILE --part K/M
//                                                       prints the K-th of M parts as a script for psql
//   mostrador_bench_fill --count N --sqlite FILE        makes and fills an SQLite database
//   --sessions gives each employee a session; --tokens prints the bearer tokens of those
// fill.sh does it all for PostgreSQL.
#include "fillrows.h"
#include "storage/migrations.h"
#include "storage/transaction.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace mostrador;
using namespace mostrador::bench;

namespace {

struct Part
{
    qint64 first;
    qint64 last;
};

/// The @p k-th of @p parts nearly equal parts of 1 ... @p count.
Part partOf(qint64 count, qint64 k, qint64 parts)
{
    return {count * (k - 1) / parts + 1, count * k / parts};
}

void write(Sink &sink, const Extent &extent, const Corpus &corpus, const Lexemes *lexemes, bool sessions, qint64 k,
           qint64 parts)
{
    if (k == 1) {
        writeCompany(sink, extent, corpus);
        if (sessions)
            writeSessions(sink, extent);
    }
    const Part customers = partOf(extent.customers, k, parts);
    writeCustomers(sink, extent, corpus, customers.first, customers.last);
    const Writer writer(corpus);
    const Part incidents = partOf(extent.incidents, k, parts);
    Counters counters;
    counters.event = extent.customers; // their creation comes first
    for (qint64 id = 1; id < incidents.first; ++id)
        counters.skip(tell(id, extent, corpus));
    for (qint64 id = incidents.first; id <= incidents.last; ++id)
        writeIncident(sink, tell(id, extent, corpus), extent, corpus, writer, lexemes, counters);
}

int fillSqlite(const QString &path, const Extent &extent, const Corpus &corpus, bool sessions)
{
    storage::DatabaseOptions options;
    options.path = path;
    storage::Database database(options);
    if (const auto migrated = storage::migrate(database); !migrated)
        qFatal("%s: %s", qPrintable(path), qPrintable(migrated.error().detail));
    const auto outcome =
        storage::runTransaction(database, storage::Mode::ReadWrite, [&](storage::Database &db) -> Outcome {
            InsertSink sink(db);
            write(sink, extent, corpus, nullptr, sessions, 1, 1);
            return done;
        });
    if (!outcome.committed())
        qFatal("%s: %s", qPrintable(path), qPrintable(outcome.problem.cause));
    if (!database.execute(QStringLiteral("analyze")))
        qFatal("%s: analyze failed", qPrintable(path));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    const auto option = [&](const char *name, const char *text, const char *value = nullptr,
                            const char *otherwise = "") {
        line.addOption({QString::fromLatin1(name), QString::fromLatin1(text), QString::fromLatin1(value),
                        QString::fromUtf8(otherwise)});
    };
    option("corpus", "the words", "file", MOSTRADOR_BENCH_CORPUS);
    option("words", "print each word a text may hold");
    option("section", "print the words of this section of the corpus", "name");
    option("count", "how many incidents", "number", "10000");
    option("now", "milliseconds since 1970 that the newest incidents are near", "ms");
    option("lexemes", "what PostgreSQL makes of each word", "file");
    option("part", "which part of how many", "K/M", "1/1");
    option("sessions", "give each employee a session");
    option("tokens", "print the bearer tokens of those sessions");
    option("sqlite", "make this SQLite database", "file");
    line.process(app);
    const auto value = [&](const char *name) { return line.value(QString::fromLatin1(name)); };

    if (line.isSet(QStringLiteral("tokens"))) {
        for (int id = 1; id <= Extent::employees; ++id)
            std::puts(qPrintable(sessionToken(id)));
        return 0;
    }
    const Corpus corpus(value("corpus"));
    if (line.isSet(QStringLiteral("section")) || line.isSet(QStringLiteral("words"))) {
        const QStringList &words =
            line.isSet(QStringLiteral("words")) ? corpus.vocabulary() : corpus.section(value("section"));
        std::puts(words.join(u'\n').toUtf8().constData());
        return 0;
    }
    const qint64 now = value("now").isEmpty() ? Timestamp::now().milliseconds() : value("now").toLongLong();
    const Extent extent(value("count").toLongLong(), Timestamp::fromMilliseconds(now));
    const QStringList part = value("part").split(u'/');
    if (extent.incidents < 100 || now <= 0 || part.size() != 2 || part.at(0).toLongLong() < 1 ||
        part.at(0).toLongLong() > part.at(1).toLongLong())
        qFatal("--count of at least 100, --now above 0 and --part K/M are wanted");
    const bool sessions = line.isSet(QStringLiteral("sessions"));
    if (line.isSet(QStringLiteral("sqlite")))
        return fillSqlite(value("sqlite"), extent, corpus, sessions);
    const Lexemes lexemes(value("lexemes"));
    CopySink sink;
    write(sink, extent, corpus, &lexemes, sessions, part.at(0).toLongLong(), part.at(1).toLongLong());
    return 0;
}
