// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/incidentquery.h"

namespace mostrador::storage {

/// @internal What a value of an assignee, team, customer, product or mentions condition looks for if it is the name (or
/// e-mail, SKU) of something, as "select id from ..."; nothing if it is an id or a fixed word such as `none`.
std::optional<SqlPart> nameLookup(searchquery::Field field, const QString &value);

/// @internal @p query with the ids of those so named in place of the names: only for an id an index that begins with
/// it serves the list's order. Names of very many customers stay.
Result<searchquery::Query> withIdsForNames(Database &database, const searchquery::Query &query);

} // namespace mostrador::storage
