/* test_initiative_rules.c - each row of the tables behind initiatives applies in its own example,
 * and bad cells are refused with file and line. */
#include "corpus.h"

#include "extract/initiative_rules.h"
#include "extract/name_bounds.h"

static struct arena *arena;
static struct lexicon lexicon;
static struct initiative_rules rules;

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)256 << 20);
	lexicon = corpus_lexicon(arena);
	ck_assert_msg(initiative_rules_compile(arena, &lexicon, &rules, &err) == STATUS_OK, "%s",
		      err.text);
}

static void tear_down(void)
{
	arena_free(arena);
}

static bool matches(const struct matcher *matcher, struct slice text, size_t at, struct slice word)
{
	struct match match;
	return at != SIZE_MAX && matcher_at(matcher, text, at, &match) &&
	       slice_equal(match.entry->word, word);
}

static bool head_fires(struct slice word, struct slice example)
{
	size_t at = slice_find_last(example, word), next;

	if (!matches(rules.heads, example, at, word))
		return false;
	const struct matcher_entry *entry = matcher_find(rules.heads, word);
	const struct head_noun *head = head_noun_at(&rules, example, at, &next);
	return rules.head_rows[entry->value].none ? head == NULL && next == at + word.n
						  : head && slice_equal(head->word, word);
}

static bool verb_fires(struct slice word, struct slice example)
{
	size_t mark = slice_find(example, SLICE("“"));
	struct span where;

	if (mark == SIZE_MAX)
		mark = slice_find(example, SLICE("《"));
	const struct matcher_entry *entry = matcher_find(rules.verbs, word);
	const struct governing_verb *verb =
	    governing_verb_in(&rules, example, 0, mark == SIZE_MAX ? example.n : mark, &where);
	if (rules.verb_rows[entry->value].force == VERB_NONE)
		return slice_contains(example, word) && (!verb || !slice_equal(verb->word, word));
	return verb && slice_equal(verb->word, word);
}

static bool figure_fires(struct slice word, struct slice place, struct slice example)
{
	size_t open = slice_find(example, SLICE("“")), close = slice_find(example, SLICE("”"));
	struct slice core = slice_sub(example, open + 3, close);
	struct match match;

	if (slice_equal(place, SLICE("before")))
		return matcher_before(rules.figures_before, example, open, &match) &&
		       slice_equal(match.entry->word, word);
	if (slice_equal(place, SLICE("after")))
		return matches(rules.figures_after, example, close + 3, word);
	if (slice_equal(place, SLICE("whole")))
		return matcher_find(rules.figures_whole, core) != NULL;
	if (slice_equal(place, SLICE("start")))
		return matches(rules.figures_start, example, open + 3, word);
	if (slice_equal(place, SLICE("link"))) {
		size_t at = 0;
		return matcher_next(rules.figures_link, slice_sub(example, 0, open), &at, &match) &&
		       slice_equal(match.entry->word, word) &&
		       slice_ends(slice_sub(example, 0, open), SLICE("的"));
	}
	return matcher_before(rules.figures_end, example, close, &match) &&
	       slice_equal(match.entry->word, word);
}

static bool stop_fires(struct slice word, struct slice place, struct slice example)
{
	bool behind = slice_equal(place, SLICE("behind"));
	size_t at = behind ? slice_find_last(example, word) : slice_find(example, word);

	return matches(behind ? rules.stops_behind : rules.stops_before, example, at, word);
}

static bool is_in(const struct matcher *matcher, struct slice word, struct slice example)
{
	return matcher_find(matcher, word) && slice_contains(example, word);
}

static bool row_fires(const char *name, struct slice word, struct slice second,
		      struct slice example)
{
	struct slice table = slice_of(name);

	if (slice_equal(table, SLICE("head_nouns")))
		return head_fires(word, example);
	if (slice_equal(table, SLICE("governing_verbs")))
		return verb_fires(word, example);
	if (slice_equal(table, SLICE("figures_of_speech")))
		return figure_fires(word, second, example);
	if (slice_equal(table, SLICE("name_stops")))
		return stop_fires(word, second, example);
	if (slice_equal(table, SLICE("themes")))
		return is_in(rules.themes, word, example);
	if (slice_equal(table, SLICE("standing_bodies")))
		return is_in(rules.standing, word, example);
	if (slice_equal(table, SLICE("policy_phrases")))
		return is_in(rules.policy, word, example);
	if (slice_equal(table, SLICE("community_words")))
		return is_in(rules.community, word, example);
	if (slice_equal(table, SLICE("no_report_words")))
		return is_in(rules.no_report, word, example);
	return is_in(rules.generic, word, example);
}

static const char *const TABLES[] = {"head_nouns",       "governing_verbs", "figures_of_speech",
				     "name_stops",       "themes",          "standing_bodies",
				     "policy_phrases",   "community_words", "no_report_words",
				     "generic_modifiers"};

START_TEST(rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, TABLES[_i], &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++)
		if (!row_fires(TABLES[_i], table_cell(table, row, 0), table_cell(table, row, 1),
			       table_cell(table, row, example))) {
			fprintf(stderr, "%s.tsv:%zu: does not fire: %.*s\n", TABLES[_i],
				table->lines[row], SLICE_ARG(table_cell(table, row, example)));
			failed++;
		}
	ck_assert_int_eq(failed, 0);
}
END_TEST

struct refusal {
	const char *table, *rows, *message;
};

static const struct refusal REFUSALS[] = {
    {"head_nouns", "word\tkind\tstrength\tplace\tpart\texample\n工程\tthing\t3\tany\tname\tx\n",
     "head_nouns.tsv:2:"},
    {"head_nouns", "word\tkind\tstrength\tplace\tpart\texample\n工程\tteam\t4\tany\tname\tx\n",
     "head_nouns.tsv:2:"},
    {"governing_verbs", "word\tstage\tforce\texample\n成立\tborn\tfounding\tx\n",
     "governing_verbs.tsv:2:"},
    {"themes", "word\ttheme\tweight\texample\n老人\tage\t3\tx\n", "themes.tsv:2:"},
    {"judgement_weights", "fact\tweight\texample\nbias\tmuch\tx\n", "judgement_weights.tsv:2:"},
    {"judgement_weights", "fact\tweight\texample\nluck\t1\tx\n", "judgement_weights.tsv:2:"},
    {"judgement_weights", "fact\tweight\texample\nbias\t-1\tx\n", "judgement_weights.tsv: 1 rows"},
};

START_TEST(bad_rows_are_refused)
{
	const struct refusal *refusal = &REFUSALS[_i];
	struct table *tables = arena_array(arena, lexicon.n_tables, sizeof *tables);
	struct initiative_rules unused;
	struct err err = {0};

	for (size_t i = 0; i < lexicon.n_tables; i++) {
		tables[i] = lexicon.tables[i];
		if (slice_equal(tables[i].name, slice_of(refusal->table)))
			ck_assert(table_parse(arena, tables[i].name, slice_of(refusal->table),
					      slice_of(refusal->rows), &tables[i],
					      &err) == STATUS_OK);
	}
	struct lexicon changed = {.tables = tables, .n_tables = lexicon.n_tables};
	ck_assert(initiative_rules_compile(arena, &changed, &unused, &err) == STATUS_BAD_LEXICON);
	ck_assert_msg(strstr(err.text, refusal->message) != NULL, "%s", err.text);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, rows_fire, 0, sizeof TABLES / sizeof *TABLES);
	tcase_add_loop_test(tests, bad_rows_are_refused, 0, sizeof REFUSALS / sizeof *REFUSALS);
}

TEST_MAIN("initiative rules", add_tests)
