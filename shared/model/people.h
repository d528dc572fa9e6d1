// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/timestamp.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace mostrador {

/// Where post reaches a person. All parts may be empty; the country is ISO 3166-1 alpha-2.
struct PostalAddress
{
    QString street; ///< street, number, floor; may have several lines
    QString postalCode;
    QString city;
    QString region;
    QString country;

    bool isEmpty() const;
    bool operator==(const PostalAddress &) const = default;
};

/// Somebody who has bought from us. The e-mail is unique among customers without regard to case; @c email keeps the
/// spelling the customer gave.
struct Customer
{
    CustomerId id;
    QString givenName;
    QString familyName;
    QString email;
    std::optional<QDate> birthDate;
    PostalAddress address;
    QString phone;
    QString locale; ///< BCP 47 language tag of a supported language: "es" or "en"
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0; ///< rises by one with each change; the ETag

    QString displayName() const;
    bool operator==(const Customer &) const = default;
};

/// What an employee may do; see model/permissions.h.
enum class Role
{
    Agent,
    Lead,
    Admin,
    Auditor
};
QString toString(Role role);
std::optional<Role> roleFromString(const QString &name);

/// Somebody who works for us and logs in.
struct Employee
{
    EmployeeId id;
    QString email; ///< log-in name; unique among employees without regard to case
    QString name;
    Role role = Role::Agent;
    QList<TeamId> teams; ///< ascending
    QString locale;
    bool active = true; ///< may log in and be given incidents
    /// Stays with its name for the history alone: inactive, without e-mail and teams, in no list, for good.
    bool removed = false;
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const Employee &) const = default;
};

/// A group of employees that incidents are given to.
struct Team
{
    TeamId id;
    QString name; ///< unique without regard to case
    QString description;
    bool restricted = false; ///< its incidents are seen by its members, admins and auditors only
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const Team &) const = default;
};

/// A thing we sell.
struct Product
{
    ProductId id;
    QString sku; ///< stock-keeping unit; unique without regard to case
    QString name;
    QString category;
    bool active = true; ///< an inactive product is kept for old incidents but not offered in the portal
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const Product &) const = default;
};

} // namespace mostrador
