// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchquery.h"
#include "model/timestamp.h"

#include <QByteArray>

#include <optional>

namespace mostrador::searchquery {

/// Milliseconds since 1970 UTC.
struct Interval
{
    qint64 from = 0;
    qint64 to = 0; ///< not included
};

/// The time that a checked value of a query means ("today", a date, a moment, an age such as "2d"); days are those of
/// the IANA zone @p timeZone. An age looks back, but for the due date, where it looks ahead: due<2d is "within two
/// days". Nothing where the value means no time. The server and the console's search without it both go by this.
std::optional<Interval> intervalOf(const QString &value, Field field, Timestamp now, const QByteArray &timeZone);

} // namespace mostrador::searchquery
