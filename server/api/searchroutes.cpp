// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/call.h"
#include "api/routes.h"
#include "protocol/completionjson.h"
#include "services/completionservice.h"
#include "services/unitofwork.h"

namespace mostrador::api {

namespace {

Result<http::Response> complete(Call &call)
{
    const QString query = call.request.queryValue(QStringLiteral("q")).value_or(QString());
    qsizetype place = query.size();
    if (const auto text = call.request.queryValue(QStringLiteral("cursor"))) {
        bool number = false;
        place = text->toInt(&number);
        if (!number || place < 0 || place > query.size())
            return badParameter(QStringLiteral("cursor"), FieldErrorCode::OutOfRange);
    }
    const auto found = services::read<searchquery::Completions>(
        call.context, [&](services::UnitOfWork &unit) { return services::completions::complete(unit, query, place); });
    if (!found)
        return found.error();
    return http::Response::json(codec::toJson(*found));
}

} // namespace

void registerSearchRoutes(http::Router &router)
{
    add(router, {.method = http::Method::Get,
                 .path = QLatin1String("/search/completions"),
                 .endpoint = complete,
                 .parameters = {QStringLiteral("q"), QStringLiteral("cursor")}});
}

} // namespace mostrador::api
