# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # the files share variables
#
# The measurements of run.sh. Sourced after stage.sh. Each writes lines into $results, which report.pl reads:
#   pair <row> <ours> <reference>      value <row> <number>      fault <row> <what went wrong>

note_value() { echo "value $1 $2" >>"$results"; }
note_fault() {
    echo "fault $1 $2" >>"$results"
    echo "run.sh: $1: $2" >&2
}

# The incidents that replies go to and that are read: the newest ones are all worked on.
first_of() { echo $(($1 - ($1 < 100000 ? 1000 : 20000))); }

wrk_run() { # <base url> <clients> <seconds> <operation> <incidents> <further arguments...>; prints the JSON line
    local base=$1 clients=$2 time=$3 operation=$4 incidents=$5 token=$admin_token words=$rare_words
    shift 5
    case $operation in
    newest | search | count) token=$agent_token ;;
    search-steady)
        token=$agent_token
        words=$steady_words
        operation=search
        ;;
    esac
    wrk -t "$((clients < 2 ? 1 : 2))" -c "$clients" -d "${time}s" --timeout 10s -s "$here/requests.lua" "$base" -- \
        "$operation" "token=$token" "first=$(first_of "$incidents")" "last=$incidents" \
        "customers=$((incidents * 2 / 5))" products=60 "words=$words" "$@" | tail -1
}

# Operations a second of the server, from wrk's line; a reading is two requests.
rate_of() { # <operation> <json line>
    jq -r --arg o "$1" '.requests * 1000000 / .microseconds / (if $o == "read" then 2 else 1 end)' <<<"$2"
}

check_errors() { # <row> <json line>
    local errors
    errors=$(jq .errors <<<"$2")
    [ "$errors" = 0 ] || note_fault "$1" "$errors of $(jq .requests <<<"$2") requests failed"
}

pgbench_rate() { # <operation> <clients> <seconds> <incidents> <database>
    local operation=$1 clients=$2 time=$3 incidents=$4 database=$5 script values files=()
    for script in "$scratch/scripts/$operation".sql "$scratch/scripts/$operation"-*.sql; do
        [ -f "$script" ] || continue
        mapfile -d '' -t values <"${script%.sql}.args"
        files+=("${values[@]}" -f "$script")
    done
    local hash=$admin_hash
    case $operation in newest | search) hash=$agent_hash ;; esac
    pgbench -n -M prepared -c "$clients" -j 2 -T "$time" "${files[@]}" -D "token_hash=$hash" \
        -D "first=$(first_of "$incidents")" -D "last=$incidents" -D "customers=$((incidents * 2 / 5))" -D products=60 \
        "$database" >"$scratch/pgbench.out" 2>"$scratch/pgbench.err" || true
    if grep -q 'error\|ERROR\|aborted' "$scratch/pgbench.err"; then
        note_fault "$operation/$clients/$incidents" "pgbench: $(grep -m1 'error\|ERROR\|aborted' "$scratch/pgbench.err")"
    fi
    awk '/^tps = / {print $3}' "$scratch/pgbench.out"
}

# Processor time of a process in hundredths of a second.
ticks_of() { awk '{print $14 + $15}' "/proc/$1/stat"; }

pair_operation() { # <operation> <clients> <incidents>
    local operation=$1 clients=$2 incidents=$3 row=$1/$2/$3 k line ours reference database=bench$3 before after
    case $operation in create | reply) [ "$incidents" != 10000 ] || database=reference10000 ;; esac
    wrk_run "$url" "$clients" 1 "$operation" "$incidents" >/dev/null
    for ((k = 0; k < pairs; k++)); do
        before=$(ticks_of "$server_pid")
        line=$(wrk_run "$url" "$clients" "$seconds" "$operation" "$incidents")
        after=$(ticks_of "$server_pid")
        check_errors "$row" "$line"
        ours=$(rate_of "$operation" "$line")
        reference=$(pgbench_rate "$operation" "$clients" "$seconds" "$incidents" "$database")
        echo "pair $row $ours ${reference:-0}" >>"$results"
        [ "$clients" != 32 ] ||
            note_value "cpu/$operation/$incidents" "$(jq -r --argjson t "$((after - before))" '$t * 10000 / .requests' <<<"$line")"
    done
    say "$row: $(awk -v r="$row" '$1 == "pair" && $2 == r {printf "%.0f/%.0f ", $3, $4}' "$results")"
}

