// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"

#include <QUrlQuery>

namespace mostrador::api {

http::Response respond(const services::Receipt &receipt)
{
    http::Response response =
        receipt.status == 204 ? http::Response::noContent() : http::Response::json(receipt.body, receipt.status);
    if (!receipt.location.isEmpty())
        response.withHeader("Location", receipt.location.toLatin1());
    if (receipt.version > 0)
        response.withHeader("ETag", entityTag(receipt.version));
    if (receipt.replayed)
        response.withHeader("Idempotency-Replayed", "true");
    return response;
}

Result<http::Response> act(const Call &call,
                           const std::function<Result<services::Receipt>(services::UnitOfWork &)> &work)
{
    const auto receipt = services::perform(call.context, work);
    if (!receipt)
        return receipt.error();
    return respond(*receipt);
}

Result<http::Response> end(const Call &call, const std::function<Outcome(services::UnitOfWork &)> &work)
{
    const auto outcome = services::performPlain(call.context, work);
    if (!outcome)
        return outcome.error();
    return http::Response::noContent();
}

services::Receipt created(const QJsonObject &body, const QString &location, qint64 version)
{
    services::Receipt receipt;
    receipt.status = 201;
    receipt.body = body;
    receipt.location = basePath + location;
    receipt.version = version;
    return receipt;
}

QStringList listParameters(const QStringList &others)
{
    return QStringList{QStringLiteral("limit"), QStringLiteral("cursor")} + others;
}

Result<services::ListRequest> listRequest(const Call &call)
{
    services::ListRequest request;
    request.limit = limits::pageDefault;
    if (const auto limit = call.request.queryValue(QStringLiteral("limit"))) {
        bool ok = false;
        const int number = limit->toInt(&ok);
        if (!ok)
            return badParameter(QStringLiteral("limit"), FieldErrorCode::InvalidFormat,
                                {{QStringLiteral("expected"), QStringLiteral("integer")}});
        if (number < 1 || number > limits::pageMax)
            return badParameter(QStringLiteral("limit"), FieldErrorCode::OutOfRange,
                                {{QStringLiteral("min"), 1}, {QStringLiteral("max"), limits::pageMax}});
        request.limit = number;
    }
    request.query = call.request.queryValue(QStringLiteral("q")).value_or(QString());
    request.sort = call.request.queryValue(QStringLiteral("sort")).value_or(QString());
    request.cursor = call.request.queryValue(QStringLiteral("cursor")).value_or(QString());
    return request;
}

http::Response pageOf(const Call &call, const QJsonArray &items, const QString &nextCursor, const QJsonObject &more)
{
    QJsonObject body = more;
    body.insert(QStringLiteral("items"), items);
    body.insert(QStringLiteral("next_cursor"), nextCursor.isEmpty() ? QJsonValue() : QJsonValue(nextCursor));
    http::Response response = http::Response::json(body);
    if (!nextCursor.isEmpty()) {
        QUrlQuery query;
        const auto present = call.request.query.queryItems(QUrl::FullyEncoded);
        for (const auto &[name, value] : present) {
            if (name != QLatin1String("cursor"))
                query.addQueryItem(name, value);
        }
        query.addQueryItem(QStringLiteral("cursor"), QString::fromLatin1(QUrl::toPercentEncoding(nextCursor)));
        response.withHeader("Link", '<' + call.request.path.toLatin1() + '?' +
                                        query.query(QUrl::FullyEncoded).toLatin1() + ">; rel=\"next\"");
    }
    return response;
}

} // namespace mostrador::api
