/* test_person_name.c - what is a person's name by its letters, and what only looks like one. */
#include "page/person_name.h"
#include "tables.h"

static const struct person_rules *rules_of(void)
{
	static const struct person_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(person_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

struct row {
	const char *text;
	bool is, labelled, alone, body;
};

static const struct row ROWS[] = {
    {"王红", true, true, true, false},       {"陈立新", true, true, true, false},
    {"司马文静", true, true, true, false},   {"王", false, false, false, false},
    {"了解到", false, false, false, false},  {"成效", true, true, false, false},
    {"全文", true, true, false, false},      {"司法局", true, false, false, true},
    {"党支部", true, false, false, true},    {"东湖街道", false, false, false, true},
    {"旦增卓玛", false, true, false, false}, {"阿依古丽·买买提", false, true, false, false},
    {"旦增央措", false, true, false, false}, {"旦增社区", false, false, false, true},
    {"·买买提", false, false, false, false}, {"王红Li", false, false, false, false},
};

START_TEST(names)
{
	const struct row *row = &ROWS[_i];
	struct slice text = slice_of(row->text);
	ck_assert_msg(person_name_is(rules_of(), text) == row->is, "%s: a name", row->text);
	ck_assert_msg(person_name_is_labelled(rules_of(), text) == row->labelled,
		      "%s: behind a label", row->text);
	ck_assert_msg(person_name_is_alone(rules_of(), text) == row->alone, "%s: alone", row->text);
	ck_assert_msg(person_name_is_body(rules_of(), text) == row->body, "%s: a body", row->text);
}
END_TEST

START_TEST(glued_names_are_cut_at_surnames)
{
	struct slice run = SLICE("李琅张春莲唐晨");
	size_t first = person_name_cut(rules_of(), run, 0);
	ck_assert_uint_eq(first, 6);
	ck_assert_uint_eq(person_name_cut(rules_of(), run, first), 15);
	ck_assert_uint_eq(person_name_cut(rules_of(), run, 15), run.n);
	ck_assert_uint_eq(person_name_cut(rules_of(), SLICE("社区食堂"), 0), 0);
}
END_TEST

START_TEST(every_row_of_office_ends_works)
{
	const struct table *table = tables_get("office_ends");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		struct slice name = slice_from(example, slice_find(example, SLICE("：")) + 3);
		ck_assert_msg(slice_ends(name, tables_cell(table, row, "word")) &&
				  person_name_is_body(rules_of(), name),
			      "%.*s", SLICE_ARG(example));
	}
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, names, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, glued_names_are_cut_at_surnames);
	tcase_add_test(tests, every_row_of_office_ends_works);
}

TEST_MAIN("person_name", add_tests)
