/* nfc.c - only short runs round a combining mark or a compatibility letter go through utf8proc.
 * Chinese text is NFC nearly always; is_settled() knows the blocks in which every code point is its
 * own NFC and joins nothing before it, so text between such code points need not be looked at. A
 * run begins with the settled code point before it (a mark may join that one). */
#include "text/nfc.h"

#include <utf8proc.h>

#include "base/buf.h"
#include "text/utf8.h"

/* Code points per call: bounds the stack; a longer chain of marks is cut, which is still valid
 * text. */
#define RUN_MAX 256

static bool is_settled(uint32_t c)
{
	return c < 0x300 || (c >= 0x2010 && c <= 0x2125) || (c >= 0x2150 && c <= 0x2328) ||
	       (c >= 0x2330 && c <= 0x2ADB) || (c >= 0x3000 && c <= 0x3029) ||
	       (c >= 0x3030 && c <= 0x3098) || (c >= 0x309B && c <= 0x9FFF) ||
	       (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xF8FF) ||
	       (c >= 0xFE30 && c <= 0xFFFD);
}

/* Byte offset of the first code point at or after `at` that is not settled, or text.n. */
static size_t unsettled_from(struct slice text, size_t at)
{
	while (at < text.n) {
		size_t n;
		if ((unsigned char)text.p[at] < 0xCC) {
			at++;
			continue;
		}
		if (!is_settled(utf8_at(text, at, &n)))
			return at;
		at += n;
	}
	return text.n;
}

static void compose_run(struct buf *out, struct slice run)
{
	utf8proc_int32_t points[RUN_MAX * 4];
	utf8proc_ssize_t n =
	    utf8proc_decompose((const utf8proc_uint8_t *)run.p, (utf8proc_ssize_t)run.n, points,
			       RUN_MAX * 4, UTF8PROC_COMPOSE | UTF8PROC_STABLE);

	if (n > 0 && n <= RUN_MAX * 4)
		n = utf8proc_normalize_utf32(points, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	if (n < 0 || n > RUN_MAX * 4) {
		buf_append(out, run);
		return;
	}
	for (utf8proc_ssize_t i = 0; i < n; i++)
		buf_code_point(out, (uint32_t)points[i]);
}

enum status nfc_compose(struct arena *arena, struct slice text, struct slice *out)
{
	size_t start = unsettled_from(text, 0), done = 0, n;
	struct buf built = buf_in(arena);

	*out = text;
	if (start == text.n)
		return STATUS_OK;
	while (start < text.n) {
		size_t end = start;
		uint32_t c;
		if (start > done) {
			(void)utf8_before(text, start, &n);
			start -= n;
		}
		buf_append(&built, slice_sub(text, done, start));
		for (size_t i = 0; i < RUN_MAX - 1 && end < text.n; i++) {
			c = utf8_at(text, end, &n);
			if (is_settled(c))
				break;
			end += n;
		}
		compose_run(&built, slice_sub(text, start, end));
		done = end;
		start = unsettled_from(text, done);
	}
	buf_append(&built, slice_from(text, done));
	if (buf_failed(&built))
		return STATUS_MEMORY_LIMIT;
	*out = buf_slice(&built);
	return STATUS_OK;
}
