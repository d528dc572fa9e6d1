// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/mapping.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace mostrador;
using namespace mostrador::server;

namespace {

/// A mapping with what every one must have, and more.
QByteArray mappingWith(const QByteArray &fields, const QByteArray &top = "format = \"rows\"\n",
                       const QByteArray &rest = {})
{
    return top +
           "[fields]\nexternal_reference = \"X-{n}\"\nsubject = \"{s}\"\ndescription = \"{d}\"\n"
           "customer_email = \"c-{n|slug}@import.invalid\"\ncustomer_given_name = \"C {n}\"\n" +
           fields + '\n' + rest;
}

const QStringList header{QStringLiteral("n"), QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("t"),
                         QStringLiteral("v")};

/// The history of one row "1, subject, text, <t>, <v>", or the fault.
Result<services::imports::History, Mapping::Fault> historyOf(const QByteArray &toml, const QString &t, const QString &v)
{
    auto mapping = Mapping::parse(toml);
    if (!mapping)
        return Mapping::Fault{mapping.error().text, -1};
    if (const auto bound = mapping->bind(header); !bound)
        return Mapping::Fault{bound.error().text, -2};
    return mapping->history({{QStringLiteral("N 1"), QStringLiteral("subject"), QStringLiteral("text"), t, v}});
}

} // namespace

class TestImportMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void dates_data();
    void dates();
    void templates_data();
    void templates();
    void values_data();
    void values();
    void theRest();
    void eventLogs();
    void shippedOnes_data();
    void shippedOnes();
};

void TestImportMapping::mistakes_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const QByteArray &toml, const char *fault) {
        QTest::newRow(name) << toml << QString::fromUtf8(fault);
    };
    const QByteArray opened = "opened_at = \"{t}\"";
    row("no TOML", "format = \n", "line 1");
    row("no name for a table", "[!fields]\n", "line 1");
    row("unknown setting", "formt = \"rows\"\n", "line 1: there is no setting \"formt\"");
    row("unknown field", mappingWith(opened + "\nsubjekt = \"x\""), "line 9: there is no field \"subjekt\"");
    row("unknown member", mappingWith(opened + "\nteam = { frm = \"x\" }"), "line 9: a field has no setting \"frm\"");
    row("wrong format", "format = \"tabular\"\n", "line 1: the format is");
    row("wrong zone", "time_zone = \"Europe/Atlantis\"\n", "there is no time zone \"Europe/Atlantis\"");
    row("wrong delimiter", "delimiter = \",,\"\n", "one character");
    row("wrong type", mappingWith(opened + "\nteam = 1"), "line 9: a text is needed here");
    row("wrong unknown", "unknown = \"?\"\n", "a list of texts");
    row("brace", mappingWith(opened + "\nteam = \"{n\""), "a brace is not closed");
    row("bracket", mappingWith(opened + "\nteam = \"[{n}\""), "a bracket is not closed");
    row("missing field", mappingWith(""), "the field \"opened_at\" is missing");
    row("event log without key", mappingWith(opened, "format = \"event-log\"\n"), "the field \"key\" is missing");
    row("missing column", mappingWith(opened + "\nteam = \"{nope}\""), "the file has no column \"nope\"");
    row("missing column in a default", mappingWith(opened + "\nteam = { from = \"{n}\", default = \"{nope}\" }"),
        "the file has no column \"nope\"");
    row("missing column of a further field", mappingWith(opened, "format = \"rows\"\n", "[custom]\nx = \"{nope}\"\n"),
        "the file has no column \"nope\"");
}

void TestImportMapping::mistakes()
{
    QFETCH(QByteArray, toml);
    QFETCH(QString, fault);
    const auto history = historyOf(toml, QStringLiteral("2026-01-01T00:00:00Z"), {});
    QVERIFY(!history);
    QVERIFY2(history.error().reason.contains(fault), qPrintable(history.error().reason));
}

