/* test_display.c - columns of a terminal: Chinese letters take two, nothing may break the frame. */
#include <stdio.h>
#include <stdlib.h>

#include "display.h"
#include "harness.h"
#include "record_table.h"

struct cell_row {
	const char *name;
	struct slice text;
	size_t columns;
	const char *want;
};

static const struct cell_row CELLS[] = {
    {"padded", SLICE_INIT("社区"), 6, "社区  "},
    {"exact", SLICE_INIT("社区"), 4, "社区"},
    {"cut between letters", SLICE_INIT("社区食堂"), 6, "社区… "},
    {"cut with one column over", SLICE_INIT("社区食堂"), 5, "社区…"},
    {"Latin", SLICE_INIT("1+10+N"), 8, "1+10+N  "},
    {"terminal codes are harmless", SLICE_INIT("a\x1b[31mb"), 8, "a [31mb "},
    {"empty", SLICE_INIT(""), 3, "   "},
};

static struct slice printed(char *buffer, size_t room, void (*print)(FILE *, const void *),
			    const void *argument)
{
	FILE *out = fmemopen(buffer, room, "w");
	print(out, argument);
	fclose(out);
	return slice_of(buffer);
}

static void print_cell(FILE *out, const void *argument)
{
	const struct cell_row *row = argument;
	display_cell(out, row->text, row->columns);
}

START_TEST(cells)
{
	const struct cell_row *row = &CELLS[_i];
	char buffer[128];
	struct slice got = printed(buffer, sizeof buffer, print_cell, row);
	ck_assert_msg(slice_equal(got, slice_of(row->want)), "%s: \"%.*s\"", row->name,
		      SLICE_ARG(got));
}
END_TEST

static const char EVENT[] =
    "{\"initiative\":{\"name\":\"邻里食堂\",\"kind\":\"facility\"},\"jurisdiction\":{\"path\":"
    "[\"山东省\",\"济南市\",\"槐荫区\"],\"locality\":null},\"measures\":[{\"object\":\"邻里食堂\","
    "\"text\":\"12处\"}],\"evidence\":[{\"text\":\"建成“邻里食堂”12处。\"}]}";

static void print_event(FILE *out, const void *argument)
{
	(void)argument;
	record_table_row(out, RECORD_EVENT, SLICE_EMPTY, SLICE(EVENT), NULL, 0, 100);
}

START_TEST(an_event_shows_its_facts_and_a_sentence)
{
	static const char *const PARTS[] = {"邻里食堂", "设施", "济南市·槐荫区", "邻里食堂12处",
					    "建成“邻里食堂”12处。"};
	char buffer[1024];
	struct slice got = printed(buffer, sizeof buffer, print_event, NULL);
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		ck_assert_msg(slice_contains(got, slice_of(PARTS[i])), "no %s in:\n%.*s", PARTS[i],
			      SLICE_ARG(got));
}
END_TEST

static void print_nonsense(FILE *out, const void *argument)
{
	(void)argument;
	ck_assert(!record_table_row(out, RECORD_OUTCOME, SLICE_EMPTY, SLICE("[1]"), NULL, 0, 100));
}

START_TEST(what_is_no_record_is_said_to_be_none)
{
	char buffer[128];
	ck_slice_eq(printed(buffer, sizeof buffer, print_nonsense, NULL),
		    SLICE("(no JSON object)\n"));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, cells, 0, sizeof CELLS / sizeof *CELLS);
	tcase_add_test(tests, an_event_shows_its_facts_and_a_sentence);
	tcase_add_test(tests, what_is_no_record_is_said_to_be_none);
}

TEST_MAIN("display", add_tests)
