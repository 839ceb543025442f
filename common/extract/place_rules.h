/* place_rules.h - the word lists behind extract/places.h, compiled. For the place_*.c files only.
 */
#ifndef JICENG_EXTRACT_PLACE_RULES_H
#define JICENG_EXTRACT_PLACE_RULES_H

#include "extract/places.h"
#include "lexicon/matcher.h"

/* Roles of data/place_words.tsv; what they mean is said there. */
enum place_role {
	ROLE_VILLAGE,
	ROLE_ZONE,
	ROLE_ESTATE,
	ROLE_TOWN,
	ROLE_BACK,
	ROLE_NONE,
	ROLE_NAME_END,
	ROLE_SUFFIX,
	ROLE_INSTITUTION,
	ROLE_OBJECT,
	ROLE_BOUNDARY,
	ROLE_MEMBER,
	ROLE_USE,
	ROLE_ORGAN,
	ROLE_GENERIC,
	ROLE_COUNT
};

struct place_word {
	enum place_role role;
	struct slice unit;
};

/* What 市住建局 may begin with. */
#define PLACE_UNITS                                                                                \
	{                                                                                          \
		SLICE_INIT("省"), SLICE_INIT("市"), SLICE_INIT("区"), SLICE_INIT("县"),            \
		    SLICE_INIT("州"), SLICE_INIT("旗")                                             \
	}

struct place_rules {
	const struct gazetteer *gazetteer;
	const struct place_word *words; /* by row of place_words.tsv */
	unsigned char
	    first_letters[0x10000 / 8];   /* bit set: a mark or an organ's unit may start so */
	const struct matcher *marks;      /* villages, zones, estates, towns, back references */
	const struct matcher *name_ends;  /* ROLE_NAME_END */
	const struct matcher *suffixes;   /* ROLE_SUFFIX */
	const struct matcher *bodies;     /* ROLE_INSTITUTION */
	const struct matcher *objects;    /* ROLE_OBJECT */
	const struct matcher *boundaries; /* ROLE_OBJECT, ROLE_BOUNDARY */
	const struct matcher *members;    /* ROLE_MEMBER */
	const struct matcher *uses;       /* ROLE_USE */
	const struct matcher *organs;     /* ROLE_ORGAN */
	const struct matcher *generic;    /* ROLE_GENERIC */
	const struct matcher *weak;       /* place_weak.tsv */
	const struct matcher *persons;    /* words for a person: person_roles.tsv, job_titles.tsv */
	const struct matcher *surnames;   /* surnames.tsv, those that are no words as well */
	const struct matcher *speech;     /* speech_verbs.tsv */
	const struct matcher *outlets;    /* value: division */
	const struct matcher *hosts;      /* value: division */
};

/* The word of a match of one of the matchers over place_words.tsv. */
const struct place_word *place_word_of(const struct place_rules *rules, const struct match *match);

#endif
