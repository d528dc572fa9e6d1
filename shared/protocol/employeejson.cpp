// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

#include <algorithm>

namespace mostrador::codec {

using namespace members;

namespace {

constexpr int teamsMax = 1000;

/// Ascending and without doubles, as Employee::teams is.
void readTeams(JsonReader &in, QList<TeamId> &teams)
{
    if (!in.idList(QStringLiteral("team_ids"), teams, teamsMax))
        return;
    std::sort(teams.begin(), teams.end());
    teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
}

} // namespace

QJsonObject toJson(const Employee &employee)
{
    return {{QStringLiteral("id"), value(employee.id)},
            {QStringLiteral("email"), employee.email},
            {QStringLiteral("name"), employee.name},
            {QStringLiteral("role"), toString(employee.role)},
            {QStringLiteral("team_ids"), array(employee.teams)},
            {QStringLiteral("locale"), employee.locale},
            {QStringLiteral("active"), employee.active},
            {QStringLiteral("removed"), employee.removed},
            {QStringLiteral("created_at"), value(employee.createdAt)},
            {QStringLiteral("updated_at"), value(employee.updatedAt)},
            {QStringLiteral("version"), employee.version}};
}

Result<Employee> employeeFromJson(const QJsonObject &json)
{
    Employee employee;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), employee.id);
    in.text(QStringLiteral("email"), employee.email, stored);
    in.text(QStringLiteral("name"), employee.name, stored);
    in.enumeration(QStringLiteral("role"), employee.role, roleFromString, roleNames(), true);
    in.idList(QStringLiteral("team_ids"), employee.teams, teamsMax, true);
    in.text(QStringLiteral("locale"), employee.locale, stored);
    in.boolean(QStringLiteral("active"), employee.active, true);
    in.boolean(QStringLiteral("removed"), employee.removed);
    requiredTimestamp(in, QStringLiteral("created_at"), employee.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), employee.updatedAt);
    in.integer(QStringLiteral("version"), employee.version, 0, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return employee;
}

QJsonObject toJson(const NewEmployee &employee)
{
    QJsonObject json{{QStringLiteral("email"), employee.email},
                     {QStringLiteral("name"), employee.name},
                     {QStringLiteral("role"), toString(employee.role)},
                     {QStringLiteral("team_ids"), array(employee.teams)},
                     {QStringLiteral("password"), employee.password}};
    if (!employee.locale.isEmpty())
        json.insert(QStringLiteral("locale"), employee.locale);
    return json;
}

Result<NewEmployee> newEmployeeFromJson(const QJsonObject &json)
{
    NewEmployee employee;
    JsonReader in(json);
    email(in, QStringLiteral("email"), employee.email, true);
    in.text(QStringLiteral("name"), employee.name, {.max = limits::personName, .required = true});
    in.enumeration(QStringLiteral("role"), employee.role, roleFromString, roleNames(), true);
    readTeams(in, employee.teams);
    language(in, QStringLiteral("locale"), employee.locale);
    // Spaces around a password are part of it.
    in.text(QStringLiteral("password"), employee.password,
            {.max = limits::password, .min = limits::passwordMin, .required = true, .trim = false});
    if (auto problem = in.finish())
        return *problem;
    return employee;
}

QJsonObject toJson(const EmployeeChange &change)
{
    QJsonObject json;
    if (change.email)
        json.insert(QStringLiteral("email"), *change.email);
    if (change.name)
        json.insert(QStringLiteral("name"), *change.name);
    if (change.locale)
        json.insert(QStringLiteral("locale"), *change.locale);
    if (change.role)
        json.insert(QStringLiteral("role"), toString(*change.role));
    if (change.teams)
        json.insert(QStringLiteral("team_ids"), array(*change.teams));
    if (change.active)
        json.insert(QStringLiteral("active"), *change.active);
    return json;
}

Result<EmployeeChange> employeeChangeFromJson(const QJsonObject &json)
{
    EmployeeChange change;
    JsonReader in(json);
    if (in.has(QStringLiteral("email"))) {
        QString address;
        if (email(in, QStringLiteral("email"), address, !in.isNull(QStringLiteral("email"))))
            change.email = address;
    }
    patchText(in, QStringLiteral("name"), change.name, {.max = limits::personName});
    if (in.has(QStringLiteral("locale"))) {
        QString locale;
        if (language(in, QStringLiteral("locale"), locale))
            change.locale = locale;
    }
    optionalEnum(in, QStringLiteral("role"), change.role, roleFromString, roleNames());
    if (in.has(QStringLiteral("team_ids"))) {
        QList<TeamId> teams;
        readTeams(in, teams); // null takes the employee out of all teams
        change.teams = teams;
    }
    patchBoolean(in, QStringLiteral("active"), change.active);
    if (auto problem = in.finish())
        return *problem;
    return change;
}

QJsonObject toJson(const SessionGrant &grant)
{
    return {{QStringLiteral("token"), grant.token},
            {QStringLiteral("expires_at"), value(grant.expiresAt)},
            {QStringLiteral("employee"), toJson(grant.employee)},
            {QStringLiteral("feed_url"), grant.feedUrl},
            {QStringLiteral("attachment_max_bytes"), grant.attachmentMaxBytes}};
}

Result<SessionGrant> sessionGrantFromJson(const QJsonObject &json)
{
    SessionGrant grant;
    JsonReader in(json);
    in.tolerateUnknown();
    in.text(QStringLiteral("token"), grant.token, {.max = 1000, .required = true});
    requiredTimestamp(in, QStringLiteral("expires_at"), grant.expiresAt);
    QJsonObject employee;
    if (in.object(QStringLiteral("employee"), employee, true)) {
        Result<Employee> read = employeeFromJson(employee);
        if (read)
            grant.employee = *std::move(read);
        else
            in.merge(read.error().errors);
    }
    in.text(QStringLiteral("feed_url"), grant.feedUrl, stored);
    in.integer(QStringLiteral("attachment_max_bytes"), grant.attachmentMaxBytes, 0, std::numeric_limits<qint64>::max());
    if (auto problem = in.finish())
        return *problem;
    return grant;
}

} // namespace mostrador::codec
