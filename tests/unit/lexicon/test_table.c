/* test_table.c - tables are read as written or refused with file and line. */
#include <string.h>

#include "harness.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new((size_t)1 << 26);
}

static void teardown(void)
{
	arena_free(arena);
}

struct refused_row {
	const char *name;
	struct slice text;
	const char *message; /* must be part of the error */
};

static const struct refused_row REFUSED[] = {
    {"empty file", SLICE_INIT(""), "no header"},
    {"only comments", SLICE_INIT("# words\n\n"), "no header"},
    {"no example column", SLICE_INIT("word\tkind\n"),
     "t.tsv:1: the header has no column 'example'"},
    {"column twice", SLICE_INIT("example\texample\n"), "two columns"},
    {"too few cells", SLICE_INIT("# c\nword\texample\n工程\n"), "t.tsv:3: 1 cells"},
    {"too many cells", SLICE_INIT("word\texample\na\tb\tc\n"), "t.tsv:2: 3 cells"},
    {"not UTF-8", SLICE_INIT("word\texample\n\xB9\xA4\tx\n"), "not UTF-8"},
};

START_TEST(refuses)
{
	const struct refused_row *row = &REFUSED[_i];
	struct table table;
	struct err err = {0};
	enum status status =
	    table_parse(arena, SLICE("t"), SLICE("t.tsv"), row->text, &table, &err);
	ck_assert_msg(status == STATUS_BAD_LEXICON, "%s: accepted", row->name);
	ck_assert_msg(strstr(err.text, row->message) != NULL, "%s: \"%s\"", row->name, err.text);
}
END_TEST

START_TEST(reads)
{
	struct table table;
	struct slice text =
	    SLICE("# why\nword\tkind\texample\r\n\n工程\tprogramme\tx\r\n队\tteam\t\n");
	ck_assert_int_eq(table_parse(arena, SLICE("t"), SLICE("t.tsv"), text, &table, NULL),
			 STATUS_OK);
	ck_assert_uint_eq(table.n_rows, 2);
	ck_slice_eq(table_cell(&table, 0, table_column(&table, SLICE("kind"))), SLICE("programme"));
	ck_slice_eq(table_cell(&table, 1, 0), SLICE("队"));
	ck_assert_uint_eq(table_cell(&table, 1, 2).n, 0);
	ck_assert_uint_eq(table.lines[1], 5);
}
END_TEST

START_TEST(builtin_tables_load_and_have_examples)
{
	struct lexicon lexicon;
	struct err err = {0};
	ck_assert_msg(lexicon_load(arena, NULL, &lexicon, &err) == STATUS_OK, "%s", err.text);
	ck_assert_uint_eq(lexicon.hash.n, 64);
	for (size_t t = 0; t < lexicon.n_tables; t++) {
		const struct table *table = &lexicon.tables[t];
		size_t column = table_column(table, SLICE("example"));
		for (size_t row = 0; row < table->n_rows; row++)
			ck_assert_msg(table_cell(table, row, column).n > 0,
				      "%.*s.tsv:%zu has no example", SLICE_ARG(table->name),
				      table->lines[row]);
	}
}
END_TEST

static const struct matcher_entry WORDS[] = {
    {SLICE_INIT("社区"), 1},     {SLICE_INIT("社区党委"), 2}, {SLICE_INIT("社"), 3},
    {SLICE_INIT("党委书记"), 4}, {SLICE_INIT("社区"), 5},
};

START_TEST(longest_word_wins)
{
	struct matcher *matcher = matcher_build(arena, WORDS, 5);
	struct slice text = SLICE("新湖社区党委书记说社区好,农社");
	struct match match;
	size_t from = 0;
	uint32_t want[] = {2, 1, 3};
	for (int i = 0; i < 3; i++) {
		ck_assert(matcher_next(matcher, text, &from, &match));
		ck_assert_uint_eq(match.entry->value, want[i]);
	}
	ck_assert(!matcher_next(matcher, text, &from, &match));
}
END_TEST

START_TEST(same_word_keeps_all_values_in_order)
{
	struct matcher *matcher = matcher_build(arena, WORDS, 5);
	const struct matcher_entry *entry = matcher_find(matcher, SLICE("社区"));
	ck_assert_uint_eq(entry[0].value, 1);
	ck_assert_uint_eq(entry[1].value, 5);
	ck_assert(matcher_find(matcher, SLICE("社区党")) == NULL);
	ck_assert(matcher_find(matcher, SLICE("")) == NULL);
}
END_TEST

START_TEST(finds_backwards)
{
	struct matcher *matcher = matcher_build(arena, WORDS, 5);
	struct slice text = SLICE("新湖社区党委");
	struct match match;
	ck_assert(matcher_before(matcher, text, text.n, &match));
	ck_assert_uint_eq(match.entry->value, 2);
	ck_assert(!matcher_before(matcher, text, 6, &match));
	ck_assert(!matcher_before(matcher, text, 0, &match));
}
END_TEST

START_TEST(empty_list_finds_nothing)
{
	struct matcher *matcher = matcher_build(arena, NULL, 0);
	struct match match;
	size_t from = 0;
	ck_assert(!matcher_next(matcher, SLICE("社区"), &from, &match));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, refuses, 0, sizeof REFUSED / sizeof *REFUSED);
	tcase_add_test(tests, reads);
	tcase_add_test(tests, builtin_tables_load_and_have_examples);
	tcase_add_test(tests, longest_word_wins);
	tcase_add_test(tests, same_word_keeps_all_values_in_order);
	tcase_add_test(tests, finds_backwards);
	tcase_add_test(tests, empty_list_finds_nothing);
}

TEST_MAIN("lexicon", add_tests)
