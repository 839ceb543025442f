/* test_headline.c - titles without the names of channel and site; lines that say what they are. */
#include "page/headline.h"
#include "tables.h"

static const struct title_rules *rules_of(void)
{
	static const struct title_rules *rules;
	const struct outlet_rules *outlets;
	struct err err = {0};

	tables_get(NULL);
	if (rules)
		return rules;
	ck_assert_msg(outlet_rules_load(tables_arena, &tables_lexicon, &outlets, &err) == STATUS_OK,
		      "%s", err.text);
	ck_assert_msg(title_rules_load(tables_arena, &tables_lexicon, outlets, &rules, &err) ==
			  STATUS_OK,
		      "%s", err.text);
	return rules;
}

struct row {
	const char *title, *site, *want, *owner;
};

static const struct row ROWS[] = {
    {"社区办起连心食堂_东湖新闻网", "", "社区办起连心食堂", "东湖新闻网"},
    {"社区办起连心食堂_民生_新闻中心_东湖新闻网", "", "社区办起连心食堂", "东湖新闻网"},
    {"社区办起连心食堂-基层动态-东湖区人民政府", "", "社区办起连心食堂", "东湖区人民政府"},
    {"社区办起连心食堂 - 小巷", "", "社区办起连心食堂", ""},
    {"社区办起连心食堂 | 东湖观察", "", "社区办起连心食堂", "东湖观察"},
    {"社区办起连心食堂--湖北频道--人民网", "", "社区办起连心食堂", "人民网"},
    {"社区办起连心食堂——东湖新闻网", "", "社区办起连心食堂", "东湖新闻网"},
    {"社区办起连心食堂丨东湖日报", "", "社区办起连心食堂", "东湖日报"},
    {"东湖新闻网-社区办起连心食堂", "", "社区办起连心食堂", ""},
    {"东湖日报数字报-社区办起连心食堂", "", "社区办起连心食堂", ""},
    {"小巷-社区办起连心食堂", "小巷", "社区办起连心食堂", ""},
    {"基层治理丨社区办起连心食堂", "", "基层治理丨社区办起连心食堂", ""},
    {"一张饭桌连起一条街——连心社区办食堂记", "", "一张饭桌连起一条街——连心社区办食堂记", ""},
    {"3-6岁孩子有了“家门口托管班”_东湖网", "", "3-6岁孩子有了“家门口托管班”", "东湖网"},
    {"东湖-西山两社区“结亲”互助", "", "东湖-西山两社区“结亲”互助", ""},
    {"东湖新闻网", "", "东湖新闻网", ""},
    {"", "", "", ""},
    {"_", "", "", ""},
};

START_TEST(sites_are_cut_off)
{
	const struct row *row = &ROWS[_i];
	struct slice title = slice_of(row->title);
	ck_slice_eq(headline_without_site(rules_of(), slice_of(row->site), title),
		    slice_of(row->want));
	ck_slice_eq(headline_site(rules_of(), title), slice_of(row->owner));
}
END_TEST

START_TEST(every_label_works_in_its_example)
{
	static const char *const PARTS[] = {"title", "kicker", "subtitle"};
	const struct table *table = tables_get("title_labels");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example"), text;
		enum headline_part part;
		ck_assert_msg(headline_labelled(rules_of(), example, &part, &text) &&
				  slice_equal(slice_of(PARTS[part]),
					      tables_cell(table, row, "gives")) &&
				  slice_starts(example, tables_cell(table, row, "word")),
			      "%.*s", SLICE_ARG(example));
	}
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, sites_are_cut_off, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, every_label_works_in_its_example);
}

TEST_MAIN("headline", add_tests)
