/* measures_object.h - what a figure counts. Only for extract/measures*.c. */
#ifndef JICENG_EXTRACT_MEASURES_OBJECT_H
#define JICENG_EXTRACT_MEASURES_OBJECT_H

#include "extract/measures_noun.h"

enum { MOST_LISTED = 6 };

/* 响应率、解决率、满意率|分别达: nouns that share a row of figures. */
struct listed_nouns {
	struct span items[MOST_LISTED];
	size_t n;
};

/* figure: the number with its bounds and unit. Which side counts depends on the kind of unit. An
 * empty span when no noun is found. Reads at most a few dozen letters to either side. */
struct noun measure_object(const struct measure_rules *rules, struct slice text, struct span figure,
			   const struct measure_unit *unit);

/* Whether the words are empty or no thing that can be counted (减少, 现在). */
bool measure_no_object(const struct measure_rules *rules, struct slice object);

/* What the clause before the one that holds byte `at` is about; empty when there is none in the
 * sentence, which begins at byte `sentence`. */
struct noun measure_object_of_clause_before(const struct measure_rules *rules, struct slice text,
					    size_t sentence, size_t at);

/* The nouns before 分别 in the clause of the figure that begins at `at`; n is 0 when there are not
 * two of them. */
struct listed_nouns measure_objects_listed(const struct measure_rules *rules, struct slice text,
					   size_t at);

#endif
