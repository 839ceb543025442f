/* test_engine.c - the one door: pure, closed books, and no allocation that is not checked. */
#include "engine.h"
#include "harness.h"

static struct engine *engine;

static void setup(void)
{
	struct engine_options options = engine_default_options();
	struct err err = {0};
	options.gazetteer_path = "build/gazetteer.bin";
	ck_assert_msg(engine_new(&options, &engine, &err) == STATUS_OK, "%s", err.text);
}

static void teardown(void)
{
	engine_free(engine);
}

/* Written for this test: one of everything that extraction looks at. */
static const char PAGE[] =
    "<html><head><meta charset=\"utf-8\"><title>槐荫区:“邻里食堂”端出幸福味_泉畔网</title></head>"
    "<body><div class=nav><a href=/>首页</a> <a href=/news>新闻</a></div>"
    "<h1>槐荫区:“邻里食堂”端出幸福味</h1>"
    "<div>来源:泉畔日报 2023-05-16 09:30</div>"
    "<p>今年以来,济南市槐荫区出台《关于推进社区助餐服务的实施意见》,建成“邻里食堂”12处,"
    "服务老年人3000余人次。</p>"
    "<p>“饭菜热乎,价格也实在。”居民刘玉兰说。社区党委书记陈立新介绍,社区还成立了“银发帮帮团”"
    "志愿服务队,推行“吹哨、接单、办理、回访”闭环机制。</p>"
    "<p>记者 周明 通讯员 吴晓</p><p>(责任编辑:郑一)</p></body></html>";

static struct raw_record record_of(struct slice value, const struct header *headers, size_t n)
{
	return (struct raw_record){.value = value, .headers = headers, .n_headers = n};
}

static const struct header HTML_HEADERS[] = {
    {SLICE_INIT("content-type"), SLICE_INIT("text/html; charset=utf-8")},
    {SLICE_INIT("url"), SLICE_INIT("https://news.example.cn/a/1.html")},
};

static void process(struct arena *arena, struct slice value, struct engine_result *out)
{
	struct raw_record raw = record_of(value, HTML_HEADERS, 2);
	engine_process(engine, arena, &raw, NULL, NULL, out);
}

START_TEST(same_page_same_bytes)
{
	struct arena *a = arena_new(ENGINE_PAGE_BUDGET), *b = arena_new(ENGINE_PAGE_BUDGET);
	struct engine_result one, two;
	process(a, SLICE(PAGE), &one);
	process(b, SLICE("<html><body><p>别的一页</p></body></html>"), &two);
	arena_reset(b);
	process(b, SLICE(PAGE), &two);
	ck_assert_uint_eq(one.n_events, two.n_events);
	ck_slice_eq(two.outcome.value, one.outcome.value);
	for (size_t i = 0; i < one.n_events; i++)
		ck_slice_eq(two.events[i].value, one.events[i].value);
	arena_free(a);
	arena_free(b);
}
END_TEST

struct dead_row {
	const char *name;
	struct slice value;
	enum status reason;
};

static const struct dead_row DEAD[] = {
    {"null value", {NULL, 0}, STATUS_BAD_ENVELOPE},
    {"empty value", SLICE_INIT(""), STATUS_BAD_ENVELOPE},
};

START_TEST(a_bad_record_is_a_dead_letter_with_an_outcome)
{
	const struct dead_row *row = &DEAD[_i];
	struct arena *arena = arena_new(ENGINE_PAGE_BUDGET);
	struct engine_result result;
	process(arena, row->value, &result);
	ck_assert_msg(result.status == PAGE_DEAD_LETTERED, "%s", row->name);
	ck_assert_msg(result.error.status == row->reason, "%s: %s", row->name, result.error.text);
	ck_assert_uint_eq(result.page_id.n, 32);
	ck_assert(slice_contains(result.outcome.value, SLICE("\"status\":\"dead_lettered\"")));
	arena_free(arena);
}
END_TEST

/* Lets the first, second, third... allocation fail until the page gets through. Under the address
 * sanitizer this finds every result that somebody forgot to check. */
START_TEST(every_allocation_may_fail)
{
	struct arena *arena = arena_new(ENGINE_PAGE_BUDGET);
	struct engine_result result;
	size_t n = 0;

	for (;; n++) {
		arena_reset(arena);
		arena_fail_after(arena, n);
		process(arena, SLICE(PAGE), &result);
		if (result.status != PAGE_DEAD_LETTERED)
			break;
		ck_assert_msg(result.error.status == STATUS_MEMORY_LIMIT, "allocation %zu: %s", n,
			      result.error.text);
		ck_assert_msg(result.outcome.value.n > 0, "allocation %zu: no outcome", n);
	}
	ck_assert_uint_gt(n, 10);
	arena_free(arena);
}
END_TEST

static unsigned stages_seen;

static void note_stage(void *context, enum engine_stage stage)
{
	(void)context;
	stages_seen = stages_seen * 10 + stage + 1;
}

START_TEST(stages_come_in_order)
{
	struct arena *arena = arena_new(ENGINE_PAGE_BUDGET);
	struct raw_record raw = record_of(SLICE(PAGE), HTML_HEADERS, 2);
	struct engine_result result;
	stages_seen = 0;
	engine_process(engine, arena, &raw, note_stage, NULL, &result);
	ck_assert_uint_eq(stages_seen, 1234);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 300);
	tcase_add_test(tests, same_page_same_bytes);
	tcase_add_loop_test(tests, a_bad_record_is_a_dead_letter_with_an_outcome, 0,
			    sizeof DEAD / sizeof *DEAD);
	tcase_add_test(tests, every_allocation_may_fail);
	tcase_add_test(tests, stages_come_in_order);
}

TEST_MAIN("engine", add_tests)
