/* test_measures.c - tests/corpus/mentions/measures.tsv: texts with the figures that they hold, as
 * "text=value unit bound/object", joined by " | "; and each row of the tables on its example. */
#include "corpus.h"

#include "base/buf.h"
#include "text/utf8.h"

static struct arena *arena;
static const struct time_rules *time_rules;
static const struct measure_rules *rules;
static struct lexicon lexicon;

static const char *const BOUND_NAMES[BOUND_COUNT] = {"exact", "about", "at_least",
						     "over",  "under", "nearly"};
static const char *const KIND_NAMES[MEASURE_KIND_COUNT] = {"count", "ratio",  "money",
							   "area",  "length", "duration"};

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)64 << 20);
	lexicon = corpus_lexicon(arena);
	ck_assert_msg(time_rules_load(arena, &lexicon, &time_rules, &err) == STATUS_OK, "%s",
		      err.text);
	ck_assert_msg(measure_rules_load(arena, &lexicon, &rules, &err) == STATUS_OK, "%s",
		      err.text);
}

static void tear_down(void)
{
	arena_free(arena);
}

static enum status find(struct arena *page, struct article *article, struct mentions *mentions)
{
	enum status status = sentences_split(page, article, &mentions->sentences);

	if (status == STATUS_OK)
		status =
		    times_find(page, time_rules, article, &mentions->times, &mentions->n_times);
	if (status == STATUS_OK)
		status = measures_find(page, rules, article, mentions, &mentions->measures,
				       &mentions->n_measures);
	return status;
}

static struct mentions mentions_of(struct article *article)
{
	struct mentions mentions = {0};

	ck_assert(find(arena, article, &mentions) == STATUS_OK);
	for (size_t i = 0; i < mentions.n_measures; i++) {
		const struct measure *m = &mentions.measures[i];
		ck_slice_eq(m->text, slice_span(article->text, m->span));
		ck_slice_eq(m->object, slice_span(article->text, m->object_span));
		ck_assert(m->span.end <= article->text.n && m->object_span.end <= article->text.n);
		ck_assert(i == 0 || m->span.start >= m[-1].span.end);
	}
	return mentions;
}

static struct slice found_in(struct article *article)
{
	struct mentions mentions = mentions_of(article);
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < mentions.n_measures; i++) {
		const struct measure *m = &mentions.measures[i];
		buf_printf(&out, "%s%.*s=%.10g %.*s %s %s/%.*s", i ? " | " : "", SLICE_ARG(m->text),
			   m->value, SLICE_ARG(m->unit), BOUND_NAMES[m->bound], KIND_NAMES[m->kind],
			   SLICE_ARG(m->object));
	}
	ck_assert(!buf_failed(&out));
	return mentions.n_measures ? buf_slice(&out) : SLICE("-");
}

START_TEST(corpus)
{
	struct table table = corpus_table(arena, "tests/corpus/mentions/measures.tsv");
	size_t failed = 0, figures = 0;

	for (size_t row = 0; row < table.n_rows; row++) {
		struct article article = corpus_article(arena, table_cell(&table, row, 0));
		article.published.date = (struct date){2024, 6, 15};
		struct slice got = found_in(&article), want = table_cell(&table, row, 1);
		for (size_t at = 0; (at = slice_find_from(want, SLICE("="), at)) != SIZE_MAX; at++)
			figures++;
		figures += slice_equal(want, SLICE("-"));
		if (!slice_equal(got, want)) {
			fprintf(stderr, "measures.tsv:%zu: %.*s\n  got  %.*s\n  want %.*s\n",
				table.lines[row], SLICE_ARG(article.text), SLICE_ARG(got),
				SLICE_ARG(want));
			failed++;
		}
	}
	ck_assert_msg(failed == 0, "%zu of %zu texts", failed, table.n_rows);
	ck_assert_msg(figures >= 520, "only %zu figures", figures);
}
END_TEST

