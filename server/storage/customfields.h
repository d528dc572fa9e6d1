// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/customfield.h"
#include "storage/page.h"

/// Rows of the definitions of custom fields, of which there are few. Functions run in the caller's transaction.
namespace mostrador::storage::customfields {

/// AlreadyExists with /key.
Result<CustomFieldId> insert(Database &database, const CustomField &field);
Result<std::optional<CustomField>> find(Database &database, CustomFieldId id);
Result<std::optional<CustomField>> findForUpdate(Database &database, CustomFieldId id);
/// False if the version does not match or the row is gone.
Result<bool> update(Database &database, const CustomField &field, qint64 expectedVersion);
/// False as in update().
Result<bool> remove(Database &database, CustomFieldId id, qint64 expectedVersion);
/// Sort keys: position (default), key, created. @p offered: without the archived ones.
Result<Page<CustomField>> list(Database &database, bool offered, const PageRequest &page);
/// All, archived ones too, by position and key.
Result<QList<CustomField>> all(Database &database);

} // namespace mostrador::storage::customfields
