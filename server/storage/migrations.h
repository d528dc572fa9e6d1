// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <functional>

namespace mostrador::storage {

/// A numbered step that brings the schema forward. A step is never edited once released: its checksum is recorded.
struct MigrationStep
{
    int number = 0;
    QString name;
    QString sql; ///< for one dialect, statements separated by semicolons

    QByteArray checksum() const; ///< SHA-256 in hex
};

/// The steps this program knows, ascending, from the resources
/// ":/mostrador/storage/migrations/{common,postgresql,sqlite}/NNNN_name.sql".
QList<MigrationStep> builtInSteps(Dialect dialect);

struct MigrationReport
{
    int from = 0;    ///< schema number found; 0: empty database
    int to = 0;      ///< schema number reached
    int applied = 0; ///< steps carried out by this call
};

/// Called before each step with its place (1 ..) among @p total pending ones, and after the last with done == total and
/// an empty name.
using MigrationProgress = std::function<void(int place, int total, const QString &name)>;

/// Brings the database to the newest step, each step in a transaction of its own. Several processes may do it at once:
/// an advisory lock lets one work and the others find it done. Conflict if the database is newer than the program or a
/// recorded step differs from the program's. Afterwards sees to the feed's epoch (feed::adoptEpoch()), to the tags that
/// incidents carry (tags::adopt()) and to the words of their texts (vocabulary::adopt(), which tells how far it is).
Result<MigrationReport> migrate(Database &database, const MigrationProgress &progress = {});
/// The same with given steps (for tests of the migration itself).
Result<MigrationReport> migrate(Database &database, const QList<MigrationStep> &steps,
                                const MigrationProgress &progress = {});

/// How many steps are still to be applied; Conflict as above. For readiness checks and `migrate --check`.
Result<int> pendingSteps(Database &database);

/// Cuts SQL into statements. Knows quotes, dollar quotes, comments and the bodies of SQLite's triggers.
QStringList splitStatements(const QString &sql);

} // namespace mostrador::storage
