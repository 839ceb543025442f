/* shift.h - undoes the one-byte shift of GBK (EVENTS.md section 2, "Broken letters"): a converter
 * cut the bytes at A3 AC or A3 A1 (，！) wherever they stood, also across two letters, and wrote
 * `?` for a byte left over. */
#ifndef JICENG_TEXT_SHIFT_H
#define JICENG_TEXT_SHIFT_H

#include "base/arena.h"
#include "text/gbk.h"

struct shift_context {
	const struct gbk *gbk; /* open */
	struct slice page; /* more text of the same page, to find lost letters in; may be empty */
	size_t search_budget; /* bytes of `page` that may still be searched */
};

struct shift {
	size_t end;               /* the damage is bytes [question mark, end) of the text */
	struct slice replacement; /* in the arena */
	struct span left[2];      /* bytes of the replacement that stay unknown */
	size_t n_left;
};

enum shift_result { SHIFT_NONE, SHIFT_FOUND, SHIFT_NO_MEMORY };

/* Looks at the question mark at byte `at`. SHIFT_FOUND only where every letter of the reading is
 * certain but those reported in left. Cost: bounded by the length of a run (a few hundred letters)
 * and by the search budget. */
enum shift_result shift_undo(struct arena *arena, struct shift_context *context, struct slice text,
			     size_t at, struct shift *out) __attribute__((warn_unused_result));

#endif
