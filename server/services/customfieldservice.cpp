// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/customfieldservice.h"

#include "model/limits.h"
#include "services/cataloguework.h"
#include "services/customfieldrules.h"
#include "services/fieldchecks.h"
#include "storage/customfields.h"
#include "support/words.h"

#include <QDate>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace mostrador::services::customfields {

using namespace catalogue;

namespace {

const Kind &fieldKind()
{
    static const Kind kind{Action::CustomFieldRead,
                           Action::CustomFieldManage,
                           "custom_field",
                           {QStringLiteral("key"), QStringLiteral("type"), QStringLiteral("label"),
                            QStringLiteral("help"), QStringLiteral("choices"), QStringLiteral("min"),
                            QStringLiteral("max"), QStringLiteral("max_length"), QStringLiteral("required"),
                            QStringLiteral("position"), QStringLiteral("categories"), QStringLiteral("depends_on"),
                            QStringLiteral("depends_on_values"), QStringLiteral("visible_to_customer"),
                            QStringLiteral("archived")}};
    return kind;
}

QJsonObject otherField(const char *name)
{
    return {{QStringLiteral("other"), QString::fromLatin1(name)}};
}

/// Each language has its text where it is @p required; empty ones go.
void checkTexts(FieldChecks &checks, const QString &name, LocalText &texts, const JsonReader::TextRule &rule)
{
    LocalText clean;
    for (const QString &language : supportedLanguages()) {
        QString text = texts.value(language);
        checks.text(name + u'/' + language, text, rule);
        if (!text.isEmpty())
            clean.insert(language, text);
    }
    texts = clean;
}

void checkChoices(FieldChecks &checks, CustomField &field)
{
    const QString name = QStringLiteral("choices");
    QList<CustomFieldChoice> &choices = field.rules.choices;
    const bool wanted = field.type == CustomFieldType::Choice || field.type == CustomFieldType::Choices;
    if (!wanted && !choices.isEmpty())
        checks.fault(name, FieldErrorCode::Mismatch, otherField("type"));
    if (wanted && choices.isEmpty())
        checks.fault(name, FieldErrorCode::Required);
    if (choices.size() > limits::customFieldChoices)
        checks.fault(name, FieldErrorCode::TooMany, {{QStringLiteral("max"), limits::customFieldChoices}});
    QSet<QString> seen;
    for (qsizetype i = 0; i < choices.size(); ++i) {
        const QString at = QStringLiteral("%1/%2").arg(name).arg(i);
        checks.text(at + QStringLiteral("/value"), choices[i].value,
                    {.max = limits::customFieldChoice, .required = true});
        if (seen.contains(choices.at(i).value))
            checks.fault(at + QStringLiteral("/value"), FieldErrorCode::AlreadyTaken);
        seen.insert(choices.at(i).value);
        checkTexts(checks, at + QStringLiteral("/label"), choices[i].label,
                   {.max = limits::customFieldLabel, .required = true});
    }
}

/// Whether a limit suits the type; notes what is wrong.
bool checkLimit(FieldChecks &checks, const QString &name, const QJsonValue &limit, CustomFieldType type)
{
    if (limit.isNull())
        return true;
    switch (type) {
    case CustomFieldType::Integer:
    case CustomFieldType::Decimal:
        if (limit.isDouble() && (type == CustomFieldType::Decimal || limit.toDouble() == std::floor(limit.toDouble())))
            return true;
        checks.fault(name, FieldErrorCode::WrongType,
                     {{QStringLiteral("expected"),
                       type == CustomFieldType::Integer ? QStringLiteral("integer") : QStringLiteral("number")}});
        return false;
    case CustomFieldType::Date:
        if (limit.isString() && QDate::fromString(limit.toString(), QStringLiteral("yyyy-MM-dd")).isValid())
            return true;
        checks.fault(name, FieldErrorCode::InvalidFormat, {{QStringLiteral("expected"), QStringLiteral("date")}});
        return false;
    default:
        checks.fault(name, FieldErrorCode::Mismatch, otherField("type"));
        return false;
    }
}

void checkLimits(FieldChecks &checks, const CustomField &field)
{
    const CustomFieldRules &rules = field.rules;
    const bool minSuits = checkLimit(checks, QStringLiteral("min"), rules.min, field.type);
    const bool maxSuits = checkLimit(checks, QStringLiteral("max"), rules.max, field.type);
    if (minSuits && maxSuits && !rules.min.isNull() && !rules.max.isNull()) {
        const bool reversed = rules.min.isDouble() ? rules.min.toDouble() > rules.max.toDouble()
                                                   : rules.min.toString() > rules.max.toString();
        if (reversed)
            checks.fault(QStringLiteral("max"), FieldErrorCode::Mismatch, otherField("min"));
    }
    if (!rules.maxLength)
        return;
    if (field.type != CustomFieldType::Text && field.type != CustomFieldType::LongText)
        checks.fault(QStringLiteral("max_length"), FieldErrorCode::Mismatch, otherField("type"));
    else if (*rules.maxLength < 1 || *rules.maxLength > limits::customFieldText)
        checks.fault(QStringLiteral("max_length"), FieldErrorCode::OutOfRange,
                     {{QStringLiteral("min"), 1}, {QStringLiteral("max"), limits::customFieldText}});
}

const CustomField *fieldOf(const QList<CustomField> &fields, const QString &key)
{
    for (const CustomField &field : fields) {
        if (field.key == key)
            return &field;
    }
    return nullptr;
}

void checkCondition(FieldChecks &checks, CustomField &field, const QList<CustomField> &others)
{
    CustomFieldCondition &condition = field.rules.condition;
    condition.categories.removeDuplicates();
    condition.values.removeDuplicates();
    const QString name = QStringLiteral("depends_on");
    const QString valuesName = QStringLiteral("depends_on_values");
    if (condition.field.isEmpty()) {
        if (!condition.values.isEmpty())
            checks.fault(valuesName, FieldErrorCode::Mismatch, otherField("depends_on"));
        return;
    }
    const CustomField *other = fieldOf(others, condition.field);
    if (condition.field == field.key || !other) {
        checks.fault(name, condition.field == field.key ? FieldErrorCode::NotAllowed : FieldErrorCode::NotFound);
        return;
    }
    // No field may in the end depend on itself: none of them would ever be shown.
    qsizetype steps = 0;
    for (const CustomField *at = other; at && steps <= others.size(); ++steps) {
        if (at->key == field.key) {
            checks.fault(name, FieldErrorCode::NotAllowed);
            return;
        }
        at = fieldOf(others, at->rules.condition.field);
    }
    QJsonArray allowed;
    for (const CustomFieldChoice &choice : other->rules.choices)
        allowed.append(choice.value);
    if (other->type == CustomFieldType::Boolean)
        allowed = {QStringLiteral("true"), QStringLiteral("false")};
    for (qsizetype i = 0; i < condition.values.size() && !allowed.isEmpty(); ++i) {
        if (!allowed.contains(condition.values.at(i)))
            checks.fault(QStringLiteral("%1/%2").arg(valuesName).arg(i), FieldErrorCode::NotAllowed,
                         {{QStringLiteral("allowed"), allowed}});
    }
}

Outcome checkField(CustomField &field, const QList<CustomField> &others)
{
    FieldChecks checks;
    checks.text(QStringLiteral("key"), field.key, {.max = limits::customFieldKey, .required = true});
    checkTexts(checks, QStringLiteral("label"), field.rules.label, {.max = limits::customFieldLabel, .required = true});
    checkTexts(checks, QStringLiteral("help"), field.rules.help, {.max = limits::customFieldHelp, .multiline = true});
    checkChoices(checks, field);
    checkLimits(checks, field);
    if (field.rules.position < 0 || field.rules.position > limits::position)
        checks.fault(QStringLiteral("position"), FieldErrorCode::OutOfRange,
                     {{QStringLiteral("min"), 0}, {QStringLiteral("max"), limits::position}});
    checkCondition(checks, field, others);
    return checks.finish();
}

/// Members that are named replace or, empty, remove those that are there.
void mergeTexts(const Patched<LocalText> &from, LocalText &to)
{
    if (!from)
        return;
    for (auto it = from->begin(); it != from->end(); ++it) {
        if (it.value().isEmpty())
            to.remove(it.key());
        else
            to.insert(it.key(), it.value());
    }
}

} // namespace

