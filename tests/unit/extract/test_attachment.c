/* test_attachment.c - tests/corpus/initiatives/attachment.tsv: passages, and which figures and
 * which time each initiative gets; each row of measure_background.tsv on its example. A passage is
 * one paragraph ("\" begins another, "\# " a heading); one about the community is added to each, so
 * that it counts as a report. */
#include "corpus.h"

#include "base/buf.h"
#include "extract/extract.h"
#include "text_article.h"

#define COMMUNITY "\n社区网格员和志愿者每天走访居民。"
#define GAZETTEER "build/gazetteer.bin"

static struct arena *arena;
static struct gazetteer *gazetteer;
static const struct extract_rules *rules;
static struct lexicon lexicon;

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)256 << 20);
	lexicon = corpus_lexicon(arena);
	bool ok = gazetteer_open(GAZETTEER, &gazetteer, &err) == STATUS_OK &&
		  extract_rules_load(arena, &lexicon, gazetteer, &rules, &err) == STATUS_OK;
	ck_assert_msg(ok, "%s", err.text);
}

static void tear_down(void)
{
	arena_free(arena);
	gazetteer_close(gazetteer);
}

static struct slice attached(struct slice cell)
{
	struct buf text = buf_in(arena), out = buf_in(arena);
	struct page page = {0};
	struct initiatives found;
	struct err err = {0};

	for (size_t i = 0; i < cell.n; i++)
		buf_byte(&text, cell.p[i] == '\\' ? '\n' : cell.p[i]);
	buf_append(&text, SLICE(COMMUNITY));
	ck_assert(!buf_failed(&text));
	struct article article = text_article(arena, buf_slice(&text));
	article.title = SLICE("济南市历下区：社区好事");
	article.published.date = (struct date){2024, 6, 15};
	ck_assert(extract_article(arena, rules, &page, &article, &found, &err) == STATUS_OK);
	for (size_t i = 0; i < found.n; i++) {
		const struct initiative *item = &found.items[i];
		buf_printf(&out, "%s%.*s:", i ? " | " : "", SLICE_ARG(item->name));
		for (size_t m = 0; m < item->n_measures; m++)
			buf_printf(&out, "%s%.*s", m ? "," : " ",
				   SLICE_ARG(item->measures[m].text));
		if (item->has_time)
			buf_printf(&out, " @%.*s", SLICE_ARG(item->time.text));
	}
	ck_assert(!buf_failed(&out));
	return found.n ? buf_slice(&out) : SLICE("-");
}

START_TEST(passages)
{
	struct table table = corpus_table(arena, "tests/corpus/initiatives/attachment.tsv");
	int failed = 0;

	for (size_t row = 0; row < table.n_rows; row++) {
		struct slice got = attached(table_cell(&table, row, 1));
		struct slice want = table_cell(&table, row, 2);
		if (!slice_equal(got, want)) {
			fprintf(stderr, "attachment.tsv:%zu: %.*s\n  got  %.*s\n  want %.*s\n",
				table.lines[row], SLICE_ARG(table_cell(&table, row, 0)),
				SLICE_ARG(got), SLICE_ARG(want));
			failed++;
		}
	}
	ck_assert_msg(failed == 0, "%d of %zu passages", failed, table.n_rows);
}
END_TEST

