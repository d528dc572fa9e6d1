// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/customfield.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of the definitions of custom fields. What they mean for incidents stands in customfieldrules.h.
namespace mostrador::services::customfields {

Result<CustomField> create(UnitOfWork &unit, const NewCustomField &input);
Result<CustomField> get(UnitOfWork &unit, CustomFieldId id);
/// Sort keys: position, key, created. @p offered: without the archived ones.
Result<ListPage<CustomField>> list(UnitOfWork &unit, const ListRequest &request, bool offered = false);
/// Incidents keep the values they have, also those that would not suit any more.
Result<CustomField> change(UnitOfWork &unit, CustomFieldId id, const CustomFieldChange &change, qint64 expectedVersion);
/// InUse where another field depends on it. Incidents keep their values.
Outcome remove(UnitOfWork &unit, CustomFieldId id, std::optional<qint64> expectedVersion);

} // namespace mostrador::services::customfields
