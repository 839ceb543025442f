/* people_rules.h - the word lists by which people, organisations and speakers are known, compiled.
 * Private to extract/people*.c, organisations.c and quotes.c. */
#ifndef JICENG_EXTRACT_PEOPLE_RULES_H
#define JICENG_EXTRACT_PEOPLE_RULES_H

#include "extract/people.h"
#include "lexicon/matcher.h"

/* Values in the matchers below: the `kind` column of each table. */
enum surname_kind { SURNAME_PLAIN, SURNAME_WARY, SURNAME_FUNCTION, SURNAME_COMPOUND };
enum title_kind { TITLE_OFFICE, TITLE_PERSON, TITLE_STAFF };
enum follower_kind { FOLLOWER_STRONG, FOLLOWER_WEAK, FOLLOWER_THING, FOLLOWER_SPEECH };
enum not_name_kind { NOT_NAME_START, NOT_NAME_WHOLE };
enum form_kind { FORM_SURE, FORM_SPOKEN };
enum limit_kind { LIMIT_STOP, LIMIT_KEEP };
enum body_limit_kind { BODY_LIMIT_START, BODY_LIMIT_INSIDE };
enum letter_kind { LETTER_UNKNOWN, LETTER_USUAL, LETTER_NEVER };

struct people_rules {
	const struct matcher *surnames;
	const struct matcher *titles;
	const struct matcher *followers; /* speech verbs among them */
	const struct matcher *not_names;
	const struct matcher *forms;
	const struct matcher *limits;
	const struct matcher *bodies;          /* last words of organisations and places */
	const struct matcher *no_bodies;       /* what keeps words from being such a name */
	const struct matcher *acts;            /* what a body does, behind its name */
	unsigned char letters[0x10000];        /* enum letter_kind of a code point */
	unsigned char title_ends[0x10000 / 8]; /* bit: a title ends with this code point */
};

enum letter_kind letter_kind(const struct people_rules *rules, uint32_t c);
/* The longest title that ends at byte `end`. */
bool title_before(const struct people_rules *rules, struct slice text, size_t end,
		  struct match *out);

#endif
