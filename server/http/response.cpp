// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"

#include <QJsonDocument>
#include <QLoggingCategory>

namespace mostrador::http {

Q_LOGGING_CATEGORY(lcProblem, "mostrador.http.problem")

Response &Response::withHeader(const QByteArray &name, const QByteArray &value)
{
    headers.append({name, value});
    return *this;
}

Response Response::json(const QJsonObject &object, int status)
{
    return jsonBytes(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

Response Response::jsonBytes(const QByteArray &json, int status)
{
    return {status, QByteArrayLiteral("application/json"), json, {}};
}

Response Response::html(const QByteArray &page, int status)
{
    return {status, QByteArrayLiteral("text/html; charset=utf-8"), page, {}};
}

Response Response::text(const QByteArray &text, int status)
{
    return {status, QByteArrayLiteral("text/plain; charset=utf-8"), text, {}};
}

Response Response::seeOther(const QByteArray &location)
{
    Response response;
    response.status = 303;
    return response.withHeader(QByteArrayLiteral("Location"), location);
}

Response Response::noContent()
{
    Response response;
    response.status = 204;
    return response;
}

Response Response::problem(const Problem &problem, const QString &requestId)
{
    const int status = httpStatus(problem.code);
    if (!problem.cause.isEmpty()) {
        if (status >= 500)
            qCWarning(lcProblem).noquote()
                << "request" << requestId << "refused with" << status << "because" << problem.cause;
        else
            qCInfo(lcProblem).noquote() << "request" << requestId << "refused with" << status << "because"
                                        << problem.cause;
    }
    Response response = json(problem.toJson(requestId), status);
    response.contentType = QByteArrayLiteral("application/problem+json");
    if (problem.retryAfterSeconds)
        response.withHeader(QByteArrayLiteral("Retry-After"), QByteArray::number(*problem.retryAfterSeconds));
    if (problem.code == ErrorCode::Unauthenticated)
        response.withHeader(QByteArrayLiteral("WWW-Authenticate"), QByteArrayLiteral("Bearer"));
    return response.withHeader(QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
}

} // namespace mostrador::http
