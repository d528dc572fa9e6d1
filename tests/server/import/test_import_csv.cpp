// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvreader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <zlib.h>

using namespace mostrador::server;

namespace {

/// What was read: fields with '|' between, records with their line, faults in angle brackets.
QStringList readAll(const QString &path, char delimiter = ',', QString *error = nullptr)
{
    PackedFile file(path);
    CsvReader csv(file, delimiter);
    CsvRecord record;
    QStringList all;
    while (csv.next(record)) {
        QString text = QString::number(record.line) + QLatin1String(": ") + record.fields.join(u'|');
        if (!record.fault.isEmpty())
            text += QLatin1String(" <") + record.fault + u'>';
        all.append(text);
    }
    if (error)
        *error = csv.error();
    return all;
}

QByteArray quoted(QByteArray text)
{
    return '"' + text.replace("\"", "\"\"") + '"';
}

} // namespace

class TestImportCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void records_data();
    void records();
    void acrossPieces();
    void randomTablesComeBack();
    void packed();
    void damaged();
    void tooLong();
    void tooManyColumns();
    void missing();

private:
    QString write(const QByteArray &content)
    {
        const QString path = m_folder.filePath(QStringLiteral("file-%1.csv").arg(++m_count));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
        return path;
    }
    QString writePacked(const QByteArray &content)
    {
        const QString path = m_folder.filePath(QStringLiteral("file-%1.csv.gz").arg(++m_count));
        gzFile file = gzopen(QFile::encodeName(path).constData(), "wb");
        gzwrite(file, content.constData(), static_cast<unsigned>(content.size()));
        gzclose(file);
        return path;
    }

    QTemporaryDir m_folder;
    int m_count = 0;
};

void TestImportCsv::records_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QByteArray &content, const QStringList &expected,
                        char delimiter = ',') { QTest::newRow(name) << content << delimiter << expected; };
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    row("nothing", "", {});
    row("one", "a", {s("1: a")});
    row("two lines", "a,b\r\nc,d\r\n", {s("1: a|b"), s("2: c|d")});
    row("line feeds, no last one", "a,b\nc,d", {s("1: a|b"), s("2: c|d")});
    row("old Macs", "a,b\rc,d\r", {s("1: a|b"), s("2: c|d")});
    row("empty fields", ",\n,,\n", {s("1: |"), s("2: ||")});
    row("an empty quoted field is a record", "\"\"\n", {s("1: ")});
    row("empty lines are none", "a\n\n\r\n\nb\n", {s("1: a"), s("5: b")});
    row("quoted", "\"a,b\",\"c\"\n", {s("1: a,b|c")});
    row("doubled quotes", "\"say \"\"hi\"\"\",\"\"\"\"\n", {s("1: say \"hi\"|\"")});
    row("lines in a field", "\"a\nb\r\nc\",d\ne,f\n", {s("1: a\nb\nc|d"), s("4: e|f")});
    row("a quote inside is text", "a\"b\",c\n", {s("1: a\"b\"|c")});
    row("spaces stay", " a , b \n", {s("1:  a | b ")});
    row("byte order mark", "\xEF\xBB\xBFñ,b\n", {s("1: ñ|b")});
    row("other delimiter", "a;b,c\n", {s("1: a|b,c")}, ';');
    row("tabs", "a\tb\n", {s("1: a|b")}, '\t');
    row("astral", "\xF0\x9F\x98\x80,x\n", {s("1: \xF0\x9F\x98\x80|x")});
    row("not UTF-8", "a,\xff\nb,c\n", {s("1: a|\xEF\xBF\xBD <column 2 is not UTF-8>"), s("2: b|c")});
    row("text behind quotes", "\"a\"x,b\nc,d\n", {s("1: ax|b <text stands behind a quoted field>"), s("2: c|d")});
    row("never closed", "a,\"b\nc,d\n", {s("1: a|b\nc,d\n <a quoted field does not end>")});
    QTest::newRow("NUL") << QByteArray("a\0b,c\n", 6) << ',' << QStringList{QStringLiteral("1: a\u0000b|c")};
}

void TestImportCsv::records()
{
    QFETCH(QByteArray, content);
    QFETCH(char, delimiter);
    QFETCH(QStringList, expected);
    QCOMPARE(readAll(write(content), delimiter), expected);
    QCOMPARE(readAll(writePacked(content), delimiter), expected);
}

