/* plausible.c - bytes read in a wrong encoding give letters that are rare, private or of scripts
 * that do not mix. The weights only have to put the right reading of a page first; with a page's
 * worth of letters the right one lies near 90 and every wrong one below 40. */
#include "text/plausible.h"

#include "text/letters.h"
#include "text/utf8.h"

#define WEIGHT_COMMON      100
#define WEIGHT_KNOWN       40
#define WEIGHT_RARE        (-60)
#define WEIGHT_MARK        60
#define WEIGHT_LATIN       20
#define WEIGHT_KANA        (-10)
#define WEIGHT_OTHER       (-80)
#define WEIGHT_CONTROL     (-150)
#define WEIGHT_PRIVATE     (-200)
#define WEIGHT_REPLACEMENT (-300)

static bool is_text_mark(uint32_t c)
{
	return (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF5E) ||
	       (c >= 0x2010 && c <= 0x2027) || c == 0xB7 || c == 0xA0 || c == 0x2030 ||
	       (c >= 0x2460 && c <= 0x2473) || c == 0x25A1 || c == 0x25CF || c == 0x25A0 ||
	       c == 0x25C6 || c == 0xA9 || c == 0xFEFF || c == 0xB0 || c == 0xD7;
}

int plausibility_of(uint32_t c)
{
	unsigned class = letter_class(c);

	if (class & LETTER_COMMON)
		return WEIGHT_COMMON;
	if (class & LETTER_KNOWN)
		return WEIGHT_KNOWN;
	if (c == 0xFFFD)
		return WEIGHT_REPLACEMENT;
	if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
		return WEIGHT_PRIVATE;
	if (is_text_mark(c))
		return WEIGHT_MARK;
	if (is_han(c))
		return WEIGHT_RARE;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return WEIGHT_CONTROL;
	if (c >= 0xC0 && c < 0x250)
		return WEIGHT_LATIN;
	if (c >= 0x3040 && c <= 0x30FF)
		return WEIGHT_KANA;
	return WEIGHT_OTHER;
}

int plausibility(struct slice text)
{
	int64_t sum = 0, n = 0;
	size_t at = 0;
	uint32_t c;

	while (at < text.n) {
		unsigned char byte = (unsigned char)text.p[at];
		if (byte < 0x80 && (byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t')) {
			at = utf8_skip_ascii(text, at + 1);
			continue;
		}
		(void)utf8_next(text, &at, &c);
		sum += plausibility_of(c);
		n++;
	}
	return n ? (int)(sum / n) : 0;
}
