// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/listplace.h"
#include "storage/database.h"

#include <QList>
#include <QVariant>

namespace mostrador::storage {

/// Which page of a list. Pages go by key: the cursor holds the last row's sort key and id, so no row that is there all
/// along is skipped or repeated while others come, change or go (but one whose own sort key changes).
struct PageRequest
{
    QString sort = {};   ///< one of the list's keys, "-" first for descending; empty: the list's default
    QString cursor = {}; ///< from the page before; empty: the first page
    int limit = 50;      ///< rows, at least 1
    /// @{ Incidents only: rows behind the one place, up to and with the other, and among these ids.
    std::optional<ListPlace> after = {};
    std::optional<ListPlace> until = {};
    QList<qint64> ids = {}; ///< empty: any
    /// @}
};

template <typename T>
struct Page
{
    QList<T> items;
    QString nextCursor; ///< empty on the last page
    int mode = 0;       ///< how wide the text search was; see incidents::list()
};

/// What a cursor holds. Opaque to clients: base64url of JSON; checked for form and types when it comes back.
struct Cursor
{
    QString sort;     ///< the sort it belongs to
    QVariantList key; ///< qint64 or QString values
    qint64 id = 0;
    int mode = 0; ///< how wide the text search is; see incidents::list()

    QString encode() const;
    /// InvalidCursor unless it is a cursor of this sort with @p keySize key values.
    static Result<Cursor> decode(const QString &text, const QString &sort, int keySize);
};

} // namespace mostrador::storage
