// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/problem.h"

#include "support/enumnames.h"

#include <QJsonArray>

namespace mostrador {

namespace {

struct CodeEntry
{
    ErrorCode code;
    const char *name;
    int status;
    const char *title;
};

constexpr CodeEntry codes[] = {
    {ErrorCode::BadRequest, "bad_request", 400, "The request cannot be read"},
    {ErrorCode::MalformedJson, "malformed_json", 400, "The body is not acceptable JSON"},
    {ErrorCode::InvalidQuery, "invalid_query", 400, "The search query has a mistake"},
    {ErrorCode::InvalidCursor, "invalid_cursor", 400, "The cursor is not one of this server"},
    {ErrorCode::Unauthenticated, "unauthenticated", 401, "Valid credentials are needed"},
    {ErrorCode::InvalidCredentials, "invalid_credentials", 401, "E-mail or password are wrong"},
    {ErrorCode::Forbidden, "forbidden", 403, "Not allowed"},
    {ErrorCode::NotFound, "not_found", 404, "Not found"},
    {ErrorCode::MethodNotAllowed, "method_not_allowed", 405, "The path does not take this method"},
    {ErrorCode::Conflict, "conflict", 409, "The request contradicts the present state"},
    {ErrorCode::AlreadyExists, "already_exists", 409, "A unique attribute is taken"},
    {ErrorCode::TransitionNotAllowed, "transition_not_allowed", 409, "The status cannot change this way"},
    {ErrorCode::InUse, "in_use", 409, "Other things refer to it"},
    {ErrorCode::RequestInProgress, "request_in_progress", 409, "The same request is being worked on"},
    {ErrorCode::LengthRequired, "length_required", 411, "The length of the body is missing"},
    {ErrorCode::EditConflict, "edit_conflict", 412, "The same field was changed meanwhile"},
    {ErrorCode::PayloadTooLarge, "payload_too_large", 413, "The body is too large"},
    {ErrorCode::UriTooLong, "uri_too_long", 414, "The address is too long"},
    {ErrorCode::UnsupportedMediaType, "unsupported_media_type", 415, "The body's type is not accepted here"},
    {ErrorCode::ValidationFailed, "validation_failed", 422, "Some fields are at fault"},
    {ErrorCode::IdempotencyKeyReused, "idempotency_key_reused", 422, "The idempotency key came with another request"},
    {ErrorCode::PreconditionRequired, "precondition_required", 428, "If-Match is missing"},
    {ErrorCode::TooManyRequests, "too_many_requests", 429, "Too many requests"},
    {ErrorCode::HeadersTooLarge, "headers_too_large", 431, "The headers are too large"},
    {ErrorCode::Internal, "internal", 500, "The server failed"},
    {ErrorCode::NotImplemented, "not_implemented", 501, "The method is not implemented"},
    {ErrorCode::Unavailable, "unavailable", 503, "The server cannot answer at present"},
    {ErrorCode::ResyncRequired, "resync_required", 410, "The cursor is too old"},
    {ErrorCode::HttpVersionNotSupported, "http_version_not_supported", 505, "The HTTP version is not supported"},
};

const CodeEntry &entryOf(ErrorCode code)
{
    for (const CodeEntry &entry : codes) {
        if (entry.code == code)
            return entry;
    }
    Q_UNREACHABLE();
}

constexpr EnumName<FieldErrorCode> fieldErrorNames[] = {
    {FieldErrorCode::Required, "required"},      {FieldErrorCode::TooLong, "too_long"},
    {FieldErrorCode::TooShort, "too_short"},     {FieldErrorCode::InvalidFormat, "invalid_format"},
    {FieldErrorCode::NotAllowed, "not_allowed"}, {FieldErrorCode::OutOfRange, "out_of_range"},
    {FieldErrorCode::WrongType, "wrong_type"},   {FieldErrorCode::UnknownField, "unknown_field"},
    {FieldErrorCode::ReadOnly, "read_only"},     {FieldErrorCode::AlreadyTaken, "already_taken"},
    {FieldErrorCode::NotFound, "not_found"},     {FieldErrorCode::ControlCharacters, "control_characters"},
    {FieldErrorCode::TooMany, "too_many"},       {FieldErrorCode::Mismatch, "mismatch"},
    {FieldErrorCode::Syntax, "syntax"},          {FieldErrorCode::UnknownPlaceholder, "unknown_placeholder"},
};

const QLatin1String typePrefix("urn:mostrador:problem:");

bool isStandardMember(const QString &name)
{
    static const QStringList standard{QStringLiteral("type"),     QStringLiteral("title"),     QStringLiteral("status"),
                                      QStringLiteral("code"),     QStringLiteral("detail"),    QStringLiteral("errors"),
                                      QStringLiteral("instance"), QStringLiteral("request_id")};
    return standard.contains(name);
}

QJsonObject toJson(const FieldError &error)
{
    QJsonObject json{{QStringLiteral("pointer"), error.pointer}, {QStringLiteral("code"), toString(error.code)}};
    if (!error.params.isEmpty())
        json.insert(QStringLiteral("params"), error.params);
    return json;
}

} // namespace

QString toString(ErrorCode code)
{
    return QString::fromLatin1(entryOf(code).name);
}

std::optional<ErrorCode> errorCodeFromString(const QString &name)
{
    for (const CodeEntry &entry : codes) {
        if (name == QLatin1String(entry.name))
            return entry.code;
    }
    return std::nullopt;
}

int httpStatus(ErrorCode code)
{
    return entryOf(code).status;
}

QString toString(FieldErrorCode code)
{
    return nameIn(fieldErrorNames, code);
}

std::optional<FieldErrorCode> fieldErrorCodeFromString(const QString &name)
{
    return valueIn(fieldErrorNames, name);
}

Problem Problem::notFound(const QString &what)
{
    Problem problem;
    problem.code = ErrorCode::NotFound;
    problem.detail = what;
    return problem;
}

Problem Problem::forbidden(const QString &detail)
{
    Problem problem;
    problem.code = ErrorCode::Forbidden;
    problem.detail = detail;
    return problem;
}

Problem Problem::validation(QList<FieldError> errors)
{
    Problem problem;
    problem.code = ErrorCode::ValidationFailed;
    problem.errors = std::move(errors);
    return problem;
}

Problem Problem::field(const QString &pointer, FieldErrorCode code, const QJsonObject &params)
{
    return validation({FieldError{pointer, code, params}});
}

Problem Problem::internal(const QString &cause)
{
    Problem problem;
    problem.code = ErrorCode::Internal;
    problem.cause = cause;
    return problem;
}

Problem Problem::unavailable(int retryAfterSeconds, const QString &cause)
{
    Problem problem;
    problem.code = ErrorCode::Unavailable;
    problem.retryAfterSeconds = retryAfterSeconds;
    problem.cause = cause;
    return problem;
}

QJsonObject Problem::toJson(const QString &requestId) const
{
    const CodeEntry &entry = entryOf(code);
    QJsonObject json = extensions;
    json.insert(QStringLiteral("type"), typePrefix + QLatin1String(entry.name));
    json.insert(QStringLiteral("title"), QString::fromLatin1(entry.title));
    json.insert(QStringLiteral("status"), entry.status);
    json.insert(QStringLiteral("code"), QString::fromLatin1(entry.name));
    if (!detail.isEmpty())
        json.insert(QStringLiteral("detail"), detail);
    if (!errors.isEmpty()) {
        QJsonArray list;
        for (const FieldError &error : errors)
            list.append(mostrador::toJson(error));
        json.insert(QStringLiteral("errors"), list);
    }
    if (!requestId.isEmpty())
        json.insert(QStringLiteral("request_id"), requestId);
    return json;
}

Problem Problem::fromJson(const QJsonObject &json, int status)
{
    Problem problem;
    const auto known = errorCodeFromString(json.value(QStringLiteral("code")).toString());
    problem.code = known.value_or(status >= 500 ? ErrorCode::Internal : ErrorCode::BadRequest);
    problem.detail = json.value(QStringLiteral("detail")).toString();
    const QJsonArray list = json.value(QStringLiteral("errors")).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject object = value.toObject();
        const auto code = fieldErrorCodeFromString(object.value(QStringLiteral("code")).toString());
        // What no JSON pointer is names no place: the fault is shown as one of the whole.
        const QString pointer = object.value(QStringLiteral("pointer")).toString();
        problem.errors.append({pointer.startsWith(u'/') ? pointer : QString(),
                               code.value_or(FieldErrorCode::InvalidFormat),
                               object.value(QStringLiteral("params")).toObject()});
    }
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!isStandardMember(it.key()))
            problem.extensions.insert(it.key(), it.value());
    }
    return problem;
}

} // namespace mostrador
