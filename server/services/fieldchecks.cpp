// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/fieldchecks.h"

#include "model/limits.h"
#include "support/words.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mostrador::services {

namespace {

constexpr int customFieldName = 64;

QJsonObject expected(const QString &what)
{
    return {{QStringLiteral("expected"), what}};
}

/// A name as a step of a JSON pointer (RFC 6901).
QString escaped(QString name)
{
    return name.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

} // namespace

void FieldChecks::fault(const QString &name, FieldErrorCode code, const QJsonObject &params)
{
    m_errors.append(FieldError{pointerTo(name), code, params});
}

Outcome FieldChecks::finish() const
{
    if (!m_errors.isEmpty())
        return Problem::validation(m_errors);
    return done;
}

void FieldChecks::text(const QString &name, QString &value, const JsonReader::TextRule &rule)
{
    auto cleaned = checkText(value, pointerTo(name), rule);
    if (cleaned)
        value = *std::move(cleaned);
    else
        m_errors.append(cleaned.error());
}

void FieldChecks::email(const QString &name, QString &value)
{
    const qsizetype before = m_errors.size();
    text(name, value, {.max = limits::email, .required = true});
    if (m_errors.size() != before)
        return;
    const auto cleaned = cleanEmail(value);
    if (cleaned)
        value = *cleaned;
    else
        fault(name, FieldErrorCode::InvalidFormat, expected(QStringLiteral("email")));
}

void FieldChecks::language(const QString &name, QString &value, const QString &fallback)
{
    if (value.isEmpty())
        value = fallback;
    if (!isSupportedLanguage(value))
        fault(name, FieldErrorCode::NotAllowed,
              {{QStringLiteral("allowed"), QJsonArray::fromStringList(supportedLanguages())}});
}

void FieldChecks::birthDate(const QString &name, const std::optional<QDate> &value, Timestamp now)
{
    if (!value)
        return;
    const QDate earliest(1900, 1, 1);
    // A day more: somewhere on Earth it is tomorrow already.
    const QDate latest = now.toDateTime().date().addDays(1);
    if (!value->isValid())
        fault(name, FieldErrorCode::InvalidFormat, expected(QStringLiteral("date")));
    else if (*value < earliest || *value > latest)
        fault(name, FieldErrorCode::OutOfRange,
              {{QStringLiteral("min"), earliest.toString(Qt::ISODate)},
               {QStringLiteral("max"), latest.toString(Qt::ISODate)}});
}

void FieldChecks::address(const QString &name, PostalAddress &value)
{
    text(name + QStringLiteral("/street"), value.street, {.max = limits::street, .multiline = true});
    text(name + QStringLiteral("/postal_code"), value.postalCode, {.max = limits::postalCode});
    text(name + QStringLiteral("/city"), value.city, {.max = limits::city});
    text(name + QStringLiteral("/region"), value.region, {.max = limits::region});
    value.country = value.country.trimmed();
    if (value.country.isEmpty())
        return;
    const QString code = value.country.toUpper();
    const bool twoLetters =
        code.size() == 2 && std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
    if (twoLetters && QLocale::codeToTerritory(code) != QLocale::AnyTerritory)
        value.country = code;
    else
        fault(name + QStringLiteral("/country"), FieldErrorCode::InvalidFormat, expected(QStringLiteral("country")));
}

void FieldChecks::tags(const QString &name, QStringList &value)
{
    if (value.size() > limits::tags) {
        fault(name, FieldErrorCode::TooMany, {{QStringLiteral("max"), limits::tags}});
        return;
    }
    for (qsizetype i = 0; i < value.size(); ++i) {
        text(QStringLiteral("%1/%2").arg(name).arg(i), value[i], {.max = limits::tag, .required = true});
        value[i] = value.at(i).toLower();
    }
    std::sort(value.begin(), value.end());
    value.erase(std::unique(value.begin(), value.end()), value.end());
}

void FieldChecks::customFields(const QString &name, QJsonObject &value, bool nullAllowed)
{
    if (value.size() > limits::customFields) {
        fault(name, FieldErrorCode::TooMany, {{QStringLiteral("max"), limits::customFields}});
        return;
    }
    const QStringList keys = value.keys();
    for (const QString &key : keys) {
        const QString at = name + u'/' + escaped(key);
        QString cleanedKey = key;
        text(at, cleanedKey, {.max = customFieldName, .required = true, .trim = false});
        const QJsonValue member = value.value(key);
        switch (member.type()) {
        case QJsonValue::String: {
            QString cleaned = member.toString();
            text(at, cleaned, {.max = limits::customFieldText, .multiline = true, .trim = false});
            value.insert(key, cleaned);
            break;
        }
        case QJsonValue::Double:
        case QJsonValue::Bool:
            break;
        case QJsonValue::Array: {
            // Several choices of a defined field; see customfieldrules.
            const QJsonArray several = member.toArray();
            const bool texts =
                std::all_of(several.begin(), several.end(), [](const QJsonValue &one) { return one.isString(); });
            if (!texts)
                fault(at, FieldErrorCode::WrongType, expected(QStringLiteral("string, number or boolean")));
            else if (several.size() > limits::customFieldChoices)
                fault(at, FieldErrorCode::TooMany, {{QStringLiteral("max"), limits::customFieldChoices}});
            break;
        }
        case QJsonValue::Null:
            if (nullAllowed)
                break;
            [[fallthrough]];
        default:
            fault(at, FieldErrorCode::WrongType, expected(QStringLiteral("string, number or boolean")));
        }
    }
}

void FieldChecks::dueAt(const QString &name, std::optional<Timestamp> value)
{
    static const Timestamp earliest = *Timestamp::fromRfc3339(QStringLiteral("2000-01-01T00:00:00Z"));
    static const Timestamp latest = *Timestamp::fromRfc3339(QStringLiteral("9999-12-31T23:59:59Z"));
    if (value && (*value < earliest || *value > latest))
        fault(name, FieldErrorCode::OutOfRange,
              {{QStringLiteral("min"), earliest.toRfc3339()}, {QStringLiteral("max"), latest.toRfc3339()}});
}

void check(FieldChecks &checks, NewCustomer &input, Timestamp now)
{
    checks.text(QStringLiteral("given_name"), input.givenName, {.max = limits::givenName, .required = true});
    checks.text(QStringLiteral("family_name"), input.familyName, {.max = limits::familyName});
    checks.email(QStringLiteral("email"), input.email);
    checks.birthDate(QStringLiteral("birth_date"), input.birthDate, now);
    checks.address(QStringLiteral("address"), input.address);
    checks.text(QStringLiteral("phone"), input.phone, {.max = limits::phone});
    checks.language(QStringLiteral("locale"), input.locale, supportedLanguages().constFirst());
}

void check(FieldChecks &checks, CustomerChange &change, Timestamp now)
{
    if (change.givenName)
        checks.text(QStringLiteral("given_name"), *change.givenName, {.max = limits::givenName, .required = true});
    if (change.familyName)
        checks.text(QStringLiteral("family_name"), *change.familyName, {.max = limits::familyName});
    if (change.email)
        checks.email(QStringLiteral("email"), *change.email);
    if (change.birthDate)
        checks.birthDate(QStringLiteral("birth_date"), *change.birthDate, now);
    if (change.address)
        checks.address(QStringLiteral("address"), *change.address);
    if (change.phone)
        checks.text(QStringLiteral("phone"), *change.phone, {.max = limits::phone});
    if (change.locale)
        checks.language(QStringLiteral("locale"), *change.locale, supportedLanguages().constFirst());
}

void check(FieldChecks &checks, NewEmployee &input)
{
    checks.email(QStringLiteral("email"), input.email);
    checks.text(QStringLiteral("name"), input.name, {.max = limits::personName, .required = true});
    checks.language(QStringLiteral("locale"), input.locale, supportedLanguages().constFirst());
}

void check(FieldChecks &checks, EmployeeChange &change)
{
    if (change.email)
        checks.email(QStringLiteral("email"), *change.email);
    if (change.name)
        checks.text(QStringLiteral("name"), *change.name, {.max = limits::personName, .required = true});
    if (change.locale)
        checks.language(QStringLiteral("locale"), *change.locale, supportedLanguages().constFirst());
}

void check(FieldChecks &checks, NewTeam &input)
{
    checks.text(QStringLiteral("name"), input.name, {.max = limits::teamName, .required = true});
    checks.text(QStringLiteral("description"), input.description, {.max = limits::teamDescription, .multiline = true});
}

void check(FieldChecks &checks, TeamChange &change)
{
    if (change.name)
        checks.text(QStringLiteral("name"), *change.name, {.max = limits::teamName, .required = true});
    if (change.description)
        checks.text(QStringLiteral("description"), *change.description,
                    {.max = limits::teamDescription, .multiline = true});
}

void check(FieldChecks &checks, NewProduct &input)
{
    checks.text(QStringLiteral("sku"), input.sku, {.max = limits::sku, .required = true});
    checks.text(QStringLiteral("name"), input.name, {.max = limits::productName, .required = true});
    checks.text(QStringLiteral("category"), input.category, {.max = limits::productCategory});
}

void check(FieldChecks &checks, ProductChange &change)
{
    if (change.sku)
        checks.text(QStringLiteral("sku"), *change.sku, {.max = limits::sku, .required = true});
    if (change.name)
        checks.text(QStringLiteral("name"), *change.name, {.max = limits::productName, .required = true});
    if (change.category)
        checks.text(QStringLiteral("category"), *change.category, {.max = limits::productCategory});
}

void check(FieldChecks &checks, NewIncident &input)
{
    checks.text(QStringLiteral("subject"), input.subject, {.max = limits::subject, .required = true});
    checks.text(QStringLiteral("description"), input.description,
                {.max = limits::messageBody, .required = true, .multiline = true, .trim = false});
    if (!input.language.isEmpty())
        checks.language(QStringLiteral("language"), input.language, {});
    checks.tags(QStringLiteral("tags"), input.tags);
    checks.customFields(QStringLiteral("custom_fields"), input.customFields, false);
    checks.text(QStringLiteral("order_number"), input.orderNumber, {.max = limits::orderNumber});
    checks.text(QStringLiteral("serial_number"), input.serialNumber, {.max = limits::serialNumber});
    checks.text(QStringLiteral("external_reference"), input.externalReference, {.max = limits::externalReference});
    checks.dueAt(QStringLiteral("due_at"), input.dueAt);
    if (input.attachments.size() > limits::attachmentsPerMessage)
        checks.fault(QStringLiteral("attachment_ids"), FieldErrorCode::TooMany,
                     {{QStringLiteral("max"), limits::attachmentsPerMessage}});
}

void check(FieldChecks &checks, IncidentChange &change)
{
    if (change.subject)
        checks.text(QStringLiteral("subject"), *change.subject, {.max = limits::subject, .required = true});
    if (change.language)
        checks.language(QStringLiteral("language"), *change.language, {});
    if (change.tags)
        checks.tags(QStringLiteral("tags"), *change.tags);
    if (change.customFields)
        checks.customFields(QStringLiteral("custom_fields"), *change.customFields, true);
    if (change.orderNumber)
        checks.text(QStringLiteral("order_number"), *change.orderNumber, {.max = limits::orderNumber});
    if (change.serialNumber)
        checks.text(QStringLiteral("serial_number"), *change.serialNumber, {.max = limits::serialNumber});
    if (change.dueAt)
        checks.dueAt(QStringLiteral("due_at"), *change.dueAt);
}

void check(FieldChecks &checks, NewMessage &input)
{
    checks.text(QStringLiteral("body"), input.body,
                {.max = limits::messageBody, .required = true, .multiline = true, .trim = false});
    if (input.attachments.size() > limits::attachmentsPerMessage)
        checks.fault(QStringLiteral("attachment_ids"), FieldErrorCode::TooMany,
                     {{QStringLiteral("max"), limits::attachmentsPerMessage}});
    if (input.holdSeconds < 0 || input.holdSeconds > limits::messageHoldSeconds)
        checks.fault(QStringLiteral("hold_seconds"), FieldErrorCode::OutOfRange,
                     {{QStringLiteral("min"), 0}, {QStringLiteral("max"), limits::messageHoldSeconds}});
}

} // namespace mostrador::services
