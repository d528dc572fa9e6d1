// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/priority.h"
#include "services/unitofwork.h"

/// The table from impact x urgency to priority. It stands in the database, so that all processes have the same.
namespace mostrador::services::prioritytable {

/// The table in force; ITIL's usual one as long as none was set. Kept for some seconds per process.
Result<PriorityTable> current(UnitOfWork &unit);
/// Replaces it (Action::SettingsManage). Incidents that exist keep their priority until impact or urgency change.
Outcome set(UnitOfWork &unit, const PriorityTable &table);

} // namespace mostrador::services::prioritytable
