#!/bin/sh
# The cost of cleaning as a multiple of a plain libxml2 parse of the same bytes: on the real pages of
# ../shared/bench-clean where they are there, else on the sample pages. clean.sh PROGRAM
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -d ../shared/bench-clean/zh/html ]; then
	for page in ../shared/bench-clean/*/html/*.gz ../shared/bench-clean/*/html/*/*.gz; do
		[ ! -f "$page" ] || gzip -dc "$page" >"$folder/page$(echo "$page" | tr / _).html"
	done
else
	echo "clean.sh: no ../shared/bench-clean here; measuring on the sample pages" >&2
	cp deploy/demo/pages/*.html "$folder"
fi
"$1" "$folder"/*.html
