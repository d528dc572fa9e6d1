// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people.h"

#include "support/enumnames.h"

namespace mostrador {

namespace {

constexpr EnumName<Role> roleNames[] = {
    {Role::Agent, "agent"}, {Role::Lead, "lead"}, {Role::Admin, "admin"}, {Role::Auditor, "auditor"}};

} // namespace

bool PostalAddress::isEmpty() const
{
    return street.isEmpty() && postalCode.isEmpty() && city.isEmpty() && region.isEmpty() && country.isEmpty();
}

QString Customer::displayName() const
{
    if (givenName.isEmpty())
        return familyName;
    if (familyName.isEmpty())
        return givenName;
    return givenName + QLatin1Char(' ') + familyName;
}

QString toString(Role role)
{
    return nameIn(roleNames, role);
}

std::optional<Role> roleFromString(const QString &name)
{
    return valueIn(roleNames, name);
}

} // namespace mostrador
