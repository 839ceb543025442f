/* test_date_label.c - which date of a line is the page's; each row of date_labels.tsv works in its
 * own example. */
#include "page/date_label.h"
#include "tables.h"

static const struct date_rules *rules_of(void)
{
	static const struct date_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(date_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

struct row {
	const char *name, *above, *line, *want;
	enum date_meaning meaning;
};

static const struct row ROWS[] = {
    {"plain", "", "2024-03-05 08:30", "2024-03-05T08:30:00+08:00", DATE_PLAIN},
    {"labelled", "", "发布时间：2024-03-05", "2024-03-05", DATE_PUBLISHED},
    {"white space in the label", "", "时 间 ：2024-03-05", "2024-03-05", DATE_PUBLISHED},
    {"published goes before updated", "", "更新时间：2024-03-09 发布时间：2024-03-05", "2024-03-05",
     DATE_PUBLISHED},
    {"published goes before written", "", "成文日期：2024-02-28 发布日期：2024-03-05", "2024-03-05",
     DATE_PUBLISHED},
    {"the time of something", "", "开庭时间：2024-03-05", "2024-03-05", DATE_OF_STORY},
    {"label in the block above", "发布日期", "2024-03-05", "2024-03-05", DATE_PUBLISHED},
    {"label above does not count for the second date", "发布日期", "2024-03-05 2024-03-09",
     "2024-03-05", DATE_PUBLISHED},
    {"a calendar", "", "2024-03-05 2024-03-06 2024-03-07 2024-03-08", NULL, DATE_PLAIN},
    {"no date", "", "发布时间：今天", NULL, DATE_PLAIN},
};

START_TEST(lines)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(4096);
	struct dated dated;
	enum date_meaning meaning;
	bool found = date_label_best(rules_of(), slice_of(row->above), slice_of(row->line), &dated,
				     &meaning);
	ck_assert_msg(found == (row->want != NULL), "%s: found or not", row->name);
	if (found) {
		ck_slice_eq(timestamp_format(arena, dated.at), slice_of(row->want));
		ck_assert_msg(meaning == row->meaning, "%s: means %d", row->name, (int)meaning);
	}
	arena_free(arena);
}
END_TEST

static enum date_meaning named(struct slice name)
{
	return slice_equal(name, SLICE("published")) ? DATE_PUBLISHED
	       : slice_equal(name, SLICE("updated")) ? DATE_UPDATED
	       : slice_equal(name, SLICE("written")) ? DATE_WRITTEN
						     : DATE_OF_STORY;
}

START_TEST(every_row_works_in_its_example)
{
	const struct table *table = tables_get("date_labels");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		struct dated dated;
		size_t at = slice_find_last(example, tables_cell(table, row, "word"));
		ck_assert_msg(at != SIZE_MAX && dateline_find(example, at, &dated), "row %zu", row);
		ck_assert_msg(date_label_of(rules_of(), slice_sub(example, 0, dated.span.start)) ==
				  named(tables_cell(table, row, "meaning")),
			      "row %zu: %.*s", row, SLICE_ARG(example));
	}
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, lines, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, every_row_works_in_its_example);
}

TEST_MAIN("date_label", add_tests)
