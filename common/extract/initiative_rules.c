/* initiative_rules.c - see initiative_rules.h. Every cell that is not a word is checked here, so
 * that a bad row is refused with its file and line before the first page. */
#include "extract/initiative_rules.h"

#include <stdlib.h>

#include "extract/codes.h"
#include "text/utf8.h"

static const char *const FACTS[FACT_COUNT] = {"bias",
					      "quoted",
					      "document",
					      "unquoted",
					      "chain",
					      "head_strong",
					      "head_middle",
					      "head_weak",
					      "brand_said",
					      "formula",
					      "numeral_shorthand",
					      "verb_founding",
					      "verb_carries",
					      "verb_weak",
					      "issued",
					      "counted",
					      "perfect",
					      "introduced",
					      "sibling_named",
					      "umbrella",
					      "heading_named",
					      "heading_plain",
					      "figure_before",
					      "figure_after",
					      "figure_whole",
					      "figure_end",
					      "figure_start",
					      "slogan",
					      "sentence_like",
					      "short_core",
					      "standing_body",
					      "policy_phrase",
					      "named_as",
					      "acts",
					      "repeated",
					      "often",
					      "in_title",
					      "in_speech",
					      "generic_modifier",
					      "generic_thing",
					      "long_modifier",
					      "unquoted_carried",
					      "paragraph_subject",
					      "built",
					      "run_in_heading",
					      "members",
					      "no_place",
					      "not_governance",
					      "no_report",
					      "broken",
					      "list_of_plain",
					      "unquoted_policy",
					      "unquoted_mechanism",
					      "unquoted_activity",
					      "unquoted_service",
					      "own_figure",
					      "doer_named",
					      "opens_sentence",
					      "modified",
					      "dash_before",
					      "head_inside",
					      "local_figures"};

const char *fact_name(enum fact fact)
{
	return FACTS[fact];
}

static bool is_cell(struct slice cell, const char *word)
{
	return slice_equal(cell, slice_of(word));
}

static enum status no_memory(struct err *err)
{
	return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
}

static bool read_head(struct slice kind, struct slice strength, struct slice place,
		      struct slice part, struct head_noun *row)
{
	uint64_t number;

	row->none = is_cell(kind, "none");
	if (!row->none && !kind_from_name(kind, &row->kind))
		return false;
	if (!slice_to_uint64(strength, &number) || number > 3)
		return false;
	row->strength = (unsigned)number;
	row->at_end_only = is_cell(place, "end");
	if (!row->at_end_only && !is_cell(place, "any"))
		return false;
	row->part = is_cell(part, "dropped") ? HEAD_DROPPED
		    : is_cell(part, "event") ? HEAD_OF_EVENT
					     : HEAD_OF_NAME;
	return row->part != HEAD_OF_NAME || is_cell(part, "name");
}

static enum status load_heads(struct arena *process, const struct lexicon *lexicon,
			      struct initiative_rules *out, struct err *err)
{
	static const char *const NAMES[] = {"word", "kind", "strength", "place", "part"};
	const struct table *table;
	size_t columns[5];
	enum status status = lexicon_table(lexicon, "head_nouns", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, NAMES, 5, columns, err);
	if (status != STATUS_OK)
		return status;
	struct head_noun *rows = arena_array(process, table->n_rows, sizeof *rows);
	out->heads = matcher_of_column(process, table, columns[0]);
	if (!rows || !out->heads)
		return no_memory(err);
	for (size_t i = 0; i < table->n_rows; i++) {
		rows[i].word = table_cell(table, i, columns[0]);
		if (!read_head(table_cell(table, i, columns[1]), table_cell(table, i, columns[2]),
			       table_cell(table, i, columns[3]), table_cell(table, i, columns[4]),
			       &rows[i]))
			return table_refuse(table, i, err,
					    "kind, strength (0-3), place (any, end) or part (name, "
					    "dropped, event) is not known");
	}
	out->head_rows = rows;
	return STATUS_OK;
}

static enum status load_verbs(struct arena *process, const struct lexicon *lexicon,
			      struct initiative_rules *out, struct err *err)
{
	static const char *const NAMES[] = {"word", "stage", "force"};
	const struct table *table;
	size_t columns[3];
	enum status status = lexicon_table(lexicon, "governing_verbs", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, NAMES, 3, columns, err);
	if (status != STATUS_OK)
		return status;
	struct governing_verb *rows = arena_array(process, table->n_rows, sizeof *rows);
	out->verbs = matcher_of_column(process, table, columns[0]);
	if (!rows || !out->verbs)
		return no_memory(err);
	for (size_t i = 0; i < table->n_rows; i++) {
		struct slice force = table_cell(table, i, columns[2]);
		rows[i].word = table_cell(table, i, columns[0]);
		rows[i].names = is_cell(force, "names");
		rows[i].holds = is_cell(force, "holds");
		rows[i].hires = is_cell(force, "hires");
		bool carries =
		    rows[i].names || rows[i].holds || rows[i].hires || is_cell(force, "carries");
		rows[i].force = is_cell(force, "founding") ? VERB_FOUNDING
				: carries                  ? VERB_CARRIES
				: is_cell(force, "weak")   ? VERB_WEAK
							   : VERB_NONE;
		if (!stage_from_name(table_cell(table, i, columns[1]), &rows[i].stage) ||
		    (rows[i].force == VERB_NONE && !is_cell(force, "none")))
			return table_refuse(
			    table, i, err,
			    "stage or force (founding, carries, names, holds, hires, weak, none) "
			    "is not known");
	}
	out->verb_rows = rows;
	return STATUS_OK;
}

