/* test_script_facts.c - each row of script_facts.tsv is read from its own example. */
#include "page/script_facts.h"
#include "tables.h"

static const struct script_rules *rules_of(void)
{
	static const struct script_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(script_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

START_TEST(every_row_is_read_from_its_example)
{
	const struct table *table = tables_get("script_facts");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		struct timestamp at;
		ck_assert(slice_contains(example, tables_cell(table, row, "word")));
		if (slice_equal(tables_cell(table, row, "gives"), SLICE("source"))) {
			ck_slice_eq(script_source(rules_of(), example), SLICE("清河微事"));
			continue;
		}
		ck_assert_msg(script_published(rules_of(), example, &at), "row %zu", row);
		ck_assert_int_eq(at.date.year, 2024);
		ck_assert_int_eq(at.date.month, 3);
		ck_assert_int_eq(at.date.day, 5);
	}
}
END_TEST

START_TEST(seconds_are_chinese_time)
{
	struct timestamp at;
	ck_assert(script_published(rules_of(), SLICE("var ct = \"1709598720\""), &at));
	ck_assert_int_eq(at.hour, 8);
	ck_assert_int_eq(at.minute, 32);
	ck_assert(!script_published(rules_of(), SLICE("var ct = \"17095\""), &at));
	ck_assert(!script_published(rules_of(), SLICE("var ct = \""), &at));
	ck_assert(!script_published(rules_of(), SLICE_EMPTY, &at));
	ck_assert_uint_eq(script_source(rules_of(), SLICE("var nickname = \"\"")).n, 0);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, every_row_is_read_from_its_example);
	tcase_add_test(tests, seconds_are_chinese_time);
}

TEST_MAIN("script_facts", add_tests)
