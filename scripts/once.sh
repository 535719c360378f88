#!/usr/bin/env bash
# once.sh PRODUCT INPUT... -- COMMAND...
# Make PRODUCT by COMMAND unless it is there, made by this very command from inputs of this very content.
set -euo pipefail

product=$1; shift
inputs=()
while [ "$1" != "--" ]; do inputs+=("$1"); shift; done
shift

stamp=".setup/made/${product//\//_}"
want=$( { echo "$*"; sha256sum -- "${inputs[@]}"; } | sha256sum)
if [ -e "$product" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then exit 0; fi

echo "set-up: $product"
mkdir -p "$(dirname "$stamp")"
rm -f "$stamp"
"$@"
[ -e "$product" ] || { echo "set-up: $product was not made by: $*" >&2; exit 1; }
echo "$want" > "$stamp"
