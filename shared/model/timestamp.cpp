// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/timestamp.h"

#include <chrono>

namespace mostrador {

namespace {

namespace chrono = std::chrono;

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

/// Milliseconds since the epoch at midnight of a day, and the bounds of the years that RFC 3339 can write.
constexpr qint64 midnight(int year, unsigned month, unsigned day)
{
    const chrono::sys_days days{chrono::year(year) / chrono::month(month) / chrono::day(day)};
    return days.time_since_epoch().count() * dayMs;
}
constexpr qint64 firstMs = midnight(1, 1, 1);
constexpr qint64 endMs = midnight(9999, 12, 31) + dayMs;

/// Walks over a text of fixed-width numbers and separators.
class Cursor
{
public:
    explicit Cursor(QStringView text)
        : m_rest(text)
    {}

    std::optional<int> digits(qsizetype count)
    {
        if (m_rest.size() < count)
            return std::nullopt;
        int value = 0;
        for (qsizetype i = 0; i < count; ++i) {
            const char16_t c = m_rest.at(i).unicode();
            if (c < u'0' || c > u'9')
                return std::nullopt;
            value = value * 10 + (c - u'0');
        }
        m_rest = m_rest.mid(count);
        return value;
    }

    bool skip(QChar c)
    {
        if (m_rest.isEmpty() || m_rest.front().toUpper() != c)
            return false;
        m_rest = m_rest.mid(1);
        return true;
    }

    bool atDigit() const { return !m_rest.isEmpty() && m_rest.front() >= u'0' && m_rest.front() <= u'9'; }
    bool atEnd() const { return m_rest.isEmpty(); }

private:
    QStringView m_rest;
};

std::optional<qint64> readFraction(Cursor &in)
{
    qint64 ms = 0;
    int scale = 100;
    int count = 0;
    while (in.atDigit()) {
        if (++count > 3)
            return std::nullopt;
        ms += *in.digits(1) * scale;
        scale /= 10;
    }
    if (count == 0)
        return std::nullopt;
    return ms;
}

/// The offset from UTC in milliseconds; "Z" is none.
std::optional<qint64> readOffset(Cursor &in)
{
    if (in.skip(u'Z'))
        return 0;
    const bool east = in.skip(u'+');
    if (!east && !in.skip(u'-'))
        return std::nullopt;
    const auto hours = in.digits(2);
    if (!hours || !in.skip(u':'))
        return std::nullopt;
    const auto minutes = in.digits(2);
    if (!minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const qint64 ms = (*hours * 60LL + *minutes) * 60'000;
    return east ? ms : -ms;
}

} // namespace

std::optional<Timestamp> Timestamp::fromRfc3339(const QString &text)
{
    Cursor in(text);
    const auto year = in.digits(4);
    if (!year || !in.skip(u'-'))
        return std::nullopt;
    const auto month = in.digits(2);
    if (!month || !in.skip(u'-'))
        return std::nullopt;
    const auto day = in.digits(2);
    if (!day || !in.skip(u'T'))
        return std::nullopt;
    const auto hour = in.digits(2);
    if (!hour || !in.skip(u':'))
        return std::nullopt;
    const auto minute = in.digits(2);
    if (!minute || !in.skip(u':'))
        return std::nullopt;
    const auto second = in.digits(2);
    if (!second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    qint64 ms = (*hour * 3600LL + *minute * 60LL + *second) * 1000;
    if (in.skip(u'.')) {
        const auto fraction = readFraction(in);
        if (!fraction)
            return std::nullopt;
        ms += *fraction;
    }
    const auto offset = readOffset(in);
    const chrono::year_month_day date{chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day))};
    if (!offset || !in.atEnd() || *year < 1 || !date.ok())
        return std::nullopt;
    const qint64 total = chrono::sys_days(date).time_since_epoch().count() * dayMs + ms - *offset;
    if (total < firstMs || total >= endMs)
        return std::nullopt;
    return fromMilliseconds(total);
}

QString Timestamp::toRfc3339() const
{
    // By hand, because lists hold thousands of times and QDateTime::toString() dominates their encoding.
    const auto days = chrono::floor<chrono::days>(chrono::sys_time<chrono::milliseconds>(chrono::milliseconds(m_ms)));
    const chrono::year_month_day date(days);
    qint64 rest = m_ms - days.time_since_epoch().count() * dayMs;
    char text[] = "0000-00-00T00:00:00.000Z";
    const auto put = [&text](int at, int width, qint64 value) {
        for (int i = at + width - 1; i >= at; --i, value /= 10)
            text[i] = static_cast<char>('0' + value % 10);
    };
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) // RFC 3339 cannot write it
        return toDateTime().toString(Qt::ISODateWithMs);
    put(0, 4, year);
    put(5, 2, static_cast<unsigned>(date.month()));
    put(8, 2, static_cast<unsigned>(date.day()));
    put(20, 3, rest % 1000);
    rest /= 1000;
    put(17, 2, rest % 60);
    rest /= 60;
    put(14, 2, rest % 60);
    put(11, 2, rest / 60);
    return QString::fromLatin1(text, sizeof(text) - 1);
}

} // namespace mostrador
