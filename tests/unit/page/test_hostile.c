/* test_hostile.c - no page can blow the engine up: whatever is thrown at it, it ends with a clear
 * outcome and within the memory that one page may use. Nothing here looks at a clock; what takes
 * more than linear time shows as a test that does not end. Run from the project's root. */
#include "base/buf.h"
#include "engine.h"
#include "harness.h"

#ifdef __SANITIZE_ADDRESS__
#define SHRINK 20 /* sanitizers are slow, and what they look for needs no megabytes */
#else
#define SHRINK 1
#endif

#define MB ((size_t)1000 * 1000)

static struct engine *engine;

static void setup(void)
{
	struct engine_options options = engine_default_options();
	struct err err = {0};
	options.gazetteer_path = "build/gazetteer.bin";
	options.limits.max_value_bytes = options.limits.max_document_bytes;
	ck_assert_msg(engine_new(&options, &engine, &err) == STATUS_OK, "%s", err.text);
}

static void teardown(void)
{
	engine_free(engine);
}

enum outcome { ARTICLE = 1, NO_ARTICLE = 2, TOO_MUCH = 4, NO_TEXT = 8, WRONG_TYPE = 16 };

struct hostile {
	const char *name;
	const char *head; /* once */
	const char *unit; /* again and again */
	size_t bytes;     /* of all the units */
	bool html;
	unsigned allowed; /* of enum outcome */
};

#define HTML true
#define TEXT false
#define REAL                                                                                                                                   \
	"社区办起食堂，老人很高兴，大家都来吃饭，一天比一天热闹，邻居们坐在一起聊天，街道也派人来" \
	"帮忙，食堂里每天都有新菜，价格也很公道，老人们都说好。"
#define ANY (ARTICLE | NO_ARTICLE | TOO_MUCH)

static const struct hostile ROWS[] = {
    {"100,000 nested boxes", "", "<div>", 500000, HTML, NO_ARTICLE},
    {"nested inline elements", "", "<b><i><font>", MB, HTML, NO_ARTICLE},
    {"nested tables", "", "<table><tr><td>", 2 * MB, HTML, NO_ARTICLE},
    {"nested lists", "", "<ul><li>", MB, HTML, NO_ARTICLE},
    {"nested links", "", "<a href=x>", MB, HTML, NO_ARTICLE},
    {"nested hidden boxes", "", "<div style=\"display:none\">", 2 * MB, HTML, NO_ARTICLE},
    {"end tags without a beginning", "", "</b></i>", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"30 MB of one line", "", "社区治理共同体", 30 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"megabytes of one paragraph", "<p>", "社区治理共同体", 6 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"megabytes of clauses", "", "社区治理，", 6 * MB, TEXT, ANY},
    {"megabytes of sentences", "", "社区治理。", 6 * MB, TEXT, ANY},
    {"one word without an end", "", "a", 6 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"1,000,000 tiny paragraphs", "", "<p>社区，好。</p>", 22 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"hundreds of thousands of tiny lines", "", "社区，好。\n", 4 * MB, TEXT,
     NO_ARTICLE | TOO_MUCH},
    {"megabytes of empty lines", "", "\n", 6 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"30 MB of <br>", REAL "<p>", "<br>", 30 * MB, HTML, ANY},
    {"lines between <br>", "<p>", "社区，好。<br>", 4 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"entities", "<p>", "&amp;", 3 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"an entity bomb",
     "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><p>" REAL,
     "&d;", MB, HTML, ANY},
    {"references that are no characters", "<p>", "&#xD800;", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"one tag with 1 MB of attributes", "<p ", "a=1 b=2 c=3 d=4 ", MB, HTML, NO_ARTICLE},
    {"one class of 1 MB", "<p class=\"", "related ", MB, HTML, NO_ARTICLE},
    {"one style of 1 MB", "<p style=\"", "color:red;", MB, HTML, NO_ARTICLE},
    {"quotes that never end", "", "<a href=\"x", 5 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"comments that never end", "", "<!--", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"scripts that never end", "", "<script>", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"a thousand scripts", "", "<script>var a={\"b\":\"c\"};</script>", 2 * MB, HTML,
     NO_ARTICLE | TOO_MUCH},
    {"structured data without an end", "<script type=\"application/ld+json\">{\"articleBody\":\"",
     "\\\"", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"inner pages", "", "<iframe srcdoc=\"<p>x</p>\"></iframe>", 2 * MB, HTML,
     NO_ARTICLE | TOO_MUCH},
    {"metas", "<title>某某网</title>", "<meta name=\"a\" content=\"b\">", 2 * MB, HTML,
     NO_ARTICLE | TOO_MUCH},
    {"less-than signs", "", "<", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"less-than signs in a dump", "", "<", 2 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"half tags in a dump", "", "<a ", 2 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"ampersands", "", "&", 2 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"10 MB of opening marks", "", "“", 10 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"megabytes of opening marks, one in a line", "", "“\n", 2 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"10 MB of brackets", "", "(", 10 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"megabytes of brackets in HTML", "<p>", "(", 2 * MB, HTML, NO_ARTICLE | TOO_MUCH},
    {"1,000,000 cells", "<table>", "<tr><td>社区</td><td>食堂</td></tr>", 15 * MB, HTML,
     NO_ARTICLE | TOO_MUCH},
    {"hundreds of thousands of cells in a row", "<table><tr>", "<td>社</td>", 3 * MB, HTML,
     NO_ARTICLE | TOO_MUCH},
    {"100,000 articles in a dump", "", "社区办起食堂\n\n本报讯（记者 王小明）" REAL "\n\n", 28 * MB,
     TEXT, ANY},
    {"thousands of signed articles in a dump", "", "社区办起食堂\n\n" REAL "\n\n（王小明）\n\n",
     5 * MB, TEXT, ANY},
    {"thousands of articles in HTML", "",
     "<h2>社区办起食堂</h2><p>本报讯（记者 王小明）" REAL "</p>", 5 * MB, HTML, ANY},
    {"a title of 1 MB", "<p>" REAL "</p><p>" REAL "</p><title>", "社区治理", MB, HTML, ANY},
    {"a headline of 1 MB", "<p>" REAL "</p><h1>", "社区治理", MB, HTML, ANY},
    {"a headline of 1 MB in a dump", "", "社区治理", MB, TEXT, NO_ARTICLE},
    {"a title of dashes", "<p>" REAL "</p><title>", "社区-", MB, HTML, ANY},
    {"lines cut in two", "", "据介绍，社区党委书记王红说\n", 5 * MB, TEXT, ANY},
    {"signatures", "", "（王小明）\n", 4 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"bylines", "", "记者 王小明 通讯员 李红\n", 4 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"labels", "", "记者：", 2 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"headings", "", "社区办起食堂\n", 4 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"dates", "", "2021-01-01 ", 4 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"captions", "", "图为社区\n", 4 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"links with summaries", "", "<a href=x>社区办起食堂</a><p>" REAL "</p>", 4 * MB, HTML, ANY},
    {"nothing but spam", "", "澳门新葡京百家乐娱乐城注册送彩金\n", 2 * MB, TEXT,
     NO_ARTICLE | TOO_MUCH},
    {"nothing but spam in a line", "", "澳门新葡京百家乐娱乐城注册送彩金 ", 2 * MB, TEXT,
     NO_ARTICLE | TOO_MUCH},
    {"spam in every sentence", "", "社区办起食堂澳门新葡京3万人，老人好。", 2 * MB, TEXT, ANY},
    {"letters shifted all along", "", "?！?!庇沓鞘惺兄薪值傈h", 5 * MB, TEXT, ANY},
    {"a broken converter's letters", "", "锟斤拷", 4 * MB, TEXT, NO_ARTICLE | TOO_MUCH},
    {"a picture", "\x89PNG\r\n\x1a\n", NULL, 3 * MB, HTML, WRONG_TYPE | NO_TEXT},
    {"a PDF", "%PDF-1.7\n", NULL, 3 * MB, HTML, WRONG_TYPE | NO_TEXT},
    {"an archive", "PK\x03\x04", NULL, 3 * MB, HTML, WRONG_TYPE | NO_TEXT},
    {"random bytes", "", NULL, 30 * MB, HTML, WRONG_TYPE | NO_TEXT},
    {"random bytes behind <html>", "<html>", NULL, 3 * MB, HTML, WRONG_TYPE | NO_TEXT},
};

