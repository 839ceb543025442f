/* slice.h - text and bytes as pointer + length, the only text type inside common/.
 * A slice never owns what it points at, is never changed through, and need not end in NUL.
 * After text/encoding a slice that is called "text" holds valid UTF-8; NUL is an ordinary byte.
 * All lengths and offsets are in bytes. The empty slice is {NULL, 0}. */
#ifndef JICENG_BASE_SLICE_H
#define JICENG_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *p;
	size_t n;
};

/* A half-open range of bytes [start, end) in a text that the context names. */
struct span {
	size_t start;
	size_t end;
};

/* A slice of a string literal (its terminating NUL is not part of it). */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})
/* The same for initialisers of static tables. */
#define SLICE_INIT(literal)                                                                        \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}
#define SLICE_EMPTY ((struct slice){NULL, 0})
/* For printf's "%.*s"; only for text that is at most INT_MAX bytes long. */
#define SLICE_ARG(s) (int)(s).n, (s).p

/* A slice of a NUL-terminated string; NULL gives the empty slice. */
struct slice slice_of(const char *string);
/* Bytes [start, end) of s; both are clamped to s.n, and an end before start gives an empty slice.
 * These few stand here so that a comparison with a literal needs no call. */
static inline struct slice slice_sub(struct slice s, size_t start, size_t end)
{
	if (end > s.n)
		end = s.n;
	if (start >= end)
		return (struct slice){s.p ? s.p + (start < s.n ? start : s.n) : NULL, 0};
	return (struct slice){s.p + start, end - start};
}

/* From byte `start` to the end. */
static inline struct slice slice_from(struct slice s, size_t start)
{
	return slice_sub(s, start, s.n);
}

static inline struct slice slice_span(struct slice s, struct span span)
{
	return slice_sub(s, span.start, span.end);
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.n == b.n && (b.n == 0 || memcmp(a.p, b.p, b.n) == 0);
}

static inline bool slice_starts(struct slice s, struct slice prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool slice_ends(struct slice s, struct slice suffix)
{
	return s.n >= suffix.n &&
	       (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* ASCII letters compare without case; all other bytes must be the same. */
bool slice_equal_ignore_case(struct slice a, struct slice b);
bool slice_starts_ignore_case(struct slice s, struct slice prefix);
/* Byte order, shorter first where one is the beginning of the other: <0, 0, >0 as memcmp. */
int slice_compare(struct slice a, struct slice b);

/* Byte offset of the first occurrence of needle at or after `from`, or SIZE_MAX.
 * An empty needle is never found. */
size_t slice_find_from(struct slice s, struct slice needle, size_t from);
size_t slice_find(struct slice s, struct slice needle);
/* Byte offset of the last occurrence, or SIZE_MAX. */
size_t slice_find_last(struct slice s, struct slice needle);
bool slice_contains(struct slice s, struct slice needle);
size_t slice_find_byte(struct slice s, char byte, size_t from);

/* Without ASCII white space (space, tab, CR, LF, FF, VT) at both ends.
 * For text that may hold U+3000 or U+00A0 use text_trim() of text/utf8.h. */
struct slice slice_trim(struct slice s);

/* The next field of *rest up to `separator`; *rest moves behind it. False when nothing is left.
 * "a,,b" gives "a", "", "b"; an empty *rest gives nothing. */
bool slice_next_field(struct slice *rest, char separator, struct slice *field);

/* A decimal number that fills the whole slice, without sign. False on anything else and on
 * overflow; *out is then left alone. */
bool slice_to_uint64(struct slice s, uint64_t *out);

#endif
