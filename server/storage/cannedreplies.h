// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/cannedreply.h"
#include "storage/page.h"

/// Rows of canned replies. Functions run in the caller's transaction.
namespace mostrador::storage::cannedreplies {

/// AlreadyExists with /shortcut.
Result<CannedReplyId> insert(Database &database, const CannedReply &reply);
Result<std::optional<CannedReply>> find(Database &database, CannedReplyId id);
Result<std::optional<CannedReply>> findForUpdate(Database &database, CannedReplyId id);
/// False if the version does not match or the row is gone. AlreadyExists with /shortcut.
Result<bool> update(Database &database, const CannedReply &reply, qint64 expectedVersion);
/// False as in update().
Result<bool> remove(Database &database, CannedReplyId id, qint64 expectedVersion);

/// What of the table a list shows.
struct Filter
{
    QString words;    ///< each must be part of title, shortcut or body
    QString language; ///< those in it or in any; empty: all
    /// Those that members of these teams are offered: not archived, of no team or of one of these. Nothing: all.
    std::optional<QList<TeamId>> offeredTo;
};
/// Sort keys: title (default), shortcut, created, updated.
Result<Page<CannedReply>> list(Database &database, const Filter &filter, const PageRequest &page);

} // namespace mostrador::storage::cannedreplies