void TestImportCsv::acrossPieces()
{
    // Each kind of thing that takes two bytes to tell, at every place around the border of a piece.
    for (const QByteArray &thing : {QByteArray("\r\n"), QByteArray("\"\""), QByteArray("ñ")}) {
        for (qsizetype before = 128 * 1024 - 4; before <= 128 * 1024 + 1; ++before) {
            const QByteArray text = QByteArray(before - 1, 'x') + thing + "end";
            const QStringList read = readAll(write('"' + text + "\",b\nc,d\n"));
            QString expected = QString::fromUtf8(text);
            expected.replace(QLatin1String("\r\n"), QLatin1String("\n"))
                .replace(QLatin1String("\"\""), QLatin1String("\""));
            QCOMPARE(read.size(), 2);
            QVERIFY(read.first() == QLatin1String("1: ") + expected + QLatin1String("|b"));
            QVERIFY(read.last().endsWith(QLatin1String("c|d")));
        }
    }
}

void TestImportCsv::randomTablesComeBack()
{
    std::mt19937 random(42);
    const QList<QByteArray> parts{"a", ",", "\"", "\n", ";", "ñ", "\xF0\x9F\x98\x80", " ", "'", "\\"};
    for (int round = 0; round < 300; ++round) {
        QByteArray content;
        QList<QStringList> expected;
        const std::size_t rows = 1 + random() % 8;
        for (std::size_t i = 0; i < rows; ++i) {
            QList<QByteArray> cells;
            QStringList row;
            for (std::size_t j = 0; j <= i % 4; ++j) {
                QByteArray cell;
                for (std::size_t k = random() % 6; k > 0; --k)
                    cell += parts.at(static_cast<qsizetype>(random() % static_cast<unsigned>(parts.size())));
                cells.append(quoted(cell));
                row.append(QString::fromUtf8(cell));
            }
            content += cells.join(',') + (random() % 2 ? "\r\n" : "\n");
            expected.append(row);
        }
        PackedFile file(write(content));
        CsvReader csv(file, ',');
        CsvRecord record;
        QList<QStringList> read;
        while (csv.next(record)) {
            QVERIFY(record.fault.isEmpty());
            read.append(record.fields);
        }
        QCOMPARE(read, expected);
    }
}

void TestImportCsv::packed()
{
    QByteArray content;
    for (int i = 0; i < 50'000; ++i)
        content += QByteArray::number(i) + ",\"line\nbreak\"\n";
    const QString path = writePacked(content);
    QVERIFY(QFile(path).size() < content.size() / 4);
    const QStringList read = readAll(path);
    QCOMPARE(read.size(), 50'000);
    QCOMPARE(read.last(), QStringLiteral("99999: 49999|line\nbreak"));
    PackedFile file(path);
    QVERIFY(file.isOpen());
    while (!file.read()->isEmpty())
        QVERIFY(file.position() <= QFile(path).size());
    QCOMPARE(file.position(), QFile(path).size());
}

void TestImportCsv::damaged()
{
    QByteArray content;
    std::mt19937 random(1);
    for (int i = 0; i < 100'000; ++i)
        content += QByteArray::number(random()) + "\n";
    const QString whole = writePacked(content);
    QFile file(whole);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QString error;
    const QStringList cut = readAll(write(bytes.left(bytes.size() / 2)), ',', &error);
    QVERIFY(!error.isEmpty());
    QVERIFY(cut.size() < 100'000);
    QByteArray flipped = bytes;
    flipped[flipped.size() / 2] = static_cast<char>(flipped.at(flipped.size() / 2) ^ 0x55);
    readAll(write(flipped), ',', &error);
    QVERIFY(!error.isEmpty());
    readAll(whole, ',', &error);
    QVERIFY(error.isEmpty());
}

void TestImportCsv::tooLong()
{
    QByteArray content = "a,\"" + QByteArray(CsvReader::recordMax + 10, 'x') + "\"\nb,c\n";
    PackedFile file(write(content));
    CsvReader csv(file, ',');
    CsvRecord record;
    QVERIFY(csv.next(record));
    QVERIFY(record.fault.contains(QLatin1String("bytes")));
    QVERIFY(record.fields.last().size() <= CsvReader::recordMax);
    QVERIFY(csv.next(record));
    QVERIFY(record.fault.isEmpty());
    QCOMPARE(record.fields.last(), QStringLiteral("c"));
}

void TestImportCsv::tooManyColumns()
{
    PackedFile file(write(QByteArray(CsvReader::fieldsMax + 5, ',') + "\na\n"));
    CsvReader csv(file, ',');
    CsvRecord record;
    QVERIFY(csv.next(record));
    QVERIFY(record.fault.contains(QLatin1String("columns")));
    QCOMPARE(record.fields.size(), CsvReader::fieldsMax);
    QVERIFY(csv.next(record));
    QCOMPARE(record.fields, QStringList{QStringLiteral("a")});
}

void TestImportCsv::missing()
{
    QVERIFY(!PackedFile(m_folder.filePath(QStringLiteral("no such file"))).isOpen());
}

QTEST_GUILESS_MAIN(TestImportCsv)
#include "test_import_csv.moc"
