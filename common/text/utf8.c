/* utf8.c - see utf8.h. */
#include "text/utf8.h"

#include <string.h>

#include "base/buf.h"

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at p (n > 0 bytes left), 0 if there is none. */
static size_t sequence_length(const unsigned char *p, size_t n)
{
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		return n >= 2 && is_continuation(p[1]) ? 2 : 0;
	if (p[0] >= 0xE0 && p[0] <= 0xEF) {
		unsigned char low = p[0] == 0xE0 ? 0xA0 : 0x80;
		unsigned char high = p[0] == 0xED ? 0x9F : 0xBF;
		return n >= 3 && p[1] >= low && p[1] <= high && is_continuation(p[2]) ? 3 : 0;
	}
	if (p[0] >= 0xF0 && p[0] <= 0xF4) {
		unsigned char low = p[0] == 0xF0 ? 0x90 : 0x80;
		unsigned char high = p[0] == 0xF4 ? 0x8F : 0xBF;
		return n >= 4 && p[1] >= low && p[1] <= high && is_continuation(p[2]) &&
			       is_continuation(p[3])
			   ? 4
			   : 0;
	}
	return 0;
}

bool utf8_is_valid(struct slice bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	for (size_t at = 0; at < bytes.n;) {
		if (p[at] < 0x80) {
			at++;
			continue;
		}
		size_t n = sequence_length(p + at, bytes.n - at);
		if (n == 0)
			return false;
		at += n;
	}
	return true;
}

uint32_t utf8_decode(const unsigned char *p, size_t left, size_t *n)
{
	*n = sequence_length(p, left);
	switch (*n) {
	case 1:
		return p[0];
	case 2:
		return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	case 3:
		return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	case 4:
		return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
		       (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
	default:
		*n = 1;
		return 0xFFFD;
	}
}

uint32_t utf8_before(struct slice text, size_t end, size_t *n)
{
	size_t start = end - 1;

	while (start > 0 && end - start < 4 && is_continuation((unsigned char)text.p[start]))
		start--;
	uint32_t c = utf8_at(slice_sub(text, 0, end), start, n);
	if (start + *n != end) {
		*n = 1;
		return 0xFFFD;
	}
	return c;
}

bool utf8_next(struct slice text, size_t *at, uint32_t *code_point)
{
	size_t n;

	if (*at >= text.n)
		return false;
	*code_point = utf8_at(text, *at, &n);
	*at += n;
	return true;
}

size_t utf8_skip_ascii(struct slice bytes, size_t at)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;

	while (at + 8 <= bytes.n) {
		uint64_t word;
		memcpy(&word, bytes.p + at, 8);
		/* No byte over 7E, none under 20. */
		if ((word | (word + ones) | ((word - ones * 0x20) & ~word)) & high)
			break;
		at += 8;
	}
	return at;
}

size_t utf8_count(struct slice text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++)
		count += !is_continuation((unsigned char)text.p[i]);
	return count;
}

size_t utf8_offset(struct slice text, size_t index)
{
	size_t at = 0;

	for (; at < text.n; at++)
		if (!is_continuation((unsigned char)text.p[at]) && index-- == 0)
			return at;
	return text.n;
}

struct slice utf8_head(struct slice text, size_t n)
{
	return slice_sub(text, 0, utf8_offset(text, n));
}

bool is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xFF21 && c <= 0xFF3A) ||
	       (c >= 0xFF41 && c <= 0xFF5A);
}

bool is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
	       c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

bool is_sentence_end(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0xFF1B ||
	       c == ';' || c == 0x2026;
}

static const uint32_t MARK_PAIRS[][2] = {
    {0x201C, 0x201D}, {0x2018, 0x2019}, {0x300C, 0x300D}, {0x300E, 0x300F},
    {0x300A, 0x300B}, {0x3008, 0x3009}, {0xFF08, 0xFF09}, {'(', ')'},
    {'[', ']'},       {0x3010, 0x3011}, {0x3014, 0x3015}, {0xFE41, 0xFE42},
};

#define N_MARK_PAIRS (sizeof MARK_PAIRS / sizeof *MARK_PAIRS)

/* Most letters are ideographs, and no mark. */
static bool may_be_mark(uint32_t c)
{
	return c < 0x3400 || c >= 0xFE00;
}

uint32_t closing_mark_of(uint32_t c)
{
	for (size_t i = 0; may_be_mark(c) && i < N_MARK_PAIRS; i++)
		if (MARK_PAIRS[i][0] == c)
			return MARK_PAIRS[i][1];
	return 0;
}

bool is_opening_mark(uint32_t c)
{
	return closing_mark_of(c) != 0;
}

bool is_closing_mark(uint32_t c)
{
	for (size_t i = 0; may_be_mark(c) && i < N_MARK_PAIRS; i++)
		if (MARK_PAIRS[i][1] == c)
			return true;
	return false;
}

bool is_punctuation(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c != 0x7F && !is_digit(c) && !is_latin(c);
	return (c >= 0xA1 && c <= 0xBF) || c == 0xD7 || c == 0xF7 || (c >= 0x2010 && c <= 0x2027) ||
	       (c >= 0x2030 && c <= 0x205E) || (c >= 0x2190 && c <= 0x27BF) ||
	       (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3020) || c == 0x30FB ||
	       (c >= 0xFE10 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF0F) ||
	       (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) ||
	       (c >= 0xFF5B && c <= 0xFF65);
}

struct slice text_trim(struct slice text)
{
	size_t start = 0, end = text.n, n;

	while (start < end && is_space(utf8_at(text, start, &n)))
		start += n;
	while (end > start && is_space(utf8_before(text, end, &n)))
		end -= n;
	return slice_sub(text, start, end);
}

/* Copies the text; each run of white space becomes `replacement`. */
static struct slice replace_space(struct arena *arena, struct slice text, struct slice replacement)
{
	struct buf out = buf_in(arena);
	bool pending = false;
	size_t at = 0;

	text = text_trim(text);
	while (at < text.n) {
		size_t n;
		if (is_space(utf8_at(text, at, &n))) {
			pending = true;
		} else {
			if (pending)
				buf_append(&out, replacement);
			pending = false;
			buf_append(&out, slice_sub(text, at, at + n));
		}
		at += n;
	}
	if (buf_failed(&out))
		return SLICE_EMPTY;
	return out.p ? buf_slice(&out) : arena_copy(arena, SLICE_EMPTY);
}

uint32_t text_last_letter(struct slice text, size_t start, size_t end, size_t *behind)
{
	size_t n;

	while (end > start) {
		uint32_t c = utf8_before(text, end, &n);
		*behind = end;
		if (!is_space(c))
			return c;
		end -= n;
	}
	*behind = start;
	return 0;
}

struct slice text_squeeze(struct arena *arena, struct slice text)
{
	return replace_space(arena, text, SLICE(" "));
}

struct slice text_without_space(struct arena *arena, struct slice text)
{
	return replace_space(arena, text, SLICE_EMPTY);
}
