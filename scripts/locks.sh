#!/usr/bin/env bash
# Write the newest allowed versions into the locks, each with its hashes and none with an address of a registry.
set -euo pipefail

scripts/once.sh .setup/locks/bin/pip-compile scripts/locks.sh -- bash -c \
    '"$PYTHON" -m venv --clear .setup/locks && .setup/locks/bin/pip install --quiet "pip-tools>=7.4,<8"'
for lock in requirements requirements-dev requirements-bench scripts/requirements-node; do
    .setup/locks/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
        --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-options -o "$lock.txt" "$lock.in"
done
scripts/with-node.sh npm update --package-lock-only --ignore-scripts
