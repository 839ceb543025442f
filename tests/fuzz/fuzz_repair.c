/* fuzz_repair.c - any text through the repair of broken letters; the first byte picks how much of
 * it is the page that lost letters are looked for in. What must hold: valid UTF-8 comes out; spans
 * are in order and at borders of letters, and what lies between the repairs is the same before and
 * after; a second run gives the same. */
#include <assert.h>
#include <stdint.h>

#include "text/repair.h"
#include "text/utf8.h"

#define BUDGET ((size_t)256 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* 日前, 学校, 痕迹, 委书记 */
static const struct split_word WORDS[] = {{0, 0x65E5, 0x524D, true},
					  {0, 0x5B66, 0x6821, false},
					  {0, 0x75D5, 0x8FF9, false},
					  {0x59D4, 0x4E66, 0x8BB0, true}};

static void check_border(struct slice text, size_t at)
{
	assert(at <= text.n);
	assert(at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

static void check(struct slice text, const struct repair *repair)
{
	size_t before = 0, after = 0, left = 0;

	assert(utf8_is_valid(repair->text));
	for (size_t i = 0; i < repair->n_repairs; i++) {
		const struct repaired_span *r = &repair->repairs[i];
		assert(r->before.start >= before && r->before.end > r->before.start);
		assert(r->after.start >= after && r->after.end >= r->after.start);
		assert(slice_equal(slice_sub(text, before, r->before.start),
				   slice_sub(repair->text, after, r->after.start)));
		check_border(text, r->before.start);
		check_border(text, r->before.end);
		check_border(repair->text, r->after.start);
		check_border(repair->text, r->after.end);
		before = r->before.end;
		after = r->after.end;
	}
	assert(slice_equal(slice_from(text, before), slice_from(repair->text, after)));
	for (size_t i = 0; i < repair->n_left; i++) {
		assert(repair->left[i].start >= left);
		assert(repair->left[i].end > repair->left[i].start);
		left = repair->left[i].end;
		check_border(repair->text, repair->left[i].start);
		check_border(repair->text, repair->left[i].end);
	}
}

static void check_same(const struct repair *a, const struct repair *b)
{
	assert(slice_equal(a->text, b->text));
	assert(a->n_repairs == b->n_repairs && a->n_left == b->n_left);
	for (size_t i = 0; i < a->n_repairs; i++)
		assert(a->repairs[i].after.end == b->repairs[i].after.end &&
		       a->repairs[i].before.end == b->repairs[i].before.end);
	for (size_t i = 0; i < a->n_left; i++)
		assert(a->left[i].start == b->left[i].start && a->left[i].end == b->left[i].end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *arena;
	struct slice text = {(const char *)data + 1, n - 1};
	struct repair repair, again;

	if (n == 0 || !utf8_is_valid(text) || (!arena && !(arena = arena_new(BUDGET))))
		return 0;
	struct repair_context context = {slice_sub(text, 0, (n - 1) * data[0] / 255), WORDS,
					 sizeof WORDS / sizeof *WORDS};
	if (!utf8_is_valid(context.page))
		context.page = SLICE_EMPTY;
	if (repair_text(arena, &context, text, &repair) == STATUS_OK) {
		check(text, &repair);
		if (repair_text(arena, &context, text, &again) == STATUS_OK)
			check_same(&repair, &again);
	}
	arena_reset(arena);
	return 0;
}
