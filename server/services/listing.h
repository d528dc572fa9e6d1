// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace mostrador::services {

/// What page of which list is wanted. Pages go by key: the cursor holds the last row's sort key, so that no row present
/// all along is skipped or repeated while others come and go.
struct ListRequest
{
    QString query;  ///< incidents: the search-query language; other lists: words that begin a name or e-mail
    QString sort;   ///< "-created" (default), "created", "-updated", "priority" ...; "-" first means descending
    QString cursor; ///< as a page before gave it; empty: the first page
    int limit = 50; ///< 1 .. limits::pageMax
};

template <typename T>
struct ListPage
{
    QList<T> items;
    QString nextCursor; ///< empty on the last page
};

/// ValidationFailed naming the query parameter (limit, sort, q) that is at fault. @p sortKeys: without the "-".
Outcome checkListing(const ListRequest &request, const QStringList &sortKeys);

} // namespace mostrador::services
