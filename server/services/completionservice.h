// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchcompletion.h"
#include "services/unitofwork.h"

/// Completing a search query while it is written.
namespace mostrador::services::completions {

/// What may be written at a place (UTF-16 units) of a query: names of fields and their values, saved views by the
/// beginning of their names, and words of incidents; nothing that the actor may not see. Bounded by index whatever the
/// number of incidents. ValidationFailed names /q or /cursor.
Result<searchquery::Completions> complete(UnitOfWork &unit, const QString &query, qsizetype place);

} // namespace mostrador::services::completions
