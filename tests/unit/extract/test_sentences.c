/* test_sentences.c - where sentences begin and end. In `want` a bar stands between sentences, each
 * with its section before it. */
#include "harness.h"

#include "extract/sentences.h"
#include "text_article.h"

struct sentence_row {
	const char *name;
	const char *text;
	const char *want;
};

static const struct sentence_row ROWS[] = {
    {"empty", "", ""},
    {"no stop at the end", "社区召开会议", "0社区召开会议"},
    {"full stops", "社区开会。居民到场。", "0社区开会。|0居民到场。"},
    {"questions", "谁来管？怎么管？大家议。", "0谁来管？|0怎么管？|0大家议。"},
    {"ASCII marks", "怎么管?大家议!好", "0怎么管?|0大家议!|0好"},
    {"a semicolon does not end", "一是开会；二是走访。", "0一是开会；二是走访。"},
    {"a decimal point does not end", "占1.8万人次.其余", "0占1.8万人次.其余"},
    {"stops doubled", "好！！来。。走", "0好！！|0来。。|0走"},
    {"white space at the ends", "　　社区开会。　居民到场。 ", "0社区开会。|0居民到场。"},
    {"paragraphs", "社区开会\n居民到场", "0社区开会|0居民到场"},
    {"headings are sections", "导语。\n# 建强队伍。选人\n正文。\n# 二\n尾。",
     "0导语。|1建强队伍。选人|1正文。|2二|2尾。"},
    {"quotation first, speaker behind", "“我来修。马上到。”王某说。居民笑了。",
     "0“我来修。马上到。”王某说。|0居民笑了。"},
    {"quotation led in", "王某说：“我来修。马上到。”居民笑了。",
     "0王某说：“我来修。马上到。”|0居民笑了。"},
    {"quotation around the speaker", "“我来，”王某说，“马上到。”居民笑了。",
     "0“我来，”王某说，“马上到。”|0居民笑了。"},
    {"quotation behind a dateline", "本报讯(记者 甲)“我来修。”乙说。",
     "0本报讯(记者 甲)“我来修。”乙说。"},
    {"exclamation inside a name", "社区打造“来吧！”品牌，居民点赞。",
     "0社区打造“来吧！”品牌，居民点赞。"},
    {"nested quotation", "王某说：“他喊‘快来！’我就到了。”居民笑了。",
     "0王某说：“他喊‘快来！’我就到了。”|0居民笑了。"},
    {"stop inside brackets", "社区（原属甲街道。后划出）开会。",
     "0社区（原属甲街道。后划出）开会。"},
    {"stop behind a bracket that nothing opened", "社区开会。）居民到场。",
     "0社区开会。）|0居民到场。"},
    {"stop inside a title", "印发《谁来管？》通知。", "0印发《谁来管？》通知。"},
    {"trailing off ends", "开展维修服务……社区是根本。", "0开展维修服务……|0社区是根本。"},
    {"trailing off goes on", "唱歌、跳舞……等活动，热闹。", "0唱歌、跳舞……等活动，热闹。"},
    {"one ellipsis dot does not end", "唱歌…跳舞。", "0唱歌…跳舞。"},
    {"half a pair of marks", "打造“红帮办品牌。居民点赞。", "0打造“红帮办品牌。|0居民点赞。"},
};

START_TEST(splits)
{
	struct arena *arena = arena_new(1 << 20);
	struct article article = text_article(arena, slice_of(ROWS[_i].text));
	struct buf out = buf_in(arena);
	struct sentences sentences;

	ck_assert_int_eq(sentences_split(arena, &article, &sentences), STATUS_OK);
	for (size_t i = 0; i < sentences.n; i++) {
		const struct sentence *sentence = &sentences.items[i];
		buf_printf(&out, "%s%zu", i ? "|" : "", sentence->section);
		buf_append(&out, slice_span(article.text, sentence->span));
		ck_assert_uint_eq(sentence_at(&sentences, sentence->span.start), i);
		ck_assert_uint_eq(sentence_at(&sentences, sentence->span.end - 1), i);
	}
	ck_assert_msg(slice_equal(buf_slice(&out), slice_of(ROWS[_i].want)), "%s: \"%.*s\"",
		      ROWS[_i].name, SLICE_ARG(buf_slice(&out)));
	ck_assert_uint_eq(sentence_at(&sentences, article.text.n), SIZE_MAX);
	arena_free(arena);
}
END_TEST

START_TEST(line_breaks_belong_to_none)
{
	struct arena *arena = arena_new(1 << 20);
	struct article article = text_article(arena, SLICE("ab\ncd"));
	struct sentences sentences;

	ck_assert_int_eq(sentences_split(arena, &article, &sentences), STATUS_OK);
	ck_assert_uint_eq(sentence_at(&sentences, 2), SIZE_MAX);
	ck_assert_uint_eq(sentence_at(&sentences, 3), 1);
	arena_free(arena);
}
END_TEST

START_TEST(memory_runs_out)
{
	struct arena *arena = arena_new(1 << 20);
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t n = 0; status != STATUS_OK; n++) {
		struct sentences sentences;
		ck_assert_uint_lt(n, 100);
		arena_reset(arena);
		struct article article = text_article(arena, SLICE("甲“乙。”丙。\n丁。"));
		arena_fail_after(arena, n);
		status = sentences_split(arena, &article, &sentences);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
	}
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, splits, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, line_breaks_belong_to_none);
	tcase_add_test(tests, memory_runs_out);
}

TEST_MAIN("sentences", add_tests)
