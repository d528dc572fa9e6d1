// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/page.h"
#include "storage/statement.h"

#include <algorithm>
#include <limits>

namespace mostrador::storage {

/// @internal A sort key of a list: its name and the columns (or expressions) it orders by, besides the id.
struct SortKey
{
    QString name;
    QStringList columns;
    QList<bool> isText;  ///< for each column: text, otherwise a number
    bool coarse = false; ///< a single column with few values, each in very many rows
    /// @{ What the type of the column takes in a comparison.
    qint64 least = std::numeric_limits<qint64>::min();
    qint64 greatest = std::numeric_limits<qint64>::max();
    /// @}
};

/// @internal The SQL of one page of a list ordered by key and id.
struct KeyPage
{
    struct Part
    {
        QString where;
        QVariantList values;
        bool oneKey; ///< all rows have the same key: their order is that of their ids
    };

    QString sort;  ///< canonical, with "-" if descending
    QString where; ///< condition on the cursor and the places asked for; "1 = 1" on the first page of all
    QVariantList values;
    /// Behind or before a place in a list with a coarse key, the same as conditions one after the other: more rows with
    /// the place's key, those between, those with the last place's key. PostgreSQL takes a comparison of rows for one
    /// of their first columns: of a key that half of the rows have it would expect nothing more. SQLite uses none of an
    /// expression's index at all.
    QList<Part> parts;
    QString order;     ///< "order by ... limit ..."
    QString orderById; ///< the same for rows of one key
    QString columns;   ///< ", key columns" to be selected at the end; empty if the id is all
    QList<bool> isText;
    int limit = 1;
    int mode = 0; ///< of the cursor

    /// ValidationFailed for an unknown sort, InvalidCursor for a cursor of another list.
    static Result<KeyPage> make(const QList<SortKey> &keys, const QString &defaultSort, const PageRequest &page,
                                const QString &idColumn);
    void bind(Statement &statement) const;
    bool isDescending() const { return sort.startsWith(u'-'); }

    /// Reads the page; the key columns begin at @p firstKey.
    template <typename T, typename Read>
    Result<Page<T>> read(Statement &statement, int firstKey, Read read) const
    {
        if (const Outcome run = statement.exec(); !run)
            return run.error();
        Page<T> page;
        Cursor cursor{sort, {}, 0, mode};
        bool more = false;
        while (statement.next()) {
            if (page.items.size() == limit) {
                more = true;
                continue;
            }
            page.items.append(read(statement));
            cursor.key.clear();
            for (int i = 0; i < isText.size(); ++i) {
                if (isText.at(i))
                    cursor.key.append(statement.text(firstKey + i));
                else
                    cursor.key.append(statement.number(firstKey + i));
            }
            cursor.id = page.items.last().id.value();
        }
        if (more)
            page.nextCursor = cursor.encode();
        return page;
    }
};

/// @internal "% word%" for LIKE ... ESCAPE '!' over a column with a blank before each word.
QString likeWordStart(const QString &foldedWord);
/// @internal "%part%" for LIKE ... ESCAPE '!'.
QString likePart(const QString &foldedPart);
/// @internal The end of the range of texts that begin with @p prefix, in byte order.
QString prefixEnd(const QString &prefix);

} // namespace mostrador::storage
