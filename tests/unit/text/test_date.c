/* test_date.c - the calendar at its edges: leap years, ends of months and years, days of the week.
 */
#include "text/date.h"

#include "harness.h"

struct row {
	struct date from;
	int days;
	struct date to;
	int weekday; /* of `to`: 0 Monday */
};

static const struct row ROWS[] = {
    {{2024, 2, 28}, 1, {2024, 2, 29}, 3},   {{2023, 2, 28}, 1, {2023, 3, 1}, 2},
    {{2023, 12, 31}, 1, {2024, 1, 1}, 0},   {{2024, 1, 1}, -1, {2023, 12, 31}, 6},
    {{2000, 2, 28}, 2, {2000, 3, 1}, 2},    {{1900, 2, 28}, 1, {1900, 3, 1}, 3},
    {{2021, 12, 16}, 0, {2021, 12, 16}, 3}, {{2020, 1, 1}, 366, {2021, 1, 1}, 4},
    {{1999, 12, 31}, 1, {2000, 1, 1}, 5},   {{2024, 3, 1}, -1, {2024, 2, 29}, 3},
    {{2022, 6, 20}, 365, {2023, 6, 20}, 1}, {{1970, 1, 1}, 10000, {1997, 5, 19}, 0},
};

START_TEST(counts_days)
{
	const struct row *row = &ROWS[_i];
	ck_assert_int_eq(date_compare(date_add_days(row->from, row->days), row->to), 0);
	ck_assert_int_eq(date_days_between(row->from, row->to), row->days);
	ck_assert_int_eq(date_days_between(row->to, row->from), -row->days);
	ck_assert_int_eq(date_weekday(row->to), row->weekday);
}
END_TEST

START_TEST(every_day_comes_once)
{
	struct date date = {1999, 12, 31};

	for (int i = 0; i < 40000; i++) {
		struct date next = date_add_days(date, 1);
		ck_assert(date_is_valid(next) && date_compare(date, next) < 0);
		ck_assert_int_eq(date_weekday(next), (date_weekday(date) + 1) % 7);
		date = next;
	}
	ck_assert_int_eq(date.year, 2109);
}
END_TEST

START_TEST(refuses_what_is_no_day)
{
	static const struct date NONE[] = {{0, 0, 0},    {2023, 2, 29}, {2023, 13, 1},
					   {2023, 0, 1}, {2023, 4, 31}, {10000, 1, 1},
					   {2023, 1, 0}};

	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		ck_assert(!date_is_valid(NONE[i]));
	ck_assert(date_is_valid((struct date){2000, 2, 29}));
	ck_assert(!date_is_valid((struct date){1900, 2, 29}));
	ck_assert(!date_is_set(NONE[0]));
	ck_assert_int_eq(date_days_in_month(2023, 13), 0);
}
END_TEST

START_TEST(formats)
{
	struct arena *arena = arena_new(1 << 16);
	struct timestamp t = {{2021, 12, 6}, true, 9, 3, 2};

	ck_slice_eq(date_format(arena, t.date), SLICE("2021-12-06"));
	ck_slice_eq(timestamp_format(arena, t), SLICE("2021-12-06T09:03:02+08:00"));
	t.has_time = false;
	ck_slice_eq(timestamp_format(arena, t), SLICE("2021-12-06"));
	arena_fail_after(arena, 0);
	ck_assert(date_format(arena, t.date).p == NULL);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, counts_days, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, every_day_comes_once);
	tcase_add_test(tests, refuses_what_is_no_day);
	tcase_add_test(tests, formats);
}

TEST_MAIN("date", add_tests)
