// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace mostrador {

/// Why a request was refused. Each has a stable code (snake_case of its name, part of the API) and an HTTP status.
/// New ones may be added; none is renamed.
enum class ErrorCode
{
    BadRequest,              ///< 400 the request itself cannot be read
    MalformedJson,           ///< 400 the body is not JSON, or too deep
    InvalidQuery,            ///< 400 the search query has a mistake; `errors` points at it
    InvalidCursor,           ///< 400 a paging or feed cursor that this server never gave
    Unauthenticated,         ///< 401 no, or no longer valid, credentials
    InvalidCredentials,      ///< 401 log-in refused; alike for unknown account and wrong password
    Forbidden,               ///< 403 the permission table says no
    NotFound,                ///< 404
    MethodNotAllowed,        ///< 405 with `Allow`
    Conflict,                ///< 409
    AlreadyExists,           ///< 409 a unique attribute is taken; `errors` names it
    TransitionNotAllowed,    ///< 409 the status machine has no such step
    InUse,                   ///< 409 cannot be removed while other things refer to it
    RequestInProgress,       ///< 409 the same Idempotency-Key is being worked on
    LengthRequired,          ///< 411
    EditConflict,            ///< 412 the same field was changed meanwhile; `conflicts` holds both values
    PayloadTooLarge,         ///< 413
    UriTooLong,              ///< 414
    UnsupportedMediaType,    ///< 415
    ValidationFailed,        ///< 422 `errors` names each field
    IdempotencyKeyReused,    ///< 422 the key came with another request before
    PreconditionRequired,    ///< 428 If-Match is missing
    TooManyRequests,         ///< 429 with `Retry-After`
    HeadersTooLarge,         ///< 431
    Internal,                ///< 500 our fault; the log has the cause
    NotImplemented,          ///< 501 a method HTTP knows and this server does not
    Unavailable,             ///< 503 with `Retry-After`
    ResyncRequired,          ///< 410 the feed cursor is too old: load anew
    HttpVersionNotSupported, ///< 505
};

/// The code's stable name, such as "validation_failed".
QString toString(ErrorCode code);
/// The reverse; nothing for a name this version does not know.
std::optional<ErrorCode> errorCodeFromString(const QString &name);
/// The HTTP status that goes with the code (RFC 9110, 6585).
int httpStatus(ErrorCode code);

/// What is wrong with one field. The sentence for people is made by words::describe() in their language.
enum class FieldErrorCode
{
    Required,
    TooLong,       ///< params: max
    TooShort,      ///< params: min
    InvalidFormat, ///< params: expected (such as "email", "date", "rfc3339", "reference")
    NotAllowed,    ///< not one of the values; params: allowed (array) where it is short
    OutOfRange,    ///< params: min, max
    WrongType,     ///< params: expected (JSON type)
    UnknownField,
    ReadOnly,
    AlreadyTaken,
    NotFound,           ///< it points at something that does not exist
    ControlCharacters,  ///< U+0000 and its like
    TooMany,            ///< params: max
    Mismatch,           ///< params: other; two fields contradict each other
    Syntax,             ///< search query; params: offset, length (UTF-16 units), expected
    UnknownPlaceholder, ///< params: placeholder, nearest (may be empty), offset, length (UTF-16 units)
};

QString toString(FieldErrorCode code);
std::optional<FieldErrorCode> fieldErrorCodeFromString(const QString &name);

/// One field's fault. @c pointer is a JSON pointer (RFC 6901) such as "/customer/email", or the name of the query
/// parameter or header for faults outside the body.
struct FieldError
{
    QString pointer;
    FieldErrorCode code = FieldErrorCode::InvalidFormat;
    QJsonObject params;

    bool operator==(const FieldError &) const = default;
};

/// A refusal: an RFC 9457 problem in the making. Plain value, safe to copy between threads.
struct Problem
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;           ///< English, for developers; nothing secret or personal
    QList<FieldError> errors; ///< each field at fault
    QJsonObject extensions;   ///< further members, such as "conflicts"
    std::optional<int> retryAfterSeconds;
    QString cause; ///< for the log only, never sent

    /// @{ The usual ones.
    static Problem notFound(const QString &what = {});
    static Problem forbidden(const QString &detail = {});
    static Problem validation(QList<FieldError> errors);
    static Problem field(const QString &pointer, FieldErrorCode code, const QJsonObject &params = {});
    static Problem internal(const QString &cause);
    static Problem unavailable(int retryAfterSeconds, const QString &cause = {});
    /// @}

    /// The JSON of RFC 9457 with our members: type, title, status, code, detail, errors, request_id and extensions.
    QJsonObject toJson(const QString &requestId = {}) const;
    /// Reads a problem a server sent. An unknown code becomes Internal for a 5xx status, otherwise BadRequest.
    static Problem fromJson(const QJsonObject &json, int status);
};

} // namespace mostrador
