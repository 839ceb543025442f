/* eval_tally.c - see eval_tally.h. */
#include "eval_tally.h"

#include <math.h>
#include <stdlib.h>

#include "lexicon/lexicon.h"

static const char *const NAMES[EVAL_PART_COUNT] = {
    [EVAL_ARTICLES] = "articles",
    [EVAL_TEXT] = "text",
    [EVAL_TITLE] = "title",
    [EVAL_PUBLISHED] = "published",
    [EVAL_SOURCE] = "source",
    [EVAL_PEOPLE_OF_PAPER] = "people_of_paper",
    [EVAL_MUST_NOT] = "text_must_not_hold",
    [EVAL_INITIATIVES] = "initiatives",
    [EVAL_FIGURES_OF_SPEECH] = "figures_of_speech_taken",
    [EVAL_KIND] = "kind",
    [EVAL_THEMES] = "themes",
    [EVAL_STAGE] = "stage",
    [EVAL_COMPONENTS] = "components",
    [EVAL_PART_OF] = "part_of",
    [EVAL_JURISDICTION] = "jurisdiction",
    [EVAL_TIME] = "time",
    [EVAL_MEASURES] = "measures",
    [EVAL_PEOPLE] = "people",
    [EVAL_ROLES] = "roles",
    [EVAL_QUOTES] = "quotes",
    [EVAL_OFFSETS] = "evidence_offsets",
    [EVAL_IDS] = "ids",
    [EVAL_FLAGS] = "flags",
};

#define CALIBRATION "calibration" /* in a file of floors: one minus the expected error */

const char *eval_part_name(enum eval_part part)
{
	return NAMES[part];
}

void eval_tally_add(struct eval_tally *tally, double right, double extra, double missing)
{
	tally->right += right;
	tally->extra += extra;
	tally->missing += missing;
}

void eval_tally_add_one(struct eval_tally *tally, bool right)
{
	eval_tally_add(tally, right, !right, !right);
}

bool eval_tally_is_empty(const struct eval_tally *tally)
{
	return tally->right + tally->extra + tally->missing <= 0;
}

static double share(double part, double rest)
{
	return part + rest > 0 ? part / (part + rest) : 1;
}

double eval_tally_precision(const struct eval_tally *tally)
{
	return share(tally->right, tally->extra);
}

double eval_tally_recall(const struct eval_tally *tally)
{
	return share(tally->right, tally->missing);
}

