/* test_line_words.c - each row of line_words.tsv fires on its own example, and what only looks like
 * such a line does not. */
#include <string.h>

#include "page/captions.h"
#include "page/line_words.h"
#include "tables.h"

static const struct line_words *words_of(void)
{
	static const struct line_words *words;
	struct err err = {0};

	tables_get(NULL);
	if (!words)
		ck_assert_msg(line_words_load(tables_arena, &tables_lexicon, &words, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return words;
}

static bool is_caption(struct slice text)
{
	struct block block = {.text = text};

	return caption_is_named(words_of(), &block, text);
}

static bool fires(struct slice kind, struct slice example)
{
	if (slice_starts(kind, SLICE("caption_")))
		return is_caption(example);
	if (slice_equal(kind, SLICE("paragraph_start")))
		return line_starts(words_of(), LINE_PARAGRAPH_START, example);
	if (slice_equal(kind, SLICE("lead_start")))
		return line_starts(words_of(), LINE_LEAD_START, example);
	if (slice_equal(kind, SLICE("lead_inside")))
		return line_holds(words_of(), LINE_LEAD_INSIDE, slice_sub(example, 0, 51));
	if (slice_equal(kind, SLICE("picture_credit")))
		return line_holds(words_of(), LINE_PICTURE_CREDIT, example);
	if (slice_equal(kind, SLICE("post_head")))
		return line_holds(words_of(), LINE_POST_HEAD, example);
	return line_holds(words_of(), LINE_NO_ARTICLE_TITLE, example);
}

START_TEST(every_row_fires_on_its_example)
{
	const struct table *table = tables_get("line_words");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		ck_assert_msg(
		    slice_contains(example, tables_cell(table, row, "word")) ||
			slice_equal(tables_cell(table, row, "kind"), SLICE("no_article_title")),
		    "row %zu", row);
		ck_assert_msg(fires(tables_cell(table, row, "kind"), example), "row %zu: \"%.*s\"",
			      row, SLICE_ARG(example));
	}
}
END_TEST

static const char *const NO_CAPTIONS[] = {
    "社区图书室开门了",
    "居民爱好拍摄",
    "“我来拍。”老人爱上了拍摄。",
    "社区办起摄影班，老人学得认真。",
};

START_TEST(no_captions)
{
	ck_assert_msg(!is_caption(slice_of(NO_CAPTIONS[_i])), "%s", NO_CAPTIONS[_i]);
}
END_TEST

START_TEST(an_unknown_kind_is_refused)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct err err = {0};
	struct table table;
	struct lexicon lexicon = {.tables = &table, .n_tables = 1};
	const struct line_words *words;
	ck_assert(table_parse(arena, SLICE("line_words"), SLICE("line_words.tsv"),
			      SLICE("word\tkind\texample\n图为\tpicture\t图为\n"), &table,
			      &err) == STATUS_OK);
	ck_assert(line_words_load(arena, &lexicon, &words, &err) == STATUS_BAD_LEXICON);
	ck_assert_msg(strstr(err.text, "line_words") != NULL, "%s", err.text);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, every_row_fires_on_its_example);
	tcase_add_loop_test(tests, no_captions, 0, sizeof NO_CAPTIONS / sizeof *NO_CAPTIONS);
	tcase_add_test(tests, an_unknown_kind_is_refused);
}

TEST_MAIN("line_words", add_tests)
