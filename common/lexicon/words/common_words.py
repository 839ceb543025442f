#!/usr/bin/env python3
"""Makes common_words.tsv of jieba's dictionary: common_words.py DICT DATA_DIR OLD_TABLE > NEW"""
import math, sys
from collections import defaultdict

TOTAL = 60101967
source, data, old = sys.argv[1:4]


def column(name, kinds):
    rows = [l.rstrip("\n").split("\t") for l in open(f"{data}/{name}.tsv", encoding="utf8") if not l.startswith("#")]
    return {r[0] for r in rows[1:] if len(r) > 1 and r[1] in kinds}


surnames = column("surnames", ("common", "plain"))
given = set("".join(column("given_letters", ("common", "usual"))))


def is_han(word):
    return all("\u4e00" <= c <= "\u9fff" for c in word)


def like_a_name(word):
    return word[0] in surnames and all(c in given for c in word[1:])


def wanted(word, count, sort):
    if sort.startswith(("x", "eng", "g")):
        return False
    if sort.startswith("nr") and like_a_name(word):
        return len(word) == 3 and count >= 1000
    if sort.startswith("n") and sort[1:2] in "rstz":  # names of persons, places, bodies, things
        return count >= 50
    return count >= {2: 50, 3: 100, 4: 80}[len(word)]


costs, words = {}, {}
for line in open(source, encoding="utf8"):
    word, count, sort = line.split()
    count = int(count)
    if not is_han(word) or len(word) > 4:
        continue
    bits = math.log2(TOTAL / max(count, 1))
    if len(word) == 1:
        if bits <= 20:
            costs[word] = bits
    elif wanted(word, count, sort):
        words[word] = bits


def as_parts(word):
    best = [0] + [1e9] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            if end - start < len(word):
                part = word[start:end]
                best[end] = min(best[end], best[start] + costs.get(part, 20 if len(part) == 1 else 1e9))
    return best[-1]


for length in (2, 3, 4):
    for word in sorted(w for w in words if len(w) == length):
        if words[word] + (3 if length == 2 else 5) < as_parts(word):
            costs[word] = words[word]
rows = defaultdict(list)
for word, bits in costs.items():
    rows[round(bits)].append(word)
for line in open(old, encoding="utf8"):
    print(line, end="")
    if not line.startswith("#"):
        break
for bits in sorted(rows):
    run = sorted(rows[bits])
    for i in range(0, len(run), 40):
        print(f"{' '.join(run[i:i + 40])}\t{bits}\t{run[i]}")
print(len(costs), file=sys.stderr)
