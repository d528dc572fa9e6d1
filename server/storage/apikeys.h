// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "storage/page.h"

/// Rows of API keys. Tokens come as SHA-256 (32 bytes) only. Functions run in the caller's transaction.
namespace mostrador::storage::apikeys {

struct Key
{
    ApiKeyId id;
    Employee employee; ///< as in sessions::Session when found by token; else only the id
    QString label;
    Timestamp createdAt;
    std::optional<Timestamp> lastUsedAt;
    std::optional<Timestamp> expiresAt;
};

Result<ApiKeyId> insert(Database &database, EmployeeId employee, const QString &label, const QByteArray &tokenHash,
                        Timestamp now, std::optional<Timestamp> expiresAt);
/// One statement; may be run in Mode::SingleStatement.
Result<std::optional<Key>> findByToken(Database &database, const QByteArray &tokenHash);
Result<std::optional<Key>> find(Database &database, ApiKeyId id);
Outcome touch(Database &database, ApiKeyId id, Timestamp now);
/// False if there is none.
Result<bool> remove(Database &database, ApiKeyId id);
Result<qint64> removeAll(Database &database, EmployeeId employee);
/// Sort key: created. @p employee: only that one's, if given.
Result<Page<Key>> list(Database &database, std::optional<EmployeeId> employee, const PageRequest &page);

} // namespace mostrador::storage::apikeys
