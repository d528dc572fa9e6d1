#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the fuzz targets with clang's libFuzzer, address and undefined-behaviour sanitizers, and runs each for a while.
#   tests/fuzz/run.sh [--seconds N] [--jobs N] [--build-only] [target...]
#   default: 60 seconds for each of all targets; a target is named as its folder in tests/fuzz/corpus
#   --jobs: so many targets at a time, default 1
# An input that breaks something is kept in build/fuzz/findings, and the exit code is 1. What was learnt stays in
# build/fuzz/learnt for the next run; the committed corpus is only read. Where ../shared/data (or MOSTRADOR_TEST_DATA)
# is there, its hostile texts are tried too.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
seconds=60
jobs=1
build_only=no
targets=()
while [ $# -gt 0 ]; do
    case $1 in
    --seconds)
        seconds=${2:?--seconds wants a number}
        shift
        ;;
    --jobs)
        jobs=${2:?--jobs wants a number}
        shift
        ;;
    --build-only) build_only=yes ;;
    -h | --help)
        sed -n '5,11s/^# \?//p' "$0"
        exit 0
        ;;
    -*)
        echo "tests/fuzz/run.sh: no such option: $1" >&2
        exit 2
        ;;
    *) targets+=("$1") ;;
    esac
    shift
done
if [ ${#targets[@]} -eq 0 ]; then
    mapfile -t targets < <(cd tests/fuzz && printf '%s\n' fuzz_*.cpp | sed 's/^fuzz_//; s/\.cpp$//')
fi
for target in "${targets[@]}"; do
    if [ ! -f "tests/fuzz/fuzz_$target.cpp" ]; then
        echo "tests/fuzz/run.sh: there is no target $target" >&2
        exit 2
    fi
done
if ! command -v clang++ >/dev/null || ! ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a >/dev/null 2>&1; then
    echo "The fuzzer wants clang and its runtime libraries: apt-get install clang libclang-rt-14-dev" >&2
    exit 1
fi

build=build/fuzz
echo "== build"
cmake --preset fuzz >"${TMPDIR:-/tmp}/mostrador-fuzz-configure.$$" || {
    cat "${TMPDIR:-/tmp}/mostrador-fuzz-configure.$$"
    exit 1
}
rm -f "${TMPDIR:-/tmp}/mostrador-fuzz-configure.$$"
nice cmake --build --preset fuzz --target "${targets[@]/#/fuzz_}" >"$build/build.log" || {
    grep -E -A8 'error|FAILED' "$build/build.log" | head -60
    exit 1
}
[ $build_only = no ] || exit 0

# Files of the test data as further first inputs; never committed.
data=${MOSTRADOR_TEST_DATA:-$here/../shared/data}
seeds_of() { # target folder
    local file=$data
    case $1 in
    http_head | http_connection)
        file+=/hostile_http_requests.jsonl.gz
        [ -f "$file" ] || return 0
        zcat "$file" | jq -r .raw_base64 | { n=0; while read -r line; do
            n=$((n + 1))
            base64 -d <<<"$line" >"$2/request-$n"
        done; }
        ;;
    query | http_form | markdown | console)
        file+=/hostile_strings.jsonl.gz
        [ -f "$file" ] || return 0
        zcat "$file" | jq -r .text | split -l 1 -a 4 - "$2/string-"
        file=$data/hostile_html_payloads.txt.gz
        if [ -f "$file" ]; then zcat "$file" | split -l 5 -a 4 - "$2/html-"; fi
        ;;
    mail)
        file+=/hostile_strings.jsonl.gz
        [ -f "$file" ] || return 0
        zcat "$file" | jq -r '.text | ., "%%", ., "%%", ., "%%", "ana@example.org", "%%", .' | split -l 9 -a 4 - "$2/string-"
        ;;
    csv)
        for file in "$data"/*.csv.gz; do
            # head ends before zcat has said all
            [ ! -f "$file" ] || { zcat "$file" 2>/dev/null || true; } | head -c 3000 >"$2/$(basename "$file" .gz)"
        done
        ;;
    esac
}
max_length() {
    case $1 in
    http_*) echo 4096 ;;
    query) echo 1024 ;;
    markdown | console) echo 8192 ;;
    *) echo 6000 ;;
    esac
}
dictionary_of() {
    case $1 in
    http_*) echo -dict=tests/fuzz/dict/http.dict ;;
    query) echo -dict=tests/fuzz/dict/query.dict ;;
    markdown | console | mail) echo -dict=tests/fuzz/dict/markdown.dict ;;
    esac
}

export QT_QPA_PLATFORM=offscreen TZ=UTC LANG=C.UTF-8
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$here/tests/support/lsan.supp:print_suppressions=0
fuzz() { # target; leaves its report in a file, for several run at once
    local target=$1 log=$build/$1.log report=$build/$1.report
    mkdir -p "$build/learnt/$target" "$build/findings"
    rm -rf "$build/seeds/$target" "$report.broken"
    mkdir -p "$build/seeds/$target"
    seeds_of "$target" "$build/seeds/$target"
    mapfile -t dictionary < <(dictionary_of "$target")
    echo "== $target, $seconds s" >"$report"
    # The first folder is the one libFuzzer writes to.
    if "$(find "$build" -type f -name "fuzz_$target" -perm -u+x | head -1)" -max_total_time="$seconds" \
        -max_len="$(max_length "$target")" -rss_limit_mb=2048 -malloc_limit_mb=1024 -timeout=20 -print_final_stats=1 \
        -artifact_prefix="$build/findings/$target-" "${dictionary[@]}" \
        "$build/learnt/$target" "tests/fuzz/corpus/$target" "$build/seeds/$target" >"$log" 2>&1; then
        { grep -E '^(Done|stat::number_of_executed|stat::peak_rss)' "$log" || tail -3 "$log"; } >>"$report"
    else
        touch "$report.broken"
        { grep -nE 'fuzz: |ERROR: |SUMMARY: |runtime error: |Test unit written' "$log" | head -20 || tail -5 "$log"; } >>"$report"
        echo "   the log: $log" >>"$report"
    fi
    cat "$report"
}
for target in "${targets[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
    fuzz "$target" &
done
wait
failed=()
for target in "${targets[@]}"; do
    [ ! -f "$build/$target.report.broken" ] || failed+=("$target")
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "== broken: ${failed[*]}. Inputs that show it: $build/findings/<target>-*"
    echo "   Again: $build/tests/fuzz/fuzz_<target> FILE; smaller: the same with -minimize_crash=1 -runs=100000"
    echo "   Mend it, then put the small input into tests/fuzz/corpus/<target>."
    exit 1
fi
