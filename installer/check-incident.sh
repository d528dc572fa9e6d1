# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# One incident, from the web form to its resolution, over HTTP as a browser and a console would. Sourced by quickstart.sh.

free_port() { # asks the kernel for one and gives it back
    perl -MSocket -e 'socket(S,PF_INET,SOCK_STREAM,0);bind(S,sockaddr_in(0,INADDR_LOOPBACK));print +(sockaddr_in(getsockname(S)))[0]'
}

# carry_one_incident <base address> <employee's e-mail> <password>
# Returns 1 and says what failed, or 0 having said what was seen.
carry_one_incident() (
    base=$1 login_email=$2 password=$3
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    jar=$work/cookies
    marker="check-$(date +%s)-$$"

    fail() {
        echo "check failed: $*" >&2
        [ -s "$work/page" ] && head -c 2000 "$work/page" | sed 's/^/    /' >&2
        exit 1
    }
    # page <expected status> <address> [curl options]: the customer's browser, cookies and all.
    page() {
        local expected=$1 address=$2 status
        shift 2
        status=$(curl -sS --max-time 30 -b "$jar" -c "$jar" -o "$work/page" -D "$work/head" -w '%{http_code}' "$@" "$address") ||
            fail "no answer from $address"
        [ "$status" = "$expected" ] || fail "$address answered $status instead of $expected"
    }
    # hidden <name>: the value of the first hidden form field of that name on the page.
    hidden() { sed -n "s/.*<input type=\"hidden\" name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$work/page" | head -1; }
    location() { sed -n 's/^[Ll]ocation: *\([^\r]*\)\r*$/\1/p' "$work/head" | tail -1; }
    absolute() { case $1 in http*) echo "$1" ;; *) echo "$base$1" ;; esac }
    # api <expected status> <method> <path> [curl options]: the employee's program.
    api() {
        local expected=$1 method=$2 path=$3 status
        shift 3
        # The token goes by a file, so that no process list shows it.
        status=$(curl -sS --max-time 30 -X "$method" -o "$work/page" -D "$work/head" -w '%{http_code}' \
            -H @"$work/authorization" -H 'Accept: application/json' "$@" "$base/api/v1$path") || fail "no answer from $path"
        [ "$status" = "$expected" ] || fail "$method $path answered $status instead of $expected"
    }
    json='Content-Type: application/json'
    : >"$work/authorization"

    # A customer opens an incident by the form.
    page 200 "$base/es/open"
    key=$(hidden form_key)
    token=$(hidden form_token)
    [ -n "$token" ] || fail "the form has no CSRF token"
    product=$(sed -n 's/.*<option value="\([^"][^"]*\)".*/\1/p' "$work/page" | head -1)
    form=$(sed -n 's/.*<form action="\([^"]*\)".*/\1/p' "$work/page" | head -1)
    submit() { # the same form, as a browser sends it
        page "$1" "$base$form" -F "form_key=$key" -F "form_token=$2" ${product:+-F "product=$product"} \
            -F "subject=El aparato no enciende ($marker)" -F "description=Desde ayer no enciende. $marker" \
            -F "order_number=P-1" -F "given_name=Rosa" -F "family_name=Núñez" -F "email=$marker@example.com" -F "website=" \
            -F "files=@$work/evidence;filename=foto ñ.txt"
    }
    echo "evidence of $marker" >"$work/evidence"
    submit 403 forged
    submit 303 "$token"
    confirmation=$(location)
    submit 303 "$token"
    [ "$(location)" = "$confirmation" ] || fail "the same form sent twice led to two places"
    page 200 "$(absolute "$confirmation")"
    reference=$(grep -oE 'INC-[0-9]{4}-[0-9]{6,}' "$work/page" | head -1)
    [ -n "$reference" ] || fail "the confirmation shows no reference"
    tracking=$(grep -oE '/es/t/[A-Za-z0-9_-]{43}' "$work/page" | head -1)
    [ -n "$tracking" ] || fail "the confirmation shows no tracking link"
    echo "opened $reference by the web form; sent twice, made once; a forged token was refused"

    # An employee finds it and answers.
    # By the environment, so that no process list shows the password.
    login=$login_email secret=$password jq -n '{email: env.login, password: env.secret}' >"$work/login"
    api 201 POST /sessions -H "$json" --data-binary @"$work/login"
    printf 'Authorization: Bearer %s' "$(jq -r .token "$work/page")" >"$work/authorization"
    api 200 GET "/incidents?q=$(jq -rn --arg q "status:new \"$marker\"" '$q|@uri')"
    [ "$(jq '.items | length' "$work/page")" = 1 ] || fail "the list does not show the incident once"
    id=$(jq -r '.items[0].id' "$work/page")
    [ "$(jq -r '.items[0].reference' "$work/page")" = "$reference" ] || fail "the list shows another reference"
    api 200 GET "/incidents/$id/attachments"
    [ "$(jq -r '.items[0].file_name' "$work/page")" = "foto ñ.txt" ] || fail "the evidence has lost its name"
    api 200 GET "/attachments/$(jq -r '.items[0].id' "$work/page")/content"
    cmp -s "$work/page" "$work/evidence" || fail "the evidence has changed"
    jq -n --arg m "$marker" '{body: ("Pruebe otro cable, por favor. " + $m), internal: false}' >"$work/reply"
    api 201 POST "/incidents/$id/messages" -H "$json" -H "Idempotency-Key: $marker-reply" --data-binary @"$work/reply"
    first=$(jq -r .id "$work/page")
    api 201 POST "/incidents/$id/messages" -H "$json" -H "Idempotency-Key: $marker-reply" --data-binary @"$work/reply"
    [ "$(jq -r .id "$work/page")" = "$first" ] || fail "the same reply sent twice made two messages"
    jq -n --arg m "$marker" '{body: ("secret-note " + $m), internal: true}' >"$work/note"
    api 201 POST "/incidents/$id/messages" -H "$json" -H "Idempotency-Key: $marker-note" --data-binary @"$work/note"
    echo "an employee logged in, found it, read the evidence, replied and noted"

    # The customer sees the reply, not the note.
    page 200 "$base$tracking"
    grep -qF "Pruebe otro cable" "$work/page" || fail "the tracking page does not show the reply"
    ! grep -qF "secret-note" "$work/page" || fail "the tracking page shows an internal note"

    # The employee resolves it; the customer sees that too.
    api 200 GET "/incidents/$id"
    etag=$(sed -n 's/^[Ee][Tt]ag: *\([^\r]*\)\r*$/\1/p' "$work/head")
    api 428 PATCH "/incidents/$id" -H "$json" --data-binary '{"status":"resolved"}'
    api 200 PATCH "/incidents/$id" -H "$json" -H "If-Match: $etag" --data-binary '{"status":"resolved"}'
    [ "$(jq -r .status "$work/page")" = resolved ] || fail "the incident is not resolved"
    page 200 "$base$tracking"
    grep -qF "status-good" "$work/page" || fail "the tracking page does not show that it is resolved"
    api 200 GET "/incidents/$id/events"
    [ "$(jq '.items | length' "$work/page")" -ge 4 ] || fail "the history is incomplete"
    api 204 DELETE /sessions/current
    api 401 GET "/incidents/$id"
    echo "resolved; the customer's page shows the reply and the resolution, and not the note"
)
