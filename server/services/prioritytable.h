// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/priority.h"
#include "services/unitofwork.h"

/// The table from impact x urgency to priority. It stands in the database, so that all processes have the same.
/// Incidents that exist keep their priority until impact or urgency change.
namespace mostrador::services::prioritytable {

/// The table in force; ITIL's usual one as long as none was set. Kept for some seconds per process.
Result<PriorityTable> current(UnitOfWork &unit);
/// The same for those who look at it (Action::SettingsRead), fresh from the database.
Result<PrioritySetting> get(UnitOfWork &unit);
/// Replaces it (Action::SettingsManage). EditConflict, by cell such as "high/low", where somebody else changed a cell
/// to something else since the expected version; nothing: whatever it was.
Result<PrioritySetting> replace(UnitOfWork &unit, const PriorityTable &table, std::optional<qint64> expectedVersion);
/// The same without a look at the version.
Outcome set(UnitOfWork &unit, const PriorityTable &table);

} // namespace mostrador::services::prioritytable
