#!/bin/sh
# Fails when an #include points against the order of the layers (README, "tour of the code"):
# base < text < lexicon < page < extract < event < engine < worker. A layer may include itself and
# those before it. common/ includes neither Kafka, clock nor signals, and only common/lexicon (and
# engine.c, which looks for the gazetteer) touches files.
set -eu
cd "$(dirname "$0")/../.."
bad=0
rank() {
	case "$1" in
	base/*) echo 1 ;; text/*) echo 2 ;; lexicon/*) echo 3 ;; page/*) echo 4 ;;
	extract/*) echo 5 ;; event/*) echo 6 ;; engine.*) echo 7 ;; version.h) echo 0 ;; *) echo 9 ;;
	esac
}
for file in $(find common worker -name '*.[ch]'); do
	own=$(rank "${file#common/}")
	for name in $(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file"); do
		if [ "$(rank "$name")" -gt "$own" ]; then
			echo "$file: includes $name of a higher layer"
			bad=1
		fi
		if [ ! -e "common/$name" ] && [ ! -e "worker/$name" ]; then
			echo "$file: \"$name\" is not written from common/ or worker/"
			bad=1
		fi
	done
done
if grep -nE '#include <(librdkafka|microhttpd|signal|time|sys/time|poll|pthread)' -r common; then
	echo "common/ includes Kafka, HTTP, signals or the clock (lines above)"
	bad=1
fi
if grep -nE '\b(fopen|open|opendir|mmap|getenv|printf|fprintf|exit|abort)\(' -r common --include='*.c' |
	grep -v '^common/lexicon/'; then
	echo "common/ touches files, the environment or the process (lines above)"
	bad=1
fi
[ "$bad" -eq 0 ] && echo "layers: every include points one way"
exit "$bad"
