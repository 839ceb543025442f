/* slice.c - see slice.h. Every function looks at the length before it looks at a byte, and hands no
 * NULL to memcmp, so that the empty slice is an ordinary value. */
#include "base/slice.h"

#include <string.h>

struct slice slice_of(const char *string)
{
	return (struct slice){string, string ? strlen(string) : 0};
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool slice_equal_ignore_case(struct slice a, struct slice b)
{
	return a.n == b.n && slice_starts_ignore_case(a, b);
}

bool slice_starts_ignore_case(struct slice s, struct slice prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (lower(s.p[i]) != lower(prefix.p[i]))
			return false;
	return true;
}

int slice_compare(struct slice a, struct slice b)
{
	size_t common = a.n < b.n ? a.n : b.n;
	int order = common ? memcmp(a.p, b.p, common) : 0;

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

/* The last byte of a Chinese word is a rarer sight than its first, and memmem sets up a table that
 * costs more than a line is long. A long needle is not looked for byte by byte: that could take the
 * product of the lengths. */
#define SHORT_NEEDLE 64

size_t slice_find_from(struct slice s, struct slice needle, size_t from)
{
	if (needle.n == 0 || from > s.n || s.n - from < needle.n)
		return SIZE_MAX;
	if (needle.n > SHORT_NEEDLE) {
		const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
		return hit ? (size_t)(hit - s.p) : SIZE_MAX;
	}
	size_t before = needle.n - 1;
	for (size_t at = from + before; at < s.n; at++) {
		const char *hit = memchr(s.p + at, needle.p[before], s.n - at);
		if (!hit)
			return SIZE_MAX;
		at = (size_t)(hit - s.p);
		if (memcmp(hit - before, needle.p, before) == 0)
			return at - before;
	}
	return SIZE_MAX;
}

size_t slice_find(struct slice s, struct slice needle)
{
	return slice_find_from(s, needle, 0);
}

size_t slice_find_last(struct slice s, struct slice needle)
{
	if (needle.n == 0 || s.n < needle.n)
		return SIZE_MAX;
	for (size_t at = s.n - needle.n + 1; at-- > 0;)
		if (memcmp(s.p + at, needle.p, needle.n) == 0)
			return at;
	return SIZE_MAX;
}

bool slice_contains(struct slice s, struct slice needle)
{
	return slice_find(s, needle) != SIZE_MAX;
}

size_t slice_find_byte(struct slice s, char byte, size_t from)
{
	if (from >= s.n)
		return SIZE_MAX;
	const char *hit = memchr(s.p + from, byte, s.n - from);
	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct slice slice_trim(struct slice s)
{
	size_t start = 0, end = s.n;

	while (start < end && is_space(s.p[start]))
		start++;
	while (end > start && is_space(s.p[end - 1]))
		end--;
	return slice_sub(s, start, end);
}

bool slice_next_field(struct slice *rest, char separator, struct slice *field)
{
	if (!rest->p)
		return false;
	size_t at = slice_find_byte(*rest, separator, 0);
	if (at == SIZE_MAX) {
		*field = *rest;
		*rest = SLICE_EMPTY;
		return field->n > 0;
	}
	*field = slice_sub(*rest, 0, at);
	*rest = slice_from(*rest, at + 1);
	return true;
}

bool slice_to_uint64(struct slice s, uint64_t *out)
{
	uint64_t value = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		unsigned digit = (unsigned)(s.p[i] - '0');
		if (value > (UINT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}
