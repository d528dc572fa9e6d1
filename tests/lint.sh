#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Cheap checks of the source: format, licence headers, finished translations, shell scripts.
#   tests/lint.sh [--deep]      --deep: clang-tidy and clazy over every file of the product too (some 20 minutes)
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
bad=0
complain() {
    echo "lint: $*" >&2
    bad=1
}

mapfile -t sources < <(git ls-files '*.cpp' '*.h')
# Each version of clang-format has a mind of its own.
if ! command -v clang-format >/dev/null; then
    complain "clang-format is not installed"
elif ! clang-format --version | grep -q 'version 14\.'; then
    echo "lint: the format is checked with clang-format 14 only"
elif [ "${#sources[@]}" -gt 0 ]; then
    clang-format --dry-run --Werror "${sources[@]}" 2>&1 | grep -E 'error:' | head -20 | grep . && complain "clang-format would change these"
fi
while read -r file; do
    head -4 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || complain "$file: no SPDX header"
done < <(git ls-files '*.cpp' '*.h' '*.sh' '*.cmake' '*CMakeLists.txt' '*.mjs' '*.sql' '*.css' '*.js' '*.py' | grep -v package)
grep -l 'type="unfinished"' translations/*.ts 2>/dev/null | sed 's/^/lint: unfinished translations: /' | grep . && bad=1
mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
shellcheck -x "${scripts[@]}" || complain "shellcheck"
# A task left in a comment is a defect here. (Written so that the line does not find itself.)
git grep -nIE '\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b' -- '*.cpp' '*.h' '*.js' '*.mjs' '*.sql' '*.mustache' && complain "undone work"
if [ "${1:-}" = --deep ]; then
    # The batches of the unity build: the headers of ten files are read once.
    cmake -G Ninja -B build/lint -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ -DMOSTRADOR_PCH=OFF \
        -DMOSTRADOR_UNITY=ON -DMOSTRADOR_TESTS=OFF >/dev/null || exit 1
    mapfile -t batches < <(grep -o '"file": "[^"]*"' build/lint/compile_commands.json | cut -d'"' -f4 |
        grep -E '/Unity/unity_|/main\.cpp$')
    [ "${#batches[@]}" -gt 10 ] || complain "no batches to check"
    printf '%s\0' "${batches[@]}" | xargs -0 -n 1 -P "$(nproc)" nice clang-tidy -quiet -p build/lint 2>/dev/null |
        grep -E 'warning:|error:' | sort -u | head -60 | grep . && complain "clang-tidy"
    printf '%s\0' "${batches[@]}" | xargs -0 -n 1 -P "$(nproc)" nice clazy-standalone --checks=level1 -p build/lint 2>&1 |
        grep -E 'warning: .*clazy|error:' | grep -v '^/usr' | sort -u | head -60 | grep . && complain "clazy"
fi
exit $bad
