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
    {"circles for zeros", "二○二一年十二月十六日", "2021-12-16"},
    {"a letter for a zero", "二O二一年三月五日", "2021-03-05"},
    {"ROC years in figures behind a colon", "發布日期：113-03-05", "2024-03-05"},
    {"ROC years in figures need a colon", "113-03-05", ""},
    {"two-digit year behind a colon", "时间: 24-03-05", "2024-03-05"},
    {"hours and minutes in letters", "2022年3月5日8时05分", "2022-03-05T08:05:00+08:00"},
    {"an hour alone is no time of day", "2022年3月5日8时许", "2022-03-05"},
    {"weekday in brackets", "2022-03-05（星期六）08:30", "2022-03-05T08:30:00+08:00"},
    {"PM", "2022/03/05 02:30 PM", "2022-03-05T14:30:00+08:00"},
    {"packed with the time", "20220305083012", "2022-03-05T08:30:12+08:00"},
    {"packed with a wrong time", "20220305993012", ""},
    {"a dash before the time", "2022-03-05-08:30:12", "2022-03-05T08:30:12+08:00"},
    {"a bar before the time", "2022-03-05 | 08:30", "2022-03-05T08:30:00+08:00"},
    {"three boxes glued together", "202203/0508:30:12", "2022-03-05T08:30:12+08:00"},
    {"three boxes apart", "2022 03/05 08:30:12", "2022-03-05T08:30:12+08:00"},
    {"a year and a fraction", "2022 03/05", ""},
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

static const struct row ADDRESSES[] = {
    {"year and day", "https://a.example.cn/n1/2024/0305/c1.html", "2024-03-05"},
    {"month and t", "http://example.gov.cn/zw/202403/t20240305_12.html", "2024-03-05"},
    {"art", "http://example.gov.cn/art/2024/3/5/art_1.html", "2024-03-05"},
    {"dash and slash", "http://example.cn/html/2024-03/05/c_1.htm", "2024-03-05"},
    {"month and day apart", "http://example.cn/news/202403/05/1.html", "2024-03-05"},
    {"packed", "http://example.cn/a/20240305/1.shtml", "2024-03-05"},
    {"dashes", "http://example.cn/2024-03-05-title/", "2024-03-05"},
    {"a path alone", "/a/20240305/1.shtml", "2024-03-05"},
    {"a month alone", "http://example.cn/202403/05.html", ""},
    {"a number", "http://example.cn/2024030512345.html", ""},
    {"a number behind a month", "http://example.cn/202403/100.html", ""},
    {"no such day", "http://example.cn/2024/0231/1.html", ""},
    {"in the query", "http://example.cn/a?day=20240305", ""},
    {"in the host", "http://20240305.example.cn/a", ""},
};

START_TEST(addresses)
{
	const struct row *row = &ADDRESSES[_i];
	struct arena *arena = arena_new(4096);
	struct slice got = SLICE("");
	struct date date;
	if (dateline_find_in_address(slice_of(row->text), &date))
		got = date_format(arena, date);
	ck_assert_msg(slice_equal(got, slice_of(row->want)), "%s: got \"%.*s\"", row->name,
		      SLICE_ARG(got));
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, dates, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, addresses, 0, sizeof ADDRESSES / sizeof *ADDRESSES);
	tcase_add_test(tests, a_day_without_a_year);
}

TEST_MAIN("dateline", add_tests)
