#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Measures the server beside pgbench, a bare QAbstractHttpServer and SQLite's library, in alternating pairs, and prints
# the table of budgets. Starts everything itself and leaves nothing running.
#   tests/bench/run.sh [--quick | --million] [--seconds N] [--pairs N] [--output FILE] [--no-install]
#   --quick     with 10,000 incidents in about three minutes: few and short pairs, 32 clients only
#   --million   with 1,000,000 incidents beside the 10,000 (filling takes some ten minutes more)
#   --seconds   length of one measurement (default 5)
#   --pairs     how many pairs (default 3)
#   --output    writes the results there as JSON
# See README.md beside this file for what the figures mean.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
quick=no million=no seconds='' pairs='' output='' install=yes
while [ $# -gt 0 ]; do
    case $1 in
    --quick) quick=yes ;;
    --million) million=yes ;;
    --seconds) seconds=${2:?} && shift ;;
    --pairs) pairs=${2:?} && shift ;;
    --output)
        # shellcheck disable=SC2034 # print_report uses it
        output=$(realpath -m "${2:?}")
        shift
        ;;
    --no-install) install=no ;;
    -h | --help)
        sed -n '5,13s/^# \?//p' "$0"
        exit 0
        ;;
    *)
        echo "run.sh: unknown option $1" >&2
        exit 2
        ;;
    esac
    shift
done
if [ $quick = yes ]; then
    : "${seconds:=2}" "${pairs:=2}"
    client_counts=(32)
else
    : "${seconds:=5}" "${pairs:=3}"
    client_counts=(1 8 32)
fi
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"
if [ $install = yes ]; then
    install_packages "${packages_to_build[@]}" "${packages_to_run[@]}" "${packages_to_bench[@]}"
fi
# shellcheck source=tests/bench/stage.sh
. "$here/stage.sh"
# shellcheck source=tests/bench/measure.sh
. "$here/measure.sh"

stage_build
stage_open
trap stage_close EXIT
trap 'exit 130' INT TERM

say "filling"
sizes=(10000)
[ $million = no ] || sizes+=(1000000)
start_postgresql fill
for size in "${sizes[@]}"; do
    began=$SECONDS
    make_database "bench$size" "$size"
    note_value "fill/$size" "$((SECONDS - began))"
done
# Whatever the reference writes, the server does not see.
sql postgres -c 'create database reference10000 template bench10000'
start_postgresql measure

say "capturing what the server sends"
capture_statements

say "measuring: ${pairs} pairs of ${seconds} s"
measure_start_and_idle
serve bench10000
for clients in "${client_counts[@]}"; do
    pair_empty "$clients"
    for operation in read newest search create reply; do
        pair_operation "$operation" "$clients" 10000
    done
done
measure_tail read newest create
[ $quick = yes ] || measure_tail_with_reports read newest create
measure_console_load 1000
if [ $million = yes ]; then
    serve_second bench1000000
    for operation in newest search-steady search count; do pair_sizes "$operation"; done
    stop_server
    serve bench1000000
    for operation in read newest search create reply; do pair_operation "$operation" 32 1000000; done
    measure_console
fi
stop_server
pair_sqlite
print_report
