#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lints the API's description; every warning counts. Exit 77: the linter is not installed (npm ci in tests/portal).
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
linter=$here/tests/portal/node_modules/.bin/redocly
if [ ! -x "$linter" ] || ! command -v node >/dev/null; then
    echo "redocly is missing: npm ci in tests/portal"
    exit 77
fi
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true NO_COLOR=1
said=$("$linter" lint --config "$here/server/api/redocly.yaml" --max-problems 1000 "$here/server/api/openapi.json" 2>&1) || {
    echo "$said"
    exit 1
}
echo "$said"
! grep -qiE '[0-9]+ warnings?' <<<"$said"
