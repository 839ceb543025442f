/* test_marks.c - pairs of marks, whole and half lost. A row's `want` shows each pair's inside in
 * order of its opening mark, each with its depth, a ~ where it is not certain, and a bar between.
 */
#include "harness.h"

#include "base/buf.h"
#include "extract/marks.h"

struct marks_row {
	const char *name;
	const char *text;
	const char *want;
};

static const struct marks_row ROWS[] = {
    {"no marks", "社区党委", ""},
    {"one pair", "打造“红帮办”品牌", "0红帮办"},
    {"adjacent pairs", "设立“茶馆”“四邻”", "0茶馆|0四邻"},
    {"single marks inside", "“用‘五事’解决。”他说", "0用‘五事’解决。|1五事"},
    {"the same marks inside", "“实施“邻里”工程。”他说", "0实施“邻里”工程。|1邻里"},
    {"three deep", "“我们的‘“红”马甲’来了”", "0我们的‘“红”马甲’来了|1“红”马甲|2红"},
    {"title inside quotes", "“学《条例》”", "0学《条例》|1条例"},
    {"closing mark lost before a whole pair", "打造“红帮办品牌，建“蓝”队", "0蓝"},
    {"opening mark lost", "打造红帮办”品牌，建“蓝”队", "0蓝"},
    {"opening mark used to close", "打造“红帮办“，成立队伍", "~0红帮办"},
    {"closing mark used to open", "打造”红帮办”品牌", "~0红帮办"},
    {"opening mark used to close behind a sentence", "王芳说：“我不干！“李强不恼，又去了。", "~0我不干！"},
    {"closing mark used to open behind a colon", "“一百秒。王芳站起来：”盖吧，没二话。”", "~0盖吧，没二话。"},
    {"speech that never closes", "王芳说：“我们都来帮忙。", "~0我们都来帮忙。"},
    {"speech paragraph that never closes", "“我们都来帮忙。", "~0我们都来帮忙。"},
    {"a lone opening mark elsewhere is dropped", "打造“红帮办品牌", ""},
    {"straight marks", "打造\"红帮办\"和\"蓝队\"", "0红帮办|0蓝队"},
    {"an odd straight mark", "长5\"的管子", ""},
    {"corner marks", "「我們來了。」他說『好』", "0我們來了。|0好"},
    {"brackets of mixed width", "社区（小区)治理", "0小区"},
    {"marks do not cross a line", "打造“红\n帮办”品牌", ""},
    {"crossed marks", "“红（帮”办）", "0红（帮"},
    {"apostrophe", "it’s “红”", "0红"},
};

static void show(struct buf *out, struct slice text, const struct marks *marks)
{
	for (size_t i = 0; i < marks->n; i++) {
		const struct mark_pair *pair = &marks->items[i];
		ck_assert(pair->inside.start <= pair->inside.end);
		buf_printf(out, "%s%s%u", i ? "|" : "", pair->certain ? "" : "~", pair->depth);
		buf_append(out, slice_span(text, pair->inside));
		ck_assert_ptr_eq(marks_opening_at(marks, pair->whole.start), pair);
		ck_assert_uint_eq(marks_from(marks, pair->whole.start + 1), i + 1);
	}
}

START_TEST(pairs)
{
	struct arena *arena = arena_new(1 << 20);
	struct slice text = slice_of(ROWS[_i].text);
	struct buf out = buf_in(arena);
	struct marks marks;

	ck_assert_int_eq(marks_match(arena, text, &marks), STATUS_OK);
	show(&out, text, &marks);
	ck_assert_msg(slice_equal(buf_slice(&out), slice_of(ROWS[_i].want)), "%s: \"%.*s\"",
		      ROWS[_i].name, SLICE_ARG(buf_slice(&out)));
	arena_free(arena);
}
END_TEST

/* 100,000 opening marks and no partner: neither recursion nor a second look at each. */
START_TEST(hostile_depth)
{
	struct arena *arena = arena_new(64 << 20);
	struct buf text = buf_in(arena);
	struct marks marks;

	for (int i = 0; i < 100000; i++)
		buf_append(&text, SLICE("“（《‘「"));
	ck_assert_int_eq(marks_match(arena, buf_slice(&text), &marks), STATUS_OK);
	arena_free(arena);
}
END_TEST

START_TEST(memory_runs_out)
{
	struct arena *arena = arena_new(1 << 20);
	struct marks marks;
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t n = 0; status != STATUS_OK; n++) {
		ck_assert_uint_lt(n, 100);
		arena_reset(arena);
		arena_fail_after(arena, n);
		status = marks_match(arena, SLICE("“a”‘b’（c）《d》"), &marks);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
	}
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, pairs, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, hostile_depth);
	tcase_add_test(tests, memory_runs_out);
}

TEST_MAIN("marks", add_tests)
