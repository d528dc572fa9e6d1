// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resource.h"
#include "api/routes.h"
#include "protocol/jsonreader.h"
#include "services/tagmover.h"
#include "services/tagservice.h"

namespace mostrador::api {

namespace {

namespace tags = services::tags;

/// The incidents follow in the background.
Result<http::Response> wakingMover(Result<http::Response> response)
{
    if (response)
        services::TagMover::wake();
    return response;
}

Result<http::Response> changeTag(Call &call)
{
    return wakingMover(resource::change(call, codec::tagChangeFromJson, tags::get, tags::change));
}

Result<http::Response> mergeTag(Call &call)
{
    const auto id = pathId<TagId>(call);
    if (!id)
        return id.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    std::optional<TagId> into;
    JsonReader in(*body);
    in.id(QStringLiteral("into_id"), into, true);
    if (const auto problem = in.finish())
        return *problem;
    return wakingMover(act(call, [&](services::UnitOfWork &unit) -> Result<services::Receipt> {
        const auto tag = tags::mergeInto(unit, *id, *into, *expected);
        if (!tag)
            return tag.error();
        return receiptOf(*tag);
    }));
}

} // namespace

void registerTagRoutes(http::Router &router)
{
    using enum http::Method;
    static constexpr QLatin1String all("/tags");
    static constexpr QLatin1String one("/tags/{id}");
    add(router,
        {.method = Get,
         .path = all,
         .endpoint = [](Call &call) { return resource::list<Tag>(call, tags::list); },
         .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort"), QStringLiteral("offered")})});
    add(router, {.method = Post, .path = all, .endpoint = [](Call &call) {
                     return resource::create(call, codec::newTagFromJson, tags::create, all);
                 }});
    add(router, {.method = Get, .path = one, .endpoint = [](Call &call) { return resource::get(call, tags::get); }});
    add(router, {.method = Patch, .path = one, .endpoint = changeTag});
    add(router,
        {.method = Delete, .path = one, .endpoint = [](Call &call) { return resource::remove(call, tags::remove); }});
    add(router, {.method = Post, .path = QLatin1String("/tags/{id}/merge"), .endpoint = mergeTag});
}

} // namespace mostrador::api
