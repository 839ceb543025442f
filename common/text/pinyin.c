/* pinyin.c - readings by the table that readings.py makes; tones are not compared, because what is
 * glued to a text is often another reading's. */
#include "text/pinyin.h"

#include <string.h>

#include "text/readings_table.h"
#include "text/utf8.h"

struct toned {
	uint32_t code_point;
	char letter;
};

static const struct toned TONED[] = {
    {0x101, 'a'}, {0xE1, 'a'},  {0x1CE, 'a'}, {0xE0, 'a'},  {0x113, 'e'}, {0xE9, 'e'},
    {0x11B, 'e'}, {0xE8, 'e'},  {0x12B, 'i'}, {0xED, 'i'},  {0x1D0, 'i'}, {0xEC, 'i'},
    {0x14D, 'o'}, {0xF3, 'o'},  {0x1D2, 'o'}, {0xF2, 'o'},  {0x16B, 'u'}, {0xFA, 'u'},
    {0x1D4, 'u'}, {0xF9, 'u'},  {0x1D6, 'v'}, {0x1D8, 'v'}, {0x1DA, 'v'}, {0x1DC, 'v'},
    {0xFC, 'v'},  {0x251, 'a'}, {0x261, 'g'}, {0x144, 'n'}, {0x148, 'n'}, {0x1F9, 'n'},
    {0xEA, 'e'}};

/* The plain letter of c; 0 when it is none. */
static char plain_letter(uint32_t c, bool *has_tone)
{
	if (c >= 'a' && c <= 'z')
		return (char)c;
	for (size_t i = 0; i < sizeof TONED / sizeof *TONED; i++)
		if (TONED[i].code_point == c) {
			*has_tone = true;
			return TONED[i].letter;
		}
	return 0;
}

bool pinyin_parse(struct slice text, struct pinyin *out)
{
	bool is_between = true;
	size_t at = 0;
	uint32_t c;

	*out = (struct pinyin){.n = 0};
	while (utf8_next(text, &at, &c)) {
		if ((c == ' ' || c == '\'' || c == 0x2019) && !is_between) {
			is_between = true;
			continue;
		}
		char letter = plain_letter(c, &out->has_tone);
		if (!letter || out->n == PINYIN_MAX)
			return false;
		out->plain[out->n++] = letter;
		is_between = false;
	}
	return out->n > 0 && !is_between;
}

/* The readings of a letter, with spaces between; empty for one that has none. */
static struct slice readings_of(uint32_t letter)
{
	size_t place = (letter - 0x4E00) * 2;

	if (letter < 0x4E00 || place >= sizeof LETTER_SETS)
		return SLICE_EMPTY;
	const char *number = &LETTER_SETS[place / 64][place % 64];
	return slice_of(READING_SETS[(number[0] - 0x30) * 64 + (number[1] - 0x30)]);
}

/* True if the first `n` letters of the spelling read the last letters of `before`. */
static bool reads(const struct pinyin *pinyin, size_t n, struct slice before, size_t *n_letters)
{
	size_t width;

	if (n == 0)
		return true;
	if (before.n == 0)
		return false;
	struct slice readings = readings_of(utf8_before(before, before.n, &width)), reading;
	while (slice_next_field(&readings, ' ', &reading)) {
		size_t count = *n_letters + 1;
		if (!slice_ends((struct slice){pinyin->plain, n}, reading) ||
		    !reads(pinyin, n - reading.n, slice_sub(before, 0, before.n - width), &count))
			continue;
		*n_letters = count;
		return true;
	}
	return false;
}

bool pinyin_is_reading(const struct pinyin *pinyin, struct slice before, size_t *n_letters)
{
	*n_letters = 0;
	return reads(pinyin, pinyin->n, before, n_letters);
}

bool pinyin_is_letter(const struct pinyin *pinyin, uint32_t letter)
{
	struct slice readings = readings_of(letter), reading;

	while (slice_next_field(&readings, ' ', &reading))
		if (slice_equal(reading, (struct slice){pinyin->plain, pinyin->n}))
			return true;
	return false;
}
