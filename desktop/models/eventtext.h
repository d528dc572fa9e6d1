// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "models/modelcontext.h"

#include <QJsonValue>

namespace mostrador::console {

/// An event as one sentence without who and when: "Status: New → Open". Several fields: one line each.
QString describeEvent(const Event &event, const ModelContext &context);
/// The value of a field of an incident, customer, ... (by its JSON name) as people read it: names for ids, words for
/// enumerations, local times; "–" for nothing.
QString describeValue(const QString &field, const QJsonValue &value, const ModelContext &context);
/// The JSON names of the fields that an event tells, in a fixed order; none for a creation.
QStringList changedFields(const Event &event);

/// "Yes" or nothing: a column of "No"s would only be noise.
QString yesOrNothing(bool value);

/// @{ Times in the local zone as the language writes them: short with the date; only the time where it was today.
QString localDateTime(Timestamp at, const Words &words);
QString localShort(Timestamp at, const Words &words);
/// @}

} // namespace mostrador::console
