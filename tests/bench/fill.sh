#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fills a migrated, empty PostgreSQL database with a company and its incidents, as quickly as it will take them.
#   tests/bench/fill.sh --program <mostrador_bench_fill> --database "<connection string>" --count <incidents>
#       [--jobs <processes>]     default: as many as there are processors
#       [--sessions]             with a session of each employee; <mostrador_bench_fill> --tokens prints their tokens
# The user must be a superuser: foreign keys are not checked row by row. Indexes that are no constraints are dropped and
# made again from what pg_indexes says of them, so that nothing of the schema stands here a second time.
set -euo pipefail
program='' database='' count='' jobs=$(nproc) sessions=()
while [ $# -gt 0 ]; do
    case $1 in
    --program) program=$2 ;;
    --database) database=$2 ;;
    --count) count=$2 ;;
    --jobs) jobs=$2 ;;
    --sessions)
        sessions=(--sessions)
        shift
        continue
        ;;
    *)
        sed -n '6,10s/^# \?//p' "$0" >&2
        exit 2
        ;;
    esac
    shift 2
done
if [ -z "$program" ] || [ -z "$database" ] || [ -z "$count" ]; then
    echo "fill.sh: --program, --database and --count are wanted" >&2
    exit 2
fi
# Everything the server's own connections would refuse to wait for is switched off here.
export PGOPTIONS='-c statement_timeout=0 -c synchronous_commit=off -c session_replication_role=replica -c maintenance_work_mem=512MB -c max_parallel_maintenance_workers=2 -c client_min_messages=warning'
sql() { psql "$database" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/mostrador-fill.XXXXXX")
trap 'rm -rf "$folder"' EXIT
# Runs the lines of a file as statements, in as many connections at a time as there are jobs.
in_parallel() { xargs -r -d '\n' -P "$jobs" -n 1 psql "$database" -X -q -v ON_ERROR_STOP=1 -c <"$1"; }
say() { echo "fill: ${SECONDS} s: $*" >&2; }

if [ "$(sql -c 'select count(*) from incidents')" != 0 ]; then
    echo "fill.sh: the database has incidents already" >&2
    exit 1
fi
# What the search index sees of each word, asked of the database itself.
{
    echo 'create temporary table w (word text);'
    echo 'copy w from stdin;'
    "$program" --words
    echo '\.'
    echo 'copy (select word, mostrador_search_words(word) from w) to stdout;'
} | sql >"$folder/lexemes"

sql -c "select replace(indexdef, chr(10), ' ') from pg_indexes i where schemaname = 'public' and not exists
            (select 1 from pg_constraint c where c.conname = i.indexname)
        order by indexdef not like '%gin%', indexname" >"$folder/make"
sql -c "select format('drop index %I', indexname) from pg_indexes i where schemaname = 'public' and not exists
            (select 1 from pg_constraint c where c.conname = i.indexname)" >"$folder/drop"
in_parallel "$folder/drop"
now=$(date +%s)000
pids=()
for ((k = 1; k <= jobs; k++)); do
    "$program" --count "$count" --lexemes "$folder/lexemes" --now "$now" --part "$k/$jobs" "${sessions[@]}" | sql -o /dev/null &
    pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid"; done
say "rows are in"
in_parallel "$folder/make"
say "indexes are made"
sql -o /dev/null -c "select setval(pg_get_serial_sequence(t, 'id'), greatest(n, 1)) from (
        select 'incidents' t, max(id) n from incidents union all select 'messages', max(id) from messages union all
        select 'events', max(id) from events union all select 'search_texts', max(id) from search_texts union all
        select 'customers', max(id) from customers union all select 'employees', max(id) from employees union all
        select 'teams', max(id) from teams union all select 'products', max(id) from products union all
        select 'attachments', max(id) from attachments) x where n is not null"
sql -c 'vacuum (analyze)'
say "analyzed"
