#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the packages with apt into a clean Debian 12, boots it, and carries one incident through the server there.
#   installer/check-packages.sh [--packages FOLDER] [--keep]      as root; default folder: build/packages
# The clean root is made with debootstrap from the Debian mirror this machine uses, and booted with systemd-nspawn.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
packages=$here/build/packages
keep=no
while [ $# -gt 0 ]; do
    case $1 in
    --packages)
        packages=${2:?--packages wants a folder}
        shift
        ;;
    --keep) keep=yes ;;
    -h | --help)
        sed -n '5,7s/^# \?//p' "$0"
        exit 0
        ;;
    *)
        echo "unknown option $1; see --help" >&2
        exit 2
        ;;
    esac
    shift
done
[ "$(id -u)" -eq 0 ] || {
    echo "debootstrap and systemd-nspawn need root" >&2
    exit 1
}
# shellcheck source=installer/packages.sh
. "$here/installer/packages.sh"
install_packages debootstrap systemd-container "${packages_to_check[@]}"

work=$(mktemp -d /var/tmp/mostrador-root.XXXXXX)
root=$work/root
nspawn=
finish() {
    local code=$?
    trap - EXIT INT TERM
    if [ -n "$nspawn" ]; then
        kill -TERM "$nspawn" 2>/dev/null || true
        for _ in $(seq 50); do
            kill -0 "$nspawn" 2>/dev/null || break
            sleep 0.2
        done
        kill -9 "$nspawn" 2>/dev/null || true
    fi
    if [ "$keep" = yes ]; then echo "kept: $root"; else rm -rf "$work"; fi
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

sources=$work/sources.list
# The Debian entries of this machine, in whichever of the two formats they are.
{
    grep -hE '^deb .*bookworm' /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | grep -E ' main' | grep -v cloud || true
    awk -v RS= '/Types: *deb/ && /bookworm/' /etc/apt/sources.list.d/*.sources 2>/dev/null |
        awk '/^URIs:/{u=$2} /^Suites:/{$1="";n=split($0,s," ");for(i=1;i<=n;i++)print "deb " u " " s[i] " main"}'
} | sort -u >"$sources"
mirror=$(awk '$3=="bookworm"{print $2; exit}' "$sources")
[ -n "$mirror" ] || {
    echo "no Debian 12 entry found in this machine's apt sources" >&2
    exit 1
}
echo "== a clean Debian 12"
debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates bookworm "$root" "$mirror" >"$work/log" 2>&1 || {
    tail -20 "$work/log" >&2
    exit 1
}
cp "$sources" "$root/etc/apt/sources.list"
copy_apt_configuration "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
mkdir "$root/packages"
cp "$packages"/mostrador-server_*.deb "$packages"/mostrador-console_*.deb "$root/packages/"

echo "== apt install"
run() { systemd-nspawn --quiet --register=no --keep-unit --pipe -D "$root" "$@"; }
run bash -c 'set -e; printf "#!/bin/sh\nexit 101\n" >/usr/sbin/policy-rc.d; chmod +x /usr/sbin/policy-rc.d
    export DEBIAN_FRONTEND=noninteractive; apt-get update -q && apt-get install -q -y --no-install-recommends /packages/*.deb
    rm /usr/sbin/policy-rc.d' >"$work/log" 2>&1 || {
    tail -30 "$work/log" >&2
    exit 1
}
run /usr/sbin/mostrador-server version
run env QT_QPA_PLATFORM=offscreen HOME=/root /usr/bin/mostrador-console --version
run systemd-analyze verify /lib/systemd/system/mostrador-server.service

echo "== boot"
systemd-nspawn --quiet --register=no --keep-unit --boot -D "$root" >"$work/boot.log" 2>&1 &
nspawn=$!
leader=
for _ in $(seq 150); do
    leader=$(pgrep -P "$nspawn" | head -1 || true)
    [ -n "$leader" ] && inside=$(nsenter -t "$leader" -m -p systemctl is-active mostrador-server 2>/dev/null || true)
    [ "${inside:-}" = active ] && break
    kill -0 "$nspawn" 2>/dev/null || break
    sleep 0.2
done
if [ "${inside:-}" != active ]; then
    echo "mostrador-server did not start" >&2
    tail -20 "$work/boot.log" >&2
    [ -n "$leader" ] && nsenter -t "$leader" -m -p journalctl -u mostrador-server --no-pager | tail -30 >&2
    exit 1
fi
enter() { nsenter -t "$leader" -m -u -i -p "$@"; }
echo "mostrador-server is $inside; exposure: $(enter systemd-analyze security mostrador-server --no-pager | tail -1)"

echo "== one incident through the installed server"
password=$work/password
enter runuser -u mostrador -- /usr/sbin/mostrador-server admin create-admin --config /etc/mostrador/server.toml \
    --email check@example.com --name Check --print-password-only >"$password"
enter runuser -u mostrador -- /usr/sbin/mostrador-server admin create-product --config /etc/mostrador/server.toml \
    --sku CHECK-1 --name "Check product" --category Check >/dev/null
bash "$here/installer/quickstart.sh" --check --against http://127.0.0.1:8080 --email check@example.com --password-file "$password"

echo "== removal"
enter systemctl stop mostrador-server
enter env DEBIAN_FRONTEND=noninteractive apt-get purge -q -y mostrador-server mostrador-console >"$work/log" 2>&1
[ ! -e "$root/usr/sbin/mostrador-server" ] && [ ! -e "$root/etc/mostrador/server.toml" ]
echo "packages: installed, started, checked, removed"
