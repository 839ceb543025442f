/* nearest.h - the known name that a mistyped one was most likely meant to be. */
#ifndef JICENG_NEAREST_H
#define JICENG_NEAREST_H

#include "base/slice.h"

/* Edits (insert, delete, replace, swap of neighbours) that turn a into b. Texts longer than 64
 * bytes are as far apart as their longer one. */
size_t edit_distance(struct slice a, struct slice b);

/* Keeps the best of the candidates it is shown. Start with {0}. */
struct nearest {
	const char *name; /* NULL: none is near enough */
	size_t distance;
};
/* A candidate is near enough when at most a third of the letters, or the mistyped name is its
 * beginning. */
void nearest_offer(struct nearest *nearest, struct slice typed, const char *candidate);

#endif
