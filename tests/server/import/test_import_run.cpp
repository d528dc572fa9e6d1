// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importfixture.h"
#include "model/limits.h"

#include <QTemporaryDir>

using namespace mostrador;
using namespace mostrador::server;

namespace {

const QByteArray rowsMapping = "format = \"rows\"\n"
                               "[fields]\nexternal_reference = \"X-{n}\"\nopened_at = \"{t}\"\nsubject = \"{s}\"\n"
                               "description = \"{s}\"\nstatus = \"{v}\"\ncustomer_email = \"{mail}\"\n"
                               "customer_given_name = \"C\"\nteam = \"{team}\"\n";

const QByteArray logMapping =
    "format = \"event-log\"\nunknown = [\"?\"]\n"
    "[fields]\nkey = \"{n}\"\nexternal_reference = \"{n}\"\nopened_at = \"{open}\"\nat = \"{at}\"\n"
    "by = \"{by}\"\nopened_by = \"Desk\"\nsubject = \"Case {n}\"\ndescription = \"Text\"\n"
    "status = \"{v}\"\nurgency = \"{u}\"\nteam = \"{team}\"\nassignee = \"{who}\"\n"
    "assignee_email = \"{who|slug}@import.invalid\"\n"
    "customer_email = \"c@import.invalid\"\ncustomer_given_name = \"C\"\n";

QByteArray rowOf(int n, const QByteArray &subject = "subject", const QByteArray &status = "open",
                 const QByteArray &mail = "c@import.invalid", const QByteArray &at = "2020-01-01T00:00:00Z",
                 const QByteArray &team = "")
{
    return QByteArray::number(n) + "," + subject + "," + status + "," + mail + "," + at + "," + team + "\n";
}
const QByteArray rowsHeader = "n,s,v,mail,t,team\n";

} // namespace

class TestImportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::configureServices(); }
    void lifeIsReplayed_data() { test::addDialectRows(); }
    void lifeIsReplayed();
    void refusals_data() { test::addDialectRows(); }
    void refusals();
    void stopsAndGoesOn_data() { test::addDialectRows(); }
    void stopsAndGoesOn();
    void nothingTwice_data() { test::addDialectRows(); }
    void nothingTwice();
    void apartRowsAreRefused_data() { test::addDialectRows(); }
    void apartRowsAreRefused();
    void damagedFileLeavesWholeBatches_data() { test::addDialectRows(); }
    void damagedFileLeavesWholeBatches();
    void existingPeopleAreUsed_data() { test::addDialectRows(); }
    void existingPeopleAreUsed();
    void ways();

private:
    QString write(const QByteArray &content)
    {
        const QString path = m_folder.filePath(QStringLiteral("file-%1.csv").arg(++m_count));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
        return path;
    }
    static ImportOptions optionsFor(const QString &path, const QByteArray &mapping, int batch = 200)
    {
        return {path, QStringLiteral("test"), mapping, batch};
    }

    QTemporaryDir m_folder;
    int m_count = 0;
};

