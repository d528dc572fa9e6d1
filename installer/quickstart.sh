#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Mostrador on this machine, with one command: installs what it needs, builds, makes a database with a small demo
# company, starts the server and, where there is a display, the console.
#
#   installer/quickstart.sh [--data-dir FOLDER] [--port N] [--postgresql] [--no-console] [--no-demo]
#       Runs until Ctrl+C. The data stays in FOLDER (default: ~/.local/share/mostrador); a second run starts in seconds.
#       --postgresql: keep the data in a PostgreSQL of its own, started and stopped with it, instead of SQLite.
#   installer/quickstart.sh --check [--postgresql] [--build-dir FOLDER]
#       Does the same on free ports in a scratch folder, carries one incident from the web form to its resolution over
#       HTTP, and tells what failed. --build-dir: use the programs built there.
#   installer/quickstart.sh --check --against URL --email ADDRESS --password-file FILE
#       Carries the incident through a server that runs already.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
check=no
against=
email=
password_file=
build_dir=
data_dir=${XDG_DATA_HOME:-$HOME/.local/share}/mostrador
port=8080
postgresql=no
console=yes
demo=yes
while [ $# -gt 0 ]; do
    case $1 in
    --check) check=yes ;;
    --postgresql) postgresql=yes ;;
    --no-console) console=no ;;
    --no-demo) demo=no ;;
    --against | --email | --password-file | --build-dir | --data-dir | --port)
        [ $# -ge 2 ] || {
            echo "$1 wants a value; see --help" >&2
            exit 2
        }
        case $1 in
        --against) against=${2%/} ;;
        --email) email=$2 ;;
        --password-file) password_file=$2 ;;
        --build-dir) build_dir=$(cd "$2" && pwd) ;;
        --data-dir) data_dir=$2 ;;
        --port) port=$2 ;;
        esac
        shift
        ;;
    -h | --help)
        sed -n '5,16s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *)
        echo "unknown option $1; see --help" >&2
        exit 2
        ;;
    esac
    shift
done
# shellcheck source=installer/packages.sh
. "$here/installer/packages.sh"
# shellcheck source=installer/check-incident.sh
. "$here/installer/check-incident.sh"

if [ -n "$against" ]; then
    install_packages "${packages_to_check[@]}"
    carry_one_incident "$against" "$email" "$(cat "$password_file")"
    exit 0
fi

started=$SECONDS
needed=("${packages_to_run[@]}")
[ -n "$build_dir" ] || needed+=("${packages_to_build[@]}")
[ $check = no ] || needed+=("${packages_to_check[@]}")
[ $postgresql = no ] || needed+=(postgresql)
install_packages "${needed[@]}"

if [ -z "$build_dir" ]; then
    build_dir=$here/build/release
    if [ ! -f "$build_dir/build.ninja" ]; then
        echo "Building Mostrador; the first time takes some minutes ..."
        mkdir -p "$here/build"
        (cd "$here" && cmake --preset release >"$here/build/release-configure.log" 2>&1) || {
            tail -20 "$here/build/release-configure.log" >&2
            exit 1
        }
    fi
    log=$(mktemp)
    nice cmake --build "$build_dir" >"$log" 2>&1 || {
        grep -E -A8 'error|FAILED' "$log" | head -60 >&2
        exit 1
    }
    rm -f "$log"
fi
server=$build_dir/server/mostrador-server
program=$build_dir/desktop/mostrador-console

scratch=$(mktemp -d "${TMPDIR:-/tmp}/mostrador.XXXXXX")
server_pid=
pg_running=no
if [ $check = yes ]; then data_dir=$scratch/data; fi
mkdir -p "$data_dir"
chmod 700 "$data_dir"

pg_folder=$data_dir/postgresql
as_postgres() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
# shellcheck disable=SC2317 # called by trap
finish() {
    local code=$?
    trap - EXIT INT TERM
    if [ -n "$server_pid" ]; then
        kill -TERM "$server_pid" 2>/dev/null || true
        wait "$server_pid" 2>/dev/null || true
    fi
    [ $pg_running = no ] || as_postgres "$pgbin/pg_ctl" -D "$pg_folder" -m fast -w stop >/dev/null || true
    rm -rf "$scratch"
    exit "$code"
}
trap finish EXIT
trap 'exit 0' INT TERM