pair_empty() { # <clients>
    local clients=$1 k line bare_port before after
    : >"$scratch/bare.port"
    "$programs/tests/bench/mostrador_bench_bareserver" >"$scratch/bare.port" &
    bare_pid=$!
    while [ ! -s "$scratch/bare.port" ] && kill -0 "$bare_pid"; do sleep 0.01; done
    bare_port=$(cat "$scratch/bare.port")
    for ((k = 0; k < pairs; k++)); do
        before=$(ticks_of "$server_pid")
        line=$(wrk_run "$operations_url" "$clients" "$seconds" empty 10000)
        after=$(ticks_of "$server_pid")
        check_errors "empty/$clients" "$line"
        echo "pair empty/$clients $(rate_of empty "$line") $(rate_of empty \
            "$(wrk_run "http://127.0.0.1:$bare_port" "$clients" "$seconds" empty 10000)")" >>"$results"
        [ "$clients" != 32 ] ||
            note_value cpu/empty "$(jq -r --argjson t "$((after - before))" '$t * 10000 / .requests' <<<"$line")"
    done
    kill "$bare_pid" 2>/dev/null || true
    wait "$bare_pid" 2>/dev/null || true
    bare_pid=''
    say "empty/$clients: $(tail -1 "$results")"
}

# The time of one operation, one client, with the long history and the short one.
pair_sizes() { # <operation>
    local operation=$1 k long short
    wrk_run "$url" 1 1 "$operation" 10000 >/dev/null
    wrk_run "$second_url" 1 2 "$operation" 1000000 >/dev/null
    for ((k = 0; k < pairs; k++)); do
        long=$(wrk_run "$second_url" 1 "$seconds" "$operation" 1000000)
        short=$(wrk_run "$url" 1 "$seconds" "$operation" 10000)
        check_errors "flat/$operation" "$long"
        check_errors "flat/$operation" "$short"
        # Microseconds per operation.
        echo "pair flat/$operation $(jq '.microseconds / .requests' <<<"$long") $(jq '.microseconds / .requests' <<<"$short")" >>"$results"
    done
    say "flat/$operation: $(tail -1 "$results")"
}

