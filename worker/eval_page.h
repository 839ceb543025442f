/* eval_page.h - one page's gold (what a careful reader gets out of it) against what the engine got
 * out of it. The gold format: tests/corpus/initiatives/README.md. */
#ifndef JICENG_WORKER_EVAL_PAGE_H
#define JICENG_WORKER_EVAL_PAGE_H

#include "engine.h"
#include "eval_tally.h"
#include "eval_text.h"
#include "json_slice.h"

struct eval_page {
	struct arena *arena; /* dies with the page */
	struct eval_totals *totals;
	FILE *misses;    /* where what went wrong is said, a line each; NULL: nowhere */
	size_t n_misses; /* said so far */
	size_t most_misses;
	const json_t *gold; /* borrowed: the gold file */
	const json_t
	    *clean; /* borrowed: the line that `jiceng clean` prints; NULL: a dead letter */
	const json_t *events;                  /* borrowed: array of the page's events */
	FILE *facts;                           /* see eval_facts(); NULL: nowhere */
	const struct initiatives *initiatives; /* borrowed; of each article; used for facts only */
};

/* Adds the page to the totals. A part that the gold says nothing about is not counted. */
void eval_page(struct eval_page *page);

/* For the files that share the work. */

/* A line about something that went wrong, when there is room for one. */
void eval_miss(struct eval_page *page, const char *what, struct slice detail);
/* Do the two arrays of strings hold the same (bare) strings? Counts each once. */
void eval_compare_sets(struct eval_page *page, enum eval_part part, const json_t *gold,
		       const json_t *got);
/* Is the text one of the array's, or equal to `also`? Compared bare. */
bool eval_is_among(struct eval_page *page, struct slice text, struct slice also,
		   const json_t *array);

/* eval_article.c: title, date, outlet, people, text of one article; got NULL: not found. */
void eval_article(struct eval_page *page, const json_t *gold, const json_t *got);
/* eval_facts.c: a JSON line to page->facts for each name that was looked at in the article: its
 * facts and whether the gold has it ("right", "optional", "wrong"). What tests/tools/fit_weights.py
 * fits the weights of judgement_weights.tsv on. gold NULL: the gold has no such article. */
void eval_facts(struct eval_page *page, const json_t *gold, const struct initiatives *list);
/* eval_events.c: is it a name of that gold initiative, or nearly? */
bool eval_names_it(struct eval_page *page, const json_t *gold, struct slice name);
/* eval_events.c: is it to be found (weight core), or neither rewarded nor punished? */
bool eval_is_core(const json_t *gold);
/* eval_events.c: the initiatives of one article and what belongs to them; events: array of those
 * of that article. */
void eval_events(struct eval_page *page, const json_t *gold, const json_t *events);

#endif
