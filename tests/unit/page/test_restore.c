/* test_restore.c - what was put right on a page is kept with the article: what kind of damage,
 * where in its text, and what stood there. */
#include "page/clean.h"
#include "tables.h"

#include "base/buf.h"

#define MORE                                                                                                                                      \
	"近日，东岭街道石桥社区召开“院坝会”，居民代表围坐在一起，商量小区停车难的问题，大家你一言" \
	"我一语，气氛热烈。"

struct expected {
	enum repair_kind kind;
	const char *before, *after;
};

struct restore_row {
	const char *name;
	struct slice page;
	bool is_markup;
	struct expected repairs[6]; /* before NULL: no more */
	const char *broken[3];      /* NULL: no more */
	size_t n_rereads;
	unsigned flags;
};

#define REPAIRED FLAG_BIT(FLAG_MOJIBAKE_REPAIRED)
#define LEFT     FLAG_BIT(FLAG_MOJIBAKE_LEFT)

static const struct restore_row ROWS[] = {
    {"clean", SLICE_INIT("石桥社区的院坝会\n\n" MORE "\n"), false, {{0}}, {NULL}, 0, 0},
    {"several kinds in two paragraphs",
     SLICE_INIT(
	 "石桥社区的院坝会\n\n" MORE
	 "\n\n石桥社区(qū)的居民,,说：“大家都支持这件事?!笔派缜澄榧?,他们还要继续办下去。\n"),
     false,
     {{REPAIR_PINYIN, "(qū)", ""},
      {REPAIR_PUNCTUATION, ",", ""},
      {REPAIR_LETTERS, "?!笔派缜澄榧?", "。”石桥社区党委书记"}},
     {NULL},
     0,
     REPAIRED},
    {"the script is converted behind the repair",
     SLICE_INIT("石橋社區的院壩會\n\n近日,東嶺街道石橋社區召開院壩會,居民代表圍坐在一起,商量小區"
		"停車難的問題,大家你一言我一語。社區黨群服務中心的負責人說:“這件事辦好了?!笔瘶蛏鐓^"
		"居民都滿意,還要繼續辦下去。\n"),
     false,
     {{REPAIR_LETTERS, "?!笔瘶蛏鐓^", "。”石桥社区"}},
     {NULL},
     0,
     REPAIRED},
    {"what is left",
     SLICE_INIT("石桥社区的院坝会\n\n" MORE
		"\n\n石桥社区锟斤拷的居民还要继续办下去，一共120\xEF\xBF\xBD名。\n"),
     false,
     {{0}},
     {"锟斤拷", "\xEF\xBF\xBD"},
     0,
     LEFT},
    {"a paragraph in windows-1252",
     SLICE_INIT("<html><body><h1>石桥社区的院坝会</h1><p>" MORE
		"</p><p>çŸ³æ¡¥ç¤¾åŒºçš„å±…æ°‘è¿˜è¦\xC2\x81"
		"ç»§ç»\xC2\xAD"
		"åŠžä¸‹åŽ»ï¼Œå¤§å®¶éƒ½å¾ˆé«˜å…´ã€‚</p></body></html>"),
     true,
     {{0}},
     {NULL},
     1,
     REPAIRED},
};

static void check_article(const struct restore_row *row, const struct article *article)
{
	size_t n = 0, next = 0;

	for (; n < 6 && row->repairs[n].before; n++) {
		ck_assert_msg(n < article->n_repairs, "%s: %zu repairs", row->name,
			      article->n_repairs);
		const struct repaired *got = &article->repairs[n];
		ck_assert_msg(got->kind == row->repairs[n].kind, "%s: kind of %zu", row->name, n);
		ck_slice_eq(got->before, slice_of(row->repairs[n].before));
		ck_slice_eq(slice_span(article->text, got->span), slice_of(row->repairs[n].after));
		ck_assert(got->span.start >= next);
		next = got->span.start;
	}
	ck_assert_msg(article->n_repairs == n, "%s: %zu repairs", row->name, article->n_repairs);
	for (n = 0; n < 3 && row->broken[n]; n++) {
		ck_assert(n < article->n_broken);
		ck_slice_eq(slice_span(article->text, article->broken[n]),
			    slice_of(row->broken[n]));
	}
	ck_assert_msg(article->n_broken == n, "%s: %zu broken", row->name, article->n_broken);
	ck_assert_msg((article->flags & (REPAIRED | LEFT)) == row->flags, "%s: flags", row->name);
}

START_TEST(keeps_what_was_repaired)
{
	const struct restore_row *row = &ROWS[_i];
	struct arena *arena = arena_new((size_t)64 << 20);
	struct document document = {.bytes = row->page,
				    .media_type =
					row->is_markup ? SLICE("text/html") : SLICE("text/plain")};
	const struct clean_rules *rules;
	struct page page = {0};
	struct err err = {0};

	tables_get(NULL);
	ck_assert_msg(clean_rules_load(tables_arena, &tables_lexicon, &rules, &err) == STATUS_OK,
		      "%s", err.text);
	struct script_converter *converter = script_converter_new(&err);
	ck_assert_msg(page_clean(arena, rules, converter, &document, &page, &err) == STATUS_OK,
		      "%s: %s", row->name, err.text);
	ck_assert_msg(page.n_articles == 1, "%s: %zu articles", row->name, page.n_articles);
	check_article(row, &page.articles[0]);
	ck_assert_msg(page.n_rereads == row->n_rereads, "%s: %zu rereads", row->name,
		      page.n_rereads);
	ck_assert(!slice_contains(page.articles[0].text, SLICE("ç")));
	script_converter_free(converter);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, keeps_what_was_repaired, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("restore", add_tests)
