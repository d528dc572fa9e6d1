// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/page.h"

/// Rows of customers. Functions run in the caller's transaction. "Nothing" as a result means that there is no such row.
namespace mostrador::storage::customers {

/// Writes a new row; the id, createdAt, updatedAt and version of @p customer are taken as given but for the id.
/// AlreadyExists with /email if the address is taken (on PostgreSQL the transaction is lost then).
Result<CustomerId> insert(Database &database, const Customer &customer);

struct Found
{
    Customer customer;
    bool inserted = false;
};
/// The customer with that e-mail, or @p customer newly written. Safe against others doing the same at the same time.
Result<Found> findOrInsert(Database &database, const Customer &customer);

/// Removed customers are not found but by @p withRemoved.
Result<std::optional<Customer>> find(Database &database, CustomerId id, bool withRemoved = false);
Result<std::optional<Customer>> findByEmail(Database &database, const QString &email);
/// Locks the row until the end of the transaction (PostgreSQL FOR UPDATE).
Result<std::optional<Customer>> findForUpdate(Database &database, CustomerId id);

/// Writes every attribute if the row still has @p expectedVersion; @p customer.version is the new one. False if it has
/// not, or is gone. AlreadyExists with /email.
Result<bool> update(Database &database, const Customer &customer, qint64 expectedVersion);
/// Erases the person's attributes, also the name in events the customer caused, and marks the row removed; incidents
/// keep pointing at it. False as in update().
Result<bool> erase(Database &database, CustomerId id, qint64 expectedVersion, Timestamp at);

/// @p words: each must begin the given name, the family name or the e-mail. @p email: exact, if not empty.
/// Sort keys: name (default), email, created.
Result<Page<Customer>> list(Database &database, const QString &words, const QString &email, const PageRequest &page);

/// Whether an incident that is not at its end belongs to the customer.
Result<bool> hasActiveIncident(Database &database, CustomerId id);

} // namespace mostrador::storage::customers
