// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "services/listing.h"
#include "services/unitofwork.h"

namespace mostrador::services {

/// The use cases of products.
namespace products {
Result<Product> create(UnitOfWork &unit, const NewProduct &input);
Result<Product> get(UnitOfWork &unit, ProductId id);
/// Sort keys: name, sku, created.
Result<ListPage<Product>> list(UnitOfWork &unit, const ListRequest &request);
/// What the portal offers: all active products by name.
Result<QList<Product>> offered(UnitOfWork &unit);
Result<Product> change(UnitOfWork &unit, ProductId id, const ProductChange &change, qint64 expectedVersion);
/// InUse where an incident refers to it; make it inactive instead.
Outcome remove(UnitOfWork &unit, ProductId id, std::optional<qint64> expectedVersion);
} // namespace products

/// The use cases of teams.
namespace teams {
Result<Team> create(UnitOfWork &unit, const NewTeam &input);
Result<Team> get(UnitOfWork &unit, TeamId id);
Result<ListPage<Team>> list(UnitOfWork &unit, const ListRequest &request);
Result<Team> change(UnitOfWork &unit, TeamId id, const TeamChange &change, qint64 expectedVersion);
/// InUse where an incident, an employee, a shared view or a canned reply belongs to it.
Outcome remove(UnitOfWork &unit, TeamId id, std::optional<qint64> expectedVersion);
} // namespace teams

} // namespace mostrador::services
