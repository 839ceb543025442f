/* test_byline.c - who wrote, took pictures, edited; and that every row of bylines.tsv is read in
 * its own example. */
#include "page/byline.h"
#include "tables.h"

#include "base/buf.h"
#include "text/utf8.h"

struct row {
	const char *name;
	const char *line;
	const char *want; /* "authors|correspondents|photographers|editors|source" */
	bool is_credit;
};

static const struct row ROWS[] = {
    {"two roles", "记者 郑文玉 通讯员 王刚", "郑文玉|王刚|||", true},
    {"a square before", "■ 本报记者 王培原", "王培原||||", true},
    {"of our paper twice", "□本报记者 高玉良 本报通讯员 白聪 孙超 刘爱华",
     "高玉良|白聪,孙超,刘爱华|||", true},
    {"names glued together", "■记者杜英姿郭文治", "杜英姿,郭文治||||", true},
    {"glued names of two and three letters", "记者 李明王建国", "李明,王建国||||", true},
    {"printed in a paper", "■记者杜英姿 《 某某城市报 》( 2022年06月20日 第 22 版)",
     "杜英姿||||某某城市报", true},
    {"a short name set apart", "责任编辑：张 迪", "|||张 迪|", true},
    {"editors in brackets", "(责编：汤诗云、丁涛)", "|||汤诗云,丁涛|", true},
    {"square brackets", "[责任编辑:杨凡、张洁]", "|||杨凡,张洁|", true},
    {"a code behind the editor", "责任编辑：史建平_NB5555", "|||史建平|", true},
    {"source and editor", "本文来源：某某经济新闻 责任编辑：荀建平_NN7379",
     "|||荀建平|某某经济新闻", true},
    {"pen-names after a slash", "执笔/叨叨姐、胡一刀&李小飞刀", "叨叨姐,胡一刀,李小飞刀||||", true},
    {"no pen-names without a mark", "记者 从街道获悉", "||||", false},
    {"took the picture", "中新社记者 贾天勇 摄", "||贾天勇||", true},
    {"text and pictures", "文/图 李志强", "李志强||||", true},
    {"the paper before the label", "昆明日报全媒体记者:任翊翔", "任翊翔||||", true},
    {"outlet with a dash", "来源:东营网-某某日报", "||||东营网-某某日报", true},
    {"source, date and author", "来源：某某网 2021-12-16 09:23 作者：王红", "王红||||某某网", true},
    {"nobody", "作者：佚名", "||||", true},
    {"an empty label", "作者:", "||||", true},
    {"compound surname", "通讯员 欧阳文静", "|欧阳文静|||", true},
    {"three in a row", "责编:杨芮 编审:郑阳 终审:钱红兵", "|||杨芮,郑阳,钱红兵|", true},
    {"from the net is no outlet", "图片来源于网络", "||||", false},
    {"a sentence that names a reporter",
     "记者在社区看到，居民们正在食堂排队打饭，社区书记王红忙着给老人送餐。", "||||", false},
};

static void append_names(struct buf *buf, const struct vec *names)
{
	for (size_t i = 0; i < names->n; i++) {
		if (i)
			buf_byte(buf, ',');
		buf_append(buf, *(struct slice *)vec_at(names, i));
	}
	buf_byte(buf, '|');
}

static const struct byline_rules *rules_of(void)
{
	static const struct byline_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(byline_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

START_TEST(lines)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new((size_t)1 << 20);
	struct credits credits = credits_in(arena);
	struct buf got = buf_in(arena);
	struct byline found;
	ck_assert(byline_read(rules_of(), slice_of(row->line), &credits, &found) == STATUS_OK);
	append_names(&got, &credits.authors);
	append_names(&got, &credits.correspondents);
	append_names(&got, &credits.photographers);
	append_names(&got, &credits.editors);
	buf_append(&got, credits.source);
	ck_assert_msg(slice_equal(buf_slice(&got), slice_of(row->want)), "%s: got \"%.*s\"",
		      row->name, SLICE_ARG(buf_slice(&got)));
	ck_assert_msg(byline_is_credit(slice_of(row->line), &found) == row->is_credit,
		      "%s: credit or not", row->name);
	arena_free(arena);
}
END_TEST

START_TEST(every_row_applies_to_its_example)
{
	const struct table *table = tables_get("bylines");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		struct byline found;
		ck_assert(byline_read(rules_of(), example, NULL, &found) == STATUS_OK);
		ck_assert_msg(slice_contains(example, tables_cell(table, row, "word")) &&
				  found.labels > 0,
			      "row %zu: \"%.*s\"", row, SLICE_ARG(example));
	}
}
END_TEST

START_TEST(names)
{
	ck_assert(byline_is_name(rules_of(), SLICE("王红")));
	ck_assert(byline_is_name(rules_of(), SLICE("司马文静")));
	ck_assert(!byline_is_name(rules_of(), SLICE("王")));
	ck_assert(!byline_is_name(rules_of(), SLICE("了解到")));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, lines, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, every_row_applies_to_its_example);
	tcase_add_test(tests, names);
}

TEST_MAIN("byline", add_tests)
