// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/cannedreply.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of canned replies.
namespace mostrador::services::cannedreplies {

/// ValidationFailed with UnknownPlaceholder at /body for each placeholder that does not exist.
Result<CannedReply> create(UnitOfWork &unit, const NewCannedReply &input);
Result<CannedReply> get(UnitOfWork &unit, CannedReplyId id);

struct Wanted
{
    QString language;     ///< those in it or in any; empty: all
    bool offered = false; ///< what the actor is offered in the composer: not archived, of no team or of one of theirs
};
/// Words are looked for in title, shortcut and body. Sort keys: title, shortcut, created, updated.
Result<ListPage<CannedReply>> list(UnitOfWork &unit, const ListRequest &request, const Wanted &wanted = {});
Result<CannedReply> change(UnitOfWork &unit, CannedReplyId id, const CannedReplyChange &change, qint64 expectedVersion);
Outcome remove(UnitOfWork &unit, CannedReplyId id, std::optional<qint64> expectedVersion);

} // namespace mostrador::services::cannedreplies
