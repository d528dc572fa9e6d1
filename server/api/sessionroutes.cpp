// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "protocol/jsonreader.h"
#include "services/employeeservice.h"
#include "services/sessionservice.h"
#include "services/settings.h"

namespace mostrador::api {

namespace {

/// What the asker may do, by relation to the thing: {"own": ["incident_read", ...], ...}. Programs and the console
/// enable their controls by it.
QJsonObject permissionsOf(Principal principal)
{
    QJsonObject permissions;
    for (const Relation relation : allRelations()) {
        QJsonArray actions;
        for (const Action action : allActions()) {
            if (isAllowed(principal, action, relation))
                actions.append(toString(action));
        }
        permissions.insert(toString(relation), actions);
    }
    return permissions;
}

Result<http::Response> logIn(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    QString email;
    QString password;
    JsonReader in(*body);
    in.text(QStringLiteral("email"), email, {.max = limits::email, .required = true});
    in.text(QStringLiteral("password"), password, {.max = limits::password, .required = true, .trim = false});
    if (const auto problem = in.finish())
        return *problem;
    const auto grant = services::sessions::logIn(call.context, email, password);
    if (!grant)
        return grant.error();
    return respond(created(codec::toJson(*grant), QStringLiteral("/sessions/current")));
}

Result<http::Response> showCurrent(Call &call)
{
    if (!call.context.actor.employee)
        return Problem::forbidden();
    const auto employee = services::read<Employee>(call.context, [&](services::UnitOfWork &unit) {
        return services::employees::get(unit, *call.context.actor.employee);
    });
    if (!employee)
        return employee.error();
    return http::Response::json({{QStringLiteral("employee"), codec::toJson(*employee)},
                                 {QStringLiteral("permissions"), permissionsOf(call.context.actor.principal)},
                                 {QStringLiteral("feed_url"), services::settings().feedUrl},
                                 {QStringLiteral("attachment_max_bytes"), services::settings().attachmentMaxBytes}});
}

Result<http::Response> logOut(Call &call)
{
    return end(call, [](services::UnitOfWork &unit) { return services::sessions::logOut(unit); });
}

} // namespace

void registerSessionRoutes(http::Router &router)
{
    using enum http::Method;
    // Slow lane: Argon2id takes tens of milliseconds and tens of MiB.
    add(router, {.method = Post,
                 .path = QLatin1String("/sessions"),
                 .endpoint = logIn,
                 .lane = http::Lane::Slow,
                 .maxBody = 16 * 1024,
                 .authenticated = false});
    add(router, {.method = Get, .path = QLatin1String("/sessions/current"), .endpoint = showCurrent});
    add(router, {.method = Delete, .path = QLatin1String("/sessions/current"), .endpoint = logOut});
}

} // namespace mostrador::api
