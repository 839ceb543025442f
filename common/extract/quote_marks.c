/* quote_marks.c - see quote_marks.h. One pass with a small stack. A closing mark takes the nearest
 * opening mark of its kind and gives up what was opened since: the partner of that was lost. */
#include "extract/quote_marks.h"

#include "text/utf8.h"

#define MAX_DEPTH 8

struct opened {
	uint32_t closing;
	size_t pair; /* index in pairs */
};

struct stack {
	struct opened items[MAX_DEPTH];
	unsigned n;
};

static bool opens(uint32_t c)
{
	return c == 0x201C || c == 0x2018 || c == 0x300C || c == 0x300E || c == 0x300A ||
	       c == 0x3008;
}

static bool push(struct stack *stack, struct vec *pairs, size_t at, size_t n, uint32_t closing)
{
	if (stack->n == MAX_DEPTH) /* hostile nesting: the outermost is forgotten */
		for (unsigned i = 1; i < stack->n; i++)
			stack->items[i - 1] = stack->items[i];
	else
		stack->n++;
	stack->items[stack->n - 1] = (struct opened){closing, pairs->n};
	struct mark_pair pair = {.outer = {at, 0}, .inner = {at + n, 0}};
	pair.title = closing == 0x300B || closing == 0x3009;
	pair.depth = stack->n - 1;
	return vec_add(pairs, &pair);
}

static bool close_nearest(struct stack *stack, struct vec *pairs, uint32_t c, size_t at, size_t n)
{
	for (unsigned i = stack->n; i-- > 0;)
		if (stack->items[i].closing == c) {
			struct mark_pair *pair = vec_at(pairs, stack->items[i].pair);
			pair->inner.end = at;
			pair->outer.end = at + n;
			stack->n = i;
			return true;
		}
	return false;
}

/* Pairs that were never closed go. */
static void drop_open(struct vec *pairs, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < pairs->n; i++) {
		struct mark_pair *pair = vec_at(pairs, i);
		if (pair->outer.end)
			*(struct mark_pair *)vec_at(pairs, kept++) = *pair;
	}
	pairs->n = kept;
}

bool quote_marks_find(struct slice text, struct span paragraph, struct vec *pairs)
{
	struct slice passage = slice_sub(text, 0, paragraph.end);
	struct stack stack = {.n = 0};
	size_t first = pairs->n, at = paragraph.start, start = at;
	uint32_t c;

	for (; utf8_next(passage, &at, &c); start = at) {
		if (opens(c)) {
			if (!push(&stack, pairs, start, at - start, closing_mark_of(c)))
				return false;
		} else if (c == '"') {
			if (!close_nearest(&stack, pairs, c, start, 1) &&
			    !push(&stack, pairs, start, 1, c))
				return false;
		} else if (is_closing_mark(c)) {
			close_nearest(&stack, pairs, c, start, at - start);
		}
	}
	drop_open(pairs, first);
	return true;
}