/* Bytes of no meaning, the same each time. */
static void add_noise(struct buf *buf, size_t n)
{
	uint64_t state = 0x9E3779B97F4A7C15;

	for (size_t i = 0; i < n; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		buf_byte(buf, (char)(state >> 32));
	}
}

static unsigned outcome_of(const struct engine_result *result)
{
	if (result->status != PAGE_DEAD_LETTERED)
		return result->n_articles ? ARTICLE : NO_ARTICLE;
	switch (result->error.status) {
	case STATUS_MEMORY_LIMIT:
		return TOO_MUCH;
	case STATUS_UNDECODABLE:
		return NO_TEXT;
	case STATUS_UNSUPPORTED_TYPE:
		return WRONG_TYPE;
	default:
		return 0;
	}
}

START_TEST(ends_with_a_clear_outcome)
{
	const struct hostile *row = &ROWS[_i];
	struct arena *pages = arena_new(256 * MB), *arena = arena_new(ENGINE_PAGE_BUDGET);
	struct buf value = buf_in(pages);
	struct header type = {SLICE("content-type"),
			      row->html ? SLICE("text/html") : SLICE("text/plain")};
	struct engine_result result;
	buf_append(&value, slice_of(row->head));
	if (!row->unit)
		add_noise(&value, row->bytes / SHRINK);
	while (row->unit && !buf_failed(&value) && value.n < row->bytes / SHRINK)
		buf_append(&value, slice_of(row->unit));
	if (row->html && row->unit)
		buf_append(&value, SLICE("<p>社区办起食堂，老人很高兴。</p>"));
	ck_assert(!buf_failed(&value));
	struct raw_record raw = {.value = buf_slice(&value), .headers = &type, .n_headers = 1};
	engine_process(engine, arena, &raw, NULL, NULL, &result);
	ck_assert_uint_eq(result.page_id.n, 32);
	ck_assert_uint_gt(result.outcome.value.n, 0);
	ck_assert_msg((outcome_of(&result) & row->allowed) != 0, "%s: %s, %zu articles, %s",
		      row->name, page_status_name(result.status), result.n_articles,
		      result.error.text);
	ck_assert(arena_peak(arena) <= ENGINE_PAGE_BUDGET);
	arena_free(arena);
	arena_free(pages);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_set_timeout(tests, 600);
	tcase_add_unchecked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, ends_with_a_clear_outcome, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("hostile", add_tests)