/* What one row of a table must make of its example. */
static bool row_fires(const struct table *table, size_t row, struct slice name,
		      const struct mentions *mentions)
{
	struct slice word = table_cell(table, row, 0), class = table_cell(table, row, 1);
	const struct measure *m = mentions->measures;

	if (slice_equal(name, SLICE("measure_guards")))
		return mentions->n_measures == 0;
	if (mentions->n_measures != 1)
		return false;
	if (slice_equal(name, SLICE("units")))
		return slice_equal(class, slice_of(KIND_NAMES[m->kind])) &&
		       (slice_equal(m->unit, word) || m->kind == MEASURE_RATIO);
	if (slice_equal(name, SLICE("bounds")))
		return slice_equal(table_cell(table, row, 2), slice_of(BOUND_NAMES[m->bound])) &&
		       slice_contains(m->text, word) == (m->bound != BOUND_EXACT);
	if (slice_equal(class, SLICE("keep")) || slice_equal(class, SLICE("act")))
		return slice_contains(m->object, word);
	if (slice_equal(class, SLICE("suffix")) || slice_equal(class, SLICE("compound")) ||
	    slice_equal(class, SLICE("money")) || slice_equal(class, SLICE("body")))
		return slice_ends(m->object, word);
	if (slice_equal(class, SLICE("span")))
		return m->kind == MEASURE_DURATION;
	if (slice_equal(class, SLICE("head")))
		return slice_ends(m->object, word);
	if (slice_equal(class, SLICE("opener")))
		return slice_equal(m->object, SLICE("舞蹈队"));
	if (slice_equal(class, SLICE("start")) || slice_equal(class, SLICE("turn")))
		return slice_equal(m->object, SLICE("社区居民"));
	return slice_equal(m->object, SLICE("社区食堂"));
}

static const char *const TABLES[] = {"units", "bounds", "measure_guards", "measure_words"};

