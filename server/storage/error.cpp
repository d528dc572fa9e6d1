// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/error.h"

#include <QRegularExpression>
#include <QSqlError>

#include <array>
#include <utility>

namespace mostrador::storage {

namespace {

/// Only the first line: the DETAIL line of PostgreSQL tells the values of a person.
QString firstLine(const QString &text)
{
    return text.section(u'\n', 0, 0).simplified();
}

/// The name of the constraint. Found by its form, which our schema gives all of them, not by the words around it, which
/// depend on the server's language. SQLite names "table.column".
QString constraintName(const QString &line)
{
    static const QRegularExpression postgres(QStringLiteral("\\b[a-z][a-z0-9_]*_(?:unique|pkey|fkey|key)\\b"));
    static const QRegularExpression sqlite(QStringLiteral("\\b[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*\\b"));
    if (const auto match = postgres.match(line); match.hasMatch())
        return match.captured(0);
    if (const auto match = sqlite.match(line); match.hasMatch())
        return match.captured(0);
    return {};
}

ErrorKind postgresKind(const QString &code, bool connectionOpen)
{
    if (!connectionOpen || code.startsWith(QLatin1String("08")) || code.startsWith(QLatin1String("57P0")))
        return ErrorKind::ConnectionLost;
    static const std::array<std::pair<QLatin1String, ErrorKind>, 7> kinds{{
        {QLatin1String("23505"), ErrorKind::UniqueViolation},
        {QLatin1String("23503"), ErrorKind::ForeignKeyViolation},
        {QLatin1String("40001"), ErrorKind::Serialization},
        {QLatin1String("40P01"), ErrorKind::Deadlock},
        {QLatin1String("55P03"), ErrorKind::Busy},
        {QLatin1String("57014"), ErrorKind::Timeout},
        {QLatin1String("26000"), ErrorKind::ConnectionLost}, // prepared in a session that is gone
    }};
    for (const auto &[state, kind] : kinds) {
        if (code == state)
            return kind;
    }
    return ErrorKind::Other;
}

ErrorKind sqliteKind(const QString &code, const QString &line)
{
    bool ok = false;
    const int full = code.toInt(&ok);
    if (!ok)
        return ErrorKind::Other;
    constexpr int busy = 5;
    constexpr int locked = 6;
    constexpr int constraint = 19;
    constexpr int foreignKey = constraint | (3 << 8);
    constexpr int primaryKey = constraint | (6 << 8);
    constexpr int unique = constraint | (8 << 8);
    const int primary = full & 0xff;
    if (primary == busy || primary == locked)
        return ErrorKind::Busy;
    if (full == unique || full == primaryKey)
        return ErrorKind::UniqueViolation;
    if (full == foreignKey)
        return ErrorKind::ForeignKeyViolation;
    // A driver without extended result codes; SQLite's sentences are not translated.
    if (full == constraint && line.contains(QLatin1String("UNIQUE constraint failed")))
        return ErrorKind::UniqueViolation;
    if (full == constraint && line.contains(QLatin1String("FOREIGN KEY constraint failed")))
        return ErrorKind::ForeignKeyViolation;
    return ErrorKind::Other;
}

} // namespace

bool Error::isTransient() const
{
    return kind == ErrorKind::Serialization || kind == ErrorKind::Deadlock || kind == ErrorKind::Busy ||
           kind == ErrorKind::ConnectionLost;
}

Error classify(const QSqlError &error, Dialect dialect, bool connectionOpen)
{
    Error result;
    result.sqlState = error.nativeErrorCode();
    result.text = firstLine(error.databaseText());
    result.kind = dialect == Dialect::Postgresql ? postgresKind(result.sqlState, connectionOpen)
                                                 : sqliteKind(result.sqlState, result.text);
    if (result.kind == ErrorKind::UniqueViolation || result.kind == ErrorKind::ForeignKeyViolation)
        result.constraint = constraintName(result.text);
    return result;
}

Problem toProblem(const Error &error)
{
    const QString cause = QStringLiteral("database %1: %2").arg(error.sqlState, error.text);
    Problem problem;
    problem.cause = cause;
    switch (error.kind) {
    case ErrorKind::UniqueViolation:
        problem.code = ErrorCode::AlreadyExists;
        problem.cause = QStringLiteral("unique ") + error.constraint;
        return problem;
    case ErrorKind::ForeignKeyViolation:
        problem.code = ErrorCode::Conflict;
        problem.detail = QStringLiteral("Something referred to does not exist, or is still referred to.");
        problem.cause = QStringLiteral("reference ") + error.constraint;
        return problem;
    case ErrorKind::Serialization:
    case ErrorKind::Deadlock:
    case ErrorKind::Busy:
    case ErrorKind::Timeout:
    case ErrorKind::ConnectionLost:
        return Problem::unavailable(1, cause);
    case ErrorKind::Other:
        break;
    }
    return Problem::internal(cause);
}

Problem withTakenField(const Problem &problem, const QString &column, const QString &pointer)
{
    if (problem.code != ErrorCode::AlreadyExists || !problem.cause.contains(column))
        return problem;
    Problem named = problem;
    named.errors = {FieldError{pointer, FieldErrorCode::AlreadyTaken, {}}};
    return named;
}

} // namespace mostrador::storage