double eval_tally_f1(const struct eval_tally *tally)
{
	double p = eval_tally_precision(tally), r = eval_tally_recall(tally);

	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void eval_count_event(struct eval_totals *totals, double confidence, bool right)
{
	int bin = (int)(confidence * EVAL_BINS + 1e-9);
	struct eval_bin *counted = &totals->bins[bin < EVAL_BINS ? bin : EVAL_BINS - 1];

	counted->n++;
	counted->right += right;
	counted->confidence += confidence;
}

double eval_calibration_error(const struct eval_totals *totals)
{
	double sum = 0, n = 0;

	for (int i = 0; i < EVAL_BINS; i++) {
		sum += fabs(totals->bins[i].confidence - (double)totals->bins[i].right);
		n += (double)totals->bins[i].n;
	}
	return n > 0 ? sum / n : 0;
}

static void print_reliability(FILE *out, const struct eval_totals *totals)
{
	fprintf(out, "\n%-24s %9s %7s %7s\n", "confidence", "events", "said", "right");
	for (int i = 0; i < EVAL_BINS; i++) {
		const struct eval_bin *bin = &totals->bins[i];
		if (bin->n)
			fprintf(out, "%.1f to %.1f               %9zu %7.3f %7.3f\n",
				(double)i / EVAL_BINS, (double)(i + 1) / EVAL_BINS, bin->n,
				bin->confidence / (double)bin->n,
				(double)bin->right / (double)bin->n);
	}
	fprintf(out, "expected calibration error %.3f\n", eval_calibration_error(totals));
}

void eval_print_table(FILE *out, const struct eval_totals *totals)
{
	fprintf(out, "%-24s %9s %7s %7s  (%zu pages)\n", "", "precision", "recall", "F1",
		totals->n_pages);
	for (int part = 0; part < EVAL_PART_COUNT; part++) {
		const struct eval_tally *tally = &totals->parts[part];
		if (!eval_tally_is_empty(tally))
			fprintf(out, "%-24s %9.3f %7.3f %7.3f\n", NAMES[part],
				eval_tally_precision(tally), eval_tally_recall(tally),
				eval_tally_f1(tally));
	}
	print_reliability(out, totals);
}

void eval_print_json(FILE *out, const struct eval_totals *totals)
{
	fprintf(out, "{\"pages\":%zu", totals->n_pages);
	for (int part = 0; part < EVAL_PART_COUNT; part++) {
		const struct eval_tally *tally = &totals->parts[part];
		if (!eval_tally_is_empty(tally))
			fprintf(out, ",\"%s\":{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}",
				NAMES[part], eval_tally_precision(tally), eval_tally_recall(tally),
				eval_tally_f1(tally));
	}
	fprintf(out, ",\"reliability\":[");
	for (int i = 0, n = 0; i < EVAL_BINS; i++)
		if (totals->bins[i].n)
			fprintf(out,
				"%s{\"from\":%.1f,\"events\":%zu,\"said\":%.4f,\"right\":%.4f}",
				n++ ? "," : "", (double)i / EVAL_BINS, totals->bins[i].n,
				totals->bins[i].confidence / (double)totals->bins[i].n,
				(double)totals->bins[i].right / (double)totals->bins[i].n);
	fprintf(out, "],\"calibration_error\":%.4f}\n", eval_calibration_error(totals));
}

/* "0.92"; false for anything that is no share. */
static bool read_share(struct slice cell, double *out)
{
	char text[16] = {0}, *end;

	if (cell.n == 0 || cell.n >= sizeof text)
		return false;
	for (size_t i = 0; i < cell.n; i++)
		text[i] = cell.p[i];
	*out = strtod(text, &end);
	return *end == 0 && *out >= 0 && *out <= 1;
}

static bool check_one(FILE *out, const char *name, const char *what, double got, double floor)
{
	if (got >= floor - 5e-7)
		return true;
	fprintf(out, "UNDER ITS FLOOR  %s: %s %.3f, at least %.3f was wanted\n", name, what, got,
		floor);
	return false;
}

static enum status check_row(FILE *out, const struct table *table, size_t row,
			     const size_t *columns, const struct eval_totals *totals,
			     size_t *n_under, struct err *err)
{
	struct slice name = table_cell(table, row, columns[0]);
	double precision, recall;

	if (!read_share(table_cell(table, row, columns[1]), &precision) ||
	    !read_share(table_cell(table, row, columns[2]), &recall))
		return table_refuse(table, row, err, "a floor is a number from 0 to 1");
	if (slice_equal(name, SLICE(CALIBRATION))) {
		*n_under += !check_one(out, CALIBRATION, "one minus the expected error",
				       1 - eval_calibration_error(totals), precision);
		return STATUS_OK;
	}
	for (int part = 0; part < EVAL_PART_COUNT; part++) {
		const struct eval_tally *tally = &totals->parts[part];
		if (!slice_equal(slice_of(NAMES[part]), name))
			continue;
		*n_under += !check_one(out, NAMES[part], "precision", eval_tally_precision(tally),
				       precision);
		*n_under +=
		    !check_one(out, NAMES[part], "recall", eval_tally_recall(tally), recall);
		return STATUS_OK;
	}
	return table_refuse(table, row, err, "there is no part '%.*s'", SLICE_ARG(name));
}

enum status eval_check_floors(FILE *out, const char *path, const struct eval_totals *totals,
			      size_t *n_under, struct err *err)
{
	static const char *const COLUMNS[] = {"part", "precision", "recall"};
	struct arena *arena = arena_new((size_t)16 << 20);
	struct table table;
	size_t columns[3];

	*n_under = 0;
	if (!arena)
		return err_set(err, STATUS_MEMORY_LIMIT, "eval", SIZE_MAX, "no memory");
	enum status status = lexicon_read_table(arena, path, &table, err);
	if (status == STATUS_OK)
		status = table_columns(&table, COLUMNS, 3, columns, err);
	for (size_t row = 0; status == STATUS_OK && row < table.n_rows; row++)
		status = check_row(out, &table, row, columns, totals, n_under, err);
	arena_free(arena);
	return status;
}