Result<CustomField> create(UnitOfWork &unit, const NewCustomField &input)
{
    if (const Outcome allowed = unit.require(Action::CustomFieldManage, Relation::Other); !allowed)
        return allowed.error();
    const auto others = storage::customfields::all(unit.database());
    if (!others)
        return others.error();
    CustomField field;
    field.key = input.key;
    field.type = input.type;
    field.rules = input.rules;
    field.createdAt = unit.now();
    field.updatedAt = unit.now();
    field.version = 1;
    if (!input.positioned && !others->isEmpty())
        field.rules.position = std::min(others->last().rules.position + 1, limits::position);
    if (const Outcome clean = checkField(field, *others); !clean)
        return clean.error();
    if (others->size() >= limits::customFieldDefinitions)
        return Problem::field(QStringLiteral("/key"), FieldErrorCode::TooMany,
                              {{QStringLiteral("max"), limits::customFieldDefinitions}});
    const auto id = storage::customfields::insert(unit.database(), field);
    if (!id)
        return id.error();
    field.id = *id;
    customfieldrules::forget(unit);
    const Outcome written =
        writeEvent(unit, fieldKind(), EventKind::CustomFieldCreated, field, created(fieldKind(), field));
    if (!written)
        return written.error();
    return field;
}

Result<CustomField> get(UnitOfWork &unit, CustomFieldId id)
{
    if (const Outcome allowed = unit.require(Action::CustomFieldRead, Relation::Other); !allowed)
        return allowed.error();
    return orNotFound(storage::customfields::find(unit.database(), id));
}

