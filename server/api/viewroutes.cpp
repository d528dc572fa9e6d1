// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resource.h"
#include "api/routes.h"
#include "services/viewservice.h"

namespace mostrador::api {

void registerViewRoutes(http::Router &router)
{
    using enum http::Method;
    namespace views = services::views;
    static constexpr QLatin1String all("/views");
    static constexpr QLatin1String one("/views/{id}");
    add(router,
        {.method = Get,
         .path = all,
         .endpoint = [](Call &call) { return resource::list<SavedView>(call, views::list); },
         .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort"), QStringLiteral("offered")})});
    add(router, {.method = Post, .path = all, .endpoint = [](Call &call) {
                     return resource::create(call, codec::newViewFromJson, views::create, all);
                 }});
    add(router, {.method = Get, .path = one, .endpoint = [](Call &call) { return resource::get(call, views::get); }});
    add(router, {.method = Patch, .path = one, .endpoint = [](Call &call) {
                     return resource::change(call, codec::viewChangeFromJson, views::get, views::change);
                 }});
    add(router,
        {.method = Delete, .path = one, .endpoint = [](Call &call) { return resource::remove(call, views::remove); }});
}

} // namespace mostrador::api
