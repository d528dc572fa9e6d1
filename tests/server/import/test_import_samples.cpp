// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvreader.h"
#include "importfixture.h"
#include "slowbuild.h"

#include <QDir>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

using namespace mostrador;
using namespace mostrador::server;

namespace {

QString samplePath(const QString &name)
{
    QString folder = qEnvironmentVariable("MOSTRADOR_TEST_DATA");
    if (folder.isEmpty())
        folder = qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/../shared/data");
    const QString path = QDir(folder).filePath(name + QStringLiteral(".csv.gz"));
    return QFile::exists(path) ? path : QString();
}

/// The first whole lives of the event log, some 1,500 rows, as a file of their own in @p folder.
QString beginningOf(const QString &eventLog, const QString &folder)
{
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), eventLog});
    gzip.waitForFinished();
    QFile cut(folder + QStringLiteral("/beginning.csv"));
    if (!cut.open(QIODevice::WriteOnly))
        return {};
    const QList<QByteArray> lines = gzip.readAllStandardOutput().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto incidentOf = [&](qsizetype row) { return lines.at(row).split(',').constFirst(); };
        if (i > 1500 && incidentOf(i) != incidentOf(i - 1))
            break;
        cut.write(lines.at(i) + '\n');
    }
    return cut.fileName();
}

/// A file as rows of column name and value.
class Table
{
public:
    explicit Table(const QString &path)
        : m_file(path)
        , m_csv(m_file, ',')
    {
        CsvRecord header;
        m_csv.next(header);
        m_header = header.fields;
    }
    bool next(QHash<QString, QString> &row)
    {
        CsvRecord record;
        if (!m_csv.next(record))
            return false;
        row.clear();
        for (qsizetype i = 0; i < m_header.size(); ++i)
            row.insert(m_header.at(i), record.fields.at(i));
        return true;
    }

private:
    PackedFile m_file;
    CsvReader m_csv;
    QStringList m_header;
};

/// What the event log says, counted without mapping or importer.
struct LogFacts
{
    qint64 rows = 0;
    qint64 incidents = 0;
    qint64 statusChanges = 0; ///< between the states that we tell apart, the step from being opened as new included
    qint64 reassignments = 0;
    qint64 reopenings = 0;
    qint64 newToClosed = 0;
    qint64 resolvedToWaiting = 0;
};

QString ourState(const QString &state)
{
    if (state == QLatin1String("Awaiting Vendor") || state == QLatin1String("Awaiting Problem") ||
        state == QLatin1String("Awaiting Evidence"))
        return QStringLiteral("third");
    return state;
}

LogFacts countLog(const QString &path)
{
    LogFacts facts;
    Table table(path);
    QHash<QString, QString> row;
    QHash<QString, QString> before;
    const auto of = [](const QHash<QString, QString> &r, const char *name) {
        return r.value(QString::fromLatin1(name));
    };
    while (table.next(row)) {
        ++facts.rows;
        const bool first = of(row, "number") != of(before, "number");
        const QString from = first ? QStringLiteral("New") : ourState(of(before, "incident_state"));
        const QString to = ourState(of(row, "incident_state"));
        facts.incidents += first ? 1 : 0;
        facts.statusChanges += from != to ? 1 : 0;
        const bool wasDone = from == QLatin1String("Resolved") || from == QLatin1String("Closed");
        const bool isDone = to == QLatin1String("Resolved") || to == QLatin1String("Closed");
        facts.reopenings += wasDone && !isDone ? 1 : 0;
        facts.newToClosed += from == QLatin1String("New") && to == QLatin1String("Closed") ? 1 : 0;
        facts.resolvedToWaiting +=
            from == QLatin1String("Resolved") && to.startsWith(QLatin1String("Awaiting")) ? 1 : 0;
        if (!first && (of(row, "assignment_group") != of(before, "assignment_group") ||
                       of(row, "assigned_to") != of(before, "assigned_to")))
            ++facts.reassignments;
        before = row;
    }
    return facts;
}

qint64 countRows(const QString &path)
{
    Table table(path);
    QHash<QString, QString> row;
    qint64 rows = 0;
    while (table.next(row))
        ++rows;
    return rows;
}

} // namespace

/// The sample files as a whole, in both databases: what came in agrees with what a plain count of the file says.
class TestImportSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::configureServices(); }
    void eventLog_data() { test::addDialectRows(); }
    void eventLog();
    void texts_data();
    void texts();
};

