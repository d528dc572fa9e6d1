// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/imports.h"

#include "storage/statement.h"

namespace mostrador::storage::imports {

Result<Run> findOrCreate(Database &database, const QString &source, const QString &mapping, Timestamp now)
{
    Statement s(
        database,
        QStringLiteral("insert into import_runs (source, mapping, state, position, counts, started_at, updated_at) "
                       "values (?, ?, 'running', 0, '{}', ?, ?) "
                       "on conflict (source) do update set source = import_runs.source "
                       "returning id, source, mapping, state, position, counts, started_at, updated_at"));
    s.bind(source).bind(mapping).bind(now).bind(now);
    const auto run = readOne<Run>(s, [](Statement &row) {
        return Run{row.id<RunId>(0), row.text(1), row.text(2),      row.text(3),
                   row.number(4),    row.json(5), row.timestamp(6), row.timestamp(7)};
    });
    if (!run)
        return run.error();
    return run->value();
}

Outcome save(Database &database, const Run &run, Timestamp now)
{
    Statement s(
        database,
        QStringLiteral("update import_runs set state = ?, position = ?, counts = ?, updated_at = ? where id = ?"));
    return s.bind(run.state).bind(run.position).bind(run.counts).bind(now).bind(run.id).exec();
}

Outcome addRow(Database &database, RunId run, const RowResult &row)
{
    Statement s(database,
                QStringLiteral("insert into import_rows (run_id, row_number, row_key, outcome, incident_id, reason) "
                               "values (?, ?, ?, ?, ?, ?)"));
    return s.bind(run).bind(row.row).bind(row.key).bind(row.outcome).bind(row.incident).bind(row.reason).exec();
}

namespace {
RowResult readRow(const Statement &row)
{
    return RowResult{row.number(0), row.text(1), row.text(2), row.optionalId<IncidentId>(3), row.text(4)};
}
} // namespace

Result<std::optional<RowResult>> findByKey(Database &database, RunId run, const QString &key)
{
    Statement s(database,
                QStringLiteral("select row_number, row_key, outcome, incident_id, reason from import_rows "
                               "where run_id = ? and row_key = ? and row_key <> '' order by row_number limit 1"));
    s.bind(run).bind(key);
    return readOne<RowResult>(s, [](Statement &row) { return readRow(row); });
}

Result<QList<RowResult>> rows(Database &database, RunId run, const QString &outcome, qint64 after, int limit)
{
    Statement s(database,
                QStringLiteral("select row_number, row_key, outcome, incident_id, reason from import_rows "
                               "where run_id = ? and outcome = ? and row_number > ? order by row_number limit %1")
                    .arg(limit));
    s.bind(run).bind(outcome).bind(after);
    return readAll<RowResult>(s, [](Statement &row) { return readRow(row); });
}

} // namespace mostrador::storage::imports
