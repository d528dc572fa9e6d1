// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/page.h"

/// Rows of products. Functions run in the caller's transaction.
namespace mostrador::storage::products {

/// AlreadyExists with /sku.
Result<ProductId> insert(Database &database, const Product &product);
Result<std::optional<Product>> find(Database &database, ProductId id);
Result<std::optional<Product>> findBySku(Database &database, const QString &sku);
Result<std::optional<Product>> findForUpdate(Database &database, ProductId id);
/// False if the version does not match or the row is gone. AlreadyExists with /sku.
Result<bool> update(Database &database, const Product &product, qint64 expectedVersion);
/// InUse where an incident refers to it. False as in update().
Result<bool> remove(Database &database, ProductId id, qint64 expectedVersion);
/// @p words: each must begin the name or the SKU. Sort keys: name (default), sku, created.
Result<Page<Product>> list(Database &database, const QString &words, const PageRequest &page);
/// All active ones by name.
Result<QList<Product>> active(Database &database);

} // namespace mostrador::storage::products
