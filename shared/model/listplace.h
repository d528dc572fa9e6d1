// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace mostrador {

/// Where a row of the list of incidents stands in an order: the value that is sorted by, as a number, and the id. Rows
/// go by these two, both ascending or both descending. A place need not be a row's: it may lie between two.
///
/// Sorted by created, updated or due the number is milliseconds since 1970 (never due: the greatest number), by
/// priority and status their rank, by reference 0.
struct ListPlace
{
    qint64 key = 0;
    qint64 id = 0;
    bool parts = false; ///< of a search that found parts of words too; says nothing of the order

    /// "1767225600000,123", with ",p" at the end if @c parts.
    QString toString() const;
    static std::optional<ListPlace> fromString(const QString &text);

    /// Whether this place comes before the other in ascending order.
    bool isBelow(const ListPlace &other) const { return key != other.key ? key < other.key : id < other.id; }
    bool isAt(const ListPlace &other) const { return key == other.key && id == other.id; }
};

} // namespace mostrador
