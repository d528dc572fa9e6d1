// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/router.h"
#include "model/limits.h"
#include "services/context.h"
#include "support/result.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <optional>

/// What every route has in common: who asks, which query parameters there are, the body, preconditions. A route decodes
/// with these, calls one use case and encodes; it holds no rule and no SQL.
namespace mostrador::api {

/// Everything below it belongs to this API.
inline constexpr QLatin1String basePath("/api/v1");

/// One request on its way to a use case. Lives in the worker's stack.
struct Call
{
    const http::Request &request;
    services::Context context;
};

using Endpoint = std::function<Result<http::Response>(Call &)>;

/// How a route is reached.
struct Door
{
    http::Method method = http::Method::Get;
    QLatin1String path; ///< below basePath
    Endpoint endpoint;
    QStringList parameters = {}; ///< query parameters it knows; any other is refused with 400
    http::Lane lane = http::Lane::Worker;
    qint64 maxBody = limits::jsonBytes;
    bool authenticated = true; ///< false: for everybody
};

/// Adds the route. Before the endpoint runs: 401 (RFC 6750) unless the bearer token is good, 400 for query parameters
/// that are unknown, doubled or hold control characters, 400 for a bad Idempotency-Key. After it: problems become
/// problem+json, and what does not say otherwise is `Cache-Control: no-store`.
void add(http::Router &router, Door door);

/// The bearer token of an Authorization header (RFC 6750 section 2.1); empty where there is none.
QString bearerToken(const QByteArray &authorization);

/// The JSON object in the body; UnsupportedMediaType unless it is application/json (for PATCH also
/// application/merge-patch+json).
Result<QJsonObject> jsonBody(const Call &call);

/// A version the caller expects; nothing means any (`If-Match: *`).
using Precondition = std::optional<qint64>;
/// If-Match with one strong entity tag or `*`. PreconditionRequired where it is missing, BadRequest otherwise.
Result<Precondition> requiredMatch(const Call &call);
/// The same for routes that do without.
Result<Precondition> optionalMatch(const Call &call);

/// Entity tag of a version.
QByteArray entityTag(qint64 version);

/// A 400 that names a query parameter or header.
Problem badParameter(const QString &name, FieldErrorCode code, const QJsonObject &params = {});

/// The id in the path. What is no id is NotFound, as an unknown one would be.
template <typename IdType>
Result<IdType> pathId(const Call &call, const QString &name = QStringLiteral("id"))
{
    if (const auto id = IdType::fromString(call.request.parameter(name)))
        return *id;
    return Problem::notFound();
}

} // namespace mostrador::api
