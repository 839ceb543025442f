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
    {"a short name set apart", "责任编辑：张 迪", "|||张迪|", true},
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
    {"text and pictures by two", "文/陈立新 图/吴晓燕", "陈立新||吴晓燕||", true},
    {"their work behind them", "记者 陈立新/文 吴晓燕/图", "陈立新||吴晓燕||", true},
    {"a correspondent stays one", "通讯员 吴晓燕 文/图", "|吴晓燕|||", true},
    {"a letter glued to a word is no label", "余下全文", "||||", false},
    {"a name and a letter are no work", "王文：一条街的变化", "||||", false},
    {"reports from a place", "记者陈立新／高雄报导", "陈立新||||", true},
    {"reports", "记者陈立新报道", "陈立新||||", true},
    {"an office behind the name", "作者：陈立新（区委党校教师）", "陈立新||||", true},
    {"no body is an author", "作者：宣传部", "||||", true},
    {"a body between label and name", "通讯员 东湖街道 吴晓燕", "|吴晓燕|||", true},
    {"the outlet before the label is no name", "采写：南都记者 陈立新", "陈立新||||", true},
    {"names glued to the next label", "记者陈立新吴晓燕通讯员郑海", "陈立新,吴晓燕|郑海|||", true},
    {"a short name set wide", "记者 张 伟 通讯员 李 敏", "张伟|李敏|||", true},
    {"a name with a dot", "记者 阿依古丽·买买提", "阿依古丽·买买提||||", true},
    {"a square and names alone", "□ 陈立新 吴晓燕", "陈立新,吴晓燕||||", true},
    {"a square and other words", "■ 社区食堂", "||||", false},
    {"an outlet in heavy brackets", "本文来自【东湖日报】", "||||东湖日报", true},
    {"taken from a building is no source", "转自闲置厂房的食堂", "||||", false},
    {"an unknown outlet is none", "来源：未知", "||||", true},
    {"an address is no outlet", "来源：https://example.cn/1", "||||", true},
    {"the next label is no outlet", "来源： 作者：陈立新", "陈立新||||", true},
    {"an outlet glued to its day", "来源：东湖日报2024-03-05", "||||东湖日报", true},
    {"a proof-reader is no editor", "责编：吴晓燕 校对：郑海", "|||吴晓燕|", true},
    {"a sentence that names a reporter",
     "记者在社区看到，居民们正在食堂排队打饭，社区书记王红忙着给老人送餐。", "||||", false},
};

static const struct outlet_rules *outlets;
static const struct person_rules *persons;

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
	if (rules)
		return rules;
	ck_assert_msg(outlet_rules_load(tables_arena, &tables_lexicon, &outlets, &err) == STATUS_OK,
		      "%s", err.text);
	ck_assert_msg(person_rules_load(tables_arena, &tables_lexicon, &persons, &err) == STATUS_OK,
		      "%s", err.text);
	ck_assert_msg(byline_rules_load(tables_arena, &tables_lexicon, outlets, persons, &rules,
					&err) == STATUS_OK,
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

static bool holds(const struct vec *names, struct slice name)
{
	for (size_t i = 0; i < names->n; i++)
		if (slice_equal(*(struct slice *)vec_at(names, i), name))
			return true;
	return false;
}

/* The example names 李志强 in the row's role, or an outlet, or nobody. */
static bool row_works(struct slice role, const struct credits *credits)
{
	struct slice name = SLICE("李志强");

	if (slice_equal(role, SLICE("author")))
		return holds(&credits->authors, name);
	if (slice_equal(role, SLICE("correspondent")))
		return holds(&credits->correspondents, name);
	if (slice_equal(role, SLICE("photographer")))
		return holds(&credits->photographers, name);
	if (slice_equal(role, SLICE("editor")))
		return holds(&credits->editors, name);
	if (slice_equal(role, SLICE("other")))
		return !credits->source.n && !credits->authors.n && !credits->editors.n;
	return slice_ends(credits->source, SLICE("日报")) &&
	       credits->taken == slice_equal(role, SLICE("taken"));
}

START_TEST(every_row_applies_to_its_example)
{
	const struct table *table = tables_get("bylines");
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		struct arena *arena = arena_new((size_t)1 << 20);
		struct credits credits = credits_in(arena);
		struct byline found;
		ck_assert(byline_read(rules_of(), example, &credits, &found) == STATUS_OK);
		ck_assert_msg(slice_contains(example, tables_cell(table, row, "word")) &&
				  found.labels > 0 &&
				  row_works(tables_cell(table, row, "role"), &credits),
			      "row %zu: \"%.*s\"", row, SLICE_ARG(example));
		arena_free(arena);
	}
}
END_TEST

START_TEST(names_alone)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct vec names = vec_of(arena, sizeof(struct slice));
	bool full = false;
	ck_assert(byline_read_names(rules_of(), SLICE("陈立新、吴晓燕"), false, &names, &full));
	ck_assert_uint_eq(names.n, 2);
	ck_assert(!byline_read_names(rules_of(), SLICE("陈立新 食堂"), false, &names, &full));
	ck_assert_uint_eq(names.n, 2);
	ck_assert(!byline_read_names(rules_of(), SLICE("陈立新吴晓燕"), false, &names, &full));
	ck_assert(byline_read_names(rules_of(), SLICE("郑海何平"), true, &names, &full));
	ck_assert_uint_eq(names.n, 4);
	ck_assert(!byline_read_names(rules_of(), SLICE("全文"), false, NULL, &full));
	ck_assert(!full);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, lines, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, every_row_applies_to_its_example);
	tcase_add_test(tests, names_alone);
}

TEST_MAIN("byline", add_tests)
