/* shift.h - undoes the one-byte shift of GBK (EVENTS.md section 2, "Broken letters"): a converter
 * cut the bytes at A3 AC or A3 A1 (，！) wherever they stood, also across two letters, and wrote
 * `?` for a byte left over. */
#ifndef JICENG_TEXT_SHIFT_H
#define JICENG_TEXT_SHIFT_H

#include "base/arena.h"
#include "text/lost.h"

struct shift_context {
	struct arena *arena;
	struct lost_context lost;
	enum { MARKS_UNSEEN, MARKS_ASCII, MARKS_WIDE } marks; /* found out at the first need */
};

struct shift {
	size_t end;               /* the damage is bytes [question mark, end) of the text */
	struct slice replacement; /* in the arena */
	struct span left[3];      /* bytes of the replacement that stay unknown */
	size_t n_left;
};

enum shift_result {
	SHIFT_NONE,
	SHIFT_FOUND,
	SHIFT_LEFT, /* damage for certain, up to out->end, but nothing of it can be read */
	SHIFT_NO_MEMORY
};

/* Looks at the question mark at byte `at`. before: what stands before it, repaired. SHIFT_FOUND
 * only where every letter of the reading is certain but those reported in left. Cost: bounded by
 * the length of a run (a few hundred letters) and by the search budget. */
enum shift_result shift_undo(struct shift_context *context, struct slice before, struct slice text,
			     size_t at, struct shift *out) __attribute__((warn_unused_result));

/* The same damage from another hand: a converter that glossed Traditional letters with their
 * pinyin, 優 (83 9E) with 優(yōu), looked for their bytes without regard to where letters begin,
 * found 83 9E in 變為 (D7 83 | 9E E9) and wrote the gloss between: `變?yōu)橐…`. `at` is at the
 * question mark, which stands for the lead byte 9E and the opening bracket. */
enum shift_result shift_undo_gloss(struct shift_context *context, struct slice before,
				   struct slice text, size_t at, struct shift *out)
    __attribute__((warn_unused_result));

#endif
