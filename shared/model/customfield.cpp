// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/customfield.h"

#include "model/limits.h"
#include "protocol/jsonreader.h"
#include "support/enumnames.h"

#include <QDate>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace mostrador {

namespace {

constexpr EnumName<CustomFieldType> typeNames[] = {
    {CustomFieldType::Text, "text"},       {CustomFieldType::LongText, "long_text"},
    {CustomFieldType::Integer, "integer"}, {CustomFieldType::Decimal, "decimal"},
    {CustomFieldType::Date, "date"},       {CustomFieldType::Boolean, "boolean"},
    {CustomFieldType::Choice, "choice"},   {CustomFieldType::Choices, "choices"}};

constexpr EnumName<CustomFieldRequired> requiredNames[] = {{CustomFieldRequired::Never, "never"},
                                                           {CustomFieldRequired::Opening, "opening"},
                                                           {CustomFieldRequired::Closing, "closing"}};

/// Whole numbers above it are not exact in JSON.
constexpr double exact = 9007199254740991.0;

/// A value as conditions name it.
QString asText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    return value.toString();
}

FieldError wrongType(const QString &pointer, const char *expected)
{
    return {pointer, FieldErrorCode::WrongType, {{QStringLiteral("expected"), QString::fromLatin1(expected)}}};
}

FieldError notAChoice(const CustomField &field, const QString &pointer)
{
    QJsonArray allowed;
    for (const CustomFieldChoice &choice : field.rules.choices)
        allowed.append(choice.value);
    return {pointer, FieldErrorCode::NotAllowed, {{QStringLiteral("allowed"), allowed}}};
}

FieldError outOfRange(const CustomFieldRules &rules, const QString &pointer)
{
    QJsonObject params;
    if (!rules.min.isNull())
        params.insert(QStringLiteral("min"), rules.min);
    if (!rules.max.isNull())
        params.insert(QStringLiteral("max"), rules.max);
    return {pointer, FieldErrorCode::OutOfRange, params};
}

std::optional<FieldError> checkTextValue(const CustomField &field, QJsonValue &value, const QString &pointer)
{
    if (!value.isString())
        return wrongType(pointer, "string");
    JsonReader::TextRule rule;
    rule.max = static_cast<int>(
        std::min<qint64>(field.rules.maxLength.value_or(limits::customFieldText), limits::customFieldText));
    rule.multiline = field.type == CustomFieldType::LongText;
    auto text = checkText(value.toString(), pointer, rule);
    if (!text)
        return text.error();
    value = *text;
    return std::nullopt;
}

std::optional<FieldError> checkNumber(const CustomField &field, const QJsonValue &value, const QString &pointer)
{
    if (!value.isDouble())
        return wrongType(pointer, "number");
    const double number = value.toDouble();
    if (field.type == CustomFieldType::Integer && (number != std::floor(number) || std::abs(number) > exact))
        return wrongType(pointer, "integer");
    const QJsonValue &min = field.rules.min;
    const QJsonValue &max = field.rules.max;
    if ((min.isDouble() && number < min.toDouble()) || (max.isDouble() && number > max.toDouble()))
        return outOfRange(field.rules, pointer);
    return std::nullopt;
}

std::optional<FieldError> checkDate(const CustomField &field, const QJsonValue &value, const QString &pointer)
{
    if (!value.isString())
        return wrongType(pointer, "string");
    const QString text = value.toString();
    const QDate day = QDate::fromString(text, QStringLiteral("yyyy-MM-dd"));
    if (!day.isValid())
        return FieldError{
            pointer, FieldErrorCode::InvalidFormat, {{QStringLiteral("expected"), QStringLiteral("date")}}};
    // Such dates are in the order of their letters.
    const QJsonValue &min = field.rules.min;
    const QJsonValue &max = field.rules.max;
    if ((min.isString() && text < min.toString()) || (max.isString() && text > max.toString()))
        return outOfRange(field.rules, pointer);
    return std::nullopt;
}

std::optional<FieldError> checkChoices(const CustomField &field, QJsonValue &value, const QString &pointer)
{
    if (!value.isArray())
        return wrongType(pointer, "array");
    const QJsonArray given = value.toArray();
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QString at = pointer + u'/' + QString::number(i);
        if (!given.at(i).isString())
            return wrongType(at, "string");
        const QString text = given.at(i).toString();
        const bool known = std::any_of(field.rules.choices.begin(), field.rules.choices.end(),
                                       [&](const CustomFieldChoice &choice) { return choice.value == text; });
        if (!known)
            return notAChoice(field, at);
    }
    QJsonArray sorted;
    for (const CustomFieldChoice &choice : field.rules.choices) {
        if (given.contains(choice.value))
            sorted.append(choice.value);
    }
    value = sorted;
    return std::nullopt;
}

} // namespace

QString toString(CustomFieldType type)
{
    return nameIn(typeNames, type);
}

std::optional<CustomFieldType> customFieldTypeFromString(const QString &name)
{
    return valueIn(typeNames, name);
}

const QStringList &customFieldTypeNames()
{
    static const QStringList names = namesIn(typeNames);
    return names;
}

QString toString(CustomFieldRequired required)
{
    return nameIn(requiredNames, required);
}

std::optional<CustomFieldRequired> customFieldRequiredFromString(const QString &name)
{
    return valueIn(requiredNames, name);
}

const QStringList &customFieldRequiredNames()
{
    static const QStringList names = namesIn(requiredNames);
    return names;
}

bool isShown(const CustomField &field, const QString &category, const QJsonObject &values)
{
    const CustomFieldCondition &condition = field.rules.condition;
    if (!condition.categories.isEmpty() && !condition.categories.contains(category, Qt::CaseInsensitive))
        return false;
    if (condition.field.isEmpty())
        return true;
    const QJsonValue other = values.value(condition.field);
    if (!hasCustomValue(other))
        return false;
    if (condition.values.isEmpty())
        return true;
    if (!other.isArray())
        return condition.values.contains(asText(other));
    const QJsonArray several = other.toArray();
    return std::any_of(several.begin(), several.end(),
                       [&](const QJsonValue &one) { return condition.values.contains(asText(one)); });
}

bool hasCustomValue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return false;
    case QJsonValue::String:
        return !value.toString().trimmed().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    default:
        return true;
    }
}

std::optional<FieldError> checkCustomValue(const CustomField &field, QJsonValue &value, const QString &pointer)
{
    switch (field.type) {
    case CustomFieldType::Text:
    case CustomFieldType::LongText:
        return checkTextValue(field, value, pointer);
    case CustomFieldType::Integer:
    case CustomFieldType::Decimal:
        return checkNumber(field, value, pointer);
    case CustomFieldType::Date:
        return checkDate(field, value, pointer);
    case CustomFieldType::Boolean:
        return value.isBool() ? std::nullopt : std::optional(wrongType(pointer, "boolean"));
    case CustomFieldType::Choice: {
        if (!value.isString())
            return wrongType(pointer, "string");
        const QString text = value.toString();
        for (const CustomFieldChoice &choice : field.rules.choices) {
            if (choice.value == text)
                return std::nullopt;
        }
        return notAChoice(field, pointer);
    }
    case CustomFieldType::Choices:
        return checkChoices(field, value, pointer);
    }
    return std::nullopt;
}

QString pointerStep(QString key)
{
    return key.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

} // namespace mostrador
