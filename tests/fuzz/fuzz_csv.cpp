// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// CSV files, packed or not: records come back the same when they are written again, and where a piece of the file ends
// makes no difference.
#include "app/import/csvreader.h"
#include "memoryfile.h"
#include "target.h"

namespace mostrador::fuzz::csv {

using server::CsvReader;
using server::CsvRecord;
using server::PackedFile;

/// As CsvReader reads a file in one go.
constexpr qsizetype pieceBytes = 128 * 1024;

struct Contents
{
    QList<CsvRecord> records;
    QString error;
};

static Contents readAll(QByteArrayView bytes)
{
    const MemoryFile file(bytes);
    PackedFile packed(file.path());
    check(packed.isOpen(), "a file that cannot be opened");
    CsvReader reader(packed, ',');
    Contents contents;
    CsvRecord record;
    qint64 line = 0;
    while (reader.next(record)) {
        check(record.line > line, "records whose lines do not rise");
        line = record.line;
        check(!record.fields.isEmpty() && record.fields.size() <= CsvReader::fieldsMax, "no or too many columns");
        contents.records.append(record);
    }
    contents.error = reader.error();
    check(!reader.next(record), "a record behind the end");
    return contents;
}

static QByteArray quoted(const QString &field)
{
    return '"' + field.toUtf8().replace("\"", "\"\"") + '"';
}

static void checkComesBack(const Contents &contents)
{
    QByteArray text;
    QList<QStringList> good;
    for (const CsvRecord &record : contents.records) {
        if (!record.fault.isEmpty())
            continue;
        good.append(record.fields);
        QByteArrayList fields;
        for (const QString &field : record.fields)
            fields.append(quoted(field));
        text += fields.join(',') + "\r\n";
    }
    const Contents again = readAll(text);
    check(again.error.isEmpty() && again.records.size() == good.size(), "records lost", QString::fromUtf8(text));
    for (qsizetype i = 0; i < good.size(); ++i) {
        check(again.records.at(i).fault.isEmpty() && again.records.at(i).fields == good.at(i),
              "a record that does not come back", QString::fromUtf8(text));
    }
}

/// The same records behind so much else that a piece ends among them.
static void checkAcrossPieces(QByteArrayView bytes, const Contents &contents)
{
    Chance chance(bytes);
    const qsizetype before = pieceBytes - chance.upTo(std::max<qsizetype>(bytes.size(), 1)) + 1;
    QByteArray padded(before - 1, 'x');
    padded += '\n';
    padded += bytes;
    const Contents again = readAll(padded);
    // What follows the padding is told by the plain reading.
    check(again.records.size() == contents.records.size() + 1, "a piece's end makes records");
    for (qsizetype i = 0; i < contents.records.size(); ++i) {
        check(again.records.at(i + 1).fields == contents.records.at(i).fields &&
                  again.records.at(i + 1).fault == contents.records.at(i).fault,
              "a piece's end changes a record");
    }
}

MOSTRADOR_FUZZ_TARGET(csv)
{
    const Contents contents = readAll(input);
    if (!contents.error.isEmpty())
        return; // a damaged archive
    checkComesBack(contents);
#ifdef MOSTRADOR_LIBFUZZER
    if (Chance(input).upTo(32) != 1) // it takes a hundred times as long
        return;
#endif
    // A byte order mark and gzip's mark count at the start of a file only.
    if (!input.isEmpty() && input.at(0) != '\x1f' && input.at(0) != '\xef')
        checkAcrossPieces(input, contents);
}

} // namespace mostrador::fuzz::csv