static enum status load_themes(struct arena *process, const struct lexicon *lexicon,
			       struct initiative_rules *out, struct err *err)
{
	static const char *const NAMES[] = {"word", "theme", "weight"};
	const struct table *table;
	size_t columns[3];
	enum status status = lexicon_table(lexicon, "themes", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, NAMES, 3, columns, err);
	if (status != STATUS_OK)
		return status;
	struct theme_word *rows = arena_array(process, table->n_rows, sizeof *rows);
	out->themes = matcher_of_column(process, table, columns[0]);
	if (!rows || !out->themes)
		return no_memory(err);
	for (size_t i = 0; i < table->n_rows; i++) {
		uint64_t weight;
		if (!theme_from_name(table_cell(table, i, columns[1]), &rows[i].theme) ||
		    !slice_to_uint64(table_cell(table, i, columns[2]), &weight) || weight == 0 ||
		    weight > 5)
			return table_refuse(table, i, err, "theme or weight (1-5) is not known");
		rows[i].weight = (unsigned)weight;
	}
	out->theme_rows = rows;
	return STATUS_OK;
}

/* The words of a table whose column `place` is `place` (all of them when it is NULL). */
static enum status load_words(struct arena *process, const struct lexicon *lexicon,
			      const char *name, const char *place, const struct matcher **out,
			      struct err *err)
{
	const struct table *table;
	enum status status = lexicon_table(lexicon, name, &table, err);
	size_t word, column = 0, n = 0;

	if (status == STATUS_OK)
		status = table_columns(table, (const char *const[]){"word"}, 1, &word, err);
	if (status == STATUS_OK && place)
		status = table_columns(table, (const char *const[]){"place"}, 1, &column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows + 1, sizeof *entries);
	if (!entries)
		return no_memory(err);
	for (size_t i = 0; i < table->n_rows; i++)
		if ((!place || is_cell(table_cell(table, i, column), place)) &&
		    table_cell(table, i, word).n)
			entries[n++] =
			    (struct matcher_entry){table_cell(table, i, word), (uint32_t)i};
	*out = matcher_build(process, entries, n);
	return *out ? STATUS_OK : no_memory(err);
}

/* practices.tsv: the words, and what their local figures count. */
static enum status load_practices(struct arena *process, const struct lexicon *lexicon,
				  struct initiative_rules *out, struct err *err)
{
	const struct table *table;
	size_t columns[2];
	enum status status = lexicon_table(lexicon, "practices", &table, err);

	if (status == STATUS_OK)
		status =
		    table_columns(table, (const char *const[]){"word", "counts"}, 2, columns, err);
	if (status != STATUS_OK)
		return status;
	struct slice *counts = arena_array(process, table->n_rows + 1, sizeof *counts);
	out->practices = matcher_of_column(process, table, columns[0]);
	if (!counts || !out->practices)
		return no_memory(err);
	for (size_t i = 0; i < table->n_rows; i++)
		counts[i] = table_cell(table, i, columns[1]);
	out->practice_counts = counts;
	return STATUS_OK;
}

static enum status load_word_lists(struct arena *process, const struct lexicon *lexicon,
				   struct initiative_rules *out, struct err *err)
{
	struct {
		const char *table, *place;
		const struct matcher **matcher;
	} const lists[] = {
	    {"name_stops", "behind", &out->stops_behind},
	    {"name_stops", "before", &out->stops_before},
	    {"figures_of_speech", "before", &out->figures_before},
	    {"figures_of_speech", "after", &out->figures_after},
	    {"figures_of_speech", "whole", &out->figures_whole},
	    {"figures_of_speech", "end", &out->figures_end},
	    {"figures_of_speech", "start", &out->figures_start},
	    {"figures_of_speech", "link", &out->figures_link},
	    {"standing_bodies", NULL, &out->standing},
	    {"policy_phrases", NULL, &out->policy},
	    {"generic_modifiers", NULL, &out->generic},
	    {"community_words", NULL, &out->community},
	    {"no_report_words", NULL, &out->no_report},
	    {"measure_background", "object", &out->background_objects},
	    {"measure_background", "clause", &out->background_clauses},
	    {"measure_background", "sentence", &out->background_sentences},
	    {"measure_background", "start", &out->background_starts},
	    {"measure_leads", NULL, &out->measure_leads},
	    {"sentence_links", NULL, &out->sentence_links},
	    {"time_beginnings", NULL, &out->beginnings},
	    {"component_words", "lead", &out->list_leads},
	    {"component_words", "other", &out->list_others},
	    {"component_words", "made", &out->list_made},
	    {"component_words", "made_end", &out->list_made_end},
	    {"component_words", "cut", &out->list_cuts},
	    {"component_words", "close", &out->list_closes},
	    {"component_words", "tail", &out->list_tails},
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < sizeof lists / sizeof *lists; i++)
		status = load_words(process, lexicon, lists[i].table, lists[i].place,
				    lists[i].matcher, err);
	return status;
}

