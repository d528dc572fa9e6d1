#!/usr/bin/env bash
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds mostrador-server and mostrador-console as Debian packages from what is committed.
#   installer/build-packages.sh [--output FOLDER]      default: build/packages
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
output=$here/build/packages
while [ $# -gt 0 ]; do
    case $1 in
    --output)
        output=${2:?--output wants a folder}
        shift
        ;;
    -h | --help)
        sed -n '5,6s/^# \?//p' "$0"
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
install_packages "${packages_to_build[@]}" "${packages_to_package[@]}"

version=$(dpkg-parsechangelog -l "$here/installer/debian/changelog" -S Version)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/mostrador-$version
mkdir "$tree"
git -C "$here" archive HEAD | tar -x -C "$tree"
# Debian wants its files at the top level; ours stand under installer/, so the build gets a tree of its own.
cp -a "$tree/installer/debian" "$tree/debian"
(cd "$tree" && nice dpkg-buildpackage -b -us -uc -j"$(nproc)") >"$work/log" 2>&1 || {
    tail -40 "$work/log" >&2
    exit 1
}
mkdir -p "$output"
rm -f "$output"/mostrador-*.deb
cp "$work"/*.deb "$output"/
echo "Packages in $output:"
ls -1 "$output"/*.deb
lintian --fail-on error --suppress-tags bad-distribution-in-changes-file "$work"/*.changes || {
    echo "lintian found errors" >&2
    exit 1
}
