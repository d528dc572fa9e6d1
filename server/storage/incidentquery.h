// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/permissions.h"
#include "storage/incidents.h"

#include <QVariantList>

namespace mostrador::storage {

/// A piece of SQL with its parameters in order.
struct SqlPart
{
    QString sql;
    QVariantList values;
};

/// A search query as SQL over `incidents i`. Texts of the query become parameters only.
struct CompiledQuery
{
    SqlPart with;  ///< common table expressions ("h0 as materialized (...), ...") or empty
    SqlPart where; ///< a condition, never empty
    /// The common table expression that every match stands in, if there is one; then it is no part of @c where.
    QString driver;
    /// The same for one incident after the other, if the driver is one group of words and phrases.
    SqlPart driverFilter;
    QStringList driverWords; ///< those of its phrases too; without phrases the last of them may go on
    bool hasText = false;
    bool canWiden = false; ///< looking for parts of words would mean something else
};

/// How texts are looked for; see incidents::list().
enum class TextWidth
{
    Words,
    Substrings
};

/// @p ids: texts are looked for among these only, which is quick; empty: any. Whoever asks excludes the others besides.
/// @p ranked: the driver tells in a column `rank` how good a hit is.
Result<CompiledQuery> compileQuery(const searchquery::Query &query, const incidents::QueryContext &context,
                                   Dialect dialect, TextWidth width, const QList<qint64> &ids = {},
                                   bool ranked = false);

/// Which incidents an actor may read, as a condition over `incidents i`, made from the permission table.
SqlPart visibleTo(const Actor &actor, Dialect dialect);

/// The list statement of incidents::list(), for tests of query plans too. With @p near those with the words of
/// CompiledQuery::driverFilter, which must be there, are sought among the first @p near of the list without them.
Result<SqlPart> listStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                              TextWidth width, const PageRequest &page, int near = 0);
/// The statement of incidents::places(): value sorted by, id and number of each @p step-th row and of the last.
Result<SqlPart> placesStatement(const searchquery::Query &query, const incidents::QueryContext &context,
                                Dialect dialect, TextWidth width, const PageRequest &page, int step);
/// With @p near among the first so many of @p part of the list; a second column tells how many these were, and nothing
/// else is asked if @p cap is negative.
Result<SqlPart> countStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                               TextWidth width, qint64 cap, int near = 0, const PageRequest &part = {});

} // namespace mostrador::storage
