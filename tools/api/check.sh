#!/bin/sh
# Asks a running desk by its own description: every address, with words that the description allows and words that it
# forbids (schemathesis). It writes too, so a copy of the desk is asked; it makes no account, for then nobody could ask.
# Usage: tools/api/check.sh MARSAD DESK [PORT]
set -eu
marsad=$(realpath "$1") db=$(realpath "$2") port=${3:-8497}
venv=${MARSAD_VENV:-${TMPDIR:-/tmp}/marsad-api-venv}
if [ ! -x "$venv/bin/schemathesis" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" --quiet install 'schemathesis==4.32.5'
fi
# What schemathesis remembers of a run is no part of the repository.
scratch=$(mktemp -d)
cd "$scratch"
"$marsad" backup --db "$db" "$scratch/desk.db" >/dev/null
"$marsad" serve --db "$scratch/desk.db" --bind "127.0.0.1:$port" >/dev/null &
server=$!
trap 'kill $server; rm -rf "$scratch"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
    if curl --silent --fail --output /dev/null "http://127.0.0.1:$port/api/v1/summary"; then break; fi
    sleep 1
done
"$venv/bin/schemathesis" run "http://127.0.0.1:$port/api/v1/openapi.json" --url "http://127.0.0.1:$port/api/v1" \
    --max-examples "${EXAMPLES:-60}" --generation-deterministic --exclude-operation-id add-account
