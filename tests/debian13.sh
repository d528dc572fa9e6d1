#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds and tests what is committed on Debian 13 (Qt 6.8), in a root of its own.
#   tests/debian13.sh [--root FOLDER] [options of tests/run.sh]      as root
# --root: keep the root there and use it again; otherwise it is made anew and removed.
# The root is made with debootstrap from the Debian mirror this machine uses, and entered with systemd-nspawn.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
root=
if [ "${1:-}" = --root ]; then
    root=${2:?--root wants a folder}
    shift 2
fi
case ${1:-} in
-h | --help)
    sed -n '5,8s/^# \?//p' "$0"
    exit 0
    ;;
esac
[ "$(id -u)" -eq 0 ] || {
    echo "debootstrap and systemd-nspawn need root" >&2
    exit 1
}
# shellcheck source=installer/packages.sh
. "$here/installer/packages.sh"
install_packages debootstrap git systemd-container

work=$(mktemp -d /var/tmp/mostrador-debian13.XXXXXX)
trap 'rm -rf "$work"' EXIT
[ -n "$root" ] || root=$work/root
if [ ! -e "$root/etc/debian_version" ]; then
    mirror=$(debian_mirror)
    echo "== a clean Debian 13 from $mirror"
    debootstrap --variant=minbase --include=ca-certificates,git trixie "$root" "$mirror" >"$work/log" 2>&1 || {
        tail -20 "$work/log" >&2
        exit 1
    }
    copy_apt_configuration "$root"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
# Certificate authorities of this machine's own, such as a proxy's; npm asks for them by a variable.
if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/"
    systemd-nspawn --quiet --register=no --keep-unit --pipe -D "$root" update-ca-certificates >/dev/null 2>&1
fi
rm -rf "$root/srv/mostrador"
git clone -q --no-hardlinks "$here" "$root/srv/mostrador"
binds=()
data=${MOSTRADOR_TEST_DATA:-$here/../shared/data}
if [ -d "$data" ]; then binds=("--bind-ro=$(cd "$data" && pwd):/srv/data" --setenv=MOSTRADOR_TEST_DATA=/srv/data); fi
systemd-nspawn --quiet --register=no --keep-unit --pipe -D "$root" "${binds[@]}" \
    --setenv=NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    bash -c 'cd /srv/mostrador && exec bash tests/run.sh "$@"' tests/run.sh "$@"
