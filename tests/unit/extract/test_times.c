/* test_times.c - tests/corpus/mentions/times.tsv: texts with the times that they hold, as
 * "text start..end precision", joined by " | "; and each row of the time tables on its example. */
#include "corpus.h"

#include "base/buf.h"
#include "text/utf8.h"

static struct arena *arena;
static const struct time_rules *rules;

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)64 << 20);
	struct lexicon lexicon = corpus_lexicon(arena);
	ck_assert_msg(time_rules_load(arena, &lexicon, &rules, &err) == STATUS_OK, "%s", err.text);
}

static void tear_down(void)
{
	arena_free(arena);
}

static void print_date(struct buf *out, struct date date)
{
	if (date_is_set(date))
		buf_append(out, date_format(arena, date));
}

static struct slice found_in(struct article *article)
{
	const struct time_mention *times;
	struct buf out = buf_in(arena);
	size_t n;

	ck_assert(times_find(arena, rules, article, &times, &n) == STATUS_OK);
	for (size_t i = 0; i < n; i++) {
		ck_slice_eq(times[i].text, slice_span(article->text, times[i].span));
		ck_assert(i == 0 || times[i].span.start >= times[i - 1].span.end);
		buf_printf(&out, "%s%.*s ", i ? " | " : "", SLICE_ARG(times[i].text));
		print_date(&out, times[i].start);
		buf_printf(&out, "..");
		print_date(&out, times[i].end);
		buf_printf(&out, " %s", PRECISION_NAMES[times[i].precision]);
	}
	ck_assert(!buf_failed(&out));
	return n ? buf_slice(&out) : SLICE("-");
}

START_TEST(corpus)
{
	struct table table = corpus_table(arena, "tests/corpus/mentions/times.tsv");
	int failed = 0;

	for (size_t row = 0; row < table.n_rows; row++) {
		struct article article = corpus_article(arena, table_cell(&table, row, 1));
		corpus_published(table_cell(&table, row, 0), &article);
		struct slice got = found_in(&article), want = table_cell(&table, row, 2);
		if (!slice_equal(got, want)) {
			fprintf(stderr, "times.tsv:%zu: %.*s\n  got  %.*s\n  want %.*s\n",
				table.lines[row], SLICE_ARG(article.text), SLICE_ARG(got),
				SLICE_ARG(want));
			failed++;
		}
	}
	ck_assert_msg(failed == 0, "%d of %zu texts", failed, table.n_rows);
	ck_assert_msg(table.n_rows >= 280, "only %zu texts", table.n_rows);
}
END_TEST

static const char *const TABLES[] = {"time_words", "time_parts", "time_frames", "time_festivals",
				     "time_days"};