/* Behind an initiative, the figure of the example goes to nobody. */
START_TEST(background_rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "measure_background", &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct buf text = buf_in(arena);
		buf_append(&text, SLICE("街道成立“红石榴”调解队。"));
		buf_append(&text, table_cell(table, row, example));
		ck_assert(!buf_failed(&text));
		struct slice got = attached(buf_slice(&text));
		if (!slice_equal(got, SLICE("“红石榴”调解队:"))) {
			fprintf(stderr, "measure_background.tsv:%zu: does not fire: %.*s\n",
				table->lines[row], SLICE_ARG(got));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* Before an initiative, the figure of the example is its own. */
START_TEST(lead_rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "measure_leads", &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct buf text = buf_in(arena);
		buf_append(&text, table_cell(table, row, example));
		buf_append(&text, SLICE("，成立“红石榴”调解队。"));
		ck_assert(!buf_failed(&text));
		struct slice got = attached(buf_slice(&text));
		if (!slice_starts(got, SLICE("“红石榴”调解队: ")) || got.n < 26) {
			fprintf(stderr, "measure_leads.tsv:%zu: does not fire: %.*s\n",
				table->lines[row], SLICE_ARG(got));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* The time of the sentence before is that of the example. */
START_TEST(link_rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "sentence_links", &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct buf text = buf_in(arena);
		buf_append(&text, SLICE("2019年3月，居民提出建议。"));
		buf_append(&text, table_cell(table, row, example));
		ck_assert(!buf_failed(&text));
		struct slice got = attached(buf_slice(&text));
		if (!slice_equal(got, SLICE("“幸福里”食堂: @2019年3月"))) {
			fprintf(stderr, "sentence_links.tsv:%zu: does not fire: %.*s\n",
				table->lines[row], SLICE_ARG(got));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* Behind an initiative, the time of the example is its own. */
START_TEST(beginning_rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "time_beginnings", &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct buf text = buf_in(arena);
		buf_append(&text, SLICE("街道打造“幸福里”食堂，"));
		buf_append(&text, table_cell(table, row, example));
		buf_append(&text, SLICE("。"));
		ck_assert(!buf_failed(&text));
		struct slice got = attached(buf_slice(&text));
		if (!slice_equal(got, SLICE("“幸福里”食堂: @2022年9月1日"))) {
			fprintf(stderr, "time_beginnings.tsv:%zu: does not fire: %.*s\n",
				table->lines[row], SLICE_ARG(got));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* A practice with its local figure is an initiative; the same without the figure is none. */
START_TEST(practice_rows_fire)
{
	const struct table *table;
	int failed = 0;

	ck_assert(lexicon_table(&lexicon, "practices", &table, NULL) == STATUS_OK);
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice text = table_cell(table, row, example);
		struct slice named = slice_sub(text, 0, slice_find(text, SLICE("，")));
		struct slice got = attached(text);
		bool fires = slice_contains(got, table_cell(table, row, 0)) &&
			     slice_ends(got, SLICE("120个"));
		if (!fires || !slice_equal(attached(named), SLICE("-"))) {
			fprintf(stderr, "practices.tsv:%zu: does not fire: %.*s\n",
				table->lines[row], SLICE_ARG(got));
			failed++;
		}
	}
	ck_assert_int_eq(failed, 0);
}
END_TEST

/* One endless sentence of figures, names, times or practices: the time limit of the test case is
 * what a quadratic step would break. */
START_TEST(hostile_pages)
{
	static const char *const PIECES[] = {
	    "12个小区，",
	    "推进党建引领网格化",
	    "推进党建引领网格化，12个村，",
	    "“红石榴”宣讲队12支，",
	    "今年5月，",
	    "分别12个、14个、",
	    "投入12万元，去年启用，",
	    "成立“红石榴”宣讲队2023年",
	    "常住人口12万人",
	};
	struct buf text = buf_in(arena);

	while (text.n < 150000)
		buf_append(&text, slice_of(PIECES[_i]));
	ck_assert(!buf_failed(&text) && attached(buf_slice(&text)).n > 0);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, passages);
	tcase_add_test(tests, background_rows_fire);
	tcase_add_test(tests, lead_rows_fire);
	tcase_add_test(tests, link_rows_fire);
	tcase_add_test(tests, beginning_rows_fire);
	tcase_add_test(tests, practice_rows_fire);
	tcase_add_loop_test(tests, hostile_pages, 0, 9);
}

TEST_MAIN("attachment", add_tests)
