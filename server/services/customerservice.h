// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of customers: create, read, find by e-mail, list, change each attribute, remove.
namespace mostrador::services::customers {

/// AlreadyExists with /email if another customer has that address.
Result<Customer> create(UnitOfWork &unit, const NewCustomer &input);
Result<Customer> get(UnitOfWork &unit, CustomerId id);
Result<Customer> getByEmail(UnitOfWork &unit, const QString &email);
/// Sort keys: name, email, created.
Result<ListPage<Customer>> list(UnitOfWork &unit, const ListRequest &request);
/// Merges like incidents::change().
Result<Customer> change(UnitOfWork &unit, CustomerId id, const CustomerChange &change, qint64 expectedVersion);
/// Removes the person: attributes are erased, also from the events about the customer (which keep who did what when),
/// and tracking links lead nowhere. Incidents and their conversation stay and show "removed customer".
/// InUse while the customer has an active incident.
Outcome remove(UnitOfWork &unit, CustomerId id, std::optional<qint64> expectedVersion);

} // namespace mostrador::services::customers
