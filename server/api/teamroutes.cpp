// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "services/catalogueservice.h"

namespace mostrador::api {

namespace {

namespace teams = services::teams;
using services::UnitOfWork;

Result<http::Response> listTeams(Call &call)
{
    return showPage<Team>(call, teams::list);
}

Result<http::Response> createTeam(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newTeamFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto team = teams::create(unit, *input);
        if (!team)
            return team.error();
        return created(codec::toJson(*team), QStringLiteral("/teams/") + team->id.toString(), team->version);
    });
}

Result<http::Response> getTeam(Call &call)
{
    const auto id = pathId<TeamId>(call);
    if (!id)
        return id.error();
    return show<Team>(call, [&](UnitOfWork &unit) { return teams::get(unit, *id); });
}

Result<http::Response> changeTeam(Call &call)
{
    const auto id = pathId<TeamId>(call);
    if (!id)
        return id.error();
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::teamChangeFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        Precondition version = *expected;
        if (!version) {
            const auto current = teams::get(unit, *id);
            if (!current)
                return current.error();
            version = current->version;
        }
        const auto team = teams::change(unit, *id, *input, *version);
        if (!team)
            return team.error();
        return receiptOf(*team);
    });
}

Result<http::Response> removeTeam(Call &call)
{
    const auto id = pathId<TeamId>(call);
    if (!id)
        return id.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    return end(call, [&](UnitOfWork &unit) { return teams::remove(unit, *id, *expected); });
}

} // namespace

void registerTeamRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String all("/teams");
    const QLatin1String one("/teams/{id}");
    add(router, {.method = Get,
                 .path = all,
                 .endpoint = listTeams,
                 .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort")})});
    add(router, {.method = Post, .path = all, .endpoint = createTeam});
    add(router, {.method = Get, .path = one, .endpoint = getTeam});
    add(router, {.method = Patch, .path = one, .endpoint = changeTeam});
    add(router, {.method = Delete, .path = one, .endpoint = removeTeam});
}

} // namespace mostrador::api
