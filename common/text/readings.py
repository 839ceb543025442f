#!/usr/bin/env python3
"""Prints common/text/readings_table.h: how each letter U+4E00..U+9FFF is read in Hanyu Pinyin, without
tones.

Facts only, from Unihan (Unicode licence): the fields kMandarin, kHanyuPinlu, kXHC1983, kTGHZ2013.
Run on Debian 12 with the package unicode-data:
    common/text/readings.py > common/text/readings_table.h
"""
import bz2, re, unicodedata

FIELDS = {"kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013"}
MOST = 6  # readings of one letter


def plain(syllable):
    letters = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(c for c in letters if "a" <= c <= "z")


readings = {}
with bz2.open("/usr/share/unicode/Unihan_Readings.txt.bz2", "rt", encoding="utf-8") as rows:
    for row in rows:
        cells = row.rstrip("\n").split("\t")
        if len(cells) != 3 or cells[1] not in FIELDS:
            continue
        found = readings.setdefault(int(cells[0][2:], 16), [])
        for item in cells[2].split():
            for syllable in re.sub(r"^[0-9.,*]+:|\(\d+\)", "", item).split(","):
                if plain(syllable) and plain(syllable) not in found:
                    found.append(plain(syllable))

codes = range(0x4E00, 0xA000)
sets = [tuple(sorted(readings.get(code, [])[:MOST])) for code in codes]
distinct = sorted(set(sets), key=lambda s: (len(s), s))
assert distinct[0] == () and len(distinct) < 64 * 64
print("/* readings_table.h - made by readings.py, which says what it holds; not to be edited. Two bytes a\n"
      " * letter from U+4E00 on: 0x30 plus the high and the low six bits of the number of its set. */")
print("static const char *const READING_SETS[] = {")
for s in distinct:
    print('    "%s",' % " ".join(s))
print("};")
print("static const char LETTER_SETS[656][64] = {")
number = {s: i for i, s in enumerate(distinct)}
text = "".join(chr(0x30 + number[s] // 64) + chr(0x30 + number[s] % 64) for s in sets)
for at in range(0, len(text), 64):
    print('    "' + text[at:at + 64].replace("\\", "\\\\").replace("?", "\\?") + '",')
print("};")
