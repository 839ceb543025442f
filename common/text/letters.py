#!/usr/bin/env python3
"""Prints common/text/letters_table.h: what class each letter U+4E00..U+9FFF belongs to.

Facts only, from three public sources: which letters GB 2312 puts in its first level (the 3,755 most
used, rows 16-55) and second level (rows 56-87), which Big5 knows, and which OpenCC's character tables (Apache-2.0) hold to be Traditional or Simplified.
Run on Debian 12 with the packages opencc and libopencc-data:
    common/text/letters.py > common/text/letters_table.h
"""
import subprocess, tempfile

COMMON, KNOWN, HANT, HANS, T2S = 1, 2, 4, 8, 16


def table(name):
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as out:
        subprocess.run(["opencc_dict", "-i", f"/usr/share/opencc/{name}.ocd2", "-f", "ocd2",
                        "-o", out.name, "-t", "text"], check=True, stdout=subprocess.DEVNULL)
        rows = (line.rstrip("\n").split("\t") for line in out)
        return {key: values.split() for key, values in rows}


def rows_of(codec, leads, trails):
    letters = set()
    for lead in leads:
        for trail in trails:
            try:
                letters.add(bytes([lead, trail]).decode(codec))
            except UnicodeDecodeError:
                pass
    return letters


high = range(0xA1, 0xFF)
level_1 = rows_of("gb2312", range(0xB0, 0xD8), high)
level_2 = rows_of("gb2312", range(0xD8, 0xF8), high)
trails = [*range(0x40, 0x7F), *high]
big5 = rows_of("big5", range(0xA4, 0xFA), trails)
to_simplified, to_traditional = table("TSCharacters"), table("STCharacters")
traditional_forms = {letter for forms in to_traditional.values() for letter in forms}


def bits_of(letter):
    forms = {letter, *to_simplified.get(letter, [])}
    bits = COMMON if forms & level_1 else KNOWN if forms & level_2 else 0
    if to_simplified.get(letter, [letter])[0] != letter:
        bits |= T2S
        if letter not in level_1 | level_2:
            bits |= HANT
    elif letter in to_traditional and letter not in traditional_forms and letter not in big5:
        bits |= HANS
    return bits


print("/* letters_table.h - made by letters.py, which says what it holds; not to be edited. One byte a\n"
      " * letter from U+4E00 on: 0x60 plus the bits of enum letter_class. */")
print("static const char LETTERS[328][64] = {")
text = "".join(chr(0x60 + bits_of(chr(code))) for code in range(0x4E00, 0xA000))
for at in range(0, len(text), 64):
    print('    "' + text[at:at + 64] + '",')
print("};")
