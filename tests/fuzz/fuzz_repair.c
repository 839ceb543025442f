/* fuzz_repair.c - any text through the repair of broken letters.
 * What must hold: valid UTF-8 comes out; spans are in order and what lies between the repairs is
 * the same before and after. */
#include <assert.h>
#include <stdint.h>

#include "text/repair.h"
#include "text/utf8.h"

#define BUDGET ((size_t)256 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(struct slice text, const struct repair *repair)
{
	size_t before = 0, after = 0, left = 0;

	assert(utf8_is_valid(repair->text));
	for (size_t i = 0; i < repair->n_repairs; i++) {
		const struct repaired_span *r = &repair->repairs[i];
		assert(r->before.start >= before && r->before.end >= r->before.start);
		assert(r->after.start >= after && r->after.end >= r->after.start);
		assert(slice_equal(slice_sub(text, before, r->before.start),
				   slice_sub(repair->text, after, r->after.start)));
		before = r->before.end;
		after = r->after.end;
	}
	assert(slice_equal(slice_from(text, before), slice_from(repair->text, after)));
	for (size_t i = 0; i < repair->n_left; i++) {
		assert(repair->left[i].start >= left);
		assert(repair->left[i].end > repair->left[i].start);
		left = repair->left[i].end;
		assert(utf8_is_valid(slice_span(repair->text, repair->left[i])));
	}
	assert(left <= repair->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *arena;
	struct slice text = {(const char *)data, n};
	struct repair repair;

	if (!utf8_is_valid(text) || (!arena && !(arena = arena_new(BUDGET))))
		return 0;
	if (repair_text(arena, &(struct repair_context){.page = text}, text, &repair) == STATUS_OK)
		check(text, &repair);
	arena_reset(arena);
	return 0;
}
