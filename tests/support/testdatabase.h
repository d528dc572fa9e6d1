// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace mostrador::test {

/// A database of its own for one test, of either kind, migrated and set as the process's configured database (so
/// storage::threadDatabase() is it). Dropped, and this thread's connection closed, at the end.
class TestDatabase
{
public:
    enum class Schema
    {
        Migrated,
        Empty
    };

    /// PostgreSQL is found by MOSTRADOR_TEST_POSTGRESQL="host=... port=... user=... [password=...]".
    explicit TestDatabase(storage::Dialect dialect, Schema schema = Schema::Migrated);
    ~TestDatabase();
    TestDatabase(const TestDatabase &) = delete;
    TestDatabase &operator=(const TestDatabase &) = delete;

    /// Whether it could be made; error() says why not.
    bool isReady() const { return m_error.isEmpty(); }
    QString error() const { return m_error; }
    const storage::DatabaseOptions &options() const { return m_options; }
    storage::Database &database() { return storage::threadDatabase(); }
    bool isPostgresql() const { return m_options.dialect == storage::Dialect::Postgresql; }

    /// Runs SQL on PostgreSQL as the administrator of the cluster, on the "postgres" database. Empty if it went well.
    static QString administrate(const QString &sql);
    static bool havePostgresql();
    /// How to reach the cluster's "postgres" database.
    static storage::DatabaseOptions cluster();

private:
    QTemporaryDir m_folder;
    storage::DatabaseOptions m_options;
    QString m_error;
    bool m_created = false;
};

/// Adds the column "dialect" and the rows "sqlite" and "postgresql" to the test's data.
void addDialectRows();
/// The dialect of the present data row.
storage::Dialect currentDialect();

} // namespace mostrador::test

/// Makes `db`, the data row's database; skips the row, saying why, where PostgreSQL is not to be had.
#define MOSTRADOR_TEST_DATABASE_AS(db, ...)                                                                            \
    if (mostrador::test::currentDialect() == mostrador::storage::Dialect::Postgresql &&                                \
        !mostrador::test::TestDatabase::havePostgresql())                                                              \
        QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");                   \
    mostrador::test::TestDatabase db(mostrador::test::currentDialect(), ##__VA_ARGS__);                                \
    QVERIFY2(db.isReady(), qPrintable(db.error()))
#define MOSTRADOR_TEST_DATABASE(db) MOSTRADOR_TEST_DATABASE_AS(db, mostrador::test::TestDatabase::Schema::Migrated)
