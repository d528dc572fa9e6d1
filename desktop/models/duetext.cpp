// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/duetext.h"

#include <QRegularExpression>
#include <QStringList>

namespace mostrador::console {

namespace {

constexpr int mostUnits = 9999;

/// Lower case, without accents and the dots of abbreviations.
QString folded(const QString &text)
{
    QString letters;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (c.category() != QChar::Mark_NonSpacing && c != u'.')
            letters += c;
    }
    return letters;
}

std::optional<QTime> hourFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([01]?[0-9]|2[0-3])(?:[:h]([0-5][0-9])|\\s*h)$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return QTime(match.captured(1).toInt(), match.captured(2).toInt());
}

/// "3d" and the like.
std::optional<QDateTime> spanFromText(const QString &text, const QDateTime &now)
{
    static const QRegularExpression form(QStringLiteral("^\\+?\\s*([0-9]{1,4})\\s*([a-z]+)$"));
    const QRegularExpressionMatch match = form.match(folded(text));
    const int count = match.captured(1).toInt();
    if (!match.hasMatch() || count < 1 || count > mostUnits)
        return std::nullopt;
    const QString unit = match.captured(2);
    const auto isOne = [&unit](std::initializer_list<const char *> names) {
        return std::any_of(names.begin(), names.end(),
                           [&unit](const char *name) { return unit == QLatin1String(name); });
    };
    const auto dayEnd = [&now](int days) { return QDateTime(now.date().addDays(days), dueHour); };
    if (isOne({"m", "min", "minute", "minutes", "minuto", "minutos"}))
        return now.addSecs(count * 60);
    if (isOne({"h", "hour", "hours", "hora", "horas"}))
        return now.addSecs(qint64(count) * 3600);
    if (isOne({"d", "day", "days", "dia", "dias"}))
        return dayEnd(count);
    if (isOne({"w", "s", "sem", "week", "weeks", "semana", "semanas"}))
        return dayEnd(count * 7);
    return std::nullopt;
}

std::optional<QDate> namedDay(const QString &text, QDate today, const QLocale &locale)
{
    const QString name = folded(text);
    if (name == QLatin1String("today") || name == QLatin1String("hoy"))
        return today;
    if (name == QLatin1String("tomorrow") || name == QLatin1String("manana"))
        return today.addDays(1);
    for (const QLocale &language : {locale, QLocale(QLocale::Spanish), QLocale(QLocale::English)}) {
        for (int day = 1; day <= 7; ++day) {
            for (const QLocale::FormatType format : {QLocale::LongFormat, QLocale::ShortFormat}) {
                if (name == folded(language.standaloneDayName(day, format)))
                    return today.addDays((day - today.dayOfWeek() + 6) % 7 + 1);
            }
        }
    }
    return std::nullopt;
}

std::optional<QDate> writtenDay(const QString &text, QDate today, const QLocale &locale)
{
    // Qt would leave out an hour behind it.
    if (const QDate iso = QDate::fromString(text, Qt::ISODate); iso.isValid() && text.size() == 10)
        return iso;
    // As the locale writes it, whatever stands between day, month and year.
    static const QRegularExpression numbers(QStringLiteral("^([0-9]{1,4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{2,4}))?$"));
    const QRegularExpressionMatch match = numbers.match(text);
    if (!match.hasMatch() || match.capturedLength(1) > 2)
        return std::nullopt;
    const QString form = locale.dateFormat(QLocale::ShortFormat);
    const bool monthFirst = form.indexOf(u'M') < form.indexOf(u'd');
    const int first = match.captured(1).toInt();
    const int second = match.captured(2).toInt();
    const int month = monthFirst ? first : second;
    const int day = monthFirst ? second : first;
    if (!match.captured(3).isEmpty()) {
        const int year = match.captured(3).toInt();
        const QDate date(year < 100 ? 2000 + year : year, month, day);
        return date.isValid() ? std::optional(date) : std::nullopt;
    }
    // The 29th of February may take some years to come.
    for (int later = 0; later <= 8; ++later) {
        const QDate date(today.year() + later, month, day);
        if (date.isValid() && date >= today)
            return date;
    }
    return std::nullopt;
}

} // namespace

std::optional<QDateTime> dueFromText(const QString &text, const QDateTime &now, const QLocale &locale)
{
    const QString typed = text.simplified();
    if (typed.isEmpty())
        return std::nullopt;
    // Before the hours: "2h" is in two hours.
    if (const auto span = spanFromText(typed, now))
        return span;
    if (const auto hour = hourFromText(typed)) {
        const QDateTime today(now.date(), *hour);
        return today > now ? today : QDateTime(now.date().addDays(1), *hour);
    }
    const auto dayOf = [&](const QString &part) {
        const auto named = namedDay(part, now.date(), locale);
        return named ? named : writtenDay(part, now.date(), locale);
    };
    if (const auto day = dayOf(typed))
        return QDateTime(*day, dueHour);
    const qsizetype split = typed.contains(u' ') ? typed.lastIndexOf(u' ') : typed.indexOf(u'T', 1);
    if (split <= 0)
        return std::nullopt;
    const auto day = dayOf(typed.left(split));
    const auto hour = hourFromText(typed.mid(split + 1));
    if (!day || !hour)
        return std::nullopt;
    return QDateTime(*day, *hour);
}

} // namespace mostrador::console