# p99 beside p50 at half of the top rate that was measured.
tail_row() { # <row> <operations...>
    local row=$1 operation top k line
    shift
    for operation in "$@"; do
        top=$(awk -v r="$operation/32/10000" '$1 == "pair" && $2 == r {print $3}' "$results" | sort -n | tail -1)
        [ "$operation" != read ] || top=$(awk -v t="$top" 'BEGIN {print 2 * t}')
        for ((k = 0; k < pairs; k++)); do
            line=$(wrk_run "$url" 32 "$seconds" "$operation" 10000 "rate=$(awk -v t="$top" 'BEGIN {print t / 2}')" connections=32)
            check_errors "$row/$operation" "$line"
            echo "pair $row/$operation $(jq .p99 <<<"$line") $(jq .p50 <<<"$line")" >>"$results"
        done
        say "$row/$operation: $(tail -1 "$results")"
    done
}
measure_tail() { tail_row p99 "$@"; }
measure_tail_with_reports() {
    # What a report will ask: everything there is, summed up, again and again.
    (while sql bench10000 -o /dev/null -c "select date_trunc('month', to_timestamp(i.created_at / 1000)), i.status,
        count(*), avg(i.resolved_at - i.created_at), sum(length(m.body)) from incidents i
        join messages m on m.incident_id = i.id group by 1, 2 order by 1, 2"; do :; done) &
    report_pid=$!
    tail_row p99-reports "$@"
    kill "$report_pid" 2>/dev/null || true
    wait "$report_pid" 2>/dev/null || true
    report_pid=''
}

resident_mb() { awk '/^VmRSS/ {printf "%.1f\n", $2 / 1024}' "/proc/$1/status"; }

measure_start_and_idle() {
    local k
    for ((k = 0; k < 3; k++)); do
        serve bench10000
        note_value start "$start_ms"
        [ "$k" = 2 ] || stop_server
    done
    call GET "$agent_token" '/api/v1/incidents?q=status:open' >/dev/null
    sleep 1
    note_value memory/idle "$(resident_mb "$server_pid")"
    stop_server
}

measure_console_load() { # <clients>: creating and reading while so many consoles follow the feed
    local clients=$1 connected='' input k
    mkfifo "$scratch/feed.end"
    tail -n 50 "$scratch/tokens" >"$scratch/console.tokens"
    "$programs/tests/bench/mostrador_bench_feedclients" "$feed_url" "$scratch/console.tokens" "$clients" \
        <"$scratch/feed.end" >"$scratch/feed.out" &
    feed_pid=$!
    exec {input}>"$scratch/feed.end"
    for ((k = 0; k < 700; k++)); do
        connected=$(awk '/^connected/ {print $2}' "$scratch/feed.out")
        [ -z "$connected" ] || break
        sleep 0.1
    done
    [ "$connected" = "$clients" ] || note_fault memory/load "${connected:-0} of $clients feed clients caught up"
    note_value memory/consoles "$(resident_mb "$server_pid")"
    wrk_run "$url" 8 "$seconds" create 10000 rate=50 connections=8 >"$scratch/create.out" &
    local creating=$!
    check_errors memory/load "$(wrk_run "$url" 32 "$seconds" newest 10000)"
    wait "$creating"
    check_errors memory/load "$(cat "$scratch/create.out")"
    note_value memory/load "$(resident_mb "$server_pid")"
    exec {input}>&-
    wait "$feed_pid" 2>/dev/null || true
    feed_pid=''
    note_value feed/items "$(awk '/^items/ {print $2}' "$scratch/feed.out")"
    rm "$scratch/feed.end"
    say "memory: $(tail -2 "$results" | tr '\n' ' ')"
}

pair_sqlite() {
    local k line
    "$fill_program" --count 10000 --sessions --sqlite "$scratch/ours.db"
    cp "$scratch/ours.db" "$scratch/reference.db"
    serve_sqlite "$scratch/ours.db"
    wrk_run "$url" 32 1 create 10000 >/dev/null
    for ((k = 0; k < pairs; k++)); do
        line=$(wrk_run "$url" 32 "$seconds" create 10000)
        check_errors sqlite/create "$line"
        echo "pair sqlite/create $(rate_of create "$line") $("$programs/tests/bench/mostrador_bench_sqlite" \
            "$scratch/reference.db" "$seconds" "$admin_token")" >>"$results"
    done
    stop_server
    say "sqlite/create: $(tail -1 "$results")"
}

# The console's list, its windows offscreen; every figure goes to the results, faults too.
measure_console() {
    local password='plum lanterns over Cuenca'
    printf '%s\n' "$password" | "$programs/server/mostrador-server" admin create-admin --config "$scratch/server.toml" \
        --email bench@example.com --name Bench --password-stdin >/dev/null
    QT_QPA_PLATFORM=offscreen "$programs/tests/bench/mostrador_bench_console" "$url" bench@example.com "$password" \
        >"$scratch/console.out" 2>"$scratch/console.err" || note_fault console "$(tail -1 "$scratch/console.err")"
    grep -E '^(value|fault) ' "$scratch/console.out" >>"$results" || true
    say "console: $(grep -c ^value "$scratch/console.out") figures"
}

print_report() {
    local arguments=("$results")
    [ -z "$output" ] || arguments+=("$output")
    perl "$here/report.pl" "${arguments[@]}"
}
