/* test_slice.c - slices at their edges: empty, clamped, not found. */
#include "harness.h"

struct find_row {
	const char *name;
	struct slice text, needle;
	size_t first, last;
};

static const struct find_row FINDS[] = {
    {"not there", SLICE_INIT("社区"), SLICE_INIT("街道"), SIZE_MAX, SIZE_MAX},
    {"at the start", SLICE_INIT("社区党委"), SLICE_INIT("社区"), 0, 0},
    {"twice", SLICE_INIT("a,b,c"), SLICE_INIT(","), 1, 3},
    {"needle longer than text", SLICE_INIT("a"), SLICE_INIT("ab"), SIZE_MAX, SIZE_MAX},
    {"empty needle is never found", SLICE_INIT("a"), SLICE_INIT(""), SIZE_MAX, SIZE_MAX},
    {"letters that end alike", SLICE_INIT("会社委员会会员"), SLICE_INIT("员会"), 9, 9},
    {"its own beginning before it", SLICE_INIT("aaab"), SLICE_INIT("aab"), 1, 1},
    {"one byte", SLICE_INIT("ab"), SLICE_INIT("b"), 1, 1},
    {"longer than most",
     SLICE_INIT("社区党群服务中心为老服务站开放社区党群服务中心为老服务站开放日活动"),
     SLICE_INIT("社区党群服务中心为老服务站开放社区党群服务中心为老服务站开放日"), 0, 0},
    {"NUL is an ordinary byte", SLICE_INIT("a\0b"), SLICE_INIT("\0b"), 1, 1},
};

START_TEST(finds)
{
	const struct find_row *row = &FINDS[_i];
	ck_assert_msg(slice_find(row->text, row->needle) == row->first, "%s: first", row->name);
	ck_assert_msg(slice_find_last(row->text, row->needle) == row->last, "%s: last", row->name);
}
END_TEST

START_TEST(sub_clamps)
{
	struct slice s = SLICE("abc");
	ck_slice_eq(slice_sub(s, 1, 99), SLICE("bc"));
	ck_assert_uint_eq(slice_sub(s, 3, 1).n, 0);
	ck_assert_uint_eq(slice_from(SLICE_EMPTY, 5).n, 0);
	ck_assert_uint_eq(slice_trim(SLICE(" \t\r\n")).n, 0);
}
END_TEST

START_TEST(fields)
{
	struct slice rest = SLICE("a,,b,"), field;
	ck_assert(slice_next_field(&rest, ',', &field));
	ck_slice_eq(field, SLICE("a"));
	ck_assert(slice_next_field(&rest, ',', &field));
	ck_slice_eq(field, SLICE(""));
	ck_assert(slice_next_field(&rest, ',', &field));
	ck_slice_eq(field, SLICE("b"));
	ck_assert(!slice_next_field(&rest, ',', &field));
}
END_TEST

START_TEST(numbers)
{
	uint64_t value = 7;
	ck_assert(slice_to_uint64(SLICE("18446744073709551615"), &value));
	ck_assert(value == UINT64_MAX);
	ck_assert(!slice_to_uint64(SLICE("18446744073709551616"), &value));
	ck_assert(!slice_to_uint64(SLICE(""), &value));
	ck_assert(!slice_to_uint64(SLICE("1x"), &value));
	ck_assert(value == UINT64_MAX);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, finds, 0, sizeof FINDS / sizeof *FINDS);
	tcase_add_test(tests, sub_clamps);
	tcase_add_test(tests, fields);
	tcase_add_test(tests, numbers);
}

TEST_MAIN("slice", add_tests)
