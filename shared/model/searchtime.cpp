// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchtime.h"

#include <QTimeZone>

#include <limits>

namespace mostrador::searchquery {

namespace {

Interval dayOf(const QDate &day, const QTimeZone &zone)
{
    return {QDateTime(day, QTime(0, 0), zone).toMSecsSinceEpoch(),
            QDateTime(day.addDays(1), QTime(0, 0), zone).toMSecsSinceEpoch()};
}

} // namespace

std::optional<Interval> intervalOf(const QString &value, Field field, Timestamp now, const QByteArray &timeZone)
{
    QTimeZone zone(timeZone);
    if (!zone.isValid())
        zone = QTimeZone::utc();
    const qint64 present = now.milliseconds();
    const QDate today = now.toDateTime().toTimeZone(zone).date();
    if (value == QLatin1String("today"))
        return dayOf(today, zone);
    if (value == QLatin1String("yesterday"))
        return dayOf(today.addDays(-1), zone);
    if (value.size() == 10 && value.at(4) == u'-')
        return dayOf(QDate::fromString(value, Qt::ISODate), zone);
    if (const auto exact = Timestamp::fromRfc3339(value))
        return Interval{exact->milliseconds(), exact->milliseconds() + 1};
    bool ok = false;
    const qint64 number = value.chopped(1).toLongLong(&ok);
    if (!ok)
        return std::nullopt;
    constexpr qint64 hour = 3'600'000;
    const QChar unit = value.back();
    const qint64 span = number * (unit == u'h' ? hour : unit == u'd' ? 24 * hour : 7 * 24 * hour);
    if (field == Field::Due)
        return Interval{present, present + span};
    return Interval{present - span, std::numeric_limits<qint64>::max()};
}

} // namespace mostrador::searchquery
