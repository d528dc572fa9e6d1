// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/timestamp.h"
#include "storage/database.h"

#include <QByteArray>
#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

namespace mostrador::storage {

/// A prepared statement taken from the connection's cache for the life of this object, with parameters `?` bound in
/// order. Strings are never bound as NULL unless an empty optional is bound. Booleans are 0 and 1 in both databases.
///
///     Statement s(db, QStringLiteral("select name from teams where id = ?"));
///     s.bind(id);
///     if (Outcome run = s.exec(); !run) return run.error();
///     while (s.next()) names += s.text(0);
class Statement
{
public:
    Statement(Database &database, const QString &sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    Statement &bind(qint64 value) { return add(QVariant(value)); }
    Statement &bind(int value) { return add(QVariant(static_cast<qint64>(value))); }
    Statement &bind(bool value) { return add(QVariant(static_cast<qint64>(value ? 1 : 0))); }
    Statement &bind(const QString &value);
    /// As a binary value (bytea, BLOB).
    Statement &bind(const QByteArray &value);
    Statement &bind(const char *) = delete;
    Statement &bind(Timestamp value) { return bind(value.milliseconds()); }
    Statement &bind(const QDate &value);       ///< as ISO 8601 text; an invalid date as NULL
    Statement &bind(const QJsonObject &value); ///< as compact JSON text
    Statement &bindNull() { return add(QVariant(QMetaType(QMetaType::LongLong))); }
    template <typename Tag>
    Statement &bind(Id<Tag> value)
    {
        return bind(value.value());
    }
    template <typename T>
    Statement &bind(const std::optional<T> &value)
    {
        return value ? bind(*value) : bindNull();
    }
    /// A list of numbers for inList().
    Statement &bindList(const QList<qint64> &values);
    /// Binds `:name` instead of the next `?`; the two ways do not mix in one statement.
    Statement &bindName(const QString &name, const QVariant &value);

    /// Runs it. May be called again after binding anew.
    Outcome exec();
    /// Next row; false at the end.
    bool next();
    /// After an update or delete: rows touched.
    qint64 rowsAffected() const;

    /// @{ Column @p i of the present row.
    bool isNull(int i) const;
    qint64 number(int i) const;
    bool boolean(int i) const { return number(i) != 0; }
    QString text(int i) const;
    QByteArray bytes(int i) const;
    Timestamp timestamp(int i) const { return Timestamp::fromMilliseconds(number(i)); }
    std::optional<qint64> optionalNumber(int i) const;
    std::optional<Timestamp> optionalTimestamp(int i) const;
    std::optional<QDate> optionalDate(int i) const;
    QJsonObject json(int i) const;
    template <typename IdType>
    IdType id(int i) const
    {
        return IdType(number(i));
    }
    template <typename IdType>
    std::optional<IdType> optionalId(int i) const
    {
        const auto value = optionalNumber(i);
        return value ? std::optional(IdType(*value)) : std::nullopt;
    }
    /// @}

private:
    Statement &add(const QVariant &value);

    Database &m_database;
    std::shared_ptr<QSqlQuery> m_query; ///< outlives even a reconnection meanwhile
    bool m_cached = false;              ///< not when the cached one is in use by a Statement further out
    QString m_sql;
    int m_position = 0;
    std::optional<Problem> m_problem;
};

/// SQL that tests whether @p column is in a list bound by bindList(): one text whatever the length.
QString inList(Dialect dialect, const QString &column);

/// PostgreSQL: has the statements of the rest of the transaction planned anew each time. For lists: which way is quick
/// depends on how common the status, tag or word asked for is, and a plan for any value walks a whole index for a rare
/// one. Costs one round trip.
Outcome planForValues(Database &database);

/// Reads the rows of a statement with @p read (Statement & -> T) into a list.
template <typename T, typename Read>
Result<QList<T>> readAll(Statement &statement, Read read)
{
    const Outcome run = statement.exec();
    if (!run)
        return run.error();
    QList<T> rows;
    while (statement.next())
        rows.append(read(statement));
    return rows;
}

/// Reads the first row, if there is one.
template <typename T, typename Read>
Result<std::optional<T>> readOne(Statement &statement, Read read)
{
    const Outcome run = statement.exec();
    if (!run)
        return run.error();
    std::optional<T> row;
    while (statement.next()) {
        if (!row)
            row = read(statement);
    }
    return row;
}

} // namespace mostrador::storage
