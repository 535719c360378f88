#!/usr/bin/env bash
# venv.sh FOLDER LOCK
# Install the packages of LOCK, each checked by its hash, into the virtual environment FOLDER, made when not there.
set -euo pipefail

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "set-up: Fieldwrit needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Say which: make PYTHON=/path" >&2
    exit 1
}
"$1/bin/python" -c "" 2>/dev/null || "$python" -m venv --clear "$1"
"$1/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$2"
