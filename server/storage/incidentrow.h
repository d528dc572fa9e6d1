// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/statement.h"

namespace mostrador::storage {

inline constexpr int incidentColumnCount = 34;

/// @internal The columns of `incidents i` with its joins, in the order readIncident() takes them.
QString incidentColumns();
/// @internal The joins that go with them.
QString incidentJoins();
/// @internal An incident from columns that begin at 0; the description is not among them.
Incident readIncident(const Statement &row);
/// @internal The columns that change in an incident's life, and their values in that order.
const QStringList &mutableIncidentColumns();
void bindMutableIncident(Statement &statement, const Incident &incident);
/// @internal What is searched of an incident's first text: subject, line feed, description; each folded.
QString foldedOpening(const QString &subject, const QString &description);
/// @internal "?, ?, ?"
QString placeholders(qsizetype count);

} // namespace mostrador::storage
