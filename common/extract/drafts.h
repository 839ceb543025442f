/* drafts.h - what is known of one initiative while it is being put together: the candidates that
 * name it, where it is mentioned, and the record that comes of it. Passed from step to step by
 * initiatives.c: judgement, naming, kinds, stage, themes, components, relations, attachment. */
#ifndef JICENG_EXTRACT_DRAFTS_H
#define JICENG_EXTRACT_DRAFTS_H

#include "extract/names.h"
#include "extract/places.h"

/* Which facts hold of a name. */
struct facts {
	bool has[FACT_COUNT];
};

/* What all steps look at. */
struct passage {
	struct arena *arena;
	const struct initiative_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	const struct places *places;
	struct slice text;
	const struct name_candidate *candidates;
	size_t n_candidates;
	struct facts *facts; /* one for each candidate */
	double *scores;      /* their sums */
	size_t *draft_of;    /* draft of each candidate, or NO_CANDIDATE */
};

struct draft {
	struct slice key;   /* the core without marks and spaces */
	struct slice full;  /* the best full name without marks and spaces */
	size_t best;        /* candidate with the best score */
	size_t namesake;    /* candidate with the fullest name */
	size_t first;       /* first candidate in the text */
	struct facts facts; /* of the best candidate, and of the draft as a whole */
	double score;
	size_t n_members;
	int kind_of_tail; /* kind of the head noun behind the core, or -1: part of the draft's
			     identity */
	bool in_heading;
	size_t heading_paragraph;    /* when in_heading */
	const struct span *mentions; /* in text order */
	size_t n_mentions;
	int part_of;  /* draft, or -1 */
	bool merged;  /* into another draft; to be passed over */
	bool dropped; /* below the threshold; merged is set as well */
	struct initiative record;
};

struct drafts {
	struct draft *items;
	size_t n;
};

#endif
