// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"

#include <QString>

QT_BEGIN_NAMESPACE
class QSqlError;
QT_END_NAMESPACE

namespace mostrador::storage {

/// Which database program is behind a connection.
enum class Dialect
{
    Sqlite,
    Postgresql
};

/// What kinds of failure callers tell apart.
enum class ErrorKind
{
    UniqueViolation,     ///< constraint names the constraint or, on SQLite, "table.column"
    ForeignKeyViolation, ///< a row referred to is missing, or still referred to
    Serialization,       ///< 40001: run the transaction again
    Deadlock,            ///< 40P01: run the transaction again
    Busy,                ///< SQLite locked by another process, or lock_timeout
    Timeout,             ///< statement_timeout (57014)
    ConnectionLost,      ///< the connection is gone; nothing of an open transaction was kept
    Other,
};

/// A failure of the database. Its text is for the log only.
struct Error
{
    ErrorKind kind = ErrorKind::Other;
    QString constraint; ///< for the violations, where known
    QString sqlState;   ///< SQLSTATE, or SQLite's (extended) result code
    QString text;

    /// True where running the whole transaction again may succeed.
    bool isTransient() const;
};

/// Classifies by SQLSTATE or result code, never by a sentence. @p connectionOpen: what QSqlDatabase::isOpen() says
/// after the failure, because QPSQL reports lost connections with an empty code.
Error classify(const QSqlError &error, Dialect dialect, bool connectionOpen);

/// What a caller is told: AlreadyExists (the constraint in `cause`), Conflict for a foreign key, Unavailable with
/// Retry-After for the transient ones, else Internal.
Problem toProblem(const Error &error);

/// If @p problem is a unique violation of a constraint or column whose name contains @p column: AlreadyExists with
/// FieldErrorCode::AlreadyTaken at @p pointer. Otherwise @p problem as it was.
Problem withTakenField(const Problem &problem, const QString &column, const QString &pointer);

} // namespace mostrador::storage
