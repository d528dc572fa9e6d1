// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include "storage/databaseprivate.h"

#include <QJsonDocument>
#include <QSqlError>

namespace mostrador::storage {

Statement::Statement(Database &database, const QString &sql)
    : m_database(database)
    , m_sql(sql)
{
    if (!database.inTransaction()) {
        if (const Outcome opened = database.ensureOpen(); !opened) {
            m_problem = opened.error();
            return;
        }
    }
    m_query = database.d().take(sql, m_problem);
    m_cached = m_query != nullptr;
    if (!m_query && !m_problem)
        m_query = database.d().prepare(sql, m_problem);
}

Statement::~Statement()
{
    if (m_cached)
        m_database.d().giveBack(m_sql, m_query);
}

Statement &Statement::add(const QVariant &value)
{
    if (m_query)
        m_query->bindValue(m_position, value);
    ++m_position;
    return *this;
}

Statement &Statement::bind(const QString &value)
{
    if (value.contains(QChar(u'\0')))
        m_problem = Problem::internal(QStringLiteral("U+0000 in a text for the database"));
    return add(value.isNull() ? QVariant(QLatin1String("")) : QVariant(value));
}

Statement &Statement::bind(const QByteArray &value)
{
    return add(value.isNull() ? QVariant(QByteArray("")) : QVariant(value));
}

Statement &Statement::bind(const QDate &value)
{
    return value.isValid() ? add(value.toString(Qt::ISODate)) : bindNull();
}

Statement &Statement::bind(const QJsonObject &value)
{
    return bind(QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact)));
}

Statement &Statement::bindList(const QList<qint64> &values)
{
    QStringList texts;
    texts.reserve(values.size());
    for (const qint64 value : values)
        texts.append(QString::number(value));
    const QString joined = texts.join(u',');
    return add(m_database.isPostgresql() ? QVariant(QStringLiteral("{%1}").arg(joined))
                                         : QVariant(QStringLiteral("[%1]").arg(joined)));
}

Statement &Statement::bindName(const QString &name, const QVariant &value)
{
    if (m_query)
        m_query->bindValue(name, value);
    return *this;
}

Outcome Statement::exec()
{
    m_position = 0;
    if (m_problem)
        return *m_problem;
    const auto watched = m_database.d().call();
    if (m_query->exec())
        return done;
    Problem problem = m_database.d().fail(m_query->lastError());
    m_query->finish();
    return problem;
}

bool Statement::next()
{
    return m_query && m_query->next();
}

qint64 Statement::rowsAffected() const
{
    return m_query ? m_query->numRowsAffected() : 0;
}

bool Statement::isNull(int i) const
{
    return m_query->isNull(i);
}

qint64 Statement::number(int i) const
{
    return m_query->value(i).toLongLong();
}

QString Statement::text(int i) const
{
    return m_query->value(i).toString();
}

QByteArray Statement::bytes(int i) const
{
    return m_query->value(i).toByteArray();
}

std::optional<qint64> Statement::optionalNumber(int i) const
{
    return isNull(i) ? std::nullopt : std::optional(number(i));
}

std::optional<Timestamp> Statement::optionalTimestamp(int i) const
{
    return isNull(i) ? std::nullopt : std::optional(timestamp(i));
}

std::optional<QDate> Statement::optionalDate(int i) const
{
    return isNull(i) ? std::nullopt : std::optional(QDate::fromString(text(i), Qt::ISODate));
}

QJsonObject Statement::json(int i) const
{
    return QJsonDocument::fromJson(text(i).toUtf8()).object();
}

QString inList(Dialect dialect, const QString &column)
{
    return dialect == Dialect::Postgresql ? QStringLiteral("%1 = any(?::bigint[])").arg(column)
                                          : QStringLiteral("%1 in (select value from json_each(?))").arg(column);
}

Outcome planForValues(Database &database)
{
    if (!database.isPostgresql() || !database.inTransaction())
        return done;
    return database.execute(QStringLiteral("set local plan_cache_mode = force_custom_plan"));
}

} // namespace mostrador::storage
