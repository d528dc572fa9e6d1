// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"
#include "support/words.h"

#include <QDate>

namespace mostrador::codec {

using namespace members;

namespace {

constexpr JsonReader::TextRule labelRule{.max = limits::customFieldLabel};
constexpr JsonReader::TextRule helpRule{.max = limits::customFieldHelp, .multiline = true};
constexpr JsonReader::TextRule keyRule{.max = limits::customFieldKey, .required = true};

QJsonObject textsJson(const LocalText &text)
{
    QJsonObject json;
    for (auto it = text.begin(); it != text.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

/// {"es": "...", "en": "..."}. Empty texts and nulls are kept as empty ones: in a patch they remove.
bool readTexts(JsonReader &in, const QString &name, LocalText &out, const JsonReader::TextRule &rule, bool required)
{
    QJsonObject object;
    if (!in.object(name, object, required))
        return false;
    LocalText texts;
    JsonReader each(object, in.pointerTo(name));
    for (const QString &language : supportedLanguages()) {
        QString text;
        if (each.has(language) && clearableText(each, language, text, rule))
            texts.insert(language, text);
    }
    const QList<FieldError> faults = each.errors();
    in.merge(faults);
    if (!faults.isEmpty())
        return false;
    out = texts;
    return true;
}

LocalText storedTexts(const QJsonObject &object)
{
    LocalText texts;
    for (auto it = object.begin(); it != object.end(); ++it)
        texts.insert(it.key(), it->toString());
    return texts;
}

QJsonArray choicesJson(const QList<CustomFieldChoice> &choices)
{
    QJsonArray json;
    for (const CustomFieldChoice &choice : choices)
        json.append(
            QJsonObject{{QStringLiteral("value"), choice.value}, {QStringLiteral("label"), textsJson(choice.label)}});
    return json;
}

bool readChoices(JsonReader &in, QList<CustomFieldChoice> &out)
{
    const QString name = QStringLiteral("choices");
    QJsonArray array;
    if (!in.array(name, array, limits::customFieldChoices))
        return false;
    QList<CustomFieldChoice> choices;
    QList<FieldError> faults;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString at = name + u'/' + QString::number(i);
        if (!array.at(i).isObject()) {
            faults.append({in.pointerTo(at),
                           FieldErrorCode::WrongType,
                           {{QStringLiteral("expected"), QStringLiteral("object")}}});
            continue;
        }
        CustomFieldChoice choice;
        JsonReader one(array.at(i).toObject(), in.pointerTo(at));
        one.text(QStringLiteral("value"), choice.value, {.max = limits::customFieldChoice, .required = true});
        readTexts(one, QStringLiteral("label"), choice.label, labelRule, true);
        faults += one.errors();
        choices.append(choice);
    }
    in.merge(faults);
    if (!faults.isEmpty())
        return false;
    out = choices;
    return true;
}

/// A number or a date's text; which of them suits is the type's matter.
bool readLimit(JsonReader &in, const QJsonObject &json, const QString &name, QJsonValue &out)
{
    if (!in.has(name))
        return false;
    in.accept(name);
    const QJsonValue value = json.value(name);
    if (value.isString() && !QDate::fromString(value.toString(), QStringLiteral("yyyy-MM-dd")).isValid()) {
        in.fault(name, FieldErrorCode::InvalidFormat, {{QStringLiteral("expected"), QStringLiteral("date")}});
        return false;
    }
    if (!value.isDouble() && !value.isString() && !value.isNull()) {
        in.fault(name, FieldErrorCode::WrongType, {{QStringLiteral("expected"), QStringLiteral("number or date")}});
        return false;
    }
    out = value;
    return true;
}

bool readMaxLength(JsonReader &in, std::optional<qint64> &out)
{
    const QString name = QStringLiteral("max_length");
    if (in.isNull(name)) {
        in.accept(name);
        out.reset();
        return true;
    }
    qint64 length = 0;
    if (!in.integer(name, length, 1, limits::customFieldText))
        return false;
    out = length;
    return true;
}

void readCondition(JsonReader &in, CustomFieldCondition &condition)
{
    in.textList(QStringLiteral("categories"), condition.categories, {.max = limits::productCategory, .required = true},
                limits::customFieldConditions);
    clearableText(in, QStringLiteral("depends_on"), condition.field, {.max = limits::customFieldKey});
    in.textList(QStringLiteral("depends_on_values"), condition.values,
                {.max = limits::customFieldChoice, .required = true}, limits::customFieldConditions);
}

void addRules(QJsonObject &json, const CustomFieldRules &rules)
{
    json.insert(QStringLiteral("label"), textsJson(rules.label));
    json.insert(QStringLiteral("help"), textsJson(rules.help));
    json.insert(QStringLiteral("choices"), choicesJson(rules.choices));
    json.insert(QStringLiteral("min"), rules.min);
    json.insert(QStringLiteral("max"), rules.max);
    json.insert(QStringLiteral("max_length"), rules.maxLength ? QJsonValue(*rules.maxLength) : QJsonValue());
    json.insert(QStringLiteral("required"), toString(rules.required));
    json.insert(QStringLiteral("position"), rules.position);
    json.insert(QStringLiteral("categories"), QJsonArray::fromStringList(rules.condition.categories));
    json.insert(QStringLiteral("depends_on"),
                rules.condition.field.isEmpty() ? QJsonValue() : QJsonValue(rules.condition.field));
    json.insert(QStringLiteral("depends_on_values"), QJsonArray::fromStringList(rules.condition.values));
    json.insert(QStringLiteral("visible_to_customer"), rules.visibleToCustomer);
    json.insert(QStringLiteral("archived"), rules.archived);
}

/// A member of a patch that null does not clear.
void refuseNullRule(JsonReader &in, const QString &name, const char *expected)
{
    if (in.isNull(name)) {
        in.accept(name);
        in.fault(name, FieldErrorCode::WrongType, {{QStringLiteral("expected"), QString::fromLatin1(expected)}});
    }
}

} // namespace

QJsonObject toJson(const CustomField &field)
{
    QJsonObject json{{QStringLiteral("id"), value(field.id)},
                     {QStringLiteral("key"), field.key},
                     {QStringLiteral("type"), toString(field.type)},
                     {QStringLiteral("created_at"), value(field.createdAt)},
                     {QStringLiteral("updated_at"), value(field.updatedAt)},
                     {QStringLiteral("version"), field.version}};
    addRules(json, field.rules);
    return json;
}

Result<CustomField> customFieldFromJson(const QJsonObject &json)
{
    CustomField field;
    CustomFieldRules &rules = field.rules;
    JsonReader in(json);
    in.tolerateUnknown();
    constexpr qint64 many = std::numeric_limits<qint64>::max();
    requiredId(in, QStringLiteral("id"), field.id);
    in.text(QStringLiteral("key"), field.key, stored);
    in.enumeration(QStringLiteral("type"), field.type, customFieldTypeFromString, customFieldTypeNames(), true);
    QJsonObject texts;
    if (in.object(QStringLiteral("label"), texts, true))
        rules.label = storedTexts(texts);
    if (in.object(QStringLiteral("help"), texts, true))
        rules.help = storedTexts(texts);
    QJsonArray choices;
    in.array(QStringLiteral("choices"), choices, 100'000);
    for (const QJsonValue &choice : choices) {
        const QJsonObject one = choice.toObject();
        rules.choices.append({one.value(QStringLiteral("value")).toString(),
                              storedTexts(one.value(QStringLiteral("label")).toObject())});
    }
    readLimit(in, json, QStringLiteral("min"), rules.min);
    readLimit(in, json, QStringLiteral("max"), rules.max);
    readMaxLength(in, rules.maxLength);
    in.enumeration(QStringLiteral("required"), rules.required, customFieldRequiredFromString,
                   customFieldRequiredNames(), true);
    in.integer(QStringLiteral("position"), rules.position, 0, many, true);
    in.textList(QStringLiteral("categories"), rules.condition.categories, stored, 100'000);
    clearableText(in, QStringLiteral("depends_on"), rules.condition.field, stored);
    in.textList(QStringLiteral("depends_on_values"), rules.condition.values, stored, 100'000);
    in.boolean(QStringLiteral("visible_to_customer"), rules.visibleToCustomer, true);
    in.boolean(QStringLiteral("archived"), rules.archived, true);
    requiredTimestamp(in, QStringLiteral("created_at"), field.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), field.updatedAt);
    in.integer(QStringLiteral("version"), field.version, 0, many, true);
    if (auto problem = in.finish())
        return *problem;
    return field;
}

QJsonObject toJson(const NewCustomField &field)
{
    QJsonObject json{{QStringLiteral("key"), field.key}, {QStringLiteral("type"), toString(field.type)}};
    addRules(json, field.rules);
    if (!field.positioned)
        json.remove(QStringLiteral("position"));
    return json;
}

Result<NewCustomField> newCustomFieldFromJson(const QJsonObject &json)
{
    NewCustomField field;
    CustomFieldRules &rules = field.rules;
    JsonReader in(json);
    in.text(QStringLiteral("key"), field.key, keyRule);
    in.enumeration(QStringLiteral("type"), field.type, customFieldTypeFromString, customFieldTypeNames(), true);
    readTexts(in, QStringLiteral("label"), rules.label, labelRule, true);
    readTexts(in, QStringLiteral("help"), rules.help, helpRule, false);
    readChoices(in, rules.choices);
    readLimit(in, json, QStringLiteral("min"), rules.min);
    readLimit(in, json, QStringLiteral("max"), rules.max);
    readMaxLength(in, rules.maxLength);
    in.enumeration(QStringLiteral("required"), rules.required, customFieldRequiredFromString,
                   customFieldRequiredNames());
    field.positioned = in.integer(QStringLiteral("position"), rules.position, 0, limits::position);
    readCondition(in, rules.condition);
    in.boolean(QStringLiteral("visible_to_customer"), rules.visibleToCustomer);
    in.boolean(QStringLiteral("archived"), rules.archived);
    if (auto problem = in.finish())
        return *problem;
    return field;
}

QJsonObject toJson(const CustomFieldChange &change)
{
    QJsonObject json;
    if (change.label)
        json.insert(QStringLiteral("label"), textsJson(*change.label));
    if (change.help)
        json.insert(QStringLiteral("help"), textsJson(*change.help));
    if (change.choices)
        json.insert(QStringLiteral("choices"), choicesJson(*change.choices));
    if (change.min)
        json.insert(QStringLiteral("min"), *change.min);
    if (change.max)
        json.insert(QStringLiteral("max"), *change.max);
    if (change.maxLength)
        json.insert(QStringLiteral("max_length"), *change.maxLength ? QJsonValue(**change.maxLength) : QJsonValue());
    if (change.required)
        json.insert(QStringLiteral("required"), toString(*change.required));
    if (change.position)
        json.insert(QStringLiteral("position"), *change.position);
    if (change.categories)
        json.insert(QStringLiteral("categories"), QJsonArray::fromStringList(*change.categories));
    if (change.dependsOn)
        json.insert(QStringLiteral("depends_on"),
                    change.dependsOn->isEmpty() ? QJsonValue() : QJsonValue(*change.dependsOn));
    if (change.dependsOnValues)
        json.insert(QStringLiteral("depends_on_values"), QJsonArray::fromStringList(*change.dependsOnValues));
    if (change.visibleToCustomer)
        json.insert(QStringLiteral("visible_to_customer"), *change.visibleToCustomer);
    if (change.archived)
        json.insert(QStringLiteral("archived"), *change.archived);
    return json;
}

Result<CustomFieldChange> customFieldChangeFromJson(const QJsonObject &json)
{
    CustomFieldChange change;
    JsonReader in(json);
    refuseNullRule(in, QStringLiteral("label"), "object");
    refuseNullRule(in, QStringLiteral("help"), "object");
    refuseNullRule(in, QStringLiteral("position"), "integer");
    LocalText texts;
    if (readTexts(in, QStringLiteral("label"), texts, labelRule, false))
        change.label = texts;
    if (readTexts(in, QStringLiteral("help"), texts, helpRule, false))
        change.help = texts;
    QList<CustomFieldChoice> choices;
    if (readChoices(in, choices) || in.isNull(QStringLiteral("choices")))
        change.choices = choices;
    QJsonValue limit;
    if (readLimit(in, json, QStringLiteral("min"), limit))
        change.min = limit;
    if (readLimit(in, json, QStringLiteral("max"), limit))
        change.max = limit;
    std::optional<qint64> length;
    if (readMaxLength(in, length))
        change.maxLength = length;
    optionalEnum(in, QStringLiteral("required"), change.required, customFieldRequiredFromString,
                 customFieldRequiredNames());
    qint64 position = 0;
    if (in.integer(QStringLiteral("position"), position, 0, limits::position))
        change.position = position;
    CustomFieldCondition condition;
    readCondition(in, condition);
    if (in.has(QStringLiteral("categories")))
        change.categories = condition.categories;
    if (in.has(QStringLiteral("depends_on")))
        change.dependsOn = condition.field;
    if (in.has(QStringLiteral("depends_on_values")))
        change.dependsOnValues = condition.values;
    patchBoolean(in, QStringLiteral("visible_to_customer"), change.visibleToCustomer);
    patchBoolean(in, QStringLiteral("archived"), change.archived);
    // What never changes is told apart from what does not exist.
    for (const QString &name : {QStringLiteral("key"), QStringLiteral("type")}) {
        if (in.has(name)) {
            in.accept(name);
            in.fault(name, FieldErrorCode::ReadOnly);
        }
    }
    if (auto problem = in.finish())
        return *problem;
    return change;
}

} // namespace mostrador::codec
