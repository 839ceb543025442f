/* test_spam.c - injected advertising, alone and among real sentences; real news about gambling. */
#include "page/spam.h"
#include "tables.h"

static const struct spam_rules *rules_of(void)
{
	static const struct spam_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(spam_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

struct row {
	const char *name;
	const char *line;
	const char *kept;
};

static const struct row ROWS[] = {
    {"nothing", "社区办起食堂。老人很高兴。", "社区办起食堂。老人很高兴。"},
    {"behind a sentence", "社区办起食堂。某某娱乐城注册即送58元", "社区办起食堂。"},
    {"before a sentence", "百家乐攻略大全 社区办起食堂，老人很高兴。",
     "社区办起食堂，老人很高兴。"},
    {"between sentences", "社区办起食堂。澳门葡京在线投注！老人很高兴。",
     "社区办起食堂。老人很高兴。"},
    {"news of gambling stays", "民警在社区讲解网上赌博的危害，提醒居民不要下注，远离六合彩。",
     "民警在社区讲解网上赌博的危害，提醒居民不要下注，远离六合彩。"},
    {"Latin words only whole", "The average of the savings was high.",
     "The average of the savings was high."},
};

START_TEST(cuts)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(65536);
	bool cut;
	struct slice kept = spam_cut(arena, rules_of(), slice_of(row->line), &cut);
	ck_assert_msg(slice_equal(kept, slice_of(row->kept)), "%s: got \"%.*s\"", row->name,
		      SLICE_ARG(kept));
	ck_assert(cut == !slice_equal(slice_of(row->line), slice_of(row->kept)));
	arena_free(arena);
}
END_TEST

START_TEST(whole_lines)
{
	ck_assert(spam_is(rules_of(), SLICE("久久精品国产一区二区，成年免费毛片在线观看")));
	ck_assert(!spam_is(rules_of(), SLICE("欧美多国代表参观了社区，亚洲邻国的客人也来了。")));
	ck_assert(!spam_is(rules_of(), SLICE("成年人每周三晚上可以免费使用社区健身房。")));
}
END_TEST

START_TEST(every_row_stands_in_its_example)
{
	const struct table *table = tables_get("spam_words");
	for (size_t row = 0; row < table->n_rows; row++)
		ck_assert_msg(slice_contains(tables_cell(table, row, "example"),
					     tables_cell(table, row, "word")),
			      "row %zu", row);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, cuts, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, whole_lines);
	tcase_add_test(tests, every_row_stands_in_its_example);
}

TEST_MAIN("spam", add_tests)
