// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of employees.
namespace mostrador::services::employees {

/// The password is checked against limits::passwordMin and a list of the most common ones, then hashed (Argon2id): call
/// it from the slow pool.
Result<Employee> create(UnitOfWork &unit, const NewEmployee &input);
/// A removed one too: histories name them.
Result<Employee> get(UnitOfWork &unit, EmployeeId id);
Result<Employee> getByEmail(UnitOfWork &unit, const QString &email);
/// Sort keys: name, email, created.
Result<ListPage<Employee>> list(UnitOfWork &unit, const ListRequest &request);
/// The last active administrator can neither be removed nor lose the role (Conflict).
Result<Employee> change(UnitOfWork &unit, EmployeeId id, const EmployeeChange &change, qint64 expectedVersion);
/// Makes inactive, ends all sessions and API keys; the name stays in the history.
Outcome remove(UnitOfWork &unit, EmployeeId id, std::optional<qint64> expectedVersion);
/// Before setPassword(), in a transaction of its own: counts a try of one's own password, so that whoever got hold of a
/// session cannot guess on (TooManyRequests; limits as in loginthrottle.h). Does nothing for somebody else's.
Outcome countPasswordTry(const Context &context, EmployeeId id);
/// Sets a new password and ends all sessions of the employee but, for one's own, the present one.
/// @p current is asked of everybody who changes the own password (else ValidationFailed at /current); administrators
/// set others' without it. API keys stay when one changes the own password, and end when an administrator sets it,
/// because that is what is done when an account fell into wrong hands. Not with an API key (Forbidden). Slow pool, like
/// create().
Outcome setPassword(UnitOfWork &unit, EmployeeId id, const QString &current, const QString &password);

} // namespace mostrador::services::employees
