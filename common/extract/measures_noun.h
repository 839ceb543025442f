/* measures_noun.h - where the noun beside a figure begins and ends. Only for extract/measures*.c.
 *
 * To the right (11处社区便民食堂) it runs from the unit to the first verb, conjunction or mark. To
 * the left (社区便民食堂11处) the clause is read from its beginning, and the noun is what stands
 * behind its last verb. Quoted parts and short brackets are taken whole. A few dozen letters are
 * read to either side at most. */
#ifndef JICENG_EXTRACT_MEASURES_NOUN_H
#define JICENG_EXTRACT_MEASURES_NOUN_H

#include "extract/measures_rules.h"

struct noun {
	struct span span;
	bool weak; /* a verb stands where the noun should (已完成598个, 危房改造26户) */
	bool bare; /* nothing but that verb */
	bool governed; /* a verb stands before it in its clause */
	size_t
	    topic_end; /* where the noun before that verb ends (居民诉求|办结120件); 0: no such */
};

bool noun_is_empty(struct span span);
/* The word at byte `at` and its role; 调处|化解|率 and 救助|站 are one word to be kept. */
bool noun_word_at(const struct measure_rules *rules, struct slice text, size_t at,
		  struct match *match, enum measure_word_role *role);

struct span noun_right(const struct measure_rules *rules, struct slice text, size_t start);
/* The noun before byte `end`, in the clause that ends there. */
struct noun noun_left(const struct measure_rules *rules, struct slice text, size_t end);
/* The noun at the end of that clause. */
struct noun noun_of_clause(const struct measure_rules *rules, struct slice text,
			   struct span clause);

/* Start of the clause that ends at `end`: behind the last comma or 、 outside marks. */
size_t noun_clause_start(struct slice text, size_t end);
/* Behind the number and unit (40多件, 5.3万户) that begin at `at`; `at`: no figure begins there. */
size_t noun_behind_figure(const struct measure_rules *rules, struct slice text, size_t at);
/* Whether the span ends in the last letters of a thing or a person (小区, 骨干). */
bool noun_has_head(const struct measure_rules *rules, struct slice text, struct span span);

#endif
