/* measures_rules.h - units.tsv, bounds.tsv, measure_guards.tsv and measure_words.tsv, compiled.
 * Only for extract/measures*.c. */
#ifndef JICENG_EXTRACT_MEASURES_RULES_H
#define JICENG_EXTRACT_MEASURES_RULES_H

#include "extract/model.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"

enum counted { COUNTED_PERSON, COUNTED_EVENT, COUNTED_THING, COUNTED_COUNT };

struct measure_unit {
	struct slice word;
	enum measure_kind kind;
	enum counted of;
	bool small_han;          /* a Chinese numeral up to ten before it counts */
	bool digits_only;        /* no Chinese numeral does */
	struct slice not_before; /* words, a space between them */
};

struct measure_bound_word {
	enum measure_bound bound;
	struct slice not_after; /* letters */
};

enum measure_word_role {
	ROLE_VERB,
	ROLE_LINK,
	ROLE_TURN,
	ROLE_BREAK,
	ROLE_OPENER,
	ROLE_START,
	ROLE_KEEP,
	ROLE_ACT,
	ROLE_HEAD,
	ROLE_SUFFIX,
	ROLE_TAIL,
	ROLE_COMPOUND,
	ROLE_MONEY,
	ROLE_BODY,
	ROLE_SPAN,
	ROLE_EDGE,
	ROLE_COUNT
};

enum { BOUND_SIDE_BEFORE, BOUND_SIDE_MIDDLE, BOUND_SIDE_BEHIND, BOUND_SIDES };
enum { GUARD_BEFORE, GUARD_BEFORE_HAN, GUARD_BEHIND, GUARD_NEAR, GUARD_WHOLE, GUARD_SIDES };

struct measure_rules {
	const struct measure_unit *units;
	const struct matcher *unit_words; /* value: index in units */
	const struct measure_bound_word *bounds;
	const struct matcher *bound_words[BOUND_SIDES]; /* value: index in bounds */
	const struct slice *guards_not_after;           /* letters, for each row of the guards */
	const struct matcher *guards[GUARD_SIDES];      /* value: row */
	const struct matcher *words; /* value: enum measure_word_role; all but heads */
	const struct matcher *links; /* the links among them, to be found from behind */
	const struct matcher *heads, *suffixes, *tails, *compounds, *money, *bodies, *spans;
};

/* Whether one of the letters stands right before byte `at`. */
bool measure_letter_before(struct slice letters, struct slice text, size_t at);
/* The word of bounds.tsv, side before, that ends at byte `at`, when its neighbours allow it. */
bool measure_bound_before(const struct measure_rules *rules, struct slice text, size_t at,
			  struct match *match);
/* Whether a word of that side, in its own right, stands right before byte `at`. */
bool measure_guard_before(const struct measure_rules *rules, int side, struct slice text,
			  size_t at);

/* The unit at byte `at` whose neighbours allow it, or NULL; *end is the byte behind it. */
const struct measure_unit *measure_unit_at(const struct measure_rules *rules, struct slice text,
					   size_t at, size_t *end);

#endif
