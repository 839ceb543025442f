/* eval_tally.h - what `jiceng eval` counts: for each part of the output how much was right, how
 * much too much and how much missing, over all pages; and how sure the events were that were right.
 */
#ifndef JICENG_WORKER_EVAL_TALLY_H
#define JICENG_WORKER_EVAL_TALLY_H

#include <stdio.h>

#include "base/status.h"

/* In the order in which they are printed. */
enum eval_part {
	EVAL_ARTICLES,
	EVAL_TEXT,
	EVAL_TITLE,
	EVAL_PUBLISHED,
	EVAL_SOURCE,
	EVAL_PEOPLE_OF_PAPER,
	EVAL_MUST_NOT,
	EVAL_INITIATIVES,
	EVAL_FIGURES_OF_SPEECH,
	EVAL_KIND,
	EVAL_THEMES,
	EVAL_STAGE,
	EVAL_COMPONENTS,
	EVAL_PART_OF,
	EVAL_JURISDICTION,
	EVAL_TIME,
	EVAL_MEASURES,
	EVAL_PEOPLE,
	EVAL_ROLES,
	EVAL_QUOTES,
	EVAL_OFFSETS,
	EVAL_IDS,
	EVAL_FLAGS,
	EVAL_PART_COUNT
};

/* "initiatives", "people_of_paper": as in the table, in JSON and in a file of floors. */
const char *eval_part_name(enum eval_part part);

struct eval_tally {
	double right, extra, missing;
};

#define EVAL_BINS 10 /* of confidence: [0, .1), [.1, .2), … [.9, 1] */

struct eval_totals {
	struct eval_tally parts[EVAL_PART_COUNT];
	struct eval_bin {
		size_t n, right;
		double confidence; /* sum over the events */
	} bins[EVAL_BINS];
	size_t n_pages;
};

void eval_tally_add(struct eval_tally *tally, double right, double extra, double missing);
/* One thing that there must be one of: right, or missing and something else instead. */
void eval_tally_add_one(struct eval_tally *tally, bool right);
bool eval_tally_is_empty(const struct eval_tally *tally);
double eval_tally_precision(const struct eval_tally *tally); /* 1 where nothing was found */
double eval_tally_recall(const struct eval_tally *tally);    /* 1 where nothing was there */
double eval_tally_f1(const struct eval_tally *tally);

void eval_count_event(struct eval_totals *totals, double confidence, bool right);
/* Mean distance between what events said of themselves and how many were right, weighted by the
 * number of events in each bin (Naeini, Cooper, Hauskrecht 2015); 0 without events. */
double eval_calibration_error(const struct eval_totals *totals);

void eval_print_table(FILE *out, const struct eval_totals *totals);
/* One JSON object on one line. */
void eval_print_json(FILE *out, const struct eval_totals *totals);

/* Compares with a table of floors (lexicon/table.h) with the columns part, precision, recall and
 * example: parts as above, and "calibration", whose precision is one minus the expected calibration
 * error. Prints each figure under its floor to `out`.
 * STATUS_OK also when some are under: their number is *n_under. STATUS_BAD_LEXICON for a bad line,
 * STATUS_CANNOT_READ. */
enum status eval_check_floors(FILE *out, const char *path, const struct eval_totals *totals,
			      size_t *n_under, struct err *err) __attribute__((warn_unused_result));

#endif
