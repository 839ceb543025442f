#!/bin/sh
# Sees to it that the Debian packages are there: `setup.sh` for building and the demo,
# `setup.sh test` for the tests as well, `setup.sh kafka` for what fetches and runs a real broker,
# `setup.sh fuzz` for fuzzing.
# Nothing missing: silent and quick. Root: installs what is missing. Anybody else: prints the one
# line to run, exit 1.
set -eu

# The one list. A word is a Debian package; with program:package the program on the path will do.
build="gcc:gcc make:make libc6-dev pkg-config:pkg-config librdkafka-dev libjansson-dev libxml2-dev
libopencc-dev libutf8proc-dev libuchardet-dev zlib1g-dev libmicrohttpd-dev libssl-dev"
test="check python3-jsonschema python3:python3 kcat:kcat"
fuzz="clang:clang libclang-rt-14-dev"
kafka="java:default-jre-headless mvn:maven kcat:kcat"

case "${1:-build}" in
build) wanted=$build ;;
test) wanted="$build $test" ;;
kafka) wanted=$kafka ;;
fuzz) wanted=$fuzz ;;
*)
	echo "setup.sh: unknown word '$1' (build, test, kafka or fuzz)" >&2
	exit 2
	;;
esac
# A broker that is already there needs no Java, and Kafka that is already there no Maven.
[ -z "${JICENG_TEST_BROKERS:-}" ] || wanted=$(echo "$wanted" | sed 's/java:[^ ]*//; s/mvn:[^ ]*//')
[ -z "${KAFKA_HOME:-}" ] || wanted=$(echo "$wanted" | sed 's/mvn:[^ ]*//')

if ! command -v dpkg-query >/dev/null; then
	echo "setup.sh: no dpkg here; going on in the hope that these are installed: $wanted" >&2
	exit 0
fi
missing=
for item in $wanted; do
	package=${item#*:}
	case "$item" in *:*) ! command -v "${item%%:*}" >/dev/null || continue ;; esac
	case "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" in
	"install ok installed") ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	echo "Packages are missing. Please run, then try again:" >&2
	echo "  sudo apt-get install -y --no-install-recommends$missing" >&2
	exit 1
fi
echo "Installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # the list is meant to be split
if ! { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
	tail -15 "$log" >&2
	echo "setup.sh: apt-get could not install$missing" >&2
	exit 1
fi
