// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "model/draft.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of drafts. Everybody has their own and nobody another's. Their events tell the author's other
/// computers alone: when one comes or goes at once, of a text that grows no more often than every few seconds.
namespace mostrador::services::drafts {

/// The caller's draft of a reply, or of a note (@p internal), on an incident.
Result<SavedDraft> get(UnitOfWork &unit, IncidentId incident, bool internal);

/// Puts a text in its place. @p expectedVersion: of the draft the caller has; nothing: it knows of none. EditConflict
/// where another one stands there, unless it says the same. @p any: whatever stands there.
Result<SavedDraft> put(UnitOfWork &unit, IncidentId incident, bool internal, const DraftText &text,
                       std::optional<qint64> expectedVersion, bool any = false);

/// EditConflict where it has another version than @p expectedVersion, if that is given.
Outcome remove(UnitOfWork &unit, IncidentId incident, bool internal, std::optional<qint64> expectedVersion);

/// The caller's, the last one changed first. Of incidents they can no longer see the text alone.
Result<ListPage<SavedDraft>> list(UnitOfWork &unit, const ListRequest &request);

/// @internal Ends the author's draft of a message that is being written, if it is the beginning of what is said, as far
/// as it had been saved. Another text stays.
Outcome endSent(UnitOfWork &unit, IncidentId incident, const NewMessage &message);

} // namespace mostrador::services::drafts
