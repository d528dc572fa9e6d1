// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <compare>
#include <optional>

namespace mostrador {

/// A moment in UTC with milliseconds, as stored and as compared. RFC 3339 in JSON.
class Timestamp
{
public:
    constexpr Timestamp() = default;
    static constexpr Timestamp fromMilliseconds(qint64 sinceEpoch)
    {
        Timestamp t;
        t.m_ms = sinceEpoch;
        return t;
    }
    static Timestamp fromDateTime(const QDateTime &moment) { return fromMilliseconds(moment.toMSecsSinceEpoch()); }
    /// The system's clock. Rules take their time from support/clock.h instead, so that tests can set it.
    static Timestamp now() { return fromMilliseconds(QDateTime::currentMSecsSinceEpoch()); }
    /// RFC 3339 with "Z" or a numeric offset and at most milliseconds; years 0001 to 9999.
    static std::optional<Timestamp> fromRfc3339(const QString &text);

    constexpr qint64 milliseconds() const { return m_ms; }
    QDateTime toDateTime() const { return QDateTime::fromMSecsSinceEpoch(m_ms, QTimeZone::utc()); }
    /// Always UTC with three decimals, such as 2026-11-21T09:30:00.000Z.
    QString toRfc3339() const;

    constexpr Timestamp plusSeconds(qint64 seconds) const { return fromMilliseconds(m_ms + seconds * 1000); }
    constexpr Timestamp plusMilliseconds(qint64 ms) const { return fromMilliseconds(m_ms + ms); }
    constexpr auto operator<=>(const Timestamp &) const = default;

private:
    qint64 m_ms = 0;
};

} // namespace mostrador
