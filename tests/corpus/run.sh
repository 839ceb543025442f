#!/bin/bash
# Golden output: each sample page (deploy/demo/pages, README there) must give the articles and events
# that stand in tests/corpus/want/PAGE.jsonl, in key order, byte for byte. Hashes of rules and the
# version are left out, as they change with every table. `run.sh --write` (make golden) rewrites the
# wanted output; its diff is to be read line by line before it is committed.
set -euo pipefail
cd "$(dirname "$0")/../.."
want=tests/corpus/want
got=build/corpus
rm -rf "$got"
mkdir -p "$got" "$want"

output() { # PAGE: what clean and extract print of it, or the reason why it is a dead letter
	{
		build/jiceng clean "$1" 2>"$got/log" || true
		build/jiceng extract "$1" 2>/dev/null || true
		grep -o '"reason":"[a-z_]*"' "$got/log" || true
	} | sed -E 's/"(extractor|ruleset)":"[^"]*"/"\1":"…"/g; s/"extractor":\{[^}]*\}/"extractor":{}/g'
}

bad=0 good=0 none=0
for page in deploy/demo/pages/[0-9]*; do
	name=$(basename "$page").jsonl
	output "$page" >"$got/$name"
	if [ "${1:-}" = --write ]; then
		cp "$got/$name" "$want/$name"
	elif [ ! -e "$want/$name" ]; then
		none=$((none + 1))
	elif diff -u "$want/$name" "$got/$name" >"$got/$name.diff" 2>&1; then
		good=$((good + 1))
	else
		bad=$((bad + 1))
		echo "FAILED $page: not the golden output (make golden rewrites it)"
		head -20 "$got/$name.diff" | cut -c1-300
	fi
done
[ "${1:-}" = --write ] || echo "$good passed, $bad failed, $none skipped"
[ "$none" -eq 0 ] || echo "SKIPPED $none pages have no golden output yet: make golden"
[ "$bad" -eq 0 ]
