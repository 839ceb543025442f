/* repair.h - letters broken by a converter, put right where that is certain (EVENTS.md section 2,
 * "Broken letters"). What is not certain stays as it is and is reported, so that no fact is taken
 * from it. Works on one paragraph or headline of valid UTF-8, before script conversion. */
#ifndef JICENG_TEXT_REPAIR_H
#define JICENG_TEXT_REPAIR_H

#include "base/arena.h"
#include "base/status.h"
#include "text/lost.h"

enum repair_kind {
	REPAIR_LETTERS, /* letters read in a wrong way: GBK shift, UTF-8 as GBK or Latin-1, ... */
	REPAIR_PINYIN,  /* pinyin glued behind a letter, taken out */
	REPAIR_PUNCTUATION, /* a doubled mark */
};

struct repaired_span {
	struct span before; /* bytes in the text given */
	struct span after;  /* bytes in the text returned */
	enum repair_kind kind;
};

struct repair {
	struct slice text;                   /* the input itself when nothing was repaired */
	const struct repaired_span *repairs; /* in order; in the arena */
	size_t n_repairs;
	size_t n_letter_repairs; /* of these, of kind REPAIR_LETTERS */
	const struct span *left; /* broken but not repaired: bytes in `text`, in order */
	size_t n_left;
};

/* What helps to find lost letters; all may be empty. */
struct repair_context {
	struct slice page; /* more text of the same page (decoded, script not converted; markup does
			    * no harm). Only its first 128 KiB are looked at. */
	const struct split_word *words; /* in both scripts */
	size_t n_words;
};

/* STATUS_MEMORY_LIMIT is the only failure. Clean text comes out unchanged. */
enum status repair_text(struct arena *arena, const struct repair_context *context,
			struct slice text, struct repair *out) __attribute__((warn_unused_result));

#endif
