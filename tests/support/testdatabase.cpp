// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdatabase.h"

#include "storage/migrations.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

namespace mostrador::test {

using storage::DatabaseOptions;
using storage::Dialect;

DatabaseOptions TestDatabase::cluster()
{
    DatabaseOptions options;
    options.dialect = Dialect::Postgresql;
    options.name = QStringLiteral("postgres");
    const QString text = qEnvironmentVariable("MOSTRADOR_TEST_POSTGRESQL");
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString key = part.section(u'=', 0, 0);
        const QString value = part.section(u'=', 1);
        if (key == QLatin1String("host"))
            options.host = value;
        else if (key == QLatin1String("port"))
            options.port = value.toInt();
        else if (key == QLatin1String("user"))
            options.user = value;
        else if (key == QLatin1String("password"))
            options.password = value;
    }
    return options;
}

bool TestDatabase::havePostgresql()
{
    return !qEnvironmentVariable("MOSTRADOR_TEST_POSTGRESQL").isEmpty();
}

QString TestDatabase::administrate(const QString &sql)
{
    const DatabaseOptions options = cluster();
    const QString name = QStringLiteral("test-admin-") + QUuid::createUuid().toString(QUuid::Id128);
    QString error;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        db.setHostName(options.host);
        db.setPort(options.port);
        db.setUserName(options.user);
        db.setPassword(options.password);
        db.setDatabaseName(options.name);
        db.setConnectOptions(QStringLiteral("connect_timeout=5;options='-c client_min_messages=warning'"));
        if (!db.open()) {
            error = QStringLiteral("PostgreSQL cannot be reached: ") + db.lastError().text();
        } else {
            QSqlQuery query(db);
            if (!query.exec(sql))
                error = query.lastError().text();
        }
        db.close();
    }
    QSqlDatabase::removeDatabase(name);
    return error;
}

TestDatabase::TestDatabase(Dialect dialect, Schema schema)
{
    if (dialect == Dialect::Postgresql) {
        m_options = cluster();
        m_options.name = QStringLiteral("mostrador_test_%1").arg(QRandomGenerator::system()->generate64(), 0, 36);
        // synchronous_commit off: tests are about behaviour, and many small commits would wait for the disk.
        m_error =
            administrate(QStringLiteral("create database %1 template template0 encoding 'UTF8'").arg(m_options.name));
        if (m_error.isEmpty()) {
            m_created = true;
            m_error =
                administrate(QStringLiteral("alter database %1 set synchronous_commit = off").arg(m_options.name));
        }
    } else {
        m_options.dialect = Dialect::Sqlite;
        m_options.path = m_folder.filePath(QStringLiteral("mostrador.db"));
        if (!m_folder.isValid())
            m_error = m_folder.errorString();
    }
    if (!m_error.isEmpty())
        return;
    storage::configure(m_options);
    if (schema == Schema::Migrated) {
        const auto report = storage::migrate(storage::threadDatabase());
        if (!report)
            m_error = report.error().detail + QStringLiteral(" / ") + report.error().cause;
    }
}

TestDatabase::~TestDatabase()
{
    storage::closeThreadDatabase();
    if (m_created) {
        const QString error =
            administrate(QStringLiteral("drop database if exists %1 with (force)").arg(m_options.name));
        if (!error.isEmpty())
            qWarning("%s", qPrintable(error));
    }
}

void addDialectRows()
{
    QTest::addColumn<int>("dialect");
    QTest::newRow("sqlite") << static_cast<int>(Dialect::Sqlite);
    QTest::newRow("postgresql") << static_cast<int>(Dialect::Postgresql);
}

Dialect currentDialect()
{
    return static_cast<Dialect>(*static_cast<int *>(QTest::qData("dialect", QMetaType::Int)));
}

} // namespace mostrador::test
