/* test_box_hints.c - each row of box_hints.tsv says of its own example what it should, and class
 * names that only hold the letters of one say nothing. */
#include "page/html.h"
#include "tables.h"

static const struct html_rules *rules_of(void)
{
	static const struct html_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(html_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

static unsigned hint_of(struct slice kind)
{
	static const struct {
		const char *name;
		unsigned hint;
	} KINDS[] = {
	    {"body", BOX_BODY},         {"article", BOX_ARTICLE}, {"side", BOX_SIDE},
	    {"comments", BOX_COMMENTS}, {"meta", BOX_META},       {"caption", BOX_FIGURE},
	    {"title", BOX_TITLE},       {"kicker", BOX_KICKER},   {"subtitle", BOX_SUBTITLE}};

	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (slice_equal(kind, slice_of(KINDS[i].name)))
			return KINDS[i].hint;
	return 0;
}

START_TEST(every_row_fires_on_its_example)
{
	const struct table *table = tables_get("box_hints");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		unsigned hint = hint_of(tables_cell(table, row, "kind"));
		ck_assert_msg((html_hints(rules_of(), example) & hint) != 0, "row %zu: \"%.*s\"",
			      row, SLICE_ARG(example));
	}
}
END_TEST

static const char *const NO_HINTS[] = {"designer", "header-titled", "download", "deadline",
				       "shadow",   "radio",         "gradient", "p15"};

START_TEST(letters_inside_a_word_say_nothing)
{
	ck_assert_msg(html_hints(rules_of(), slice_of(NO_HINTS[_i])) == 0, "%s", NO_HINTS[_i]);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, every_row_fires_on_its_example);
	tcase_add_loop_test(tests, letters_inside_a_word_say_nothing, 0,
			    sizeof NO_HINTS / sizeof *NO_HINTS);
}

TEST_MAIN("box_hints", add_tests)
