#!/bin/bash
# Feeds every known input to its fuzz target, without a fuzzer: tests/fuzz/corpus/NAME/, what once
# broke it (tests/fuzz/found/NAME-*), and what else the test corpora have for it. Usage: replay.sh
# TARGET... (build/san/replay/fuzz_*). Ends with 'N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")/../.."
export JICENG_GAZETTEER=$PWD/build/gazetteer.bin
shopt -s nullglob
passed=0 failed=0 skipped=0
for target in "$@"; do
	name=$(basename "$target")
	files=(tests/fuzz/corpus/"$name"/* tests/fuzz/found/"$name"-*)
	case $name in
	fuzz_html) files+=(tests/corpus/clean/*.html) ;;
	fuzz_text) files+=(tests/corpus/clean/*.txt) ;;
	fuzz_engine) files+=(deploy/demo/pages/[0-9]*) ;;
	fuzz_times | fuzz_measures | fuzz_people) files+=(tests/corpus/mentions/articles/* tests/corpus/initiatives/pages/*) ;;
	esac
	if [ ${#files[@]} -eq 0 ]; then
		echo "SKIPPED $name: it has no corpus"
		skipped=$((skipped + 1))
		continue
	fi
	out=$("$target" "${files[@]}" 2>&1) || true
	grep -E 'FAILED|ERROR:|Assertion' <<<"$out"
	read -r good bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' <<<"$out")
	passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-${#files[@]}}))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
