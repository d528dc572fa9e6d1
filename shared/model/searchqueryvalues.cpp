// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchqueryvalues.h"

#include "model/incident.h"
#include "model/timestamp.h"
#include "support/words.h"

#include <QDate>
#include <QRegularExpression>

namespace mostrador::searchquery {

namespace {

bool isTime(Field field)
{
    return field == Field::Created || field == Field::Updated || field == Field::Resolved || field == Field::Due;
}

/// Values with a meaning of their own in a field that otherwise takes free text.
QStringList keywords(Field field)
{
    switch (field) {
    case Field::Assignee:
        return {QStringLiteral("me"), QStringLiteral("none")};
    case Field::Mentions:
        return {QStringLiteral("me")};
    case Field::Team:
        return {QStringLiteral("mine"), QStringLiteral("none")};
    case Field::Product:
        return {QStringLiteral("none")};
    default:
        return {};
    }
}

std::optional<ValueMistake> checkTime(Field field, Operator op, QString &value)
{
    static const QRegularExpression age(QStringLiteral("\\A[0-9]{1,5}[hdw]\\z"));
    static const QRegularExpression date(QStringLiteral("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"));
    const QString lower = value.toLower();
    if (lower == QLatin1String("today") || lower == QLatin1String("yesterday") || age.match(lower).hasMatch()) {
        value = lower;
        return std::nullopt;
    }
    if (field == Field::Due && (lower == QLatin1String("none") || lower == QLatin1String("overdue"))) {
        if (op != Operator::Equal && op != Operator::NotEqual)
            return ValueMistake{"operator_unsuitable", {QStringLiteral(":"), QStringLiteral("!=")}};
        value = lower;
        return std::nullopt;
    }
    if (date.match(value).hasMatch()) {
        const QDate day = QDate::fromString(value, Qt::ISODate);
        if (day.isValid() && day.year() >= 1)
            return std::nullopt;
    } else if (const auto moment = Timestamp::fromRfc3339(value)) {
        value = moment->toRfc3339();
        return std::nullopt;
    }
    QStringList expected = fixedValues(field);
    expected << QStringLiteral("2026-01-31") << QStringLiteral("2026-01-31T09:30:00Z") << QStringLiteral("7d")
             << QStringLiteral("12h") << QStringLiteral("2w");
    return ValueMistake{"value_format", expected};
}

/// Fields whose values are an enumeration and nothing else.
bool isClosed(Field field)
{
    switch (field) {
    case Field::Status:
    case Field::Priority:
    case Field::Impact:
    case Field::Urgency:
    case Field::Channel:
    case Field::Language:
    case Field::Has:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isOrdered(Field field)
{
    return field == Field::Priority || field == Field::Impact || field == Field::Urgency || isTime(field);
}

std::optional<ValueMistake> checkValue(Field field, Operator op, QString &value)
{
    if (isTime(field))
        return checkTime(field, op, value);
    if (isClosed(field)) {
        const QString lower = value.toLower();
        const QStringList allowed = fixedValues(field);
        if (!allowed.contains(lower))
            return ValueMistake{"value_unknown", allowed};
        value = lower;
        return std::nullopt;
    }
    if (field == Field::Reference) {
        if (!incidentIdFromReference(value))
            return ValueMistake{"value_format", {QStringLiteral("INC-2026-000123")}};
        value = value.trimmed().toUpper();
        return std::nullopt;
    }
    if (field == Field::Tag || keywords(field).contains(value.toLower()))
        value = value.toLower();
    return std::nullopt;
}

bool endsWord(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u'"';
}

qsizetype endOfName(QStringView text, qsizetype at)
{
    const auto isNameCharacter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
    };
    while (at < text.size() && isNameCharacter(text.at(at)))
        ++at;
    return at;
}

int operatorAt(QStringView text, qsizetype at, Operator &op)
{
    if (at >= text.size())
        return 0;
    const QChar c = text.at(at);
    const bool equals = at + 1 < text.size() && text.at(at + 1) == u'=';
    if (c == u':' || c == u'=') {
        op = Operator::Equal;
        return 1;
    }
    if (c == u'!' && equals) {
        op = Operator::NotEqual;
        return 2;
    }
    if (c == u'<') {
        op = equals ? Operator::LessOrEqual : Operator::Less;
        return equals ? 2 : 1;
    }
    if (c == u'>') {
        op = equals ? Operator::GreaterOrEqual : Operator::Greater;
        return equals ? 2 : 1;
    }
    return 0;
}

bool isBareValue(const QString &text)
{
    for (const QChar c : text) {
        if (endsWord(c) || c == u',')
            return false;
    }
    return !text.isEmpty();
}

bool isBareWord(const QString &text)
{
    if (text.isEmpty() || text.startsWith(u'-') || text.compare(QLatin1String("or"), Qt::CaseInsensitive) == 0)
        return false;
    for (const QChar c : text) {
        if (endsWord(c))
            return false;
    }
    Operator op{};
    const qsizetype nameEnd = endOfName(text, 0);
    return nameEnd == 0 || operatorAt(text, nameEnd, op) == 0;
}

} // namespace mostrador::searchquery
