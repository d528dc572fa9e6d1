// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "protocol/jsonreader.h"
#include "services/sessionservice.h"

namespace mostrador::api {

namespace {

namespace apikeys = services::apikeys;
using services::ApiKey;
using services::UnitOfWork;

constexpr int maxLabel = limits::teamName;

QJsonValue optionalTime(const std::optional<Timestamp> &at)
{
    return at ? QJsonValue(at->toRfc3339()) : QJsonValue();
}

QJsonObject encode(const ApiKey &key)
{
    return {{QStringLiteral("id"), key.id.toString()},
            {QStringLiteral("employee_id"), key.employee.toString()},
            {QStringLiteral("label"), key.label},
            {QStringLiteral("created_at"), key.createdAt.toRfc3339()},
            {QStringLiteral("last_used_at"), optionalTime(key.lastUsedAt)},
            {QStringLiteral("expires_at"), optionalTime(key.expiresAt)}};
}

Result<http::Response> listApiKeys(Call &call)
{
    const auto request = listRequest(call);
    if (!request)
        return request.error();
    const auto page = services::read<services::ListPage<ApiKey>>(
        call.context, [&](UnitOfWork &unit) { return apikeys::list(unit, *request); });
    if (!page)
        return page.error();
    QJsonArray items;
    for (const ApiKey &key : page->items)
        items.append(encode(key));
    return pageOf(call, items, page->nextCursor);
}

Result<http::Response> createApiKey(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    QString label;
    std::optional<Timestamp> expiresAt;
    JsonReader in(*body);
    in.text(QStringLiteral("label"), label, {.max = maxLabel, .required = true});
    in.timestamp(QStringLiteral("expires_at"), expiresAt);
    if (const auto problem = in.finish())
        return *problem;
    // The receipt is stored for retries, so the token must not be in it: a replay answers with token null.
    QString token;
    auto receipt = services::perform(call.context, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto granted = apikeys::create(unit, label, expiresAt);
        if (!granted)
            return granted.error();
        token = granted->token;
        return created(encode(granted->key), QStringLiteral("/api-keys"));
    });
    if (!receipt)
        return receipt.error();
    receipt->body.insert(QStringLiteral("token"), receipt->replayed ? QJsonValue() : QJsonValue(token));
    return respond(*receipt);
}

Result<http::Response> removeApiKey(Call &call)
{
    const auto id = pathId<ApiKeyId>(call);
    if (!id)
        return id.error();
    return end(call, [&](UnitOfWork &unit) { return apikeys::remove(unit, *id); });
}

} // namespace

void registerApiKeyRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String all("/api-keys");
    add(router, {.method = Get, .path = all, .endpoint = listApiKeys, .parameters = listParameters()});
    add(router, {.method = Post, .path = all, .endpoint = createApiKey});
    add(router, {.method = Delete, .path = QLatin1String("/api-keys/{id}"), .endpoint = removeApiKey});
}

} // namespace mostrador::api