export MOSTRADOR_SERVER_SECRET_KEY_FILE=$data_dir/secret.key
if [ $postgresql = yes ]; then
    pgbin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
    if [ "$(id -u)" -eq 0 ]; then
        # The folders above must let the postgres user through.
        chmod 711 "$scratch" "$data_dir"
        [ -d "$pg_folder" ] || install -d -o postgres -m 700 "$pg_folder"
    fi
    if [ ! -f "$pg_folder/PG_VERSION" ]; then
        as_postgres "$pgbin/initdb" -D "$pg_folder" -U mostrador -A trust -E UTF8 --locale=C.UTF-8 >"$scratch/initdb.log"
    fi
    pg_port=$(free_port)
    as_postgres "$pgbin/pg_ctl" -D "$pg_folder" -w -l "$pg_folder/log" start \
        -o "-p $pg_port -k '' -c listen_addresses=127.0.0.1" >/dev/null
    pg_running=yes
    export MOSTRADOR_DATABASE_KIND=postgresql MOSTRADOR_DATABASE_HOST=127.0.0.1 MOSTRADOR_DATABASE_PORT=$pg_port
    export MOSTRADOR_DATABASE_NAME=mostrador MOSTRADOR_DATABASE_USER=mostrador
    "$pgbin/psql" -q -h 127.0.0.1 -p "$pg_port" -U mostrador -d postgres -tAc \
        "select 1 from pg_database where datname = 'mostrador'" | grep -q 1 ||
        "$pgbin/createdb" -h 127.0.0.1 -p "$pg_port" -U mostrador mostrador
else
    export MOSTRADOR_DATABASE_KIND=sqlite MOSTRADOR_DATABASE_PATH=$data_dir/mostrador.db
fi
[ -f "$MOSTRADOR_SERVER_SECRET_KEY_FILE" ] || (umask 077 && head -c 32 /dev/urandom >"$MOSTRADOR_SERVER_SECRET_KEY_FILE")

"$server" migrate 2>"$scratch/log" || {
    cat "$scratch/log" >&2
    exit 1
}
email=admin@example.com
password=
if [ ! -f "$data_dir/ready" ]; then
    password=$("$server" admin create-admin --email "$email" --name "Admin" --print-password-only)
    [ $demo = no ] || "$server" admin demo
    touch "$data_dir/ready"
fi

if [ $check = yes ]; then
    export MOSTRADOR_SERVER_LISTEN=127.0.0.1:0 MOSTRADOR_SERVER_OPERATIONS_LISTEN=127.0.0.1:0 MOSTRADOR_SERVER_FEED_LISTEN=127.0.0.1:0
else
    export MOSTRADOR_SERVER_LISTEN=127.0.0.1:$port
fi
"$server" serve --port-file "$scratch/ports.json" 2>"$data_dir/server.log" &
server_pid=$!
for _ in $(seq 200); do
    [ -s "$scratch/ports.json" ] && break
    kill -0 "$server_pid" 2>/dev/null || {
        echo "The server did not start:" >&2
        tail -5 "$data_dir/server.log" >&2
        exit 1
    }
    sleep 0.1
done
http_port=$(sed -n 's/.*"http": *\([0-9]*\).*/\1/p' "$scratch/ports.json")
url=http://127.0.0.1:$http_port

if [ $check = yes ]; then
    carry_one_incident "$url" "$email" "$password"
    echo "quickstart: checked in $((SECONDS - started)) s ($([ $postgresql = yes ] && echo PostgreSQL || echo SQLite))"
    exit 0
fi

cat <<TEXT

  Mostrador runs.
    Customers' portal   $url/
    Employees' server   $url
    Log-in              $email
TEXT
if [ -n "$password" ]; then
    echo "    Password            $password   (shown this once; change it in the console)"
else
    echo "    Password            the one shown at the first start (lost? mostrador-server admin set-password)"
fi
echo "    Data                $data_dir"
echo "    Stop with Ctrl+C."
echo
if [ $console = yes ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    "$program" --server "$url" --email "$email" >/dev/null 2>&1 &
fi
wait "$server_pid"
