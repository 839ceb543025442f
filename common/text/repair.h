/* repair.h - letters broken by a converter, put right where that is certain (EVENTS.md section 2,
 * "Broken letters"). What is not certain stays as it is and is reported, so that no fact is taken
 * from it. Works on one paragraph or headline of valid UTF-8, before script conversion. */
#ifndef JICENG_TEXT_REPAIR_H
#define JICENG_TEXT_REPAIR_H

#include "base/arena.h"
#include "base/status.h"

struct repaired_span {
	struct span before; /* bytes in the text given */
	struct span after;  /* bytes in the text returned */
};

struct repair {
	struct slice text;                   /* the input itself when nothing was repaired */
	const struct repaired_span *repairs; /* in order; in the arena */
	size_t n_repairs;
	const struct span *left; /* broken but not repaired: bytes in `text` */
	size_t n_left;
};

/* STATUS_MEMORY_LIMIT is the only failure. */
enum status repair_text(struct arena *arena, struct slice text, struct repair *out)
    __attribute__((warn_unused_result));

#endif
