/* test_dateline.c - dates as pages print them, and what only looks like one. */
#include "harness.h"
#include "page/dateline.h"

struct row {
	const char *name;
	const char *text;
	const char *want; /* "" : no date */
};

static const struct row ROWS[] = {
    {"date and time", "2021-12-16 09:23:12", "2021-12-16T09:23:12+08:00"},
    {"letters", "发布时间：2022年3月5日", "2022-03-05"},
    {"letters with spaces", "2022 年 03 月 05 日", "2022-03-05"},
    {"weekday", "某某日报 2022年06月20日 星期一 08:30", "2022-06-20T08:30:00+08:00"},
    {"dots", "2020.10.04", "2020-10-04"},
    {"slashes", "2019/9/7 4:04", "2019-09-07T04:04:00+08:00"},
    {"afternoon", "2023年10月13日 下午2:05", "2023-10-13T14:05:00+08:00"},
    {"Chinese numerals", "二〇二一年十二月十六日", "2021-12-16"},
    {"ROC years", "民國110年12月16日", "2021-12-16"},
    {"ROC years, Simplified, without the word", "114年3月5日", "2025-03-05"},
    {"two-digit year with a time", "18-03-08 23:16", "2018-03-08T23:16:00+08:00"},
    {"two-digit year alone is too little", "18-03-08", ""},
    {"UTC", "2019-09-06T20:04:00Z", "2019-09-07T04:04:00+08:00"},
    {"with a zone", "2019-09-07T04:04:00+08:00", "2019-09-07T04:04:00+08:00"},
    {"in an address", "/a/20190907/123.html", "2019-09-07"},
    {"in an address by month", "/201909/07/t1.html", "2019-09-07"},
    {"glued", "南京社会工作2025年12月18日17:12江苏", "2025-12-18T17:12:00+08:00"},
    {"full-width digits", "２０２２年３月５日", "2022-03-05"},
    {"no such day", "2021-02-30", ""},
    {"a telephone number", "0546-8361801", ""},
    {"a long number", "202112161234567", ""},
    {"a score", "21-12", ""},
    {"mixed separators", "2021-12/16", ""},
};

START_TEST(dates)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(4096);
	struct dated dated;
	struct slice got = SLICE("");
	if (dateline_find(slice_of(row->text), 0, &dated))
		got = timestamp_format(arena, dated.at);
	ck_assert_msg(slice_equal(got, slice_of(row->want)), "%s: got \"%.*s\"", row->name,
		      SLICE_ARG(got));
	arena_free(arena);
}
END_TEST

START_TEST(a_day_without_a_year)
{
	struct dated dated;
	ck_assert(dateline_find_short(SLICE("发布时间：10-08 12:00"), &dated));
	ck_assert_int_eq(dated.at.date.month, 10);
	ck_assert_int_eq(dated.at.date.day, 8);
	ck_assert_int_eq(dated.at.hour, 12);
	ck_assert(!dateline_find_short(SLICE("1+10+N"), &dated));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, dates, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, a_day_without_a_year);
}

TEST_MAIN("dateline", add_tests)