Result<ListPage<CustomField>> list(UnitOfWork &unit, const ListRequest &request, bool offered)
{
    if (const Outcome allowed = unit.require(Action::CustomFieldRead, Relation::Other); !allowed)
        return allowed.error();
    const Outcome fine =
        checkListing(request, {QStringLiteral("position"), QStringLiteral("key"), QStringLiteral("created")});
    if (!fine)
        return fine.error();
    auto page = storage::customfields::list(unit.database(), offered, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<CustomField>{page->items, page->nextCursor};
}

Result<CustomField> change(UnitOfWork &unit, CustomFieldId id, const CustomFieldChange &change, qint64 expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::CustomFieldManage, Relation::Other); !allowed)
        return allowed.error();
    const auto now = orNotFound(storage::customfields::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    const auto others = storage::customfields::all(unit.database());
    if (!others)
        return others.error();
    CustomField then = *now;
    mergeTexts(change.label, then.rules.label);
    mergeTexts(change.help, then.rules.help);
    take(change.choices, then.rules.choices);
    take(change.min, then.rules.min);
    take(change.max, then.rules.max);
    take(change.maxLength, then.rules.maxLength);
    take(change.required, then.rules.required);
    take(change.position, then.rules.position);
    take(change.categories, then.rules.condition.categories);
    take(change.dependsOn, then.rules.condition.field);
    take(change.dependsOnValues, then.rules.condition.values);
    if (change.dependsOn && change.dependsOn->isEmpty() && !change.dependsOnValues)
        then.rules.condition.values.clear();
    take(change.visibleToCustomer, then.rules.visibleToCustomer);
    take(change.archived, then.rules.archived);
    if (const Outcome clean = checkField(then, *others); !clean)
        return clean.error();
    customfieldrules::forget(unit);
    return write(unit, fieldKind(), EventKind::CustomFieldChanged, *now, then, expectedVersion,
                 storage::customfields::update);
}

Outcome remove(UnitOfWork &unit, CustomFieldId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::CustomFieldManage, Relation::Other); !allowed)
        return allowed;
    const auto now = orNotFound(storage::customfields::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    const auto others = storage::customfields::all(unit.database());
    if (!others)
        return others.error();
    const bool needed = std::any_of(others->begin(), others->end(),
                                    [&](const CustomField &other) { return other.rules.condition.field == now->key; });
    if (needed) {
        Problem problem;
        problem.code = ErrorCode::InUse;
        return problem;
    }
    const auto gone = storage::customfields::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    customfieldrules::forget(unit);
    CustomField last = *now;
    last.version = now->version + 1;
    return writeEvent(unit, fieldKind(), EventKind::CustomFieldRemoved, last, removed(fieldKind(), last));
}

} // namespace mostrador::services::customfields