void TestImportMapping::dates_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // empty: refused
    const auto row = [](const char *settings, const char *text, const char *expected) {
        QTest::addRow("%s %s", settings, text)
            << QByteArray(settings) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    const char *const dayFirst = "date_format = \"d/M/yyyy HH:mm\"\n";
    row(dayFirst, "29/2/2016 04:40", "2016-02-29T04:40:00.000Z");
    row(dayFirst, " 1/12/2016 23:59 ", "2016-12-01T23:59:00.000Z");
    row(dayFirst, "29/2/2015 04:40", "");
    row(dayFirst, "2016-02-29 04:40", "");
    row(dayFirst, "1/13/2016 00:00", "");
    row("date_format = \"d/M/yyyy HH:mm\"\ntime_zone = \"Europe/Madrid\"\n", "1/7/2016 12:00",
        "2016-07-01T10:00:00.000Z");
    row("date_format = \"yyyy/M/d\"\ntime_zone = \"America/New_York\"\n", "2019/9/24", "2019-09-24T04:00:00.000Z");
    row("date_format = \"d MMM yyyy\"\n", "3 Jan 2020", "2020-01-03T00:00:00.000Z");
    row("", "2024-06-15T08:13:30Z", "2024-06-15T08:13:30.000Z");
    row("", "2020-01-02 17:14:21+00:00", "2020-01-02T17:14:21.000Z");
    row("", "2020-01-02 17:14:21+02:00", "2020-01-02T15:14:21.000Z");
    row("time_zone = \"Europe/Madrid\"\n", "2020-07-02 12:00:00", "2020-07-02T10:00:00.000Z");
    row("", "yesterday", "");
    row("", "", "");
    row("", "0001-01-01T00:00:00Z", "");
}

void TestImportMapping::dates()
{
    QFETCH(QByteArray, settings);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto history = historyOf(mappingWith("opened_at = \"{t}\"", "format = \"rows\"\n" + settings), text, {});
    QCOMPARE(history.ok(), !expected.isEmpty());
    if (history)
        QCOMPARE(history->openedAt.toRfc3339(), expected);
    else
        QVERIFY2(history.error().reason.startsWith(QLatin1String("opened_at: ")), qPrintable(history.error().reason));
}

void TestImportMapping::templates_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("v");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *field, const char *v, const char *expected) {
        QTest::addRow("%s %s", field, v) << QByteArray(field) << QString::fromUtf8(v) << QString::fromUtf8(expected);
    };
    row("\"fixed\"", "", "fixed");
    row("\"{v}\"", "x", "x");
    row("\"{v}\"", "?", "");
    row("\"{n}: {v}\"", "?", "N 1: ");
    row("\"{n}[: {v}]\"", "x", "N 1: x");
    row("\"{n}[: {v}]\"", "?", "N 1");
    row("\"{n}[: {v}]\"", " ", "N 1");
    row("\"a {v} b\"", "?", ""); // nothing known: nothing at all
    row("{ from = \"{v}\", default = \"no {n}\" }", "?", "no N 1");
    row("{ from = \"{v}\", default = \"no {n}\" }", "x", "x");
    row("\"{v|slug}\"", "Atención al Cliente, nº 5!", "atencion-al-cliente-no-5");
    row("\"{v|slug}\"", "---", "");
    row("{ from = \"{v}\", shorten = 5 }", "abcde", "abcde");
    row("{ from = \"{v}\", shorten = 5 }", "abcdef", "abcd…");
    row("{ from = \"{v}\", shorten = 3 }", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
        "\xF0\x9F\x98\x80\xF0\x9F\x98\x80…");
    row("\"{{v}}\"", "x", ""); // "{v" is no column
}

void TestImportMapping::templates()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, v);
    QFETCH(QString, expected);
    const auto history =
        historyOf(mappingWith("opened_at = \"{t}\"\norder_number = " + field, "format = \"rows\"\nunknown = [\"?\"]\n"),
                  QStringLiteral("2026-01-01T00:00:00Z"), v);
    if (field == "\"{{v}}\"") {
        QVERIFY(!history);
        return;
    }
    QVERIFY2(history.ok(), history ? "" : qPrintable(history.error().reason));
    QCOMPARE(history->opening.orderNumber, expected);
}

void TestImportMapping::values_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("v");
    QTest::addColumn<QString>("expected"); // "!": refused
    const auto row = [](const char *field, const char *v, const char *expected) {
        QTest::addRow("%s %s", field, v) << QByteArray(field) << QString::fromUtf8(v) << QString::fromUtf8(expected);
    };
    const char *const plain = "{ from = \"{v}\", values = { Done = \"closed\", Todo = \"open\" } }";
    row(plain, "Done", "closed");
    row(plain, " Todo ", "open");
    row(plain, "done", "!");
    row(plain, "Else", "!");
    row(plain, "", "new");
    row("{ from = \"{v}\", values = { Done = \"closed\" }, default = \"open\" }", "Else", "open");
    row("{ from = \"{v}\", values = { Done = \"closed\" }, default = \"open\" }", "", "open");
    row("{ from = \"{v}\", values = { Done = \"closed\" }, keep_others = true }", "resolved", "resolved");
    row("{ from = \"{v}\", values = { Done = \"closed\" }, keep_others = true }", "Else", "!");
    row("{ from = \"{v}\", values = { Done = \"finished\" } }", "Done", "!");
}

