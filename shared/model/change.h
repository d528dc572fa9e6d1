// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/people.h"

#include <QJsonObject>

#include <optional>

/// What callers ask to be created or changed. Decoded by protocol/, checked and carried out by the services.
namespace mostrador {

/// A member of a merge patch (RFC 7396): absent, or a new value. For members that can be cleared, the value type is an
/// optional itself, and an inner nullopt clears.
template <typename T>
using Patched = std::optional<T>;

struct NewCustomer
{
    QString givenName;
    QString familyName;
    QString email;
    std::optional<QDate> birthDate;
    PostalAddress address;
    QString phone;
    QString locale; ///< empty: the default language
};

struct CustomerChange
{
    Patched<QString> givenName;
    Patched<QString> familyName;
    Patched<QString> email;
    Patched<std::optional<QDate>> birthDate;
    Patched<PostalAddress> address; ///< merged member by member before it gets here
    Patched<QString> phone;
    Patched<QString> locale;
};

struct NewEmployee
{
    QString email;
    QString name;
    Role role = Role::Agent;
    QList<TeamId> teams;
    QString locale;
    QString password;
};

struct EmployeeChange
{
    Patched<QString> email;
    Patched<QString> name;
    Patched<QString> locale;
    Patched<Role> role;
    Patched<QList<TeamId>> teams;
    Patched<bool> active;
};

struct NewTeam
{
    QString name;
    QString description;
    bool restricted = false;
};

struct TeamChange
{
    Patched<QString> name;
    Patched<QString> description;
    Patched<bool> restricted;
};

struct NewProduct
{
    QString sku;
    QString name;
    QString category;
    bool active = true;
};

struct ProductChange
{
    Patched<QString> sku;
    Patched<QString> name;
    Patched<QString> category;
    Patched<bool> active;
};

/// An incident to open. The customer is given by id, or by attributes: then the one with that e-mail is taken, or a new
/// one is created.
struct NewIncident
{
    QString subject;
    QString description;
    std::optional<CustomerId> customer;
    std::optional<NewCustomer> customerData;
    std::optional<ProductId> product;
    std::optional<TeamId> team;
    std::optional<EmployeeId> assignee;
    std::optional<Impact> impact;
    std::optional<Urgency> urgency;
    std::optional<Priority> priority; ///< sets it by hand
    Channel channel = Channel::Api;
    QString language; ///< empty: the customer's
    QStringList tags;
    QJsonObject customFields;
    QString orderNumber;
    QString serialNumber;
    QString externalReference;
    std::optional<IncidentId> followUpOf;
    std::optional<Timestamp> dueAt;
    QList<AttachmentId> attachments; ///< uploaded before, by the same actor, and not yet used
};

/// Changes of one incident; each member present is a field edited.
struct IncidentChange
{
    Patched<QString> subject;
    Patched<IncidentStatus> status;
    Patched<Impact> impact;
    Patched<Urgency> urgency;
    Patched<std::optional<Priority>> priority; ///< nullopt: back to impact x urgency
    Patched<std::optional<ProductId>> product;
    Patched<std::optional<TeamId>> team;
    Patched<std::optional<EmployeeId>> assignee;
    Patched<QString> language;
    Patched<QStringList> tags;
    Patched<QJsonObject> customFields; ///< merged into the present ones; null members remove
    Patched<QString> orderNumber;
    Patched<QString> serialNumber;
    Patched<std::optional<Timestamp>> dueAt;

    bool isEmpty() const;
};

struct NewMessage
{
    bool internal = false;
    QString body;
    QList<AttachmentId> attachments;
    /// A status the incident takes with the message, in the same transaction.
    std::optional<IncidentStatus> status;
    /// So long it can be withdrawn, and customers neither see nor get it; 0 .. limits::messageHoldSeconds. Of employees
    /// only.
    int holdSeconds = 0;
};

} // namespace mostrador
