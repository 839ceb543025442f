/* measures_object.h - the noun that a figure counts, on either side of it. Only for
 * extract/measures*.c. */
#ifndef JICENG_EXTRACT_MEASURES_OBJECT_H
#define JICENG_EXTRACT_MEASURES_OBJECT_H

#include "extract/measures_rules.h"

/* figure: the number with its bounds and unit. Empty span when no noun is found. Reads at most a
 * few dozen letters to either side. */
struct span measure_object(const struct measure_rules *rules, struct slice text, struct span figure,
			   const struct measure_unit *unit);

/* Whether the words are empty or no thing that can be counted (减少, 现在). */
bool measure_no_object(const struct measure_rules *rules, struct slice object);

/* What the clause before the one that holds byte `at` is about; empty when there is none in the
 * sentence, which begins at byte `sentence`. */
struct span measure_object_of_clause_before(const struct measure_rules *rules, struct slice text,
					    size_t sentence, size_t at);

#endif
