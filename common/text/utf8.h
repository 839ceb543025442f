/* utf8.h - stepping through valid UTF-8 by code point, and the character classes that Chinese text
 * needs. Decoding foreign bytes is text/encoding.h's business; here text is valid already.
 * Offsets are bytes; counts that are code points say so. */
#ifndef JICENG_TEXT_UTF8_H
#define JICENG_TEXT_UTF8_H

#include "base/arena.h"

/* True if every byte belongs to a well-formed sequence (Unicode 15, table 3-7). NUL is valid. */
bool utf8_is_valid(struct slice bytes);
/* utf8_at() for all letters: p with `left` (> 0) bytes. */
uint32_t utf8_decode(const unsigned char *p, size_t left, size_t *n);
/* The code point at byte `at` (< text.n), its length in bytes in *n. On a byte that starts no
 * well-formed sequence: U+FFFD and 1. Here, because everything calls it: ASCII and the ideographs
 * from U+4000 to U+BFFF are read on the spot. */
static inline uint32_t utf8_at(struct slice text, size_t at, size_t *n)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (p[0] < 0x80) {
		*n = 1;
		return p[0];
	}
	if (p[0] >= 0xE4 && p[0] <= 0xEB && text.n - at >= 3 && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80) {
		*n = 3;
		return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	return utf8_decode(p, text.n - at, n);
}
/* The code point that ends at byte `end` (> 0, <= text.n); *n as above. */
uint32_t utf8_before(struct slice text, size_t end, size_t *n);
/* Reads and steps on: false at the end of the text. */
bool utf8_next(struct slice text, size_t *at, uint32_t *code_point);
/* A place at or after `at` before which all is ASCII from U+0020 to U+007E; at the most seven bytes
 * before the first that is not. */
size_t utf8_skip_ascii(struct slice bytes, size_t at);
/* Number of code points. */
size_t utf8_count(struct slice text);
/* Byte offset of the code point number `index`; text.n when there are fewer. */
size_t utf8_offset(struct slice text, size_t index);
/* The first `n` code points. */
struct slice utf8_head(struct slice text, size_t n);

/* Unified ideographs with extensions and compatibility ideographs, and U+3007 (〇). */
bool is_han(uint32_t c);
/* ASCII and full-width digits. */
bool is_digit(uint32_t c);
/* ASCII and full-width Latin letters. */
bool is_latin(uint32_t c);
/* White space of HTML, U+00A0, U+2000..U+200B, U+202F, U+3000, U+FEFF. */
bool is_space(uint32_t c);
/* 。！？!?；;… : what may end a sentence (before closing quotation marks). */
bool is_sentence_end(uint32_t c);
/* “‘「『《〈（([【 and their partners. */
bool is_opening_mark(uint32_t c);
bool is_closing_mark(uint32_t c);
/* The closing partner of an opening mark, 0 if c is none. */
uint32_t closing_mark_of(uint32_t c);
/* Anything that is neither letter, digit, ideograph nor space (ASCII, general and CJK punctuation,
 * full-width forms). */
bool is_punctuation(uint32_t c);

/* Without white space (is_space) at both ends. */
struct slice text_trim(struct slice text);
/* The last letter of text[start, end) that is no white space, 0 when there is none; *behind: behind
 * that letter, or `start`. */
uint32_t text_last_letter(struct slice text, size_t start, size_t end, size_t *behind);
/* Runs of white space become one space; none at the ends. In the arena; .p NULL when full. */
struct slice text_squeeze(struct arena *arena, struct slice text);
/* The text without any white space. In the arena; .p NULL when full. */
struct slice text_without_space(struct arena *arena, struct slice text);

#endif
