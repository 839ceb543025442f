/* people_rules.h - the word lists by which people, organisations and speakers are known, compiled.
 * Private to extract/people*.c, organisations.c and quotes.c. */
#ifndef JICENG_EXTRACT_PEOPLE_RULES_H
#define JICENG_EXTRACT_PEOPLE_RULES_H

#include "extract/people.h"
#include "extract/word_paths.h"
#include "lexicon/matcher.h"

/* Values in the matchers below: the `kind` column of each table. */
enum surname_kind {
	SURNAME_COMMON,
	SURNAME_PLAIN,
	SURNAME_WARY,
	SURNAME_FUNCTION,
	SURNAME_COMPOUND,
	SURNAME_NONE /* a part of a name that has none */
};
enum title_kind {
	TITLE_OFFICE,
	TITLE_PERSON,
	TITLE_STAFF,
	TITLE_CROWD, /* who speaks without a name, and never with one: 大家 */
	TITLE_LEADER /* 总书记: quoted, but no actor */
};
enum follower_kind {
	FOLLOWER_STRONG,
	FOLLOWER_WEAK,
	FOLLOWER_LINK,
	FOLLOWER_THING,
	FOLLOWER_SPEECH
};
enum not_name_kind { NOT_NAME_START, NOT_NAME_WHOLE, NOT_NAME_PAST };
enum form_kind { FORM_SURE, FORM_SPOKEN };
enum ending_kind { ENDING_ANY, ENDING_LONG };
enum limit_kind { LIMIT_STOP, LIMIT_LINK, LIMIT_KEEP };
enum body_limit_kind { BODY_LIMIT_START, BODY_LIMIT_INSIDE };
enum letter_kind {
	LETTER_UNKNOWN,
	LETTER_COMMON,
	LETTER_USUAL,
	LETTER_FAIR,
	LETTER_FOREIGN, /* of names that are not Chinese, written by sound */
	LETTER_NEVER,
	LETTER_BEGINS, /* a name: the first of a surname, and 老 and 小 */
	LETTER_FORM,   /* the first of what makes a name of a surname: 先生 */
	LETTER_PART    /* in a known part of a name that is not Chinese */
};

/* A word list with bits for how its words begin and end: most letters of a text begin and end none,
 * and are passed over without a look-up. */
struct words {
	const struct matcher *matcher;
	unsigned char first[0x10000 / 8];
	unsigned char last[0x10000 / 8];     /* of words of one letter */
	unsigned char last_two[0x10000 / 8]; /* of longer ones, both letters mixed */
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
	struct words endings;           /* of words for persons that no table has */
	struct words written;           /* what leads in words that are written, not said */
	const struct word_costs *costs; /* of ordinary words */
	uint16_t letters[0x10000];      /* 1 << enum letter_kind of a code point */
};

/* The kind for a given name that is Chinese. */
enum letter_kind letter_kind(const struct people_rules *rules, uint32_t c);
/* LETTER_FOREIGN and those behind LETTER_NEVER go with any other kind. */
bool letter_is(const struct people_rules *rules, uint32_t c, enum letter_kind kind);

#endif
