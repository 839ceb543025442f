/* test_reference.c - numeric references as browsers read them, and which of them libxml2 gets
 * right. */
#include "harness.h"
#include "text/reference.h"

struct reference_row {
	const char *name, *text;
	uint32_t code_point; /* of the reference at the beginning; 0: none */
	size_t end;
	const char *settled;
};

static const struct reference_row ROWS[] = {
    {"decimal", "&#31038;区", 0x793E, 8, "&#31038;区"},
    {"hexadecimal", "&#x533a;", 0x533A, 8, "&#x533a;"},
    {"capital X and digits", "&#X533A;", 0x533A, 8, "&#X533A;"},
    {"no semicolon", "&#31038区", 0x793E, 7, "&#31038区"},
    {"windows-1252", "&#147;好&#148;", 0x201C, 6, "“好”"},
    {"windows-1252 in hexadecimal", "&#x97;", 0x2014, 6, "—"},
    {"a byte that windows-1252 lacks", "&#129;", 0x81, 6, "\xC2\x81"},
    {"surrogate pair", "&#55357;&#56842;的", 0x1F60A, 16, "😊的"},
    {"surrogate pair in hexadecimal", "&#xD840;&#xDC0B;", 0x2000B, 16, "𠀋"},
    {"half a pair", "&#55357;的", 0xFFFD, 8, "\xEF\xBF\xBD的"},
    {"the other half", "&#56842;", 0xFFFD, 8, "\xEF\xBF\xBD"},
    {"zero", "&#0;", 0xFFFD, 4, "\xEF\xBF\xBD"},
    {"too large", "&#1114112;", 0xFFFD, 10, "\xEF\xBF\xBD"},
    {"far too large", "&#99999999999999999999;", 0xFFFD, 23, "\xEF\xBF\xBD"},
    {"no number", "&#;", 0, 0, "&#;"},
    {"no hexadecimal number", "&#xg;", 0, 0, "&#xg;"},
    {"cut short", "&#", 0, 0, "&#"},
    {"named", "&amp;", 0, 0, "&amp;"},
    {"markup stays markup", "&#60;p&#62;", '<', 5, "&#60;p&#62;"},
};

START_TEST(reads_references)
{
	const struct reference_row *row = &ROWS[_i];
	struct arena *arena = arena_new(1 << 16);
	struct slice settled;
	size_t end = 0;
	uint32_t c = reference_read(slice_of(row->text), 0, &end);

	ck_assert_msg(c == row->code_point, "%s: U+%04X", row->name, c);
	if (c)
		ck_assert_msg(end == row->end, "%s: ends at %zu", row->name, end);
	ck_assert(reference_settle(arena, slice_of(row->text), &settled) == STATUS_OK);
	ck_slice_eq(settled, slice_of(row->settled));
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, reads_references, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("reference", add_tests)