void TestImportRun::lifeIsReplayed()
{
    MOSTRADOR_TEST_DATABASE(db);
    const QString path = write("n,v,open,at,by,u,team,who\n"
                               "A,new,2020-01-01T08:00:00Z,2020-01-01T09:00:00Z,Desk,medium,Front,?\n"
                               "A,open,2020-01-01T08:00:00Z,2020-01-01T10:00:00Z,Ana,medium,Back,Ana\n"
                               "A,open,2020-01-01T08:00:00Z,2020-01-01T10:30:00Z,Ana,medium,Back,Ana\n"
                               "A,resolved,2020-01-01T08:00:00Z,2020-01-02T10:00:00Z,Ana,high,Back,Ana\n"
                               // before the row above: it counts as the same moment
                               "A,waiting_customer,2020-01-01T08:00:00Z,2020-01-01T12:00:00Z,Bea,high,Back,Bea\n"
                               "A,closed,2020-01-01T08:00:00Z,2020-01-03T10:00:00Z,?,high,Back,?\n"
                               "B,closed,2020-02-01T08:00:00Z,2020-02-01T08:00:00Z,Desk,medium,?,?\n");
    const auto report = runImportOf(optionsFor(path, logMapping));
    QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
    QCOMPARE(report->rows, 7);
    QCOMPARE(report->imported, 2);
    QCOMPARE(report->refused, 0);
    QCOMPARE(report->statusChanges, 5); // open, resolved, waiting, closed; B: closed
    QCOMPARE(report->bridges, 3);       // open before waiting; resolved before closed, twice
    QCOMPARE(report->reassignments, 3);
    QCOMPARE(report->reopenings, 1);
    QCOMPARE(report->otherChanges, 1);

    const QStringList events = test::lines(
        QStringLiteral("select kind, actor_name, at, old_values, new_values, version from events where incident_id = "
                       "(select id from "
                       "incidents where external_reference = 'A') and kind <> 'incident_created' order by id"),
        6);
    const auto ms = [](const char *at) {
        return QString::number(Timestamp::fromRfc3339(QString::fromLatin1(at))->milliseconds());
    };
    const QString second = ms("2020-01-02T10:00:00Z");
    QCOMPARE(events.size(), 10);
    QVERIFY(events.at(0).startsWith(QStringLiteral("status_changed | Ana | ") + ms("2020-01-01T10:00:00Z")));
    QVERIFY(events.at(0).contains(QLatin1String("\"new\"")) && events.at(0).endsWith(QLatin1String(" | 2")));
    QVERIFY(events.at(1).startsWith(QLatin1String("assigned | Ana | ")) &&
            events.at(1).endsWith(QLatin1String(" | 2")));
    QVERIFY(events.at(2).startsWith(QStringLiteral("status_changed | Ana | ") + second));
    QVERIFY(events.at(2).contains(QLatin1String("\"resolved_at\":\"2020-01-02T10:00:00.000Z\"")));
    QVERIFY(events.at(3).startsWith(QLatin1String("incident_changed | Ana | ")));
    QVERIFY(events.at(3).contains(QLatin1String("\"urgency\":\"high\"")));
    QVERIFY(events.at(4).startsWith(QStringLiteral("status_changed | Bea | ") + second)); // resolved -> open
    QVERIFY(events.at(5).startsWith(QStringLiteral("status_changed | Bea | ") + second)); // open -> waiting
    QVERIFY(events.at(5).contains(QLatin1String("waiting_customer")));
    QVERIFY(events.at(6).startsWith(QLatin1String("assigned | Bea | ")));
    QVERIFY(events.at(7).startsWith(QStringLiteral("status_changed |  | ") + ms("2020-01-03T10:00:00Z")));
    QVERIFY(events.at(8).contains(QLatin1String("\"status\":\"closed\"")));
    QVERIFY(events.at(9).startsWith(QLatin1String("assigned |  | ")) && events.at(9).endsWith(QLatin1String(" | 7")));

    QCOMPARE(test::lines(QStringLiteral(
                             "select status, created_at, updated_at, resolved_at, closed_at, version, assignee_id, "
                             "(select name from teams t where t.id = team_id), priority, message_count from incidents "
                             "where external_reference = 'A'"),
                         10),
             QStringList{QStringLiteral("closed | %1 | %2 | %2 | %2 | 7 |  | Back | 2 | 1")
                             .arg(ms("2020-01-01T08:00:00Z"), ms("2020-01-03T10:00:00Z"))});
    // The people of the file cannot log in.
    QCOMPARE(test::number(QStringLiteral("select count(*) from employees where active = 0 and password_hash = '!'")),
             2);
    QCOMPARE(test::number(QStringLiteral("select count(*) from employees")), 2);
    // No mail, no tracking link: the past is over.
    QCOMPARE(test::number(QStringLiteral("select count(*) from outbox")), 0);
    QCOMPARE(test::number(QStringLiteral("select count(*) from tracking_links")), 0);
}

