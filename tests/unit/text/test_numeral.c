/* test_numeral.c - numbers as they are written, and where they end. */
#include "text/numeral.h"

#include "harness.h"
#include "text/utf8.h"

struct row {
	struct slice text;
	size_t letters; /* code points of the number at the start; 0: none stands there */
	double value;
	bool digit_by_digit;
};

static const struct row ROWS[] = {
    {SLICE_INIT("11处"), 2, 11, false},
    {SLICE_INIT("４５００余人"), 4, 4500, false},
    {SLICE_INIT("1,200户"), 5, 1200, false},
    {SLICE_INIT("1，200户"), 5, 1200, false},
    {SLICE_INIT("12,345,678元"), 10, 12345678, false},
    {SLICE_INIT("2021,300名"), 4, 2021, false},
    {SLICE_INIT("12,3456"), 2, 12, false},
    {SLICE_INIT("1.8万人次"), 4, 18000, false},
    {SLICE_INIT("３．５亿元"), 4, 3.5e8, false},
    {SLICE_INIT("3."), 1, 3, false},
    {SLICE_INIT("2.5%"), 3, 2.5, false},
    {SLICE_INIT("0.05"), 4, 0.05, false},
    {SLICE_INIT("5千米"), 1, 5, false},
    {SLICE_INIT("5千余米"), 2, 5000, false},
    {SLICE_INIT("3千克"), 1, 3, false},
    {SLICE_INIT("3万5千人"), 4, 35000, false},
    {SLICE_INIT("1亿2000万元"), 7, 1.2e8, false},
    {SLICE_INIT("1.2万亿元"), 5, 1.2e12, false},
    {SLICE_INIT("5万一举"), 2, 50000, false},
    {SLICE_INIT("10万3万"), 3, 100000, false},
    {SLICE_INIT("三百"), 2, 300, false},
    {SLICE_INIT("三百五十六名"), 5, 356, false},
    {SLICE_INIT("一百零五"), 4, 105, false},
    {SLICE_INIT("一百〇五"), 4, 105, false},
    {SLICE_INIT("一百五"), 3, 150, false},
    {SLICE_INIT("两万五"), 3, 25000, false},
    {SLICE_INIT("一百一十"), 4, 110, false},
    {SLICE_INIT("一百十二"), 4, 112, false},
    {SLICE_INIT("十"), 1, 10, false},
    {SLICE_INIT("十二届"), 2, 12, false},
    {SLICE_INIT("二十"), 2, 20, false},
    {SLICE_INIT("九十九"), 3, 99, false},
    {SLICE_INIT("两千零二十一"), 6, 2021, false},
    {SLICE_INIT("三千二百万"), 5, 3.2e7, false},
    {SLICE_INIT("十万"), 2, 1e5, false},
    {SLICE_INIT("两亿"), 2, 2e8, false},
    {SLICE_INIT("一万亿"), 3, 1e12, false},
    {SLICE_INIT("一亿零三百万"), 6, 1.03e8, false},
    {SLICE_INIT("叁佰元"), 2, 300, false},
    {SLICE_INIT("壹万贰仟"), 4, 12000, false},
    {SLICE_INIT("二〇二一年"), 4, 2021, true},
    {SLICE_INIT("二零二三年"), 4, 2023, true},
    {SLICE_INIT("一一九"), 3, 119, true},
    {SLICE_INIT("五六个"), 2, 56, true},
    {SLICE_INIT("零距离"), 1, 0, false},
    {SLICE_INIT("一"), 1, 1, false},
    {SLICE_INIT("百姓"), 0, 0, false},
    {SLICE_INIT("万家"), 0, 0, false},
    {SLICE_INIT("千百年"), 0, 0, false},
    {SLICE_INIT("几十"), 0, 0, false},
    {SLICE_INIT("数百"), 0, 0, false},
    {SLICE_INIT(",5"), 0, 0, false},
    {SLICE_INIT("社区"), 0, 0, false},
    {SLICE_INIT(""), 0, 0, false},
    {SLICE_INIT("九百六十万平方公里"), 5, 9.6e6, false},
    {SLICE_INIT("一百零"), 2, 100, false},
    {SLICE_INIT("三十二万四千"), 6, 324000, false},
    {SLICE_INIT("1100万"), 5, 1.1e7, false},
    {SLICE_INIT("八百八"), 3, 880, false},
    {SLICE_INIT("伍8支"), 0, 0, false},
    {SLICE_INIT("陆家"), 0, 0, false},
    {SLICE_INIT("伍拾"), 2, 50, false},
};

START_TEST(reads)
{
	const struct row *row = &ROWS[_i];
	struct numeral got = {0};
	bool found = numeral_at(row->text, 0, &got);
	ck_assert_msg(found == (row->letters > 0), "%.*s: found %d", SLICE_ARG(row->text), found);
	if (!found)
		return;
	size_t letters = utf8_count(slice_span(row->text, got.span));
	ck_assert_msg(letters == row->letters, "%.*s: %zu letters", SLICE_ARG(row->text), letters);
	double gap = got.value - row->value;
	ck_assert_msg(gap < 1e-6 && gap > -1e-6, "%.*s: %f", SLICE_ARG(row->text), got.value);
	ck_assert_msg(got.digit_by_digit == row->digit_by_digit, "%.*s: digit by digit",
		      SLICE_ARG(row->text));
}
END_TEST

START_TEST(long_runs_end)
{
	static char digits[10000];
	struct numeral got;
	int value;
	size_t end;

	for (size_t i = 0; i < sizeof digits; i++)
		digits[i] = '9';
	ck_assert(numeral_at((struct slice){digits, sizeof digits}, 0, &got));
	ck_assert(got.span.end <= 60 && got.is_integer);
	ck_assert(!digits_at((struct slice){digits, sizeof digits}, 0, &end, &value));
	ck_assert(digits_at(SLICE("２０21年"), 0, &end, &value));
	ck_assert_int_eq(value, 2021);
	ck_assert_uint_eq(end, 8);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, reads, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, long_runs_end);
}

TEST_MAIN("numeral", add_tests)
