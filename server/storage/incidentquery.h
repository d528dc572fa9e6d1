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
    /// The same for one incident after the other, if the driver is one group of words.
    SqlPart driverFilter;
    bool hasText = false;
    bool canWiden = false; ///< looking for parts of words would mean something else
};

/// How texts are looked for; see incidents::list().
enum class TextWidth
{
    Words,
    Substrings
};

/// How far a statement with words goes. Words that very many texts hold cannot be collected for each page of a list,
/// and need not be: the newest incidents hold them too. Few and Near are for a query with a
/// CompiledQuery::driverFilter.
enum class Reach
{
    All,
    Few,  ///< as if there were no more than fewTexts + 1 texts with the words; how many there are is a last column
    Near, ///< among the first nearIncidents of the list without the words; a count's last column is how many these are
};
constexpr int fewTexts = 5000;
constexpr int nearIncidents = 5000;

/// @p mostTexts: how many texts with the words of the driver are looked at; 0: all.
Result<CompiledQuery> compileQuery(const searchquery::Query &query, const incidents::QueryContext &context,
                                   Dialect dialect, TextWidth width, qsizetype mostTexts = 0);

/// Which incidents an actor may read, as a condition over `incidents i`, made from the permission table.
SqlPart visibleTo(const Actor &actor, Dialect dialect);

/// The list statement of incidents::list(), for tests of query plans too.
Result<SqlPart> listStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                              TextWidth width, const PageRequest &page, Reach reach = Reach::All);
Result<SqlPart> countStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                               TextWidth width, qint64 cap, Reach reach = Reach::All);

} // namespace mostrador::storage
