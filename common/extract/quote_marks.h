/* quote_marks.h - pairs of quotation marks in one paragraph, nested ones included. */
#ifndef JICENG_EXTRACT_QUOTE_MARKS_H
#define JICENG_EXTRACT_QUOTE_MARKS_H

#include "base/vec.h"

struct mark_pair {
	struct span outer; /* with the marks */
	struct span inner;
	unsigned depth; /* 0: inside no other pair */
	bool title;     /* 《》 or 〈〉 */
};

/* Appends the pairs (struct mark_pair) of text[paragraph] in the order of their opening marks. A
 * mark whose partner is lost makes no pair. Straight marks (") open and close in turn. False when
 * the arena is full. */
bool quote_marks_find(struct slice text, struct span paragraph, struct vec *pairs)
    __attribute__((warn_unused_result));

#endif
