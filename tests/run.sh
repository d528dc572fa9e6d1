#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what the tests need, builds, starts the real servers, runs every test, prints the totals, leaves nothing
# running.
#   tests/run.sh [--preset asan|test|dev|tsan|coverage] [--no-install] [--fuzz SECONDS [--minutes N]] [ctest options]
#   default preset: asan, the address and undefined-behaviour sanitizers, with a sample of the large data; test: plain, all
#   --fuzz: each target of tests/fuzz for so long, behind the tests; wants clang
#   --minutes: shorter than that, or not at all, where the whole would take longer than so many minutes
# Data to import and search, where it is there: MOSTRADOR_TEST_DATA, or ../shared/data beside the clone.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
preset=asan
install=yes
fuzz=
minutes=
while [ $# -gt 0 ]; do
    case $1 in
    --preset)
        preset=${2:?--preset wants a name}
        shift
        ;;
    --no-install) install=no ;;
    --fuzz)
        fuzz=${2:?--fuzz wants seconds}
        shift
        ;;
    --minutes)
        minutes=${2:?--minutes wants a number}
        shift
        ;;
    -h | --help)
        sed -n '5,11s/^# \?//p' "$0"
        exit 0
        ;;
    *) break ;;
    esac
    shift
done
# shellcheck source=installer/packages.sh
. installer/packages.sh
if [ $install = yes ]; then
    install_packages "${packages_to_build[@]}" "${packages_to_run[@]}" "${packages_to_check[@]}" "${packages_to_test[@]}"
    if [ -n "$fuzz" ]; then install_packages "${packages_to_fuzz[@]}"; fi
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/mostrador-tests.XXXXXX")
chmod 755 "$scratch"
pgbin=$(printf "%s\n" /usr/lib/postgresql/*/bin | sort -V | tail -1)
as_postgres() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
# shellcheck disable=SC2317 # called by trap
finish() {
    local code=$?
    trap - EXIT INT TERM
    [ -f "$scratch/pg/postmaster.pid" ] && as_postgres "$pgbin/pg_ctl" -D "$scratch/pg" -m immediate stop >/dev/null 2>&1
    # Whatever a test that was killed left behind carries the scratch folder's name in its environment.
    local file pid
    for file in /proc/[0-9]*/environ; do
        pid=${file#/proc/}
        pid=${pid%/environ}
        if [ "$pid" != $$ ] && { tr '\0' '\n' <"$file"; } 2>/dev/null | grep -qxF "MOSTRADOR_TEST_SCRATCH=$scratch"; then
            kill -9 "$pid" 2>/dev/null || true
        fi
    done
    rm -rf "$scratch"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

echo "== checks of the source"
bash tests/lint.sh

echo "== build ($preset)"
cmake --preset "$preset" >"$scratch/configure.log" || {
    cat "$scratch/configure.log"
    exit 1
}
nice cmake --build --preset "$preset" >"$scratch/build.log" || {
    grep -E -A8 'error|FAILED' "$scratch/build.log" | head -80
    exit 1
}
tail -1 "$scratch/build.log"

echo "== servers"
if [ "$(id -u)" -eq 0 ]; then install -d -o postgres "$scratch/pg"; fi
as_postgres "$pgbin/initdb" -D "$scratch/pg" -U postgres -A trust --locale=C.UTF-8 -E UTF8 --no-sync >"$scratch/initdb.log"
# A free port, found by asking the kernel for one and giving it back.
port=$(perl -MSocket -e 'socket(S,PF_INET,SOCK_STREAM,0);bind(S,sockaddr_in(0,INADDR_LOOPBACK));print +(sockaddr_in(getsockname(S)))[0]')
as_postgres "$pgbin/pg_ctl" -D "$scratch/pg" -w -l "$scratch/pg/log" start \
    -o "-p $port -k '' -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off" >/dev/null
export MOSTRADOR_TEST_POSTGRESQL="host=127.0.0.1 port=$port user=postgres"
export MOSTRADOR_TEST_SCRATCH=$scratch
if [ -z "${MOSTRADOR_TEST_DATA:-}" ] && [ -d "$here/../shared/data" ]; then
    MOSTRADOR_TEST_DATA=$(cd "$here/../shared/data" && pwd)
    export MOSTRADOR_TEST_DATA
fi
if [ -f tests/portal/package-lock.json ]; then
    (cd tests/portal && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
fi
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:abort_on_error=1
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$here/tests/support/lsan.supp:print_suppressions=0
# Tests start processes from threads: that is no reason to die.
export TSAN_OPTIONS=suppressions=$here/tests/support/tsan.supp:die_after_fork=0

echo "== tests"
failed=0
ctest --preset "$preset" --no-tests=error -j 2 "$@" || failed=1
# QtTest exits 0 for a test that skipped all; the log tells which and why.
skipped=$(grep -h '^SKIP' build/"$preset"/Testing/Temporary/LastTest.log | sort | uniq -c | sort -rn | head -40 || true)
if [ -n "$skipped" ]; then
    echo "== skipped"
    echo "$skipped"
fi
echo "== totals"
passes=$(grep -h '^Totals:' build/"$preset"/Testing/Temporary/LastTest.log |
    awk '{p+=$2; f+=$4; s+=$6} END {printf "%d test functions passed, %d failed, %d skipped (QtTest)", p, f, s}')
echo "$passes"
if [ -n "$fuzz" ]; then
    echo "== fuzz"
    # Building the targets takes some minutes where the compiler's cache is cold.
    if [ -n "$minutes" ] && [ $((minutes * 60 - SECONDS)) -lt 360 ]; then
        echo "left out: of $minutes minutes $((SECONDS / 60)) are over"
        fuzz=
    elif ! bash tests/fuzz/run.sh --build-only; then
        failed=1
        fuzz=
    elif [ -n "$minutes" ]; then
        targets=(tests/fuzz/fuzz_*.cpp)
        # Two at a time; each takes some seconds more to begin and to end.
        left=$(((minutes * 60 - SECONDS) * 2 / ${#targets[@]} - 10))
        if [ $left -lt "$fuzz" ]; then
            fuzz=$((left > 5 ? left : 5))
            echo "only $fuzz s for each target, to end within $minutes minutes"
        fi
    fi
    if [ -n "$fuzz" ]; then bash tests/fuzz/run.sh --seconds "$fuzz" --jobs 2 || failed=1; fi
fi
exit $failed
