/* place_walk.h - the way through the candidates in text order, on which towns, villages, zones and
 * what points back are decided by what was named before. For the place_*.c files only. */
#ifndef JICENG_EXTRACT_PLACE_WALK_H
#define JICENG_EXTRACT_PLACE_WALK_H

#include "extract/place_page.h"

struct place_walk {
	struct place_page *page;
	enum place_field field;
	struct slice text;
	uint32_t focus;  /* the place named last */
	size_t focus_at; /* where */
	uint32_t spoken; /* the place named last, one that is only spoken of as well */
	size_t spoken_at;
	size_t paragraph_start;
	uint32_t county;       /* the county (or what lies in it) named last, its city left aside */
	size_t county_at;      /* where */
	uint32_t village;      /* the village named last */
	struct slice locality; /* or the community that has no code */
	uint32_t locality_under;
	struct slice
	    told; /* the community last said to lie in a town that has it not in the list */
	uint32_t told_under;
	bool in_scene; /* extract/place_scene.c: the focus is the only town of the story */
};

/* Decides all that is still open. False: no memory. */
bool place_walk_page(struct place_page *page) __attribute__((warn_unused_result));

/* The place, or the county, that was named last, if in this paragraph. */
uint32_t place_near(const struct place_walk *walk);
uint32_t place_near_county(const struct place_walk *walk);
/* The place of the candidate before, if it ends at byte `at`. */
uint32_t place_ending_at(const struct place_walk *walk, const struct place_candidate *candidate,
			 size_t at);

/* Takes what stands from byte `start` into the span; a short name that it covers was none. */
void place_widen(struct place_page *page, struct place_candidate *candidate, size_t start);
/* Whether the page says the name again within a few paragraphs. */
bool place_is_repeated(struct slice text, struct span span);

/* What points back to a place named before; see candidate->unit. False: no memory. */
bool place_walk_back(struct place_walk *walk, struct place_candidate *candidate)
    __attribute__((warn_unused_result));
/* 街道 or 社区 alone at the start of a clause, about to act: it points back as 该街道 does. */
bool place_is_bare(const struct place_walk *walk, const struct place_candidate *candidate);

/* extract/place_town.c: a name that only towns have, and a candidate that ends in 街道, 镇.
 * extract/place_village.c: one that ends in 社区, 村, and in 小区. False: no memory. */
bool place_walk_name(struct place_walk *walk, struct place_candidate *candidate)
    __attribute__((warn_unused_result));
bool place_walk_town(struct place_walk *walk, struct place_candidate *candidate)
    __attribute__((warn_unused_result));
bool place_walk_village(struct place_walk *walk, struct place_candidate *candidate)
    __attribute__((warn_unused_result));
void place_walk_estate(struct place_walk *walk, struct place_candidate *candidate);

#endif
