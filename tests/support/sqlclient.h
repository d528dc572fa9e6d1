// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

namespace mostrador::test {

/// A test's own look at a database, beside the program under test. One thread. What fails ends the test program (a
/// proof that cannot count is none) unless allowed.
class SqlClient
{
public:
    enum class Failing
    {
        Fatal,
        Allowed ///< what fails does nothing
    };

    /// PostgreSQL: @p server in the form of MOSTRADOR_TEST_POSTGRESQL.
    SqlClient(const QString &server, const QString &database, Failing failing = Failing::Fatal);
    /// SQLite.
    explicit SqlClient(const QString &path);
    ~SqlClient();
    SqlClient(const SqlClient &) = delete;
    SqlClient &operator=(const SqlClient &) = delete;

    QList<QVariantList> rows(const QString &sql);
    /// The first column of the first row; 0 if there is none.
    qint64 number(const QString &sql);
    void run(const QString &sql);

private:
    void open();
    QSqlQuery exec(const QString &sql);

    QString m_name;
    Failing m_failing = Failing::Fatal;
    QSqlDatabase m_database;
};

} // namespace mostrador::test