/* -9.99 to 9.99, written with a point. */
static bool read_weight(struct slice cell, double *out)
{
	char number[16], *end;

	if (cell.n == 0 || cell.n >= sizeof number)
		return false;
	for (size_t i = 0; i < cell.n; i++)
		number[i] = cell.p[i];
	number[cell.n] = 0;
	*out = strtod(number, &end);
	return *end == 0 && *out > -10 && *out < 10;
}

/* Where the weight of that name is kept; NULL: there is no such fact. */
static double *place_of_weight(struct initiative_rules *rules, struct slice name)
{
	for (size_t fact = 0; fact < FACT_COUNT; fact++)
		if (is_cell(name, FACTS[fact]))
			return &rules->weights[fact];
	if (is_cell(name, "threshold"))
		return &rules->threshold;
	if (is_cell(name, "confidence_slope"))
		return &rules->confidence_slope;
	return is_cell(name, "confidence_offset") ? &rules->confidence_offset : NULL;
}

#define WEIGHT_ROWS (FACT_COUNT + 3)

static enum status load_weights(const struct lexicon *lexicon, struct initiative_rules *out,
				struct err *err)
{
	static const char *const NAMES[] = {"fact", "weight"};
	const struct table *table;
	size_t columns[2];
	enum status status = lexicon_table(lexicon, "judgement_weights", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, NAMES, 2, columns, err);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < table->n_rows; i++) {
		double *weight = place_of_weight(out, table_cell(table, i, columns[0]));
		if (!weight)
			return table_refuse(table, i, err, "the program measures no such fact");
		if (!read_weight(table_cell(table, i, columns[1]), weight))
			return table_refuse(table, i, err, "a weight is a number within -10..10");
	}
	if (table->n_rows != WEIGHT_ROWS)
		return err_set(err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
			       "judgement_weights.tsv: %zu rows, not one for each of %d facts",
			       table->n_rows, WEIGHT_ROWS);
	return STATUS_OK;
}

enum status initiative_rules_compile(struct arena *process, const struct lexicon *lexicon,
				     struct initiative_rules *out, struct err *err)
{
	enum status status = load_heads(process, lexicon, out, err);

	if (status == STATUS_OK)
		status = load_verbs(process, lexicon, out, err);
	if (status == STATUS_OK)
		status = load_themes(process, lexicon, out, err);
	if (status == STATUS_OK)
		status = load_word_lists(process, lexicon, out, err);
	if (status == STATUS_OK)
		status = load_practices(process, lexicon, out, err);
	if (status == STATUS_OK)
		status = load_weights(lexicon, out, err);
	return status;
}

/* Nothing that could carry the word on follows. */
static bool is_word_end(const struct initiative_rules *rules, struct slice text, size_t at)
{
	struct match match;
	size_t n;

	if (at >= text.n)
		return true;
	uint32_t c = utf8_at(text, at, &n);
	return is_punctuation(c) || is_space(c) || is_digit(c) ||
	       matcher_at(rules->stops_behind, text, at, &match);
}

const struct head_noun *head_noun_at(const struct initiative_rules *rules, struct slice text,
				     size_t at, size_t *next)
{
	struct match match;
	size_t n;

	utf8_at(text, at, &n);
	*next = at + n;
	if (!matcher_at(rules->heads, text, at, &match))
		return NULL;
	const struct head_noun *head = &rules->head_rows[match.entry->value];
	if (head->at_end_only && !is_word_end(rules, text, match.span.end))
		return NULL;
	*next = match.span.end;
	return head->none ? NULL : head;
}

const struct head_noun *head_noun_before(const struct initiative_rules *rules, struct slice text,
					 size_t end, size_t *start)
{
	struct match match;

	if (!matcher_before(rules->heads, text, end, &match))
		return NULL;
	const struct head_noun *head = &rules->head_rows[match.entry->value];
	if (head->none)
		return NULL;
	*start = match.span.start;
	return head;
}
