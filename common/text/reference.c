/* reference.c - see reference.h; HTML's "numeric character reference end state" has the rules. */
#include "text/reference.h"

#include "base/buf.h"

#define BEYOND 0x110000u /* any number over the last code point */

uint32_t windows_1252_letter(unsigned char byte)
{
	static const uint16_t HIGH[32] = {
	    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
	    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

	return byte >= 0x80 && byte < 0xA0 ? HIGH[byte - 0x80] : byte;
}

static int digit_of(char c, bool is_hex)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (is_hex && c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return is_hex && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The number that is written at `at`; BEYOND where it is too large. False: none is. */
static bool number_at(struct slice text, size_t at, uint32_t *number, size_t *end)
{
	bool is_hex = false;

	if (!slice_starts(slice_from(text, at), SLICE("&#")))
		return false;
	at += 2;
	if (at < text.n && (text.p[at] == 'x' || text.p[at] == 'X')) {
		is_hex = true;
		at++;
	}
	size_t first = at;
	*number = 0;
	for (int digit; at < text.n && (digit = digit_of(text.p[at], is_hex)) >= 0; at++)
		if (*number < BEYOND)
			*number = *number * (is_hex ? 16 : 10) + (uint32_t)digit;
	if (at == first)
		return false;
	*end = at + (at < text.n && text.p[at] == ';');
	return true;
}

static bool is_high_half(uint32_t number)
{
	return number >= 0xD800 && number <= 0xDBFF;
}

static bool is_low_half(uint32_t number)
{
	return number >= 0xDC00 && number <= 0xDFFF;
}

uint32_t reference_read(struct slice text, size_t at, size_t *end)
{
	uint32_t number, second;
	size_t second_end;

	if (!number_at(text, at, &number, end))
		return 0;
	if (is_high_half(number) && number_at(text, *end, &second, &second_end) &&
	    is_low_half(second)) {
		*end = second_end;
		return 0x10000 + ((number - 0xD800) << 10) + (second - 0xDC00);
	}
	if (number >= 0x80 && number < 0xA0)
		return windows_1252_letter((unsigned char)number);
	if (number == 0 || is_high_half(number) || is_low_half(number) || number >= BEYOND)
		return 0xFFFD;
	return number;
}

static bool is_misread(uint32_t number)
{
	return number == 0 || (number >= 0x80 && number < 0xA0) || is_high_half(number) ||
	       is_low_half(number) || number >= BEYOND;
}

enum status reference_settle(struct arena *arena, struct slice source, struct slice *out)
{
	struct buf buf = buf_in(arena);
	size_t at = 0, done = 0, end;
	uint32_t number;

	*out = source;
	while ((at = slice_find_from(source, SLICE("&#"), at)) != SIZE_MAX) {
		if (!number_at(source, at, &number, &end) || !is_misread(number)) {
			at += 2;
			continue;
		}
		buf_append(&buf, slice_sub(source, done, at));
		buf_code_point(&buf, reference_read(source, at, &end));
		at = done = end;
	}
	if (done == 0)
		return STATUS_OK;
	buf_append(&buf, slice_from(source, done));
	if (buf_failed(&buf))
		return STATUS_MEMORY_LIMIT;
	*out = buf_slice(&buf);
	return STATUS_OK;
}
