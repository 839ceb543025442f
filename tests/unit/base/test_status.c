/* test_status.c - errors in words: the first wins, names go both ways, cuts keep whole letters. */
#include <string.h>

#include "base/status.h"
#include "harness.h"
#include "text/utf8.h"

START_TEST(first_error_wins)
{
	struct err err = {0};
	err_set(&err, STATUS_TOO_LARGE, "record", 3, "first");
	err_set(&err, STATUS_CRASHED, "clean", 4, "second");
	ck_assert_int_eq(err.status, STATUS_TOO_LARGE);
	ck_assert_str_eq(err.text, "first");
	ck_assert_int_eq(err_set(NULL, STATUS_CRASHED, "x", 0, "nobody listens"), STATUS_CRASHED);
}
END_TEST

START_TEST(every_name_goes_both_ways)
{
	enum status status;
	ck_assert(status_from_name(slice_of(status_name((enum status)_i)), &status));
	ck_assert_int_eq(status, _i);
}
END_TEST

START_TEST(long_text_is_cut_at_a_letter)
{
	struct err err = {0};
	char text[1000];
	for (size_t i = 0; i + 3 < sizeof text; i += 3)
		memcpy(text + i, "治", 3);
	text[999] = '\0';
	err_set(&err, STATUS_TOO_LARGE, "record", 0, "x%s\n", text);
	ck_assert(strlen(err.text) > 200);
	ck_assert(utf8_is_valid(slice_of(err.text)));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, first_error_wins);
	tcase_add_loop_test(tests, every_name_goes_both_ways, 0, STATUS_COUNT);
	tcase_add_test(tests, long_text_is_cut_at_a_letter);
}

TEST_MAIN("status", add_tests)
