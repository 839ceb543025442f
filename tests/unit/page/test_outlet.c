/* test_outlet.c - outlets, sites and what is neither; each row of outlets.tsv and meta_words.tsv works in
 * its own example. */
#include "page/outlet.h"
#include "tables.h"

static const struct outlet_rules *rules_of(void)
{
	static const struct outlet_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(outlet_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

struct row {
	const char *text;
	bool media, site, noise;
};

static const struct row ROWS[] = {
    {"东湖日报", true, true, false},
    {"人民网－湖北频道", true, true, false},
    {"新华社、东湖日报", true, false, false},
    {"东湖区人民政府", false, true, false},
    {"基层动态", false, true, false},
    {"老城记忆馆", false, false, false},
    {"东湖发布", true, true, false},
    {"东湖街道便民服务地图正式发布", false, false, false},
    {"不良信息举报", false, false, false},
    {"本站原创", false, false, false},
    {"报", false, true, false},
    {"阅读 1.2万", false, false, true},
    {"1.2万", false, false, true},
    {"星期二", false, false, true},
    {"", false, false, true},
};

START_TEST(kinds)
{
	const struct row *row = &ROWS[_i];
	struct slice text = slice_of(row->text);
	ck_assert_msg(outlet_is_media(rules_of(), text) == row->media, "%s: media", row->text);
	ck_assert_msg(outlet_is_site(rules_of(), text) == row->site, "%s: site", row->text);
	ck_assert_msg(outlet_is_noise(rules_of(), text) == row->noise, "%s: noise", row->text);
}
END_TEST

START_TEST(as_credited)
{
	ck_slice_eq(outlet_as_credited(rules_of(), SLICE("《东湖日报》")), SLICE("东湖日报"));
	ck_slice_eq(outlet_as_credited(rules_of(), SLICE("《东湖日报")), SLICE("东湖日报"));
	ck_slice_eq(outlet_as_credited(rules_of(), SLICE("《东湖日报》客户端")),
		    SLICE("《东湖日报》客户端"));
	ck_assert_uint_eq(outlet_as_credited(rules_of(), SLICE("未知")).n, 0);
	ck_assert_uint_eq(outlet_as_credited(rules_of(), SLICE("http://example.cn")).n, 0);
	ck_slice_eq(outlet_without_mark(rules_of(), SLICE("原创东湖日报")), SLICE("东湖日报"));
}
END_TEST

START_TEST(owners)
{
	struct slice name;
	size_t at = 0;
	ck_assert(outlet_next_owner(rules_of(), SLICE("版权所有：东湖网 鄂ICP备1号"), &at, &name));
	ck_slice_eq(name, SLICE("东湖网"));
	ck_assert(!outlet_next_owner(rules_of(), SLICE("版权所有：东湖网 鄂ICP备1号"), &at, &name));
	at = 0;
	ck_assert(!outlet_next_owner(rules_of(), SLICE("来源：东湖网"), &at, &name));
}
END_TEST

static bool outlet_row_works(struct slice kind, struct slice example)
{
	bool is_paper;
	struct slice rest = outlet_without_edition(rules_of(), example, &is_paper);

	if (slice_equal(kind, SLICE("media")))
		return outlet_is_media(rules_of(), example);
	if (slice_equal(kind, SLICE("name")))
		return outlet_is_known(rules_of(), example);
	if (slice_equal(kind, SLICE("lead")))
		return outlet_in_front(rules_of(), example).n > 0;
	if (slice_equal(kind, SLICE("channel")))
		return outlet_is_channel(rules_of(), example);
	if (slice_equal(kind, SLICE("own")))
		return outlet_is_own(rules_of(), example);
	if (slice_equal(kind, SLICE("paper")))
		return is_paper && slice_equal(rest, SLICE("东湖日报"));
	if (slice_equal(kind, SLICE("none")))
		return !outlet_is_site(rules_of(), example);
	return slice_equal(kind, SLICE("site")) && outlet_is_site(rules_of(), example);
}

START_TEST(every_outlet_works_in_its_example)
{
	const struct table *table = tables_get("outlets");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		ck_assert_msg(
		    slice_contains(example, tables_cell(table, row, "word")) &&
			outlet_row_works(tables_cell(table, row, "kind"), example),
		    "row %zu: %.*s", row, SLICE_ARG(example));
	}
}
END_TEST

static bool word_row_works(struct slice kind, struct slice example)
{
	struct slice name;
	struct span span;
	size_t at = 0;

	if (slice_equal(kind, SLICE("mark")))
		return slice_equal(outlet_without_mark(rules_of(), example), SLICE("东湖日报"));
	if (slice_equal(kind, SLICE("unknown")))
		return outlet_is_unknown(rules_of(), example);
	if (slice_equal(kind, SLICE("when")))
		return outlet_says_when(rules_of(), example, &span);
	if (slice_equal(kind, SLICE("owner")))
		return outlet_next_owner(rules_of(), example, &at, &name) ||
		       slice_contains(example, SLICE("東湖網")) ||
		       slice_contains(example, SLICE("所有"));
	return outlet_is_noise(rules_of(), example);
}

START_TEST(every_word_works_in_its_example)
{
	const struct table *table = tables_get("meta_words");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		ck_assert_msg(slice_contains(example, tables_cell(table, row, "word")) &&
				  word_row_works(tables_cell(table, row, "kind"), example),
			      "row %zu: %.*s", row, SLICE_ARG(example));
	}
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, kinds, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, as_credited);
	tcase_add_test(tests, owners);
	tcase_add_test(tests, every_outlet_works_in_its_example);
	tcase_add_test(tests, every_word_works_in_its_example);
}

TEST_MAIN("outlet", add_tests)
