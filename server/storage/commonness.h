// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/incidentquery.h"

namespace mostrador::storage {

/// @internal What PostgreSQL's statistics tell of the words of a query: the most frequent ones have their shares noted.
struct Commonness
{
    qint64 incidents = 0; ///< in the table, about
    double share = 0;     ///< of the texts that hold all of the words; 0: one is not among the most frequent

    /// How many incidents of a list to look at one after the other, to find @p rows with the words, before all with
    /// them are collected; 0: none. Of common words very many would be collected for each page, which at a million
    /// incidents takes half a second, and the newest hold them too. A fiftieth of all: in vain, that is a part of what
    /// follows.
    int near(qint64 rows) const;
};

/// @internal For a query with a driver; nothing is common on SQLite, which keeps no such statistics.
Result<Commonness> commonness(Database &database, const CompiledQuery &compiled);

} // namespace mostrador::storage
