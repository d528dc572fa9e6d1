// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/mapping.h"
#include "storage/imports.h"

#include <functional>

namespace mostrador::server {

/// What to import.
struct ImportOptions
{
    QString file;        ///< .csv or .csv.gz
    QString mappingName; ///< for the record
    QByteArray mapping;  ///< the text of the mapping
    int batch = 200;     ///< incidents in one transaction
};

/// How far it is.
struct ImportProgress
{
    qint64 bytes = 0; ///< of the file as it lies on the disk
    qint64 totalBytes = 0;
    qint64 incidents = 0;
    bool again = false; ///< passing what an earlier run did
};

/// What a run did, this time and before it was interrupted.
struct ImportReport
{
    storage::imports::RunId run;
    QString state; ///< "finished"
    qint64 rows = 0;
    qint64 imported = 0;
    qint64 refused = 0; ///< incidents
    qint64 skipped = 0; ///< were there already
    qint64 statusChanges = 0;
    qint64 bridges = 0;
    qint64 reassignments = 0;
    qint64 reopenings = 0;
    qint64 otherChanges = 0;
    bool hadFinished = false; ///< nothing was left to do
};

/// Imports a file with this thread's database. Each batch is one transaction with the rows, what became of them, and
/// how far the file is done; so it can be stopped at any moment and goes on there when it is run again with the same
/// file and mapping. The function @p tell is called now and then; when it returns false, the import stops behind the
/// present batch.
Result<ImportReport, Reason> runImportOf(const ImportOptions &options,
                                         const std::function<bool(const ImportProgress &)> &tell = {});

/// Writes the refused incidents of a run as CSV (line, key, reason); how many there are.
Result<qint64, Reason> writeRefused(storage::imports::RunId run, const QString &path);

} // namespace mostrador::server