START_TEST(rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, TABLES[_i], &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct article article = corpus_article(arena, table_cell(table, row, example));
		struct mentions mentions = mentions_of(&article);
		if (!row_fires(table, row, slice_of(TABLES[_i]), &mentions)) {
			fprintf(stderr, "%s.tsv:%zu: does not fire: %.*s -> %.*s\n", TABLES[_i],
				table->lines[row], SLICE_ARG(article.text),
				SLICE_ARG(found_in(&article)));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

static bool has_figure(struct slice text, struct slice unit, struct slice ends)
{
	struct article article = corpus_article(arena, text);
	struct mentions mentions = mentions_of(&article);

	for (size_t i = 0; i < mentions.n_measures; i++)
		if (slice_equal(mentions.measures[i].unit, unit) ||
		    (ends.n && slice_ends(mentions.measures[i].text, ends)))
			return true;
	return false;
}

static struct slice joined(const char *head, struct slice a, struct slice b, const char *tail)
{
	struct buf text = buf_in(arena);

	buf_printf(&text, "%s%.*s%.*s%s", head, SLICE_ARG(a), SLICE_ARG(b), tail);
	ck_assert(!buf_failed(&text));
	return buf_slice(&text);
}

/* A unit before one of the words that its row names begins another word (20家|庭). */
START_TEST(units_do_not_fire_in_other_words)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "units", &table, NULL) == STATUS_OK);
	size_t column = table_column(table, SLICE("not_before"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice other, unit = table_cell(table, row, 0);
		struct slice others = table_cell(table, row, column);
		while (slice_next_field(&others, ' ', &other)) {
			struct slice text = joined("现有20", unit, other, "。");
			if (other.n && has_figure(text, unit, SLICE_EMPTY)) {
				fprintf(stderr, "units.tsv:%zu: fires in %.*s\n", table->lines[row],
					SLICE_ARG(text));
				failed++;
			}
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* Behind a letter that the row names the bound is part of another word (节|约30元). */
START_TEST(bounds_do_not_fire_in_other_words)
{
	const struct table *table;
	size_t at;
	uint32_t c;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "bounds", &table, NULL) == STATUS_OK);
	size_t column = table_column(table, SLICE("not_after"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, 0);
		struct slice letters = table_cell(table, row, column);
		size_t start = 0;
		for (at = 0; utf8_next(letters, &at, &c); start = at) {
			struct slice text =
			    joined("已", slice_sub(letters, start, at), word, "30元。");
			struct slice bounded = joined("", word, SLICE("30元"), "");
			if (has_figure(text, SLICE_EMPTY, bounded)) {
				fprintf(stderr, "bounds.tsv:%zu: fires in %.*s\n",
					table->lines[row], SLICE_ARG(text));
				failed++;
			}
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* Behind a letter that the row names the guard is part of another word, and the figure counts
 * (目前|12个小区). */
START_TEST(guards_do_not_fire_in_other_words)
{
	const struct table *table;
	size_t at;
	uint32_t c;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "measure_guards", &table, NULL) == STATUS_OK);
	size_t column = table_column(table, SLICE("not_after"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, 0);
		struct slice letters = table_cell(table, row, column);
		size_t start = 0;
		for (at = 0; utf8_next(letters, &at, &c); start = at) {
			struct slice text =
			    joined("", slice_sub(letters, start, at), word, "12个小区。");
			if (!has_figure(text, SLICE("个"), SLICE_EMPTY)) {
				fprintf(stderr, "measure_guards.tsv:%zu: fires in %.*s\n",
					table->lines[row], SLICE_ARG(text));
				failed++;
			}
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

START_TEST(period_is_that_of_the_sentence)
{
	struct article article =
	    corpus_article(arena, SLICE("今年以来，建成食堂12处。现有食堂15处。截至目前，"
					"受理诉求82件。"));

	article.published.date = (struct date){2024, 6, 15};
	struct mentions m = mentions_of(&article);
	ck_assert_uint_eq(m.n_measures, 3);
	ck_assert(date_compare(m.measures[0].start, (struct date){2024, 1, 1}) == 0);
	ck_assert(date_compare(m.measures[0].end, article.published.date) == 0);
	ck_assert(!date_is_set(m.measures[1].start) && !date_is_set(m.measures[1].end));
	ck_assert(!date_is_set(m.measures[2].start));
	ck_assert(date_compare(m.measures[2].end, article.published.date) == 0);
}
END_TEST

START_TEST(nothing_from_broken_text)
{
	struct article article = corpus_article(arena, SLICE("建成食堂12处，驿站15处。"));
	struct span broken[] = {{0, 14}};

	article.broken = broken;
	article.n_broken = 1;
	ck_slice_eq(found_in(&article), SLICE("15处=15 处 exact count/驿站"));
}
END_TEST

START_TEST(memory_may_fail_anywhere)
{
	struct article article = corpus_article(
	    arena, SLICE("建成食堂12处、驿站15处，近60%党员报到，4500余人，投入300万元。"));
	size_t refused = 0;

	for (size_t i = 0; i < 200; i++) {
		struct arena *small = arena_new(1 << 20);
		struct mentions mentions = {0};
		arena_fail_after(small, i);
		enum status status = find(small, &article, &mentions);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
		refused += status != STATUS_OK;
		arena_free(small);
	}
	ck_assert(refused > 0 && refused < 200);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, corpus);
	tcase_add_loop_test(tests, rows_fire, 0, sizeof TABLES / sizeof *TABLES);
	tcase_add_test(tests, units_do_not_fire_in_other_words);
	tcase_add_test(tests, bounds_do_not_fire_in_other_words);
	tcase_add_test(tests, guards_do_not_fire_in_other_words);
	tcase_add_test(tests, period_is_that_of_the_sentence);
	tcase_add_test(tests, nothing_from_broken_text);
	tcase_add_test(tests, memory_may_fail_anywhere);
}

TEST_MAIN("measures", add_tests)
