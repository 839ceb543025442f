#!/bin/bash
# Fuzzes with each fuzzer in build/fuzz/fuzz/ for the given seconds, from the sample pages, its own
# seeds (tests/fuzz/corpus/NAME/, tokens in tests/fuzz/NAME.dict) and what once broke it
# (tests/fuzz/found/, replayed first). A new finding is written there, to be committed with its
# repair. `run.sh 0` only replays.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
export JICENG_GAZETTEER=$PWD/build/gazetteer.bin
for fuzzer in build/fuzz/fuzz/*; do
	[ -x "$fuzzer" ] && [[ $fuzzer != *.d ]] || continue
	name=$(basename "$fuzzer")
	corpus=build/fuzz/corpus/$name
	mkdir -p "$corpus" tests/fuzz/found
	for page in deploy/demo/pages/[0-9]*; do # the first byte picks a content type: 1 is HTML, 0 none
		for type in '\x00' '\x01'; do
			{ printf "$type"; cat "$page"; } >"$corpus/$(basename "$page").${type#*x}"
		done
	done
	[ ! -d "tests/fuzz/corpus/$name" ] || cp -n tests/fuzz/corpus/"$name"/* "$corpus"/
	dictionary=()
	[ ! -e "tests/fuzz/$name.dict" ] || dictionary=(-dict="tests/fuzz/$name.dict")
	found=(tests/fuzz/found/"$name"-*)
	[ ! -e "${found[0]}" ] || "$fuzzer" "${found[@]}"
	"$fuzzer" "$corpus"/* >/dev/null 2>"build/fuzz/$name.log" || { tail -40 "build/fuzz/$name.log"; exit 1; }
	echo "$name: every known page replayed"
	[ "$seconds" -eq 0 ] || "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-max_len=65536 "${dictionary[@]}" -print_final_stats=1 -artifact_prefix="tests/fuzz/found/$name-" "$corpus" 2>&1 |
		grep -vE '^#[0-9]+|NEW_FUNC|# Uses|recommended dict' | tail -30
done
