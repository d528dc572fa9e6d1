// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/codecs.h"
#include "services/listing.h"
#include "services/unitofwork.h"

namespace mostrador::services {

/// Log-in of employees. Tokens are 256 random bits; the database keeps their SHA-256 only.
namespace sessions {

/// Checks the password (slow pool) and opens a session. InvalidCredentials is alike in answer and time for an unknown
/// account, an inactive one and a wrong password; TooManyRequests after too many failures per account or address, which
/// are counted in the database so that all processes know them. Manages its own transactions.
Result<codec::SessionGrant> logIn(const Context &context, const QString &email, const QString &password);

/// Who the bearer token (session or API key) stands for; Unauthenticated if it is unknown, ended or too old.
/// @p countsAsUse: false where nobody did anything, such as when an open feed is looked at again; a session left alone
/// then still ends in its time.
Result<Actor> authenticate(const QString &bearerToken, const Clock &clock, bool countsAsUse = true);

/// Ends the actor's present session.
Outcome logOut(UnitOfWork &unit);

} // namespace sessions

/// A key for programs. Acts as the employee who made it.
struct ApiKey
{
    ApiKeyId id;
    EmployeeId employee;
    QString label;
    Timestamp createdAt;
    std::optional<Timestamp> lastUsedAt; ///< to the hour
    std::optional<Timestamp> expiresAt;
};

namespace apikeys {

struct Granted
{
    ApiKey key;
    QString token; ///< shown once
};
Result<Granted> create(UnitOfWork &unit, const QString &label, std::optional<Timestamp> expiresAt);
Result<ListPage<ApiKey>> list(UnitOfWork &unit, const ListRequest &request);
Outcome remove(UnitOfWork &unit, ApiKeyId id);

} // namespace apikeys
} // namespace mostrador::services
