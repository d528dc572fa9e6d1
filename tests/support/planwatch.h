// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace mostrador::test {

/// Catches the plan of every statement that a PostgreSQL connection runs, with what it read, as the server's module
/// auto_explain tells it: the statements that the storage functions send, with their values, those inside of functions
/// and the checks of foreign keys too. Wants a superuser.
class PlanWatch
{
public:
    /// Begins to watch @p database, whose connection must be open and stay so.
    explicit PlanWatch(storage::Database &database);
    ~PlanWatch();
    Q_DISABLE_COPY_MOVE(PlanWatch)

    /// Why nothing is watched; empty if all is well.
    const QString &error() const { return m_error; }

    /// A table read from end to end, or as far as its statement wanted.
    struct Scan
    {
        QString table;
        qint64 rows = 0; ///< read, whether they were wanted or not
    };
    struct Plan
    {
        QString text; ///< the statement and its plan
        QList<Scan> scans;
        double milliseconds = 0;
        qint64 thrownAway = 0; ///< the most rows that one step read and did not want
        QString thrownFrom;    ///< the table that this step read by an index, if it did
    };
    /// Of the statements since the last call.
    QList<Plan> take();

private:
    static void noticed(void *self, const char *message);

    void *m_connection = nullptr;
    QString m_error;
    QStringList m_notices;
};

} // namespace mostrador::test
