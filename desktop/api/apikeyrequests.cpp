// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"
#include "model/limits.h"
#include "protocol/jsonreader.h"

namespace mostrador::console::requests {

using namespace parts;

namespace {

constexpr QLatin1String keysPath("api-keys");

Result<ApiKey> fromJson(const QJsonObject &json)
{
    std::optional<ApiKeyId> id;
    std::optional<EmployeeId> employee;
    std::optional<Timestamp> createdAt;
    ApiKey key;
    JsonReader in(json);
    in.id(QStringLiteral("id"), id, true);
    in.id(QStringLiteral("employee_id"), employee, true);
    in.text(QStringLiteral("label"), key.label, {.max = limits::teamName});
    in.timestamp(QStringLiteral("created_at"), createdAt, true);
    in.timestamp(QStringLiteral("last_used_at"), key.lastUsedAt);
    in.timestamp(QStringLiteral("expires_at"), key.expiresAt);
    in.text(QStringLiteral("token"), key.token, {.max = 256});
    if (const auto problem = in.finish())
        return *problem;
    key.id = *id;
    key.employee = *employee;
    key.createdAt = *createdAt;
    return key;
}

} // namespace

ReplyOf<codec::Page<ApiKey>> *apiKeys(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<ApiKey>>(get(path(keysPath), list), page<ApiKey>(fromJson));
}

ReplyOf<ApiKey> *createApiKey(ApiClient &client, const QString &label, std::optional<Timestamp> expiresAt)
{
    QJsonObject body{{QStringLiteral("label"), label}};
    if (expiresAt)
        body.insert(QStringLiteral("expires_at"), expiresAt->toRfc3339());
    return client.send<ApiKey>(with(Method::Post, path(keysPath), body), one<ApiKey>(fromJson));
}

ReplyOf<Nothing> *removeApiKey(ApiClient &client, ApiKeyId id)
{
    return client.send<Nothing>(remove(path(keysPath, id), {}), nothing);
}

} // namespace mostrador::console::requests
