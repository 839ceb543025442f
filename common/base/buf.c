/* buf.c - see buf.h. Room doubles; the arena grows the newest piece in place, so that a buffer that
 * is filled in one go is seldom copied. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct buf buf_in(struct arena *arena)
{
	return (struct buf){.arena = arena};
}

struct buf buf_with_room(struct arena *arena, size_t n)
{
	struct buf buf = {.arena = arena, .p = arena_room(arena, n), .room = n};

	buf.failed = !buf.p;
	return buf;
}

static bool reserve(struct buf *buf, size_t more)
{
	if (buf->failed)
		return false;
	if (more <= buf->room - buf->n)
		return true;
	size_t room = buf->room ? buf->room * 2 : 64;
	if (more > SIZE_MAX / 4 || room < buf->n) {
		buf->failed = true;
		return false;
	}
	if (room < buf->n + more)
		room = buf->n + more;
	char *p = arena_grow_room(buf->arena, buf->p, buf->room, room);
	if (!p) {
		buf->failed = true;
		return false;
	}
	buf->p = p;
	buf->room = room;
	return true;
}

void buf_append(struct buf *buf, struct slice s)
{
	if (s.n == 0 || !reserve(buf, s.n))
		return;
	memcpy(buf->p + buf->n, s.p, s.n);
	buf->n += s.n;
}

void buf_byte(struct buf *buf, char byte)
{
	buf_append(buf, (struct slice){&byte, 1});
}

void buf_code_point(struct buf *buf, uint32_t c)
{
	char out[4];
	size_t n;

	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c < 0x80) {
		out[0] = (char)c;
		n = 1;
	} else if (c < 0x800) {
		out[0] = (char)(0xC0 | (c >> 6));
		out[1] = (char)(0x80 | (c & 0x3F));
		n = 2;
	} else if (c < 0x10000) {
		out[0] = (char)(0xE0 | (c >> 12));
		out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		n = 3;
	} else {
		out[0] = (char)(0xF0 | (c >> 18));
		out[1] = (char)(0x80 | ((c >> 12) & 0x3F));
		out[2] = (char)(0x80 | ((c >> 6) & 0x3F));
		out[3] = (char)(0x80 | (c & 0x3F));
		n = 4;
	}
	buf_append(buf, (struct slice){out, n});
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int n = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (n < 0 || !reserve(buf, (size_t)n + 1)) {
		buf->failed = true;
		return;
	}
	va_start(arguments, format);
	vsnprintf(buf->p + buf->n, (size_t)n + 1, format, arguments);
	va_end(arguments);
	buf->n += (size_t)n;
}

void buf_cut(struct buf *buf, size_t n)
{
	if (n < buf->n)
		buf->n = n;
}

bool buf_failed(const struct buf *buf)
{
	return buf->failed;
}

struct slice buf_slice(const struct buf *buf)
{
	return (struct slice){buf->p, buf->n};
}
