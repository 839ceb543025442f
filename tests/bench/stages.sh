#!/bin/sh
# What each stage costs as a multiple of a plain libxml2 parse of the same bytes: on the real pages of
# ../shared where they are there, else on the sample pages alone. stages.sh PROGRAM GAZETTEER
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/en" "$folder/zh" "$folder/text"
if [ -d ../shared/bench-clean/zh/html ]; then
	for page in ../shared/bench-clean/en/html/*.gz ../shared/bench-clean/zh/html/*/*.gz; do
		language=$(echo "$page" | cut -d/ -f4)
		gzip -dc "$page" >"$folder/$language/$(basename "$(dirname "$page")")_$(basename "$page" .gz)"
	done
	"$1" "$2" bench-clean: "$folder"/*/*.html bench-clean/en: "$folder"/en/*.html \
		bench-clean/zh: "$folder"/zh/*.html seeds: ../shared/seeds/*.txt
else
	echo "SKIPPED: saved pages (../shared/bench-clean is not here)"
fi
"$1" "$2" samples: deploy/demo/pages/*.html
