// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/call.h"

#include "protocol/jsonreader.h"
#include "services/sessionservice.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace mostrador::api {

namespace {

/// Long enough for any token we give; longer ones need not be hashed.
constexpr qsizetype maxTokenLength = 256;

bool isPrintableAscii(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool hasControlCharacters(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

Outcome checkParameters(const http::Request &request, const QStringList &known)
{
    QList<FieldError> errors;
    QSet<QString> seen;
    const auto items = request.query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (!known.contains(name))
            errors.append({name, FieldErrorCode::UnknownField, {}});
        else if (seen.contains(name))
            errors.append({name, FieldErrorCode::TooMany, {{QStringLiteral("max"), 1}}});
        else if (hasControlCharacters(value))
            errors.append({name, FieldErrorCode::ControlCharacters, {}});
        seen.insert(name);
    }
    if (errors.isEmpty())
        return done;
    Problem problem;
    problem.code = ErrorCode::BadRequest;
    problem.detail = QStringLiteral("A query parameter is unknown, doubled or cannot be read.");
    problem.errors = errors;
    return problem;
}

Outcome authenticate(Call &call)
{
    Problem problem;
    problem.code = ErrorCode::Unauthenticated;
    problem.detail = QStringLiteral("Send a session token or an API key as \"Authorization: Bearer <token>\".");
    const QString token = bearerToken(call.request.header("authorization"));
    if (token.isEmpty())
        return problem;
    auto actor = services::sessions::authenticate(token, *call.context.clock);
    if (!actor)
        return actor.error();
    call.context.actor = *std::move(actor);
    return done;
}

/// Takes over the Idempotency-Key, with the hash by which a retry is told from another request.
Outcome readIdempotencyKey(Call &call)
{
    const QByteArray key = call.request.header("idempotency-key");
    if (key.isEmpty()) {
        const bool present = std::any_of(call.request.headers.begin(), call.request.headers.end(),
                                         [](const auto &header) { return header.first == "idempotency-key"; });
        if (present)
            return badParameter(QStringLiteral("Idempotency-Key"), FieldErrorCode::Required);
        return done;
    }
    if (key.size() > limits::idempotencyKey)
        return badParameter(QStringLiteral("Idempotency-Key"), FieldErrorCode::TooLong,
                            {{QStringLiteral("max"), limits::idempotencyKey}});
    if (!isPrintableAscii(key))
        return badParameter(QStringLiteral("Idempotency-Key"), FieldErrorCode::InvalidFormat);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(http::toBytes(call.request.method) + '\n' + call.request.target + '\n');
    hash.addData(call.request.body);
    call.context.idempotencyKey = key;
    call.context.requestHash = hash.result();
    return done;
}

Result<http::Response> run(const Door &door, Call &call)
{
    if (door.authenticated) {
        if (auto outcome = authenticate(call); !outcome)
            return outcome.error();
    }
    if (auto outcome = checkParameters(call.request, door.parameters); !outcome)
        return outcome.error();
    if (door.method == http::Method::Post) {
        if (auto outcome = readIdempotencyKey(call); !outcome)
            return outcome.error();
    }
    return door.endpoint(call);
}

void setHeader(http::Response &response, const QByteArray &name, const QByteArray &value)
{
    response.headers.removeIf([&](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
    response.withHeader(name, value);
}

http::Response respond(const Door &door, const http::Request &request)
{
    services::Context context;
    context.requestId = request.id;
    context.remoteAddress = request.peer;
    Call call{request, context};
    const auto result = run(door, call);
    http::Response response = result ? *result : http::Response::problem(result.error(), request.id);
    if (response.status == 401) {
        // RFC 9110 wants a challenge with every 401, RFC 6750 the reason where a token was sent.
        const bool tokenRefused = door.authenticated && !request.header("authorization").isEmpty();
        setHeader(response, "WWW-Authenticate",
                  tokenRefused ? QByteArray("Bearer realm=\"mostrador\", error=\"invalid_token\"")
                               : QByteArray("Bearer realm=\"mostrador\""));
    }
    const bool cacheSaid = std::any_of(response.headers.begin(), response.headers.end(), [](const auto &header) {
        return header.first.compare("cache-control", Qt::CaseInsensitive) == 0;
    });
    if (!cacheSaid)
        response.withHeader("Cache-Control", "no-store");
    return response;
}

Result<Precondition> readMatch(const QByteArray &text)
{
    if (text == "*")
        return Precondition();
    const auto bad =
        badParameter(QStringLiteral("If-Match"), FieldErrorCode::InvalidFormat,
                     {{QStringLiteral("expected"), QStringLiteral("one strong entity tag such as \"7\", or *")}});
    if (text.size() < 3 || !text.startsWith('"') || !text.endsWith('"'))
        return bad;
    const auto version = Id<struct VersionTag>::fromString(QString::fromLatin1(text.mid(1, text.size() - 2)));
    if (!version)
        return bad;
    return Precondition(version->value());
}

} // namespace

void add(http::Router &router, Door door)
{
    http::Route route;
    route.method = door.method;
    route.pattern = basePath + door.path;
    route.lane = door.lane;
    route.maxBody = door.maxBody;
    route.handler = [door = std::move(door)](const http::Request &request) { return respond(door, request); };
    router.add(std::move(route));
}

QString bearerToken(const QByteArray &authorization)
{
    constexpr QByteArrayView scheme("bearer ");
    if (authorization.size() <= scheme.size() || authorization.size() > scheme.size() + maxTokenLength ||
        authorization.left(scheme.size()).toLower() != scheme)
        return {};
    const QByteArray token = authorization.mid(scheme.size()).trimmed();
    return isPrintableAscii(token) ? QString::fromLatin1(token) : QString();
}

Result<QJsonObject> jsonBody(const Call &call)
{
    const QByteArray type = call.request.mediaType();
    const bool mergePatch = call.request.method == http::Method::Patch && type == "application/merge-patch+json";
    if (type != "application/json" && !mergePatch) {
        Problem problem;
        problem.code = ErrorCode::UnsupportedMediaType;
        problem.detail = QStringLiteral("Send the body as application/json.");
        return problem;
    }
    return parseJsonObject(call.request.body);
}

Result<Precondition> requiredMatch(const Call &call)
{
    const QByteArray text = call.request.header("if-match").trimmed();
    if (text.isEmpty()) {
        Problem problem;
        problem.code = ErrorCode::PreconditionRequired;
        problem.detail = QStringLiteral("Send the ETag of what you edited as If-Match.");
        return problem;
    }
    return readMatch(text);
}

Result<Precondition> optionalMatch(const Call &call)
{
    const QByteArray text = call.request.header("if-match").trimmed();
    return text.isEmpty() ? Result<Precondition>(Precondition()) : readMatch(text);
}

QByteArray entityTag(qint64 version)
{
    return '"' + QByteArray::number(version) + '"';
}

Problem badParameter(const QString &name, FieldErrorCode code, const QJsonObject &params)
{
    Problem problem;
    problem.code = ErrorCode::BadRequest;
    problem.detail = QStringLiteral("%1 cannot be read.").arg(name);
    problem.errors = {{name, code, params}};
    return problem;
}

} // namespace mostrador::api