void TestImportSamples::eventLog()
{
    QString path = samplePath(QStringLiteral("it_incident_event_log"));
    if (path.isEmpty())
        QSKIP("it_incident_event_log.csv.gz is not there; set MOSTRADOR_TEST_DATA");
    MOSTRADOR_TEST_DATABASE(db);
    QTemporaryDir folder;
    if (test::isSlowBuild)
        path = beginningOf(path, folder.path());
    const LogFacts facts = countLog(path);
    if (!test::isSlowBuild) {
        QCOMPARE(facts.rows, 56264);
        QCOMPARE(facts.incidents, 9912);
    }
    QVERIFY(facts.rows > 1400 && facts.incidents > 150);
    const auto report = runImportOf({path, QStringLiteral("it-incident-event-log"),
                                     test::shippedMapping(QStringLiteral("it-incident-event-log")), 200});
    QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
    QCOMPARE(report->rows, facts.rows);
    QCOMPARE(report->imported, facts.incidents);
    QCOMPARE(report->refused, 0);
    QCOMPARE(report->skipped, 0);
    QCOMPARE(report->statusChanges, facts.statusChanges);
    QCOMPARE(report->reassignments, facts.reassignments);
    QCOMPARE(report->reopenings, facts.reopenings);
    QCOMPARE(report->bridges, facts.newToClosed + facts.resolvedToWaiting);

    // What stands in the database agrees with the report.
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents")), facts.incidents);
    QCOMPARE(test::number(
                 QStringLiteral("select count(*) from incidents where status = 'closed' and resolved_at is not null")),
             facts.incidents);
    QCOMPARE(test::number(QStringLiteral("select count(*) from events where kind = 'status_changed'")),
             report->statusChanges + report->bridges);
    QCOMPARE(test::number(QStringLiteral("select count(*) from events where kind = 'assigned'")),
             report->reassignments);
    QCOMPARE(test::number(QStringLiteral("select count(*) from events where kind = 'incident_changed'")),
             report->otherChanges);
    // Nothing happened before its incident was opened, or after 2017, and each life runs forward.
    QCOMPARE(test::number(QStringLiteral(
                 "select count(*) from events e join incidents i on i.id = e.incident_id where e.at < i.created_at")),
             0);
    QVERIFY(test::number(QStringLiteral("select max(at) from events")) <
            Timestamp::fromRfc3339(QStringLiteral("2018-01-01T00:00:00Z"))->milliseconds());
    QCOMPARE(test::number(QStringLiteral(
                 "select count(*) from events a join events b on b.incident_id = a.incident_id and b.id > a.id "
                 "and b.version = a.version + 1 and b.at < a.at")),
             0);
    QCOMPARE(test::number(QStringLiteral(
                 "select count(*) from incidents i where version <> (select max(e.version) from events e where "
                 "e.incident_id = i.id)")),
             0);
    // One life that the file tells: 29/2/2016 04:40 opened, 1/3/2016 09:52 resolved, 6/3/2016 10:00 closed.
    const auto ms = [](const char *at) {
        return QString::number(Timestamp::fromRfc3339(QString::fromLatin1(at))->milliseconds());
    };
    QCOMPARE(
        test::lines(QStringLiteral(
                        "select created_at, resolved_at, closed_at, channel from incidents where external_reference = "
                        "'INC0000047'"),
                    4),
        QStringList{ms("2016-02-29T04:40:00Z") + QStringLiteral(" | ") + ms("2016-03-01T09:52:00Z") +
                    QStringLiteral(" | ") + ms("2016-03-06T10:00:00Z") + QStringLiteral(" | phone")});
}

void TestImportSamples::texts_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("mapping");
    QTest::addColumn<QString>("reference"); // column, and what stands before it in the external reference
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("rows");
    const struct
    {
        const char *file;
        const char *mapping;
        const char *reference;
        const char *prefix;
        const char *text;
        qint64 rows;
    } files[] = {
        {"consumer_complaints", "consumer-complaints", "Complaint ID", "CFPB-", "Consumer complaint narrative", 2630},
        {"multilingual_issues", "multilingual-issues", "number", "VSCODE-", "body", 836},
        {"seamonkey_issues", "seamonkey-issues", "Issue id", "SEAMONKEY-", "Description", 1076},
    };
    for (const auto dialect : {storage::Dialect::Sqlite, storage::Dialect::Postgresql}) {
        for (const auto &file : files) {
            QTest::addRow("%s %s", dialect == storage::Dialect::Sqlite ? "sqlite" : "postgresql", file.file)
                << static_cast<int>(dialect) << QString::fromLatin1(file.file) << QString::fromLatin1(file.mapping)
                << QString::fromLatin1(file.reference) << QString::fromLatin1(file.prefix)
                << QString::fromLatin1(file.text) << file.rows;
        }
    }
}

void TestImportSamples::texts()
{
    QFETCH(QString, file);
    QFETCH(QString, mapping);
    QFETCH(QString, reference);
    QFETCH(QString, prefix);
    QFETCH(QString, text);
    QFETCH(qint64, rows);
    const QString path = samplePath(file);
    if (path.isEmpty())
        QSKIP("the sample data is not there; set MOSTRADOR_TEST_DATA");
    MOSTRADOR_TEST_DATABASE(db);
    QCOMPARE(countRows(path), rows);
    const auto report = runImportOf({path, mapping, test::shippedMapping(mapping), 200});
    QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
    QCOMPARE(report->rows, rows);
    QCOMPARE(report->imported, rows);
    QCOMPARE(report->refused, 0);
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents")), rows);
    QCOMPARE(test::number(QStringLiteral("select count(*) from messages")), rows);

    // Every text came in as it is in the file.
    QHash<QString, QString> bodies;
    for (const QString &line :
         test::lines(QStringLiteral("select i.external_reference, m.body from incidents i join messages m on "
                                    "m.incident_id = i.id"),
                     2)) {
        const qsizetype border = line.indexOf(QLatin1String(" | "));
        bodies.insert(line.left(border), line.mid(border + 3));
    }
    QCOMPARE(bodies.size(), rows);
    Table table(path);
    QHash<QString, QString> row;
    qint64 withText = 0;
    while (table.next(row)) {
        const QString body = bodies.value(prefix + row.value(reference));
        if (row.value(text).trimmed().isEmpty()) {
            QVERIFY2(!body.trimmed().isEmpty(), qPrintable(row.value(reference)));
            continue;
        }
        ++withText;
        QCOMPARE(body, row.value(text));
    }
    QVERIFY(withText > rows / 5);
}

QTEST_GUILESS_MAIN(TestImportSamples)
#include "test_import_samples.moc"
