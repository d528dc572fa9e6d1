// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnrows.h"

namespace mostrador::console {

/// The columns of the queue, in the order of IncidentListModel::Column.
std::vector<ColumnOf<Incident>> incidentColumns();

} // namespace mostrador::console
