// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/incidents.h"

namespace mostrador::storage::completions {

/// Words of the texts that the actor may see which begin so (folded), the most common first. Runs in the caller's
/// transaction.
Result<QStringList> wordsBeginning(Database &database, const QString &foldedBeginning,
                                   const incidents::QueryContext &context, int limit);

} // namespace mostrador::storage::completions
