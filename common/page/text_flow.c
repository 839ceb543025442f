/* text_flow.c - see text_flow.h. Works on bytes: only four lead bytes begin a character that is
 * white space or invisible, so that all else is copied in runs. */
#include "page/text_flow.h"

enum { NOTHING, LINE_BREAK, SPACE };

enum flow_class { PLAIN, IS_SPACE, IS_BREAK, INVISIBLE };

struct text_flow text_flow_in(struct arena *arena)
{
	return (struct text_flow){.buf = buf_in(arena)};
}

static enum flow_class three_bytes(unsigned char a, unsigned char b, unsigned char c)
{
	if (a == 0xE3)
		return b == 0x80 && c == 0x80 ? IS_SPACE : PLAIN;
	if (a == 0xEF)
		return b == 0xBB && c == 0xBF ? INVISIBLE : PLAIN;
	if (b == 0x80 && c <= 0x8A)
		return IS_SPACE;
	if (b == 0x80 && (c <= 0x8F || (c >= 0xAA && c <= 0xAE)))
		return INVISIBLE;
	if (b == 0x80 && (c == 0xA8 || c == 0xA9 || c == 0xAF))
		return IS_SPACE;
	return b == 0x81 && c >= 0xA0 && c <= 0xA9 ? INVISIBLE : PLAIN;
}

static enum flow_class classify(struct slice text, size_t at, size_t *n)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t left = text.n - at;

	*n = 1;
	if (p[0] == '\n' || p[0] == '\r')
		return IS_BREAK;
	if (p[0] <= ' ')
		return IS_SPACE;
	if (p[0] == 0xC2 && left >= 2) {
		*n = 2;
		return p[1] == 0xA0 ? IS_SPACE : p[1] == 0xAD ? INVISIBLE : PLAIN;
	}
	if ((p[0] == 0xE2 || p[0] == 0xE3 || p[0] == 0xEF) && left >= 3) {
		*n = 3;
		return three_bytes(p[0], p[1], p[2]);
	}
	return PLAIN;
}

/* Chinese letters and marks: E2 80 80 (general punctuation) and beyond. */
static bool is_wide(unsigned char lead)
{
	return lead >= 0xE2;
}

static bool ends_wide(const struct buf *buf)
{
	size_t i = buf->n;

	while (i > 0 && ((unsigned char)buf->p[i - 1] & 0xC0) == 0x80)
		i--;
	return i > 0 && is_wide((unsigned char)buf->p[i - 1]);
}

static void settle(struct text_flow *flow, unsigned char next)
{
	if (flow->buf.n && (flow->pending == SPACE || (flow->pending == LINE_BREAK &&
						       !(is_wide(next) && ends_wide(&flow->buf)))))
		buf_byte(&flow->buf, ' ');
	flow->pending = NOTHING;
}

size_t text_flow_add(struct text_flow *flow, struct slice piece)
{
	size_t before = flow->buf.n, at = 0;

	while (at < piece.n) {
		size_t n, run = at;
		enum flow_class class = PLAIN;
		while (at < piece.n && (class = classify(piece, at, &n)) == PLAIN)
			at += n;
		if (at > run) {
			settle(flow, (unsigned char)piece.p[run]);
			buf_append(&flow->buf, slice_sub(piece, run, at));
		}
		if (at >= piece.n)
			break;
		if (class == IS_SPACE)
			flow->pending = SPACE;
		else if (class == IS_BREAK && flow->pending == NOTHING)
			flow->pending = LINE_BREAK;
		at += n;
	}
	return flow->buf.n - before;
}

void text_flow_space(struct text_flow *flow)
{
	flow->pending = SPACE;
}

/* Forgets white space at the beginning as well. */
bool text_flow_is_empty(struct text_flow *flow)
{
	if (flow->buf.n)
		return false;
	flow->pending = NOTHING;
	return !buf_failed(&flow->buf);
}

struct slice text_flow_take(struct text_flow *flow)
{
	struct slice text = SLICE_EMPTY;

	if (!buf_failed(&flow->buf))
		text = arena_copy(flow->buf.arena, buf_slice(&flow->buf));
	buf_cut(&flow->buf, 0);
	flow->pending = NOTHING;
	return text;
}
