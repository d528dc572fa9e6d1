// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlclient.h"

#include <QDeadlineTimer>
#include <QSqlError>
#include <QSqlRecord>
#include <QStringList>
#include <QThread>
#include <QUuid>

namespace mostrador::test {

SqlClient::SqlClient(const QString &server, const QString &database, Failing failing)
    : m_name(QUuid::createUuid().toString())
    , m_failing(failing)
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name))
{
    const QStringList pairs = server.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &pair : pairs) {
        const QString word = pair.section(QLatin1Char('='), 0, 0);
        const QString value = pair.section(QLatin1Char('='), 1);
        if (word == QLatin1String("host"))
            m_database.setHostName(value);
        else if (word == QLatin1String("port"))
            m_database.setPort(value.toInt());
        else if (word == QLatin1String("user"))
            m_database.setUserName(value);
        else if (word == QLatin1String("password"))
            m_database.setPassword(value);
    }
    m_database.setDatabaseName(database);
    open();
}

SqlClient::SqlClient(const QString &path)
    : m_name(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
    open();
}

SqlClient::~SqlClient()
{
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

void SqlClient::open()
{
    // After a strike PostgreSQL takes its time to recover.
    const QDeadlineTimer patience(30'000);
    bool opened = m_database.open();
    while (!opened && m_failing == Failing::Fatal && !patience.hasExpired()) {
        QThread::msleep(50);
        opened = m_database.open();
    }
    if (!opened && m_failing == Failing::Fatal)
        qFatal("the test cannot open the database: %s", qPrintable(m_database.lastError().text()));
}

QSqlQuery SqlClient::exec(const QString &sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql) && m_failing == Failing::Fatal)
        qFatal("the test's SQL failed: %s: %s", qPrintable(query.lastError().text()), qPrintable(sql));
    return query;
}

QList<QVariantList> SqlClient::rows(const QString &sql)
{
    QList<QVariantList> out;
    QSqlQuery query = exec(sql);
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        for (int i = 0; i < columns; ++i)
            row.append(query.value(i));
        out.append(row);
    }
    return out;
}

qint64 SqlClient::number(const QString &sql)
{
    QSqlQuery query = exec(sql);
    return query.next() ? query.value(0).toLongLong() : 0;
}

void SqlClient::run(const QString &sql)
{
    exec(sql);
}

} // namespace mostrador::test
