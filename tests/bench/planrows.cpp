// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planrows.h"

#include "slowbuild.h"
#include "storage/database.h"

#include <QProcess>

namespace mostrador::test {

namespace {

constexpr int incidentCount = isSlowBuild ? 12'000 : 20'000;

/// What fill.sh leaves out, so that the tables of deliveries, files, sessions and the like are as large.
const char *const furtherRows[] = {
    "insert into outbox (kind, incident_id, payload, mail_id, state, attempts, due_at, lease_owner, leased_until, "
    "last_error, created_at, done_at) select 'mail.reply', 1 + n % 12000, '{}', 'x' || n, case when n % 1000 = 7 then "
    "'failed' when n % 400 = 3 then 'pending' else 'sent' end, 1, n * 1000, '', 0, '', n * 1000, n * 1000 "
    "from generate_series(1, 20000) n",
    "insert into blobs (sha256, size, created_at) select md5(n::text), 1, n from generate_series(1, 10000) n",
    "insert into blob_chunks (sha256, seq, data) select sha256, 0, '\\x00' from blobs on conflict do nothing",
    "insert into attachments (incident_id, file_name, media_type, size, sha256, internal, uploader_kind, uploader_id, "
    "created_at) select case when n % 500 > 0 then 1 + n % 12000 end, 'f', 'text/plain', 1, md5(n::text), 0, "
    "'customer', n, n from generate_series(1, 10000) n",
    "insert into mentions (employee_id, incident_id, message_id, reached) select (select min(id) from employees) + "
    "m.id % 12, m.incident_id, m.id, 1 from messages m where m.internal = 1",
    "insert into handovers (giver_id, to_employee_id, to_team_id, to_name, note, created_at, pending) select (select "
    "min(id) from employees) + n % 12, case when n % 2 = 0 then (select min(id) from employees) + (n / 2) % 12 end, "
    "case "
    "when n % 2 = 1 then (select min(id) from teams) + n % 3 end, '', 'n', n, case when n % 50 = 0 then 1 else 0 end "
    "from generate_series(1, 20000) n",
    "insert into handover_incidents (handover_id, position, incident_id) select n, p, 1 + (n * 7 + p) % 12000 from "
    "generate_series(1, 10000) n, generate_series(0, 1) p",
    "insert into handover_drafts (handover_id, position, incident_id, internal, body) select n, 0, 1 + n * 7 % 12000, "
    "0, 'b' from generate_series(1, 10000) n",
    "insert into sessions (employee_id, token_hash, created_at, last_used_at, expires_at) select (select min(id) from "
    "employees), 't' || n, n, n, n * 1000 from generate_series(1, 5000) n",
    "insert into login_attempts (bucket, attempts, window_start) select 'b' || n, 1, n from generate_series(1, 5000) n",
    "insert into idempotency_keys (scope, request_key, request_hash, status, body, location, version, created_at) "
    "select 'form', 'k' || n, 'h', 200, '{}', '', 0, n from generate_series(1, 20000) n",
    "insert into import_runs (source, mapping, state, position, counts, started_at, updated_at) values ('s', 'm', "
    "'running', 0, '{}', 0, 0)",
    "insert into import_rows (run_id, row_number, row_key, outcome, incident_id, reason) select (select min(id) from "
    "import_runs), n, 'r' || n, case n % 50 when 0 then 'refused' else 'imported' end, 1 + n % 12000, '' "
    "from generate_series(1, 20000) n",
    "insert into search_vocabulary (word, reversed) select w, reverse(w) from (select translate(md5(n::text), "
    "'0123456789', 'ghijklmnop') as w from generate_series(1, 20000) n) x",
    "analyze"};

QString runFill(const TestDatabase &database)
{
    const storage::DatabaseOptions &o = database.options();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(MOSTRADOR_BENCH_FOLDER "/fill.sh"),
                  {QStringLiteral("--program"), QStringLiteral(MOSTRADOR_BENCH_FILL), QStringLiteral("--count"),
                   QString::number(incidentCount), QStringLiteral("--database"),
                   QStringLiteral("host=%1 port=%2 user=%3 dbname=%4").arg(o.host).arg(o.port).arg(o.user, o.name)});
    if (!process.waitForFinished(240'000))
        return QStringLiteral("fill.sh ") + process.errorString();
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAll());
}

} // namespace

QString fillForPlans(const TestDatabase &database)
{
    const QString failed = runFill(database);
    if (!failed.isEmpty())
        return failed;
    for (const char *sql : furtherRows) {
        const Outcome outcome = storage::threadDatabase().execute(QString::fromLatin1(sql));
        if (!outcome)
            return outcome.error().cause;
    }
    return {};
}

} // namespace mostrador::test
