#!/bin/bash
# Rewrites schemas/examples/ from sample pages, with what the program says today: the command line's
# records, and a worker's through the embedded broker. `make test` validates the examples; read the
# diff before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
page=deploy/demo/pages/06-envelope.json broken=deploy/demo/pages/14-broken-envelope.json
out=schemas/examples folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
pretty() { python3 -m json.tool --no-ensure-ascii --indent 1; }

mkdir -p "$out"
python3 -c 'import json, sys; sys.stdout.write(json.dumps(json.loads(sys.stdin.readline() + sys.stdin.read()),
	ensure_ascii=False))' <"$page" | pretty >"$out/raw-page.json"
build/jiceng extract "$page" | sed -n 1p | pretty >"$out/initiative-event.json"
build/jiceng clean "$page" | pretty >"$out/clean-line.json"

build/jiceng broker --address-file "$folder/address" >"$folder/broker.log" 2>&1 &
for _ in $(seq 100); do [ ! -s "$folder/address" ] || break; sleep 0.1; done
export JICENG_BROKERS=$(cat "$folder/address")
build/jiceng load "$page" "$broken" >"$folder/load.log"
build/jiceng worker --delivery at-least-once --lanes 1 --http-address off --session-timeout 6s \
	--articles-topic clean-articles >"$folder/worker.log" 2>&1 &
records() { build/jiceng tail --from-beginning --format json "$@" 2>>"$folder/tail.log"; }
for _ in $(seq 120); do [ "$(records --show outcomes | wc -l)" -lt 2 ] || break; sleep 0.5; done
records --show outcomes | grep '"extracted"' | pretty >"$out/page-outcome.json"
records --events-topic clean-articles | sed -n 1p | pretty >"$out/clean-article.json"
kcat -C -b "$JICENG_BROKERS" -t dlq.raw-pages -e -q -J | sed -n 1p | python3 -c '
import json, sys
h = json.load(sys.stdin)["headers"]
print(json.dumps(dict(zip(h[::2], h[1::2])) if isinstance(h, list) else h, ensure_ascii=False))' |
	pretty >"$out/dead-letter-headers.json"
