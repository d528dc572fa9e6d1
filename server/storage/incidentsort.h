// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/keypage.h"

namespace mostrador::storage {

/// @internal The page of the incident list that is asked for. Its columns begin with "i.".
Result<KeyPage> incidentKeys(const PageRequest &page);

} // namespace mostrador::storage
