/* test_boilerplate.c - each row of boilerplate.tsv fires on its own example, ordinary sentences are
 * left alone. */
#include "page/boilerplate.h"
#include "tables.h"

static const struct boilerplate_rules *rules_of(void)
{
	static const struct boilerplate_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(boilerplate_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

START_TEST(every_row_fires_on_its_example)
{
	const struct table *table = tables_get("boilerplate");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		ck_assert_msg(boilerplate_judge(rules_of(), example) != BOILERPLATE_NONE,
			      "row %zu: \"%.*s\"", row, SLICE_ARG(example));
	}
}
END_TEST

static const char *const SENTENCES[] = {
    "社区把相关新闻贴在宣传栏里，居民一出门就能看到最新的消息。",
    "街道办起“打印驿站”，老人打印材料不用再跑远路。",
    "“大家都来评论评论，这条路该怎么修？”社区书记王红说。",
    "分享交流环节，三位党员讲述了自己的故事。",
    "The council voted on Tuesday to subscribe to the regional plan.",
};

START_TEST(sentences_stay)
{
	ck_assert_msg(boilerplate_judge(rules_of(), slice_of(SENTENCES[_i])) == BOILERPLATE_NONE,
		      "%s", SENTENCES[_i]);
}
END_TEST

START_TEST(colons_of_both_widths_are_the_same)
{
	ck_assert(boilerplate_judge(rules_of(), SLICE("上一篇:某事")) == BOILERPLATE_END);
	ck_assert(boilerplate_judge(rules_of(), SLICE("分享：微信")) == BOILERPLATE_LINE);
	ck_assert(boilerplate_judge(rules_of(), SLICE("分享:微信")) == BOILERPLATE_LINE);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, every_row_fires_on_its_example);
	tcase_add_loop_test(tests, sentences_stay, 0, sizeof SENTENCES / sizeof *SENTENCES);
	tcase_add_test(tests, colons_of_both_widths_are_the_same);
}

TEST_MAIN("boilerplate", add_tests)
