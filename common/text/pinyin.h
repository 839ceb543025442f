/* pinyin.h - Hanyu Pinyin, the Latin spelling of Chinese syllables, that stands behind the letters
 * it is the reading of. */
#ifndef JICENG_TEXT_PINYIN_H
#define JICENG_TEXT_PINYIN_H

#include "base/slice.h"

/* Letters of the longest spelling that is looked at, without marks. */
#define PINYIN_MAX 32

struct pinyin {
	char plain[PINYIN_MAX]; /* lower-case letters without tone marks; v for ü */
	size_t n;
	bool has_tone; /* a tone mark (or ü) was there */
};

/* Reads lower-case letters with tone marks or without, with single spaces or apostrophes between.
 * False: the text (valid UTF-8) is something else. */
bool pinyin_parse(struct slice text, struct pinyin *out);
/* Is this one syllable, read so, the letter? */
bool pinyin_is_letter(const struct pinyin *pinyin, uint32_t letter);
/* Is it the reading of the last letters of `before`? *n_letters: of how many. */
bool pinyin_is_reading(const struct pinyin *pinyin, struct slice before, size_t *n_letters);

#endif
