// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

/// Small facts about the database as a whole, by key. Functions run in the caller's transaction.
namespace mostrador::storage::meta {

Result<std::optional<QString>> get(Database &database, const QString &key);
Outcome set(Database &database, const QString &key, const QString &value);
/// Sets it unless it is there; the value it has afterwards.
Result<QString> getOrSet(Database &database, const QString &key, const QString &value);

} // namespace mostrador::storage::meta
