// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "storage/incidents.h"
#include "storage/transaction.h"

#include <functional>

/// Rows for tests of storage. Each function stops the program with the cause if the database refuses.
namespace mostrador::test {

/// 2026-11-21T09:00:00Z
Timestamp testNow();

Customer newCustomer(const QString &email, const QString &given = QStringLiteral("Ana"),
                     const QString &family = QStringLiteral("García"));
Employee newEmployee(const QString &email, Role role = Role::Agent);
Team newTeam(const QString &name, bool restricted = false);
Product newProduct(const QString &sku, const QString &name);

/// @{ Written in a transaction of their own.
CustomerId addCustomer(storage::Database &db, const QString &email);
EmployeeId addEmployee(storage::Database &db, const QString &email, Role role = Role::Agent,
                       const QList<TeamId> &teams = {});
TeamId addTeam(storage::Database &db, const QString &name, bool restricted = false);
ProductId addProduct(storage::Database &db, const QString &sku, const QString &name);
/// @}

/// A bundle with everything set; tests change what they are about.
storage::incidents::NewBundle newBundle(CustomerId customer, const QString &subject, const QString &description);
storage::incidents::BundleIds addIncident(storage::Database &db, const storage::incidents::NewBundle &bundle);
storage::incidents::MessageBundle newMessage(const Incident &incident, const QString &body, bool internal,
                                             EmployeeId author);

/// Runs @p work in a committed transaction.
void inTransaction(storage::Database &db, const std::function<void(storage::Database &)> &work);

/// The value, or the program's end with the cause.
template <typename T>
T must(const Result<T> &result)
{
    if (!result)
        qFatal("storage refused: %s %s %s", qPrintable(toString(result.error().code)),
               qPrintable(result.error().detail), qPrintable(result.error().cause));
    return *result;
}
template <typename T>
T mustHave(const Result<std::optional<T>> &result)
{
    const auto row = must(result);
    if (!row)
        qFatal("no such row");
    return *row;
}

Actor actorOf(const Employee &employee);

} // namespace mostrador::test
