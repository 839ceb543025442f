/* test_lead.c - how reports begin: who speaks, who wrote. */
#include "page/lead.h"
#include "tables.h"

static const struct outlet_rules *outlets;
static const struct byline_rules *bylines;

static void load(void)
{
	const struct person_rules *persons;
	struct err err = {0};

	tables_get(NULL);
	if (bylines)
		return;
	ck_assert(outlet_rules_load(tables_arena, &tables_lexicon, &outlets, &err) == STATUS_OK);
	ck_assert(person_rules_load(tables_arena, &tables_lexicon, &persons, &err) == STATUS_OK);
	ck_assert(byline_rules_load(tables_arena, &tables_lexicon, outlets, persons, &bylines,
				    &err) == STATUS_OK);
}

struct row {
	const char *text;
	bool is_lead;
	const char *source;
	size_t authors, correspondents;
};

static const struct row ROWS[] = {
    {"本报讯（记者 陈立新 通讯员 吴晓燕）食堂开张了。", true, "", 1, 1},
    {"本报讯（陈立新 吴晓燕）食堂开张了。", true, "", 2, 0},
    {"本报讯 通讯员吴晓燕 记者陈立新 食堂开张了。", true, "", 1, 1},
    {"新华社武汉3月5日电（记者 陈立新）食堂开张了。", true, "新华社", 1, 0},
    {"中新网武汉3月5日电 食堂开张了。", true, "中新网", 0, 0},
    {"湖北日报武汉3月5日电 食堂开张了。", true, "湖北日报", 0, 0},
    {"东湖新闻网讯（通讯员 吴晓燕）食堂开张了。", true, "东湖新闻网", 0, 1},
    {"【东湖网讯】（记者 陈立新）食堂开张了。", true, "东湖网", 1, 0},
    {"红星时刻新闻3月5日讯 食堂开张了。", true, "红星时刻新闻", 0, 0},
    {"〔记者陈立新／新北报导〕食堂开张了。", false, "", 1, 0},
    {"（记者 陈立新）食堂开张了。", false, "", 1, 0},
    {"社区给独居老人装了通讯设备，老人很高兴。", false, "", 0, 0},
    {"充电桩装进了小区，居民充电不用再排队。", false, "", 0, 0},
    {"居民（多为老人）每天来食堂吃饭。", false, "", 0, 0},
    {"本报讯 记者从街道了解到，食堂开张了。", true, "", 0, 0},
    {"讯", false, "", 0, 0},
    {"", false, "", 0, 0},
};

START_TEST(leads)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new((size_t)1 << 20);
	struct credits credits = credits_in(arena);
	struct slice source;
	struct lead lead;
	load();
	ck_assert_msg(lead_find(outlets, slice_of(row->text), &lead) == row->is_lead, "%s",
		      row->text);
	ck_assert(lead_read(bylines, outlets, slice_of(row->text), &credits, &source) ==
		  STATUS_OK);
	ck_slice_eq(source, slice_of(row->source));
	ck_assert_msg(credits.authors.n == row->authors, "%s: %zu authors", row->text,
		      credits.authors.n);
	ck_assert_msg(credits.correspondents.n == row->correspondents, "%s: %zu correspondents",
		      row->text, credits.correspondents.n);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, leads, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("lead", add_tests)
