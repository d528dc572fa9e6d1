// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/keypage.h"

namespace mostrador::storage {

/// @internal The page of the incident list that is asked for. Its columns begin with "i.".
Result<KeyPage> incidentKeys(const PageRequest &page);

/// @internal The sort of a search: those with the words in the subject first, then others with the words, then those
/// with parts of words; of each the newest first.
QString relevanceSort();
bool isByRelevance(const QString &sort);

} // namespace mostrador::storage
