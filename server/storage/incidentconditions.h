// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/incidentquery.h"

namespace mostrador::storage {

/// @internal One field condition of a query as SQL over `incidents i`. Never NULL, so that `not` means what it says.
/// @p negated: it stands under a `not`, where what few fulfil is better asked of one incident after the other.
/// @p alone: it is all of the query.
Result<SqlPart> compileCondition(const searchquery::Condition &condition, const incidents::QueryContext &context,
                                 Dialect dialect, bool negated, bool alone);

/// @internal "i.status in (...)" of the active ones, as the partial indexes of migration 1 spell it.
QString activeStatuses();

/// @internal Text for inList() of @p dialect.
QString listLiteral(const QList<qint64> &values, Dialect dialect);

} // namespace mostrador::storage
