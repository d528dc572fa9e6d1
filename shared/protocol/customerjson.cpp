// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

QJsonObject addressJson(const PostalAddress &address)
{
    return {{QStringLiteral("street"), address.street},
            {QStringLiteral("postal_code"), address.postalCode},
            {QStringLiteral("city"), address.city},
            {QStringLiteral("region"), address.region},
            {QStringLiteral("country"), address.country}};
}

/// Reads the members present over those that @p address holds.
void readAddress(JsonReader &in, PostalAddress &address)
{
    QJsonObject json;
    if (!in.object(QStringLiteral("address"), json))
        return;
    JsonReader part(json, in.pointerTo(QStringLiteral("address")));
    clearableText(part, QStringLiteral("street"), address.street, {.max = limits::street, .multiline = true});
    clearableText(part, QStringLiteral("postal_code"), address.postalCode, {.max = limits::postalCode});
    clearableText(part, QStringLiteral("city"), address.city, {.max = limits::city});
    clearableText(part, QStringLiteral("region"), address.region, {.max = limits::region});
    country(part, QStringLiteral("country"), address.country);
    in.merge(part.errors());
}

void readStoredAddress(JsonReader &in, PostalAddress &address)
{
    QJsonObject json;
    if (!in.object(QStringLiteral("address"), json, true))
        return;
    JsonReader part(json, in.pointerTo(QStringLiteral("address")));
    part.text(QStringLiteral("street"), address.street, stored);
    part.text(QStringLiteral("postal_code"), address.postalCode, stored);
    part.text(QStringLiteral("city"), address.city, stored);
    part.text(QStringLiteral("region"), address.region, stored);
    part.text(QStringLiteral("country"), address.country, stored);
    in.merge(part.errors());
}

} // namespace

QJsonObject toJson(const Customer &customer)
{
    return {{QStringLiteral("id"), value(customer.id)},
            {QStringLiteral("given_name"), customer.givenName},
            {QStringLiteral("family_name"), customer.familyName},
            {QStringLiteral("email"), customer.email},
            {QStringLiteral("birth_date"), value(customer.birthDate)},
            {QStringLiteral("address"), addressJson(customer.address)},
            {QStringLiteral("phone"), customer.phone},
            {QStringLiteral("locale"), customer.locale},
            {QStringLiteral("created_at"), value(customer.createdAt)},
            {QStringLiteral("updated_at"), value(customer.updatedAt)},
            {QStringLiteral("version"), customer.version}};
}

Result<Customer> customerFromJson(const QJsonObject &json)
{
    Customer customer;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), customer.id);
    in.text(QStringLiteral("given_name"), customer.givenName, stored);
    in.text(QStringLiteral("family_name"), customer.familyName, stored);
    in.text(QStringLiteral("email"), customer.email, stored);
    in.date(QStringLiteral("birth_date"), customer.birthDate);
    readStoredAddress(in, customer.address);
    in.text(QStringLiteral("phone"), customer.phone, stored);
    in.text(QStringLiteral("locale"), customer.locale, stored);
    requiredTimestamp(in, QStringLiteral("created_at"), customer.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), customer.updatedAt);
    in.integer(QStringLiteral("version"), customer.version, 0, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return customer;
}

QJsonObject toJson(const NewCustomer &customer)
{
    QJsonObject json{{QStringLiteral("given_name"), customer.givenName},
                     {QStringLiteral("family_name"), customer.familyName},
                     {QStringLiteral("email"), customer.email},
                     {QStringLiteral("address"), addressJson(customer.address)},
                     {QStringLiteral("phone"), customer.phone}};
    if (customer.birthDate)
        json.insert(QStringLiteral("birth_date"), value(*customer.birthDate));
    if (!customer.locale.isEmpty())
        json.insert(QStringLiteral("locale"), customer.locale);
    return json;
}

Result<NewCustomer> newCustomerFromJson(const QJsonObject &json, const QString &pointer)
{
    NewCustomer customer;
    JsonReader in(json, pointer);
    in.text(QStringLiteral("given_name"), customer.givenName, {.max = limits::givenName, .required = true});
    in.text(QStringLiteral("family_name"), customer.familyName, {.max = limits::familyName, .required = true});
    email(in, QStringLiteral("email"), customer.email, true);
    in.date(QStringLiteral("birth_date"), customer.birthDate);
    readAddress(in, customer.address);
    clearableText(in, QStringLiteral("phone"), customer.phone, {.max = limits::phone});
    language(in, QStringLiteral("locale"), customer.locale);
    if (auto problem = in.finish())
        return *problem;
    return customer;
}

QJsonObject toJson(const CustomerChange &change)
{
    QJsonObject json;
    if (change.givenName)
        json.insert(QStringLiteral("given_name"), *change.givenName);
    if (change.familyName)
        json.insert(QStringLiteral("family_name"), *change.familyName);
    if (change.email)
        json.insert(QStringLiteral("email"), *change.email);
    if (change.birthDate)
        json.insert(QStringLiteral("birth_date"), value(*change.birthDate));
    if (change.address)
        json.insert(QStringLiteral("address"), addressJson(*change.address));
    if (change.phone)
        json.insert(QStringLiteral("phone"), *change.phone);
    if (change.locale)
        json.insert(QStringLiteral("locale"), *change.locale);
    return json;
}

Result<CustomerChange> customerChangeFromJson(const QJsonObject &json, const PostalAddress &current)
{
    CustomerChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("given_name"), change.givenName, {.max = limits::givenName});
    patchText(in, QStringLiteral("family_name"), change.familyName, {.max = limits::familyName});
    if (in.has(QStringLiteral("email"))) {
        QString address;
        if (email(in, QStringLiteral("email"), address, !in.isNull(QStringLiteral("email"))))
            change.email = address;
    }
    std::optional<QDate> birthDate;
    if (in.date(QStringLiteral("birth_date"), birthDate) || in.isNull(QStringLiteral("birth_date")))
        change.birthDate = birthDate;
    if (in.isNull(QStringLiteral("address"))) {
        in.accept(QStringLiteral("address"));
        change.address = PostalAddress();
    } else if (in.has(QStringLiteral("address"))) {
        change.address = current;
        readAddress(in, *change.address);
    }
    patchClearable(in, QStringLiteral("phone"), change.phone, {.max = limits::phone});
    if (in.has(QStringLiteral("locale"))) {
        QString locale;
        if (language(in, QStringLiteral("locale"), locale))
            change.locale = locale;
    }
    if (auto problem = in.finish())
        return *problem;
    return change;
}

} // namespace mostrador::codec
