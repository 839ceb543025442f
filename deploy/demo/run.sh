#!/bin/bash
# The demo: sample pages go through a broker and two lanes, and come out as events, outcomes and dead
# letters, which are shown with the books. With KAFKA=real on a real Kafka, exactly once; else on the
# embedded broker, at least once. Whatever it starts it ends again. Exit 0: the books closed.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=build/demo
pages=(deploy/demo/pages/[0-9]*)
seconds=60
started=()
export JICENG_KAFKA_DIR=$PWD/build/demo/kafka

clean_up() {
	local pid
	for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
	for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
	[ "${KAFKA:-}" != real ] || tests/tools/kafka.sh stop
}
trap clean_up EXIT
trap 'exit 130' INT TERM

title() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

give_up() {
	echo "demo: $*" >&2
	[ ! -e "$folder/worker.log" ] || tail -15 "$folder/worker.log" >&2
	exit 1
}

rm -rf "$folder"
mkdir -p "$folder"
tail_of() { build/jiceng tail --show "$1" --brokers "$brokers" --from-beginning "${@:2}" 2>>"$folder/tail.log"; }

if [ "${KAFKA:-}" = real ]; then
	title "A real Apache Kafka (KRaft), exactly once"
	delivery=exactly-once
	code=0
	brokers=$(tests/tools/kafka.sh start) || code=$?
	if [ "$code" -ne 0 ]; then
		echo "demo: SKIPPED, there is no real Kafka here (the reason is above); 'make demo' needs none" >&2
		exit "$([ "$code" -eq 3 ] && echo 0 || echo 1)"
	fi
	creating=()
	for topic in raw-pages:6 initiative-events:3 page-outcomes:3 dlq.raw-pages:1; do
		tests/tools/kafka.sh topic "${topic%:*}" "${topic#*:}" 2>>"$folder/kafka.log" &
		creating+=($!)
	done
	for pid in "${creating[@]}"; do wait "$pid" || give_up "no topics (log: $folder/kafka.log)"; done
else
	title "The embedded broker, at least once ('make demo KAFKA=real' for exactly once)"
	delivery=at-least-once
	build/jiceng broker --address-file "$folder/address" >"$folder/broker.log" 2>&1 &
	broker=$!
	started+=("$broker")
	until [ -s "$folder/address" ]; do
		kill -0 "$broker" 2>/dev/null || give_up "the broker ended: $(tail -3 "$folder/broker.log")"
		sleep 0.1
	done
	brokers=$(cat "$folder/address")
fi
echo "brokers: $brokers"

title "A worker with two lanes (log: $folder/worker.log)"
build/jiceng worker --brokers "$brokers" --delivery "$delivery" --lanes 2 --http-address off \
	--session-timeout 6s --log-format text >"$folder/worker.log" 2>&1 &
worker=$!
started+=("$worker")
# Pages that arrive while the lanes are still sharing out the partitions would be done twice at least once.
for _ in $(seq $((seconds * 10))); do
	kill -0 "$worker" 2>/dev/null || give_up "the worker ended (its last words are above)"
	[ "$(grep -oE 'lane [01]: rebalance event="assigned"' "$folder/worker.log" | sort -u | wc -l)" -lt 2 ] || break
	sleep 0.1
done

title "${#pages[@]} sample pages go to the topic raw-pages (what each shows: deploy/demo/README.md)"
build/jiceng load --brokers "$brokers" "${pages[@]}"

deadline=$((SECONDS + seconds)) outcomes=0
while [ "$outcomes" -lt "${#pages[@]}" ]; do
	kill -0 "$worker" 2>/dev/null || give_up "the worker ended (its last words are above)"
	[ $SECONDS -lt $deadline ] || give_up "$outcomes of ${#pages[@]} outcomes after $seconds s"
	sleep 0.5
	tail_of outcomes --format json >"$folder/outcomes.jsonl"
	outcomes=$(sort -u -t'"' -k8,8 "$folder/outcomes.jsonl" | wc -l)
done
kill -TERM "$worker"
code=0
wait "$worker" || code=$?
[ "$code" -eq 0 ] || give_up "the worker ended with $code on SIGTERM"
echo "all pages done; the worker ended on SIGTERM with exit code 0"

title "The events"
tail_of events

title "The outcomes: one for each page"
tail_of outcomes

title "The dead letters: pages that could not be processed, kept as they came"
tail_of dead-letters

tail_of events --format json >"$folder/events.jsonl"
status() { grep -c "\"status\":\"$1\"" "$folder/outcomes.jsonl" || true; }
letters=$(tail_of dead-letters --format json | wc -l)
events=$(wc -l <"$folder/events.jsonl")
listed=$(sed 's/.*"event_ids":\[\([^]]*\)\].*/\1/' "$folder/outcomes.jsonl" | grep -oE '[0-9a-f]{32}' | wc -l)
sum=$(($(status extracted) + $(status no_initiatives) + $(status not_article) + $(status dead_lettered)))
title "The books"
printf '  pages in %d = outcomes %d = extracted %d + no_initiatives %d + not_article %d + dead_lettered %d\n' \
	"${#pages[@]}" "$outcomes" "$(status extracted)" "$(status no_initiatives)" "$(status not_article)" \
	"$(status dead_lettered)"
printf '  events %d = event ids in the outcomes %d;  dead letters %d\n' "$events" "$listed" "$letters"
[ "${#pages[@]}" -eq "$sum" ] && [ "$outcomes" -eq "$sum" ] && [ "$events" -eq "$listed" ] &&
	[ "$letters" -eq "$(status dead_lettered)" ] || give_up "the books do not close"
echo "  They close."

title "To look further"
cat <<'END'
  build/jiceng extract deploy/demo/pages/01-utf8-news.html    one page's events, as the worker publishes them
  build/jiceng clean deploy/demo/pages/05-newspaper-page.html  the articles that were found in a page
  build/jiceng worker --help                                  every option
  less build/demo/events.jsonl build/demo/outcomes.jsonl      what you have just seen, as JSON
  make demo KAFKA=real                                        the same on a real Kafka, exactly once
  make test                                                   all that is promised, proved
END
