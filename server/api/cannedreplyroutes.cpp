// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resource.h"
#include "api/routes.h"
#include "services/cannedreplyservice.h"

namespace mostrador::api {

namespace {

namespace cannedreplies = services::cannedreplies;

Result<http::Response> listReplies(Call &call)
{
    cannedreplies::Wanted wanted;
    const auto offered = resource::flag(call, QStringLiteral("offered"));
    if (!offered)
        return offered.error();
    wanted.offered = *offered;
    wanted.language = call.request.queryValue(QStringLiteral("language")).value_or(QString());
    return showPage<CannedReply>(call, [&](services::UnitOfWork &unit, const services::ListRequest &request) {
        return cannedreplies::list(unit, request, wanted);
    });
}

} // namespace

void registerCannedReplyRoutes(http::Router &router)
{
    using enum http::Method;
    static constexpr QLatin1String all("/canned-replies");
    static constexpr QLatin1String one("/canned-replies/{id}");
    add(router, {.method = Get,
                 .path = all,
                 .endpoint = listReplies,
                 .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort"), QStringLiteral("offered"),
                                               QStringLiteral("language")})});
    add(router, {.method = Post, .path = all, .endpoint = [](Call &call) {
                     return resource::create(call, codec::newCannedReplyFromJson, cannedreplies::create, all);
                 }});
    add(router,
        {.method = Get, .path = one, .endpoint = [](Call &call) { return resource::get(call, cannedreplies::get); }});
    add(router, {.method = Patch, .path = one, .endpoint = [](Call &call) {
                     return resource::change(call, codec::cannedReplyChangeFromJson, cannedreplies::get,
                                             cannedreplies::change);
                 }});
    add(router, {.method = Delete, .path = one, .endpoint = [](Call &call) {
                     return resource::remove(call, cannedreplies::remove);
                 }});
}

} // namespace mostrador::api