void TestImportRun::refusals()
{
    MOSTRADOR_TEST_DATABASE(db);
    const QString path = write(
        rowsHeader + rowOf(1) + rowOf(2, "\"\"") + rowOf(3, "subject", "opne") +
        rowOf(4, "subject", "merged", "c@import.invalid") + rowOf(5, "subject", "open", "no address") + "6,too,few\n" +
        rowOf(7, "subject", "open", "c@import.invalid", "yesterday") + rowOf(8, QByteArray(limits::subject + 1, 'x')) +
        rowOf(9, "\"a\nb\"") +
        rowOf(10, "subject", "open", "c@import.invalid", "2020-01-01T00:00:00Z", "Team of the refused") + rowOf(10) +
        "11,\xff,open,c@import.invalid,2020-01-01T00:00:00Z,\n" + rowOf(12, "good", "open", "new@import.invalid") +
        "=1+1,subject,opne,c@import.invalid,2020-01-01T00:00:00Z,\n" + "99,\"open");
    const auto report = runImportOf(optionsFor(path, rowsMapping));
    QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
    QCOMPARE(report->rows, 15);
    QCOMPARE(report->imported, 3);
    QCOMPARE(report->refused, 12);
    QCOMPARE(report->skipped, 0);
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents")), 3);
    // Nothing of what was refused is there: no customer, no event.
    QCOMPARE(test::number(QStringLiteral("select count(*) from customers")), 2);
    QCOMPARE(test::number(QStringLiteral("select count(*) from events where kind = 'incident_created'")), 3);
    QCOMPARE(test::number(QStringLiteral("select count(*) from search_texts")), 3);

    const QString reportPath = m_folder.filePath(QStringLiteral("refused-%1.csv").arg(++m_count));
    const auto written = writeRefused(report->run, reportPath);
    QVERIFY(written);
    QCOMPARE(*written, 12);
    QFile file(reportPath);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 13);
    QCOMPARE(lines.at(0), QStringLiteral("line,key,reason"));
    const auto expect = [&](int at, const char *start, const char *reason) {
        QVERIFY2(lines.at(at).startsWith(QString::fromUtf8(start)), qPrintable(lines.at(at)));
        QVERIFY2(lines.at(at).contains(QString::fromUtf8(reason)), qPrintable(lines.at(at)));
    };
    expect(1, "3,\"X-2\",", "subject: Fill in this field.");
    expect(2, "4,\"X-3\",", "line 4: status: \"\"opne\"\"");
    expect(3, "5,\"X-4\",", "status: Choose one of the offered values.");
    expect(4, "6,\"X-5\",", "customer/email: Enter an e-mail address");
    expect(5, "7,\"X-6\",", "line 7: the row has 3 columns, the header has 6");
    expect(6, "8,\"X-7\",", "line 8: opened_at:");
    expect(7, "9,\"X-8\",", "subject: Enter at most 200 characters.");
    expect(8, "10,\"X-9\",", "subject: Remove the invisible control characters");
    expect(9, "13,\"X-10\",", "stands in line 12 too");
    expect(10, "14,\"X-11\",", "column 2 is not UTF-8");
    expect(11, "16,\"X-=1+1\",", "opne");
    expect(12, "17,", "a quoted field does not end");
}

void TestImportRun::stopsAndGoesOn()
{
    MOSTRADOR_TEST_DATABASE(db);
    QByteArray content = rowsHeader;
    for (int i = 1; i <= 100; ++i)
        content += i % 10 == 0 ? rowOf(i, "subject", "wrong") : rowOf(i);
    const ImportOptions options = optionsFor(write(content), rowsMapping, 7);
    // Stopped behind each batch, started again, until it is through.
    int rounds = 0;
    for (;;) {
        int batches = 0;
        const auto report =
            runImportOf(options, [&](const ImportProgress &progress) { return progress.again || ++batches < 2; });
        ++rounds;
        QVERIFY(rounds < 30);
        const qint64 there = test::number(QStringLiteral("select count(*) from incidents"));
        const qint64 noted =
            test::number(QStringLiteral("select count(*) from import_rows where outcome = 'imported'"));
        QCOMPARE(there, noted); // what is there and what is noted are one
        if (report) {
            QCOMPARE(report->rows, 100);
            QCOMPARE(report->imported, 90);
            QCOMPARE(report->refused, 10);
            QCOMPARE(report->skipped, 0);
            QCOMPARE(report->state, QStringLiteral("finished"));
            break;
        }
        QCOMPARE(report.error().text, QStringLiteral("stopped"));
        QVERIFY(there < 90);
    }
    QVERIFY2(rounds > 5, qPrintable(QString::number(rounds)));
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents")), 90);
    QCOMPARE(test::number(QStringLiteral("select count(*) from import_rows where outcome = 'refused'")), 10);
}

void TestImportRun::nothingTwice()
{
    MOSTRADOR_TEST_DATABASE(db);
    const QByteArray content = rowsHeader + rowOf(1) + rowOf(2, "subject", "Done") + rowOf(3);
    const ImportOptions options = optionsFor(write(content), rowsMapping);
    const auto first = runImportOf(options);
    QVERIFY(first);
    QVERIFY(!first->hadFinished);
    QCOMPARE(first->imported, 2);
    QCOMPARE(first->refused, 1);
    const qint64 events = test::number(QStringLiteral("select count(*) from events"));

    const auto again = runImportOf(options);
    QVERIFY(again);
    QVERIFY(again->hadFinished);
    QCOMPARE(again->imported, 2);
    QCOMPARE(test::number(QStringLiteral("select count(*) from events")), events);

    // The mapping is put right: what was refused comes in, what is there stays as it is.
    QByteArray corrected = rowsMapping;
    corrected.replace("status = \"{v}\"",
                      "status = { from = \"{v}\", values = { Done = \"closed\" }, keep_others = true }");
    const auto third = runImportOf(optionsFor(options.file, corrected));
    QVERIFY2(third.ok(), third ? "" : qPrintable(third.error().text));
    QVERIFY(!third->hadFinished);
    QCOMPARE(third->imported, 1);
    QCOMPARE(third->skipped, 2);
    QCOMPARE(third->refused, 0);
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents")), 3);
}