void TestImportMapping::values()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, v);
    QFETCH(QString, expected);
    const auto history =
        historyOf(mappingWith("opened_at = \"{t}\"\nstatus = " + field), QStringLiteral("2026-01-01T00:00:00Z"), v);
    QCOMPARE(history.ok(), expected != QLatin1String("!"));
    if (history)
        QCOMPARE(toString(history->steps.first().facts.status), expected);
    else
        QVERIFY2(history.error().reason.startsWith(QLatin1String("status: ")), qPrintable(history.error().reason));
}

void TestImportMapping::theRest()
{
    const auto history = historyOf(
        mappingWith("opened_at = \"{t}\"\nteam = \"Team {v}\"\nassignee = \"{v}\"\nassignee_email = "
                    "\"{v|slug}@import.invalid\"\n"
                    "product_sku = \"{v|slug}\"\nproduct_name = \"{v}\"\npriority = \"critical\"\nimpact = \"low\"\n"
                    "customer_city = \"Madrid\"\ncustomer_country = \"ES\"\nchannel = \"phone\"\nlanguage = \"es\"\n"
                    "tags = { from = \"a;b; ;c\", split = \";\" }\nby = \"{n}\"\nopened_by = \"{v}\"\n",
                    "format = \"rows\"\n", "[custom]\nkept = \"{v}\"\ngone = \"{d}[{s}]\"\n"),
        QStringLiteral("2026-01-01T00:00:00Z"), QStringLiteral("Ana Ruiz"));
    QVERIFY2(history.ok(), history ? "" : qPrintable(history.error().reason));
    QCOMPARE(history->opening.externalReference, QStringLiteral("X-N 1"));
    QCOMPARE(history->customer.email, QStringLiteral("c-n-1@import.invalid"));
    QCOMPARE(history->customer.address.city, QStringLiteral("Madrid"));
    QCOMPARE(history->opening.tags, (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QVERIFY(history->opening.channel == Channel::Phone);
    QCOMPARE(history->openedBy, QStringLiteral("Ana Ruiz"));
    QCOMPARE(history->steps.size(), 1);
    const auto &step = history->steps.first();
    QCOMPARE(step.by, QStringLiteral("N 1"));
    QCOMPARE(step.at, history->openedAt);
    QCOMPARE(step.facts.team, QStringLiteral("Team Ana Ruiz"));
    QCOMPARE(step.facts.assignee->email, QStringLiteral("ana-ruiz@import.invalid"));
    QCOMPARE(step.facts.product->sku, QStringLiteral("ana-ruiz"));
    QVERIFY(step.facts.priority == Priority::Critical);
    QVERIFY(step.facts.impact == Impact::Low);
    QCOMPARE(step.facts.customFields.value(QStringLiteral("kept")).toString(), QStringLiteral("Ana Ruiz"));
    QCOMPARE(step.facts.customFields.value(QStringLiteral("gone")).toString(), QStringLiteral("textsubject"));
}

void TestImportMapping::eventLogs()
{
    auto mapping = Mapping::parse(mappingWith("opened_at = \"{t}\"\nkey = \"{n}\"\nat = \"{v}\"\nstatus = \"{d}\"\n",
                                              "format = \"event-log\"\n"));
    QVERIFY(mapping);
    QVERIFY(mapping->bind(header));
    QVERIFY(mapping->format() == Mapping::Format::EventLog);
    const auto rowAt = [](const char *status, const char *at) {
        return QStringList{QStringLiteral("7"), QStringLiteral("subject"), QString::fromUtf8(status),
                           QStringLiteral("2026-01-01T00:00:00Z"), QString::fromUtf8(at)};
    };
    QCOMPARE(mapping->keyOf(rowAt("new", "")), QStringLiteral("7"));
    const auto history =
        mapping->history({rowAt("new", "2026-01-01T00:00:00Z"), rowAt("closed", "2026-01-02T00:00:00Z")});
    QVERIFY(history);
    QCOMPARE(history->steps.size(), 2);
    QCOMPARE(history->steps.last().at.toRfc3339(), QStringLiteral("2026-01-02T00:00:00.000Z"));
    const auto undated = mapping->history({rowAt("new", "2026-01-01T00:00:00Z"), rowAt("closed", "")});
    QVERIFY(!undated);
    QCOMPARE(undated.error().row, 1);
    QCOMPARE(undated.error().reason, QStringLiteral("at: the date is missing"));
}

void TestImportMapping::shippedOnes_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/installer/mappings"));
    const QStringList files = folder.entryList({QStringLiteral("*.toml")});
    QVERIFY(files.size() >= 4);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << folder.filePath(file);
}

void TestImportMapping::shippedOnes()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto mapping = Mapping::parse(file.readAll());
    QVERIFY2(mapping.ok(), mapping ? "" : qPrintable(mapping.error().text));
}

QTEST_GUILESS_MAIN(TestImportMapping)
#include "test_import_mapping.moc"
