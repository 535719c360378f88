#!/usr/bin/env bash
# system.sh run|test
# See to it that Debian's libraries are on the machine: installed as root, else named in one line to be run as root.
set -euo pipefail

needed=(python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig)
wished=()
if [ "$1" = test ]; then
    needed+=(git chromium poppler-utils fonts-noto-cjk) # a browser without Chinese faces shows boxes
    wished+=(postgresql) # without it the tests run on SQLite alone and say so
fi

has() {
    case $1 in
        python3-venv) "${PYTHON:-python3}" -c "import ensurepip, venv" 2>/dev/null ;;
        git | chromium) command -v "$1" >/dev/null ;;
        postgresql) compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null ;;
        *) dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ;;
    esac
}

lacking() { for package in "$@"; do has "$package" || echo "$package"; done; }

install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; }

if ! command -v apt-get >/dev/null; then
    echo "set-up: no apt-get on this machine; it must have what Debian calls: ${needed[*]}" >&2
    exit 0
fi

mapfile -t missing < <(lacking "${needed[@]}")
mapfile -t missed < <(lacking "${wished[@]}")
[ ${#missing[@]} -gt 0 ] || [ ${#missed[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ]; then
    echo "set-up: please have installed, as root:  apt-get install --no-install-recommends ${missing[*]} ${missed[*]}" >&2
    [ ${#missing[@]} -eq 0 ]
    exit
fi

apt-get update -q
[ ${#missing[@]} -eq 0 ] || install "${missing[@]}"
[ ${#missed[@]} -eq 0 ] || install "${missed[@]}" || echo "set-up: going on without ${missed[*]}" >&2