void TestImportRun::apartRowsAreRefused()
{
    MOSTRADOR_TEST_DATABASE(db);
    const QString path = write("n,v,open,at,by,u,team,who\n"
                               "A,new,2020-01-01T08:00:00Z,2020-01-01T09:00:00Z,Desk,medium,?,?\n"
                               "B,new,2020-01-01T08:00:00Z,2020-01-01T09:00:00Z,Desk,medium,?,?\n"
                               "A,closed,2020-01-01T08:00:00Z,2020-01-02T09:00:00Z,Desk,medium,?,?\n"
                               "C,new,2020-01-01T08:00:00Z,2020-01-01T09:00:00Z,Desk,medium,?,?\n"
                               "C,open,2020-01-01T08:00:00Z,later,Desk,medium,?,?\n");
    const auto report = runImportOf(optionsFor(path, logMapping));
    QVERIFY(report);
    QCOMPARE(report->imported, 2);
    QCOMPARE(report->refused, 2);
    QCOMPARE(
        test::lines(
            QStringLiteral("select row_number, row_key, reason from import_rows where outcome = 'refused' order by 1"),
            3),
        (QStringList{QStringLiteral("4 | A | \"A\" stands in line 2 too"),
                     QStringLiteral("5 | C | line 6: at: \"later\" is no date of the form iso")}));
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents where external_reference = 'C'")), 0);
}

void TestImportRun::damagedFileLeavesWholeBatches()
{
    MOSTRADOR_TEST_DATABASE(db);
    const auto missing = runImportOf(optionsFor(m_folder.filePath(QStringLiteral("no such")), rowsMapping));
    QVERIFY(!missing);
    const auto empty = runImportOf(optionsFor(write(""), rowsMapping));
    QVERIFY(!empty);
    QVERIFY(empty.error().text.contains(QLatin1String("empty")));
    const auto otherColumns = runImportOf(optionsFor(write("a,b\n1,2\n"), rowsMapping));
    QVERIFY(!otherColumns);
    QVERIFY(otherColumns.error().text.contains(QLatin1String("no column")));
    const auto badMapping = runImportOf(optionsFor(write(rowsHeader), "nonsense = 1\n"));
    QVERIFY(!badMapping);
    QCOMPARE(test::number(QStringLiteral("select count(*) from import_runs")), 0);
    // A header alone is a file with nothing in it.
    const auto none = runImportOf(optionsFor(write(rowsHeader), rowsMapping));
    QVERIFY(none);
    QCOMPARE(none->state, QStringLiteral("finished"));
    QCOMPARE(none->rows, 0);
}

void TestImportRun::existingPeopleAreUsed()
{
    MOSTRADOR_TEST_DATABASE(db);
    QVERIFY(runImportOf(optionsFor(
        write(rowsHeader + rowOf(1, "a", "open", "Ana@import.invalid", "2020-01-01T00:00:00Z", "Team")), rowsMapping)));
    QVERIFY(runImportOf(optionsFor(
        write(rowsHeader + rowOf(2, "b", "open", "ana@IMPORT.invalid", "2020-01-01T00:00:00Z", "TEAM")), rowsMapping)));
    QCOMPARE(test::number(QStringLiteral("select count(*) from incidents")), 2);
    QCOMPARE(test::number(QStringLiteral("select count(*) from customers")), 1);
    QCOMPARE(test::number(QStringLiteral("select count(*) from teams")), 1);
}

void TestImportRun::ways()
{
    using services::imports::way;
    for (const IncidentStatus from : allIncidentStatuses()) {
        for (const IncidentStatus to : allIncidentStatuses()) {
            const QList<IncidentStatus> steps = way(from, to);
            const bool none = from == to || from == IncidentStatus::Merged || to == IncidentStatus::Merged ||
                              to == IncidentStatus::New;
            QCOMPARE(steps.isEmpty(), none);
            IncidentStatus here = from;
            for (const IncidentStatus next : steps) {
                QVERIFY(canTransition(here, next, TransitionBy::System));
                here = next;
            }
            if (!none)
                QVERIFY(here == to);
        }
    }
}

QTEST_GUILESS_MAIN(TestImportRun)
#include "test_import_run.moc"
