/* pinyin.c - a syllable is an initial and a final; not every pair that passes exists, which does no
 * harm where the syllable stands in brackets behind a Chinese letter. */
#include "text/pinyin.h"

#include "text/utf8.h"

#define SYLLABLE_MAX 6 /* zhuang */

static const struct slice INITIALS[] = {
    SLICE_INIT("zh"), SLICE_INIT("ch"), SLICE_INIT("sh"), SLICE_INIT("b"), SLICE_INIT("p"),
    SLICE_INIT("m"),  SLICE_INIT("f"),  SLICE_INIT("d"),  SLICE_INIT("t"), SLICE_INIT("n"),
    SLICE_INIT("l"),  SLICE_INIT("g"),  SLICE_INIT("k"),  SLICE_INIT("h"), SLICE_INIT("j"),
    SLICE_INIT("q"),  SLICE_INIT("x"),  SLICE_INIT("r"),  SLICE_INIT("z"), SLICE_INIT("c"),
    SLICE_INIT("s"),  SLICE_INIT("y"),  SLICE_INIT("w")};

static const struct slice FINALS[] = {
    SLICE_INIT("a"),   SLICE_INIT("o"),    SLICE_INIT("e"),    SLICE_INIT("i"),   SLICE_INIT("u"),
    SLICE_INIT("v"),   SLICE_INIT("ai"),   SLICE_INIT("ei"),   SLICE_INIT("ui"),  SLICE_INIT("ao"),
    SLICE_INIT("ou"),  SLICE_INIT("iu"),   SLICE_INIT("ie"),   SLICE_INIT("ue"),  SLICE_INIT("ve"),
    SLICE_INIT("er"),  SLICE_INIT("an"),   SLICE_INIT("en"),   SLICE_INIT("in"),  SLICE_INIT("un"),
    SLICE_INIT("ang"), SLICE_INIT("eng"),  SLICE_INIT("ing"),  SLICE_INIT("ong"), SLICE_INIT("ia"),
    SLICE_INIT("ua"),  SLICE_INIT("uo"),   SLICE_INIT("iao"),  SLICE_INIT("ian"), SLICE_INIT("uai"),
    SLICE_INIT("uan"), SLICE_INIT("iang"), SLICE_INIT("uang"), SLICE_INIT("iong")};

struct toned {
	uint32_t code_point;
	char letter;
};

static const struct toned TONED[] = {
    {0x101, 'a'}, {0xE1, 'a'},  {0x1CE, 'a'}, {0xE0, 'a'},  {0x113, 'e'}, {0xE9, 'e'},
    {0x11B, 'e'}, {0xE8, 'e'},  {0x12B, 'i'}, {0xED, 'i'},  {0x1D0, 'i'}, {0xEC, 'i'},
    {0x14D, 'o'}, {0xF3, 'o'},  {0x1D2, 'o'}, {0xF2, 'o'},  {0x16B, 'u'}, {0xFA, 'u'},
    {0x1D4, 'u'}, {0xF9, 'u'},  {0x1D6, 'v'}, {0x1D8, 'v'}, {0x1DA, 'v'}, {0x1DC, 'v'},
    {0xFC, 'v'},  {0x251, 'a'}, {0x261, 'g'}};

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

static bool is_final(struct slice text)
{
	for (size_t i = 0; i < sizeof FINALS / sizeof *FINALS; i++)
		if (slice_equal(text, FINALS[i]))
			return true;
	return false;
}

static bool is_syllable(struct slice text)
{
	if (is_final(text))
		return true;
	for (size_t i = 0; i < sizeof INITIALS / sizeof *INITIALS; i++)
		if (slice_starts(text, INITIALS[i]))
			return is_final(slice_from(text, INITIALS[i].n));
	return false;
}

bool pinyin_is(struct slice text, bool *has_tone)
{
	char plain[SYLLABLE_MAX];
	size_t n = 0, at = 0, n_syllables = 0;
	uint32_t c;

	*has_tone = false;
	while (utf8_next(text, &at, &c)) {
		char letter = plain_letter(c, has_tone);
		if (c == ' ' && n > 0) {
			if (!is_syllable((struct slice){plain, n}))
				return false;
			n_syllables++;
			n = 0;
			continue;
		}
		if (!letter || n == SYLLABLE_MAX)
			return false;
		plain[n++] = letter;
	}
	return n_syllables < 8 && is_syllable((struct slice){plain, n});
}
