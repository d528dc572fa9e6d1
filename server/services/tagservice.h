// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tag.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of tags. Tagging itself is a change of the incident.
namespace mostrador::services::tags {

/// AlreadyExists with /name (and the extension "existing_id") also where incidents carry it but nobody described it.
/// Conflict while incidents are being taken a tag of that name away.
Result<Tag> create(UnitOfWork &unit, const NewTag &input);
Result<Tag> get(UnitOfWork &unit, TagId id);
/// The query is the beginning of a name. Sort keys: name, created. @p offered: without the archived ones.
Result<ListPage<Tag>> list(UnitOfWork &unit, const ListRequest &request, bool offered = false);
/// A new name is its name at once; the incidents that carry the old one follow by advance(). AlreadyExists, as in
/// create(), for the name of another tag: merge() them.
Result<Tag> change(UnitOfWork &unit, TagId id, const TagChange &change, qint64 expectedVersion);
/// Takes the tag off the list; the incidents that carry it get @p into instead, by advance(). Gives @p into.
Result<Tag> mergeInto(UnitOfWork &unit, TagId id, TagId into, std::optional<qint64> expectedVersion);
/// InUse where an incident carries it: archive it, or merge it.
Outcome remove(UnitOfWork &unit, TagId id, std::optional<qint64> expectedVersion);

/// Changes some of the incidents whose tag became another one, each with its version and its event, in one transaction;
/// the moment of their last change stays, for nobody worked on them. False if there is nothing to do (any more) that no
/// other process is at. Whatever dies in between, calling it again goes on.
Result<bool> advance(const Clock &clock);

} // namespace mostrador::services::tags
