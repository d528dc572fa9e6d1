// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "services/prioritytable.h"

namespace mostrador::api {

namespace {

namespace prioritytable = services::prioritytable;

Result<http::Response> showPriorityTable(Call &call)
{
    return show<PrioritySetting>(call, prioritytable::get);
}

Result<http::Response> replacePriorityTable(Call &call)
{
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto table = codec::priorityTableFromJson(*body);
    if (!table)
        return table.error();
    return act(call, [&](services::UnitOfWork &unit) -> Result<services::Receipt> {
        const auto setting = prioritytable::replace(unit, *table, *expected);
        if (!setting)
            return setting.error();
        return receiptOf(*setting);
    });
}

} // namespace

void registerSettingsRoutes(http::Router &router)
{
    using enum http::Method;
    static constexpr QLatin1String priorities("/settings/priority-table");
    add(router, {.method = Get, .path = priorities, .endpoint = showPriorityTable});
    add(router, {.method = Put, .path = priorities, .endpoint = replacePriorityTable});
}

} // namespace mostrador::api
