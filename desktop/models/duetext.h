// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

#include <optional>

namespace mostrador::console {

/// When an hour is not said: the end of the working day.
inline const QTime dueHour(18, 0);

/// Reads when something is due as people type it, relative to @p now, in local time:
/// "2h", "30m", "3d", "1w" from now on (with or without "+"; days and weeks end at dueHour); "today", "hoy",
/// "tomorrow", "mañana"; a day of the week in Spanish, English or @p locale, in full or short (the next one, never
/// today); a date as @p locale writes it short, without its year too (then the next such day), or ISO 8601; each alone
/// or with an hour behind it ("friday 9:30"); an hour alone: today, or tomorrow where it is over.
/// Nothing where it means no time.
std::optional<QDateTime> dueFromText(const QString &text, const QDateTime &now, const QLocale &locale);

} // namespace mostrador::console
