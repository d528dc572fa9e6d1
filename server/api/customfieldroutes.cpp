// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resource.h"
#include "api/routes.h"
#include "services/customfieldservice.h"

namespace mostrador::api {

void registerCustomFieldRoutes(http::Router &router)
{
    using enum http::Method;
    namespace customfields = services::customfields;
    static constexpr QLatin1String all("/custom-fields");
    static constexpr QLatin1String one("/custom-fields/{id}");
    add(router, {.method = Get,
                 .path = all,
                 .endpoint = [](Call &call) { return resource::list<CustomField>(call, customfields::list); },
                 .parameters = listParameters({QStringLiteral("sort"), QStringLiteral("offered")})});
    add(router, {.method = Post, .path = all, .endpoint = [](Call &call) {
                     return resource::create(call, codec::newCustomFieldFromJson, customfields::create, all);
                 }});
    add(router,
        {.method = Get, .path = one, .endpoint = [](Call &call) { return resource::get(call, customfields::get); }});
    add(router, {.method = Patch, .path = one, .endpoint = [](Call &call) {
                     return resource::change(call, codec::customFieldChangeFromJson, customfields::get,
                                             customfields::change);
                 }});
    add(router, {.method = Delete, .path = one, .endpoint = [](Call &call) {
                     return resource::remove(call, customfields::remove);
                 }});
}

} // namespace mostrador::api
