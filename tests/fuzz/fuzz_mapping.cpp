// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mappings of the import: a mapping file, a line "%%", and a CSV file for it. A mapping that is accepted makes of any
// rows either a history that holds together or a reason.
#include "app/import/csvreader.h"
#include "app/import/mapping.h"
#include "memoryfile.h"
#include "target.h"

namespace mostrador::fuzz::mapping {

using server::CsvReader;
using server::CsvRecord;
using server::Mapping;
using server::PackedFile;

static void checkRows(const Mapping &mapping, const QList<QStringList> &rows)
{
    const auto history = mapping.history(rows);
    if (!history) {
        check(!history.error().reason.isEmpty(), "a refusal without a reason");
        check(history.error().row >= 0 && history.error().row < rows.size(), "a fault in a row that is not there");
        return;
    }
    check(history->steps.size() == rows.size(), "not a step for each row");
    for (const QString &tag : history->opening.tags)
        check(!tag.isEmpty() && tag == tag.trimmed(), "a tag of white space");
    const int year = history->openedAt.toDateTime().date().year();
    check(year >= 1969 && year <= 10000, "a year that no date has"); // at the edges the zone may shift it by one
    for (const auto &step : history->steps)
        check(!step.facts.product || !step.facts.product->sku.isEmpty(), "a product without a number");
}

MOSTRADOR_FUZZ_TARGET(mapping)
{
    const QList<QByteArray> parts = sections(input, 2);
    Result<Mapping, server::Reason> mapping = Mapping::parse(parts.at(0));
    if (!mapping) {
        check(!mapping.error().text.isEmpty(), "a refusal without a reason");
        return;
    }
    const MemoryFile file(parts.at(1));
    PackedFile packed(file.path());
    CsvReader csv(packed, mapping->delimiter());
    CsvRecord record;
    if (!csv.next(record))
        return;
    if (const auto bound = mapping->bind(record.fields); !bound) {
        check(!bound.error().text.isEmpty(), "a refusal without a reason");
        return;
    }
    check(mapping->columnCount() == record.fields.size(), "columns lost");
    QList<QStringList> rows;
    QString lastKey;
    for (int n = 0; n < 200 && csv.next(record); ++n) {
        const QString key = mapping->keyOf(record.fields);
        check(key == key.trimmed(), "a key with white space around it");
        if (!rows.isEmpty() && (mapping->format() == Mapping::Format::Rows || key != lastKey)) {
            checkRows(*mapping, rows);
            rows.clear();
        }
        lastKey = key;
        rows.append(record.fields);
    }
    if (!rows.isEmpty())
        checkRows(*mapping, rows);
}

} // namespace mostrador::fuzz::mapping
