# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
#
# The Debian packages each job needs, in one place. Sourced by the other scripts.

packages_to_build=(
    build-essential ca-certificates ccache cmake git ninja-build pkg-config
    qt6-base-dev qt6-base-dev-tools qt6-httpserver-dev qt6-websockets-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qtkeychain-qt6-dev libgl1-mesa-dev
    libcmark-gfm-dev libcmark-gfm-extensions-dev libcurl4-openssl-dev libgmime-3.0-dev
    libkainjow-mustache-dev libpq-dev libsodium-dev libsystemd-dev libtomlplusplus-dev
    prometheus-cpp-dev rapidjson-dev zlib1g-dev)

packages_to_run=(
    libqt6sql6-psql libqt6sql6-sqlite qt6-translations-l10n shared-mime-info tzdata)

# What quickstart.sh --check needs to speak HTTP and read the answers.
packages_to_check=(curl jq)

packages_to_test=(
    at-spi2-core chromium clang-format dbus-daemon fonts-dejavu-core fonts-noto-core gir1.2-atspi-2.0 gnome-keyring npm
    nodejs openbox openssl postfix postgresql procps prometheus python3-aiosmtpd python3-gi shellcheck xauth xdotool xvfb)

# What tests/fuzz/run.sh wants beside what builds the server.
packages_to_fuzz=(clang jq libclang-rt-14-dev)

# What tests/bench/run.sh measures with, beside what builds and runs the server.
packages_to_bench=(curl jq libsqlite3-dev perl postgresql procps wrk)

packages_to_package=(debhelper devscripts dpkg-dev fakeroot lintian)

# Installs those of the named packages that are missing; quiet and quick where none is.
install_packages() {
    local missing=() package
    for package in "$@"; do
        # node may come from elsewhere than Debian; what counts is that it runs.
        case $package in
        nodejs) command -v node >/dev/null && continue ;;
        npm) command -v npm >/dev/null && continue ;;
        esac
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing: ${missing[*]}" >&2
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "These packages are missing and sudo is not here to install them: ${missing[*]}" >&2
            echo "As root, run: apt-get install ${missing[*]}" >&2
            return 1
        }
        as_root=(sudo)
    fi
    # Postfix and others ask questions when they are installed by hand; here nobody is there to answer. A server that a
    # package brings is not started on the machine: tests start their own, in folders of their own.
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -q &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
            apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -30 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# The mirror of Debian that this machine's apt uses, in whichever of the two formats it is named.
debian_mirror() {
    {
        grep -hE '^deb .*bookworm' /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
            grep -v -e security -e cloud | sed -E 's/ \[[^]]*\]//' | awk '{print $2}'
        awk -v RS= '/Types: *deb/ && /bookworm/ && !/security/' /etc/apt/sources.list.d/*.sources 2>/dev/null |
            awk '/^URIs:/{print $2}'
        echo http://deb.debian.org/debian
    } | head -1
}

# How this machine's apt reaches its mirror (a proxy and the like), not what it may install, for the root $1.
copy_apt_configuration() {
    local file
    for file in /etc/apt/apt.conf.d/*; do
        if grep -qiE 'Acquire::|Proxy' "$file"; then cp "$file" "$1/etc/apt/apt.conf.d/"; fi
    done
}