/* In its example each row makes a mention that holds its word, or (每年) takes one away. */
START_TEST(rows_fire)
{
	struct lexicon lexicon = corpus_lexicon(arena);
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, TABLES[_i], &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	size_t effect = table_column(table, SLICE("effect"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, 0);
		struct article article = corpus_article(arena, table_cell(table, row, example));
		const struct time_mention *times;
		size_t n;
		bool day = slice_equal(table->name, SLICE("time_days"));
		bool recurring = effect != SIZE_MAX &&
				 slice_equal(table_cell(table, row, effect), SLICE("recurring"));
		bool future = effect != SIZE_MAX &&
			      slice_equal(table_cell(table, row, effect), SLICE("future"));
		if (day)
			recurring = slice_equal(table_cell(table, row, 1), SLICE("refuser"));
		article.published.date = (struct date){2023, 6, 15};
		ck_assert(slice_contains(article.text, word));
		ck_assert(times_find(arena, rules, &article, &times, &n) == STATUS_OK);
		size_t period = table_column(table, SLICE("period"));
		bool earlier = period != SIZE_MAX &&
			       slice_starts(table_cell(table, row, period), SLICE("earlier_"));
		bool ok = n == (recurring ? 0 : earlier ? 2 : 1);
		if (ok && !recurring && !future && !day)
			ok = slice_contains(times[n - 1].text, word);
		if (ok && future)
			ok = date_compare(times[0].end, article.published.date) >= 0;
		if (!ok) {
			fprintf(stderr, "%s.tsv:%zu: does not fire: %.*s\n", TABLES[_i],
				table->lines[row], SLICE_ARG(article.text));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

static bool has_mention(struct slice text, struct span span)
{
	struct article article = corpus_article(arena, text);
	const struct time_mention *times;
	size_t n;

	article.published.date = (struct date){2023, 6, 15};
	ck_assert(times_find(arena, rules, &article, &times, &n) == STATUS_OK);
	for (size_t i = 0; i < n; i++)
		if (times[i].span.start == span.start && times[i].span.end == span.end)
			return true;
	return false;
}

/* Beside a letter that the row names its word is part of another one (附|近年, 今年|龄). */
static int fires_beside(const struct table *table, size_t row, struct slice letters, bool after)
{
	struct slice word = table_cell(table, row, 0);
	size_t at = 0;
	uint32_t c;
	int failed = 0;

	for (size_t start = 0; utf8_next(letters, &at, &c); start = at) {
		struct buf text = buf_in(arena);
		struct slice letter = slice_sub(letters, start, at);
		buf_append(&text, after ? letter : SLICE_EMPTY);
		buf_append(&text, word);
		buf_append(&text, after ? SLICE_EMPTY : letter);
		ck_assert(!buf_failed(&text));
		size_t from = after ? letter.n : 0;
		if (!has_mention(buf_slice(&text), (struct span){from, from + word.n}))
			continue;
		fprintf(stderr, "%.*s.tsv:%zu: fires in %.*s\n", SLICE_ARG(table->name),
			table->lines[row], SLICE_ARG(buf_slice(&text)));
		failed++;
	}
	return failed;
}

START_TEST(rows_do_not_fire_in_other_words)
{
	struct lexicon lexicon = corpus_lexicon(arena);
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, TABLES[_i], &table, NULL) == STATUS_OK);
	size_t not_after = table_column(table, SLICE("not_after"));
	size_t not_before = table_column(table, SLICE("not_before"));
	for (size_t row = 0; row < table->n_rows; row++) {
		if (not_after != SIZE_MAX)
			failed += fires_beside(table, row, table_cell(table, row, not_after), true);
		if (not_before != SIZE_MAX)
			failed +=
			    fires_beside(table, row, table_cell(table, row, not_before), false);
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

START_TEST(nothing_from_broken_text)
{
	struct article article = corpus_article(arena, SLICE("今年以来，建成食堂。去年，启动改造"));
	struct span broken[] = {{0, 15}};

	article.published.date = (struct date){2023, 6, 15};
	article.broken = broken;
	article.n_broken = 1;
	ck_slice_eq(found_in(&article), SLICE("去年 2022-01-01..2022-12-31 year"));
}
END_TEST

START_TEST(memory_may_fail_anywhere)
{
	struct article article =
	    corpus_article(arena, SLICE("今年以来，2022年9月至12月，5月20日，近日，去年底"));
	size_t refused = 0;

	for (size_t i = 0; i < 100; i++) {
		struct arena *small = arena_new(1 << 20);
		const struct time_mention *times;
		size_t n;
		arena_fail_after(small, i);
		enum status status = times_find(small, rules, &article, &times, &n);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
		refused += status != STATUS_OK;
		arena_free(small);
	}
	ck_assert(refused > 0 && refused < 100);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, corpus);
	tcase_add_loop_test(tests, rows_fire, 0, sizeof TABLES / sizeof *TABLES);
	tcase_add_loop_test(tests, rows_do_not_fire_in_other_words, 0,
			    sizeof TABLES / sizeof *TABLES);
	tcase_add_test(tests, nothing_from_broken_text);
	tcase_add_test(tests, memory_may_fail_anywhere);
}

TEST_MAIN("times", add_tests)
