#!/bin/bash
# What `make test` runs, one stage after the other; a failed stage does not stop the next.
# Ends with 'N passed, N failed, N skipped' and exit 1 if anything failed. Logs: build/test/.
# JICENG_REQUIRE_KAFKA=1: not having a real Kafka is a failure.
set -uo pipefail
cd "$(dirname "$0")/../.."
logs=build/test
mkdir -p "$logs"
passed=0 failed=0 skipped=0

count() { # PASSED FAILED SKIPPED
	passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

begin() { printf '%-12s' "$1" && began=$SECONDS; }

end() { # NAME EXIT-CODE PASSED FAILED SKIPPED: a stage that broke off without a failed test has failed
	local bad=$4
	[ "$2" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	count "$3" "$bad" "$5"
	printf '%5d passed, %d failed, %d skipped (%d s)\n' "$3" "$bad" "$5" $((SECONDS - began))
	[ "$bad" -eq 0 ] || { grep -E ':[FE]:|error:|rror|FAILED|findings' "$logs/$1.log" | head -40; echo "  log: $logs/$1.log"; }
}

checks() { # NAME COMMAND…: Check's programs; the sums of what they say
	local name=$1
	begin "$name"
	shift
	"$@" >"$logs/$name.log" 2>&1
	local code=$?
	read -r good bad < <(awk '/^[0-9]+%: Checks: / { gsub(",", ""); n += $3; bad += $5 + $7 }
		END { print n - bad + 0, bad + 0 }' "$logs/$name.log")
	end "$name" $code "$good" "$bad" 0
}

single() { # NAME COMMAND…: one test
	local name=$1
	begin "$name"
	shift
	"$@" >"$logs/$name.log" 2>&1
	local code=$?
	end "$name" $code $((code == 0)) $((code != 0)) 0
}

counted() { # NAME COMMAND…: says 'N passed, N failed, N skipped' itself
	local name=$1 good bad gone
	begin "$name"
	shift
	"$@" >"$logs/$name.log" 2>&1
	local code=$?
	read -r good bad gone < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' \
		"$logs/$name.log" | tail -1)
	end "$name" $code "${good:-0}" "${bad:-0}" "${gone:-0}"
	grep -E '^SKIPPED' "$logs/$name.log"
}

schemas() { # what the command line prints is valid, and so are the schemas' own examples
	local samples=(deploy/demo/pages/0*)
	build/jiceng extract "${samples[@]}" | tests/tools/validate.py initiative-event &&
		build/jiceng clean "${samples[@]}" | tests/tools/validate.py clean-line &&
		tests/tools/validate.py raw-page deploy/demo/pages/06-envelope.json || return 1
	local schema name
	for schema in schemas/*.schema.json; do
		name=$(basename "$schema" .schema.json)
		tests/tools/validate.py "$name" "schemas/examples/$name.json" || return 1
	done
}

checks unit make -s -j2 unit
single layers make -s layers
single schemas schemas
checks san make -s -j2 san
counted replay make -s -j2 SAN=address,undefined replay
counted corpus tests/corpus/run.sh
single eval build/jiceng eval tests/corpus/initiatives/gold --pages tests/corpus/initiatives/pages \
	--floors tests/corpus/floors.tsv
counted integration make -s integration
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
