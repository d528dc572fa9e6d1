// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "model/localtext.h"
#include "protocol/problem.h"

#include <QJsonValue>
#include <QStringList>

namespace mostrador {

/// What kind of value a custom field takes.
enum class CustomFieldType
{
    Text,
    LongText, ///< several lines
    Integer,
    Decimal,
    Date,    ///< "2026-11-21"
    Boolean, ///< yes or no
    Choice,  ///< one of the choices: its value
    Choices, ///< several of them: an array of their values
};
QString toString(CustomFieldType type);
std::optional<CustomFieldType> customFieldTypeFromString(const QString &name);
const QStringList &customFieldTypeNames();

/// When a value must be there.
enum class CustomFieldRequired
{
    Never,
    Opening, ///< from the moment an employee opens the incident
    Closing, ///< before an employee resolves or closes it
};
QString toString(CustomFieldRequired required);
std::optional<CustomFieldRequired> customFieldRequiredFromString(const QString &name);
const QStringList &customFieldRequiredNames();

struct CustomFieldChoice
{
    QString value; ///< as incidents hold it
    LocalText label;

    bool operator==(const CustomFieldChoice &) const = default;
};

/// When a field is shown; both parts must hold where both are given.
struct CustomFieldCondition
{
    QStringList categories; ///< of products; empty: whatever the product
    QString field;          ///< key of another custom field; empty: whatever the others say
    QStringList values;     ///< one of which that field has ("true"/"false", numbers as text); empty: any

    bool isEmpty() const { return categories.isEmpty() && field.isEmpty(); }
    bool operator==(const CustomFieldCondition &) const = default;
};

/// What can be said of a field again and again.
struct CustomFieldRules
{
    LocalText label;
    LocalText help;
    QList<CustomFieldChoice> choices;
    QJsonValue min = QJsonValue::Null; ///< a number, or for Date a text; null: no limit
    QJsonValue max = QJsonValue::Null;
    std::optional<qint64> maxLength; ///< of texts, code points
    CustomFieldRequired required = CustomFieldRequired::Never;
    qint64 position = 0;
    CustomFieldCondition condition;
    bool visibleToCustomer = false;
    bool archived = false; ///< values stay, the field is not offered

    bool operator==(const CustomFieldRules &) const = default;
};

/// The definition of a member of an incident's custom_fields. Members without a definition are allowed.
struct CustomField
{
    CustomFieldId id;
    QString key;                                  ///< the member's name; unique; never changes
    CustomFieldType type = CustomFieldType::Text; ///< never changes
    CustomFieldRules rules;
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const CustomField &) const = default;
};

struct NewCustomField
{
    QString key;
    CustomFieldType type = CustomFieldType::Text;
    CustomFieldRules rules;
    bool positioned = true; ///< false: behind the others
};

struct CustomFieldChange
{
    Patched<LocalText> label;
    Patched<LocalText> help;
    Patched<QList<CustomFieldChoice>> choices;
    Patched<QJsonValue> min;
    Patched<QJsonValue> max;
    Patched<std::optional<qint64>> maxLength;
    Patched<CustomFieldRequired> required;
    Patched<qint64> position;
    Patched<QStringList> categories;
    Patched<QString> dependsOn;
    Patched<QStringList> dependsOnValues;
    Patched<bool> visibleToCustomer;
    Patched<bool> archived;
};

/// Whether the field is to be shown on an incident with these values, of a product of @p category (empty: none).
bool isShown(const CustomField &field, const QString &category, const QJsonObject &values);

/// Whether there is a value: not null, no blank text, no empty array.
bool hasCustomValue(const QJsonValue &value);

/// What is wrong with a value; nothing if it suits. Cleans it: an array of choices comes into their order without
/// doubles. @p pointer: where the value stands.
std::optional<FieldError> checkCustomValue(const CustomField &field, QJsonValue &value, const QString &pointer);

/// A key as a step of a JSON pointer (RFC 6901).
QString pointerStep(QString key);

} // namespace mostrador
