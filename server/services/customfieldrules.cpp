// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/customfieldrules.h"

#include "storage/customfields.h"
#include "storage/products.h"

#include <QDeadlineTimer>
#include <QHash>

#include <mutex>

namespace mostrador::services::customfieldrules {

namespace {

constexpr int keptMs = 5000;

using Fields = std::shared_ptr<const QList<CustomField>>;

struct Kept
{
    Fields fields;
    QDeadlineTimer until;
    /// Not kept before: a transaction that changes definitions may not be committed yet.
    QDeadlineTimer notBefore;
};

struct Cache
{
    std::mutex mutex;
    QHash<QString, Kept> byDatabase;
};

Cache &cache()
{
    static Cache instance;
    return instance;
}

QString databaseName(const storage::Database &database)
{
    const storage::DatabaseOptions &options = database.options();
    return options.path + u'|' + options.host + u'|' + QString::number(options.port) + u'|' + options.name;
}

Result<Fields> definitions(UnitOfWork &unit)
{
    const QString name = databaseName(unit.database());
    {
        const std::lock_guard lock(cache().mutex);
        const auto kept = cache().byDatabase.constFind(name);
        if (kept != cache().byDatabase.cend() && kept->fields && !kept->until.hasExpired())
            return kept->fields;
    }
    auto stored = storage::customfields::all(unit.database());
    if (!stored)
        return stored.error();
    const Fields fields = std::make_shared<const QList<CustomField>>(*std::move(stored));
    const std::lock_guard lock(cache().mutex);
    Kept &kept = cache().byDatabase[name];
    if (kept.notBefore.hasExpired()) {
        kept.fields = fields;
        kept.until = QDeadlineTimer(keptMs);
    }
    return fields;
}

const CustomField *fieldOf(const QList<CustomField> &fields, const QString &key)
{
    for (const CustomField &field : fields) {
        if (field.key == key)
            return &field;
    }
    return nullptr;
}

bool isStaff(const Actor &actor)
{
    return actor.isEmployee() || actor.principal == Principal::System;
}

} // namespace

Outcome checkGiven(UnitOfWork &unit, FieldChecks &checks, QJsonObject &given, const QJsonObject &present)
{
    if (given.isEmpty())
        return done;
    const auto fields = definitions(unit);
    if (!fields)
        return fields.error();
    const QStringList keys = given.keys();
    for (const QString &key : keys) {
        QJsonValue value = given.value(key);
        const QString name = QStringLiteral("custom_fields/") + pointerStep(key);
        const CustomField *field = fieldOf(**fields, key);
        if (value.isNull() || present.value(key) == value)
            continue;
        if (!field) {
            if (value.isArray())
                checks.fault(name, FieldErrorCode::WrongType,
                             {{QStringLiteral("expected"), QStringLiteral("string, number or boolean")}});
            continue;
        }
        if (!field->rules.visibleToCustomer && !isStaff(unit.actor())) {
            checks.fault(name, FieldErrorCode::ReadOnly);
            continue;
        }
        if (const auto error = checkCustomValue(*field, value, checks.pointerTo(name)))
            checks.add(*error);
        else
            given.insert(key, value);
    }
    return done;
}

Outcome checkRequired(UnitOfWork &unit, FieldChecks &checks, const Incident &incident, bool closing,
                      const std::optional<QJsonObject> &among)
{
    if (!unit.actor().isEmployee())
        return done;
    const auto fields = definitions(unit);
    if (!fields)
        return fields.error();
    const auto asked = [&](const CustomField &field) {
        if (field.rules.archived || hasCustomValue(incident.customFields.value(field.key)) ||
            (among && !among->contains(field.key)))
            return false;
        return field.rules.required == CustomFieldRequired::Opening ||
               (closing && field.rules.required == CustomFieldRequired::Closing);
    };
    QString category;
    bool categoryKnown = false;
    for (const CustomField &field : **fields) {
        if (!asked(field))
            continue;
        if (!field.rules.condition.categories.isEmpty() && !categoryKnown && incident.product) {
            const auto product = storage::products::find(unit.database(), *incident.product);
            if (!product)
                return product.error();
            category = *product ? (*product)->category : QString();
            categoryKnown = true;
        }
        if (isShown(field, category, incident.customFields))
            checks.fault(QStringLiteral("custom_fields/") + pointerStep(field.key), FieldErrorCode::Required);
    }
    return done;
}

bool isClosing(IncidentStatus from, IncidentStatus to)
{
    return to != from && isActive(from) && (to == IncidentStatus::Resolved || to == IncidentStatus::Closed);
}

void forget(UnitOfWork &unit)
{
    const std::lock_guard lock(cache().mutex);
    cache().byDatabase[databaseName(unit.database())] = {nullptr, QDeadlineTimer(0), QDeadlineTimer(keptMs)};
}

} // namespace mostrador::services::customfieldrules
