/* eval_text.h - when two texts count as the same for `jiceng eval`: without marks and spaces, in
 * compatibility form, by shared stretches of letters. The measures are those of the scorer that the
 * gold format comes with, so that both give the same figures. */
#ifndef JICENG_WORKER_EVAL_TEXT_H
#define JICENG_WORKER_EVAL_TEXT_H

#include "base/arena.h"

/* NFKC without quotation marks and white space; for names and values. In the arena; empty when the
 * arena is full or the text is no UTF-8. */
struct slice eval_bare(struct arena *arena, struct slice text);

/* The stretches of five letters of a text (NFKC, without punctuation and spaces), as hashes in
 * ascending order, equal ones as often as they occur. A text of one to four letters has one. */
struct shingles {
	const uint64_t *items;
	size_t n;
};

/* In the arena; none when it is full. */
struct shingles eval_shingles(struct arena *arena, struct slice text);
/* How many two texts share, each counted as often as it occurs in both. */
size_t eval_shared(struct shingles a, struct shingles b);

/* Letters that two bare texts share, over the letters of the longer one: 0..1; 1 for two empty
 * ones. */
double eval_overlap(struct arena *arena, struct slice a, struct slice b);

/* Equal, or one holds the other and has at least 60 % of its letters. Bare texts. */
bool eval_same_name(struct slice a, struct slice b);

#endif
