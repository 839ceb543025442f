#!/bin/sh
# Writes ../data/common_words.tsv anew from the PyPI package jieba: refresh.sh [VERSION]
set -eu
cd "$(dirname "$0")"
version=${1:-0.42.1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pip download -q --no-deps --no-binary :all: -d "$work" "jieba==$version"
tar -xzf "$work/jieba-$version.tar.gz" -C "$work"
python3 common_words.py "$work/jieba-$version/jieba/dict.txt" ../data ../data/common_words.tsv >"$work/new.tsv"
cat "$work/new.tsv" >../data/common_words.tsv
