// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/timestamp.h"
#include "storage/database.h"

#include <QJsonObject>
#include <QList>

/// Progress of imports, written in the transactions of the imported rows themselves, so that a restarted import goes on
/// exactly behind the last committed row. Functions run in the caller's transaction.
namespace mostrador::storage::imports {

using RunId = Id<struct ImportRunTag>;

struct Run
{
    RunId id;
    QString source; ///< what is imported: SHA-256 of the file and the mapping's name
    QString mapping;
    QString state;       ///< "running", "finished"
    qint64 position = 0; ///< rows (or groups) of the file done
    QJsonObject counts;
    Timestamp startedAt;
    Timestamp updatedAt;
};

/// The run of that source, or a new one.
Result<Run> findOrCreate(Database &database, const QString &source, const QString &mapping, Timestamp now);
Outcome save(Database &database, const Run &run, Timestamp now);

/// A row of the file that was refused, or what an external key became.
struct RowResult
{
    qint64 row = 0;  ///< line of the file, from 1
    QString key;     ///< the row's own number in the file, if any
    QString outcome; ///< "imported", "refused", "skipped"
    std::optional<IncidentId> incident;
    QString reason;
};
Outcome addRow(Database &database, RunId run, const RowResult &row);
Result<std::optional<RowResult>> findByKey(Database &database, RunId run, const QString &key);
/// Rows with that outcome after row @p after, ascending.
Result<QList<RowResult>> rows(Database &database, RunId run, const QString &outcome, qint64 after, int limit);

} // namespace mostrador::storage::imports
