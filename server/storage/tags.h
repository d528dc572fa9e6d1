// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tag.h"
#include "storage/page.h"

/// Rows of tags. There is one for each tag that an incident carries: writing an incident makes it (ensure()), and
/// adopt() finds what slipped through. How many incidents carry a tag is counted by index up to a cap when it is read:
/// a counter in the row would make everybody who tags alike wait for each other. Functions run in the caller's
/// transaction.
namespace mostrador::storage::tags {

/// As far as incidents are counted.
inline constexpr qint64 countCap = 1000;

/// AlreadyExists with /name.
Result<TagId> insert(Database &database, const Tag &tag);
/// @{ With the number of incidents and what becomes it.
Result<std::optional<Tag>> find(Database &database, TagId id);
Result<std::optional<Tag>> findByName(Database &database, const QString &name);
/// @}
/// The same, locked.
Result<std::optional<Tag>> findForUpdate(Database &database, TagId id);
/// False if the version does not match or the row is gone. AlreadyExists with /name.
Result<bool> update(Database &database, const Tag &tag, qint64 expectedVersion);
/// False as in update().
Result<bool> remove(Database &database, TagId id, qint64 expectedVersion);
/// Makes the row of a tag that an incident is given, if there is none.
Outcome ensure(Database &database, const QString &name, Timestamp now);
/// Makes the rows that are missing of tags that incidents carry; how many. Takes a step through the index for each tag
/// there is, whatever the number of incidents.
Result<qint64> adopt(Database &database, Timestamp now);

/// What of the table a list shows.
struct Filter
{
    QString prefix;       ///< of the name, without regard to accents and case
    bool offered = false; ///< without the archived ones
};
/// Sort keys: name (default), created.
Result<Page<Tag>> list(Database &database, const Filter &filter, const PageRequest &page);

} // namespace mostrador::storage::tags
