# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # the files share variables
#
# What run.sh measures on: programs, a PostgreSQL cluster, databases, servers. Sourced; $here and $root are set.

pgbin=$(printf "%s\n" /usr/lib/postgresql/*/bin | sort -V | tail -1)
programs=$root/build/release
fill_program=$programs/tests/bench/mostrador_bench_fill
server_pid='' second_pid='' bare_pid='' feed_pid='' report_pid=''

say() { echo "== $* ($SECONDS s)" >&2; }

as_postgres() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

stage_build() {
    local log
    log=$(mktemp)
    say "building"
    if ! { cd "$root" && cmake --preset release -D MOSTRADOR_BENCH=ON &&
        nice cmake --build --preset release --target mostrador_bench; } >"$log" 2>&1; then
        tail -40 "$log" >&2
        rm -f "$log"
        exit 1
    fi
    rm -f "$log"
}

stage_open() {
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/mostrador-bench.XXXXXX")
    chmod 755 "$scratch"
    mkdir "$scratch/scripts"
    results=$scratch/results
    : >"$results"
    if [ "$(id -u)" -eq 0 ]; then install -d -o postgres "$scratch/pg"; fi
    as_postgres "$pgbin/initdb" -D "$scratch/pg" -U postgres -A trust --locale=C.UTF-8 -E UTF8 >"$scratch/initdb.log"
    # A free port, found by asking the kernel for one and giving it back.
    port=$(perl -MSocket -e 'socket(S,PF_INET,SOCK_STREAM,0);bind(S,sockaddr_in(0,INADDR_LOOPBACK));print +(sockaddr_in(getsockname(S)))[0]')
    export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres
    head -c 32 /dev/urandom >"$scratch/secret.key"
    chmod 600 "$scratch/secret.key"
    "$fill_program" --tokens >"$scratch/tokens"
    admin_token=$(sed -n 2p "$scratch/tokens")
    agent_token=$(sed -n 10p "$scratch/tokens")
    hash_of() { printf %s "$1" | sha256sum | cut -d' ' -f1; }
    admin_hash=$(hash_of "$admin_token")
    agent_hash=$(hash_of "$agent_token")
    rare_words=$("$fill_program" --section rare | paste -sd,)
    steady_words=$("$fill_program" --section steady | paste -sd,)
}

# shellcheck disable=SC2317 # called by trap
stage_close() {
    local code=$? pid
    trap - EXIT INT TERM
    for pid in $server_pid $second_pid $bare_pid $feed_pid $report_pid; do kill "$pid" 2>/dev/null || true; done
    for pid in $server_pid $second_pid $bare_pid $feed_pid $report_pid; do wait "$pid" 2>/dev/null || true; done
    [ -f "$scratch/pg/postmaster.pid" ] && as_postgres "$pgbin/pg_ctl" -D "$scratch/pg" -m immediate stop >/dev/null 2>&1
    rm -rf "$scratch"
    exit "$code"
}

sql() { # <database> <psql options>
    local database=$1
    shift
    psql -d "$database" -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# fill: nothing is safe and everything quick. measure: what is committed is on the disk.
start_postgresql() {
    local memory_mb buffers options
    if [ -f "$scratch/pg/postmaster.pid" ]; then
        as_postgres "$pgbin/pg_ctl" -D "$scratch/pg" -w -m fast stop >/dev/null
        sync -f "$scratch/pg"
    fi
    memory_mb=$(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
    buffers=$((memory_mb / 4 < 2048 ? memory_mb / 4 : 2048))
    options="-p $port -k '' -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=${buffers}MB"
    options+=" -c max_wal_size=8GB -c effective_cache_size=$((memory_mb / 2))MB -c work_mem=8MB"
    options+=" -c logging_collector=on -c log_destination=jsonlog -c log_directory=$scratch/pg/log"
    options+=" -c log_filename=postgresql"
    if [ "$1" = fill ]; then
        options+=" -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off"
    else
        options+=" -c fsync=on -c synchronous_commit=on"
    fi
    as_postgres "$pgbin/pg_ctl" -D "$scratch/pg" -w -t 120 -l "$scratch/pg/start.log" start -o "$options" >/dev/null
}

write_configuration() { # <file> <workers> <lines of [database]>
    cat >"$1" <<TOML
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
feed_listen = "127.0.0.1:0"
secret_key_file = "$scratch/secret.key"
workers = $2
[database]
$3
[mail]
enabled = false
TOML
}

postgresql_lines() { # <database>
    printf 'kind = "postgresql"\nhost = "127.0.0.1"\nport = %s\nname = "%s"\nuser = "postgres"\npassword = ""\n' "$port" "$1"
}

make_database() { # <name> <incidents>
    sql postgres -c "create database $1"
    write_configuration "$scratch/make.toml" 1 "$(postgresql_lines "$1")"
    "$programs/server/mostrador-server" migrate --config "$scratch/make.toml" >"$scratch/migrate.log" 2>&1 || {
        cat "$scratch/migrate.log" >&2
        exit 1
    }
    "$here/fill.sh" --program "$fill_program" --database "host=$PGHOST port=$PGPORT user=$PGUSER dbname=$1" \
        --count "$2" --sessions
}

start_server() { # <configuration> <port file>; sets started_pid and start_ms
    local began
    rm -f "$2"
    began=$(date +%s%N)
    "$programs/server/mostrador-server" serve --config "$1" --port-file "$2" 2>"$2.log" &
    started_pid=$!
    while [ ! -s "$2" ]; do
        if ! kill -0 "$started_pid" 2>/dev/null || [ $(($(date +%s%N) - began)) -gt 60000000000 ]; then
            echo "the server does not start:" >&2
            tail -5 "$2.log" >&2
            exit 1
        fi
        sleep 0.005
    done
    start_ms=$((($(date +%s%N) - began) / 1000000))
}

serve() { # <database>
    write_configuration "$scratch/server.toml" 8 "$(postgresql_lines "$1")"
    start_server "$scratch/server.toml" "$scratch/server.ports"
    server_pid=$started_pid
    url=http://127.0.0.1:$(jq .http "$scratch/server.ports")
    operations_url=http://127.0.0.1:$(jq .operations "$scratch/server.ports")
    feed_url=ws://127.0.0.1:$(jq .feed "$scratch/server.ports")/api/v1/feed
}

serve_second() { # <database>: beside the first one
    write_configuration "$scratch/second.toml" 8 "$(postgresql_lines "$1")"
    start_server "$scratch/second.toml" "$scratch/second.ports"
    second_pid=$started_pid
    second_url=http://127.0.0.1:$(jq .http "$scratch/second.ports")
}

serve_sqlite() { # <file>
    write_configuration "$scratch/server.toml" 8 "$(printf 'kind = "sqlite"\npath = "%s"\n' "$1")"
    start_server "$scratch/server.toml" "$scratch/server.ports"
    server_pid=$started_pid
    url=http://127.0.0.1:$(jq .http "$scratch/server.ports")
}

stop_server() {
    local pid
    for pid in $server_pid $second_pid; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    server_pid='' second_pid=''
}

call() { # <method> <token> <path> [<idempotency key> <body>]: the answer's body
    local options=(-sS --max-time 30 --fail-with-body -X "$1" -H "Authorization: Bearer $2")
    [ $# -lt 5 ] || options+=(-H "Idempotency-Key: $4" -H 'Content-Type: application/json' --data-binary "$5")
    curl "${options[@]}" "$url$3"
}

# Asks a server with one worker for each operation twice while PostgreSQL logs, and makes pgbench scripts of the log.
capture_statements() {
    local incident=9973 version=791977 plan=$scratch/plan word created replied round
    local opening='{"subject":"Pantalla rota","description":"La pantalla del pedido llega rota y el cargador no enciende, necesito la devolución o un cambio antes del lunes. Gracias por la respuesta, un saludo.","customer_id":"3989","product_id":"53","channel":"phone"}'
    local answering='{"body":"Hemos enviado un cargador nuevo por mensajero, llega mañana por la tarde. Gracias por la espera, un saludo.","internal":false}'
    sql bench10000 -c "update incidents set version = $version where id = $incident" \
        -c "alter database bench10000 set log_statement = 'all'"
    write_configuration "$scratch/server.toml" 1 "$(postgresql_lines bench10000)"
    start_server "$scratch/server.toml" "$scratch/server.ports"
    server_pid=$started_pid
    url=http://127.0.0.1:$(jq .http "$scratch/server.ports")
    : >"$plan"
    twice() { # <name> <head> <rules...> -- <call>
        local line="$1 $here/pgbench/$2.sql"
        shift 2
        while [ "$1" != -- ]; do
            line+=" $1"
            shift
        done
        shift
        "$@" >/dev/null
        "$@" >"$scratch/answer"
        echo "$line" >>"$plan"
    }
    twice read read "$admin_hash=token_hash" "$incident=incident" -- call GET "$admin_token" "/api/v1/incidents/$incident"
    twice read read "$admin_hash=token_hash" "$incident=incident" -- \
        call GET "$admin_token" "/api/v1/incidents/$incident/messages"
    twice newest list "$agent_hash=token_hash" -- \
        call GET "$agent_token" '/api/v1/incidents?q=status:open&sort=-created&limit=50'
    for word in ${rare_words//,/ }; do
        twice "search-$word" list "$agent_hash=token_hash" -- call GET "$agent_token" "/api/v1/incidents?q=$word"
    done
    # Ids that the answers tell; each of the two requests has a key of its own.
    for round in 1 2; do
        created=$(call POST "$admin_token" /api/v1/incidents "capture-create-$round" "$opening" | jq -r .id)
    done
    echo "create $here/pgbench/create.sql $admin_hash=token_hash 3989=customer 53=product capture-create-2=key" \
        "$created=new_incident_id /[0-9a-f]{64}=link /[0-9]{15,19}=link" >>"$plan"
    for round in 1 2; do
        replied=$(call POST "$admin_token" "/api/v1/incidents/$incident/messages" "capture-reply-$round" "$answering" | jq -r .id)
    done
    echo "reply $here/pgbench/reply.sql $admin_hash=token_hash $incident=incident capture-reply-2=key" \
        "$((version + 1))=now_version $((version + 2))=next $replied=new_message_id" >>"$plan"
    stop_server
    sql bench10000 -c 'alter database bench10000 reset log_statement'
    perl "$here/statements.pl" "$scratch/pg/log/postgresql.json" "$plan" "$scratch/scripts"
}
