// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/savedview.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of saved views.
namespace mostrador::services::views {

/// A personal one becomes the actor's. ValidationFailed names /query with the place of the mistake as the list of
/// incidents tells it.
Result<SavedView> create(UnitOfWork &unit, const NewView &input);
Result<SavedView> get(UnitOfWork &unit, ViewId id);
/// Those the actor may see: personal ones first, then teams', then everyone's, each in order. @p offered: without those
/// of teams the actor does not belong to. Sort keys: position, name, created.
Result<ListPage<SavedView>> list(UnitOfWork &unit, const ListRequest &request, bool offered = false);
/// To share it, or to take it back, the actor must be allowed to manage it as it is and as it will be.
Result<SavedView> change(UnitOfWork &unit, ViewId id, const ViewChange &change, qint64 expectedVersion);
Outcome remove(UnitOfWork &unit, ViewId id, std::optional<qint64> expectedVersion);

} // namespace mostrador::services::views
