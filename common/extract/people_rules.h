/* people_rules.h - the word lists by which people, organisations and speakers are known, compiled.
 * Private to extract/people*.c, organisations.c and quotes.c. */
#ifndef JICENG_EXTRACT_PEOPLE_RULES_H
#define JICENG_EXTRACT_PEOPLE_RULES_H

#include "extract/people.h"
#include "lexicon/matcher.h"

/* Values in the matchers below: the `kind` column of each table. */
enum surname_kind { SURNAME_PLAIN, SURNAME_WARY, SURNAME_FUNCTION, SURNAME_COMPOUND, SURNAME_NONE };
enum title_kind { TITLE_OFFICE, TITLE_PERSON, TITLE_STAFF };
enum follower_kind { FOLLOWER_STRONG, FOLLOWER_WEAK, FOLLOWER_THING, FOLLOWER_SPEECH };
enum not_name_kind { NOT_NAME_START, NOT_NAME_WHOLE };
enum form_kind { FORM_SURE, FORM_SPOKEN };
enum limit_kind { LIMIT_STOP, LIMIT_KEEP };
enum body_limit_kind { BODY_LIMIT_START, BODY_LIMIT_INSIDE };
enum letter_kind { LETTER_UNKNOWN, LETTER_USUAL, LETTER_NEVER };

/* A word list with the first and last letters of its words as bits: most letters of a text begin
 * and end none, and are passed over without a look-up. */
struct words {
	const struct matcher *matcher;
	unsigned char first[0x10000 / 8];
	unsigned char last[0x10000 / 8];
};

/* As matcher_build(), into *out, which must be zeroed. False: no memory. */
bool words_build(struct arena *arena, const struct matcher_entry *entries, size_t n,
		 struct words *out) __attribute__((warn_unused_result));
/* As matcher_at(), matcher_before() and matcher_next(). */
bool words_at(const struct words *words, struct slice text, size_t at, struct match *out);
bool words_before(const struct words *words, struct slice text, size_t end, struct match *out);
bool words_next(const struct words *words, struct slice text, size_t *from, struct match *out);

struct people_rules {
	struct words surnames;
	struct words titles;
	struct words followers; /* speech verbs among them */
	struct words not_names;
	struct words forms;
	struct words limits;
	struct words bodies;            /* last words of organisations and places */
	struct words no_bodies;         /* what keeps words from being such a name */
	struct words acts;              /* what a body does, behind its name */
	unsigned char letters[0x10000]; /* enum letter_kind of a code point */
};

enum letter_kind letter_kind(const struct people_rules *rules, uint32_t c);

#endif
