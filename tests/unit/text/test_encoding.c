/* test_encoding.c - the same page in every encoding, under every declaration, is the same text. */
#include <iconv.h>

#include "harness.h"
#include "text/encoding.h"
#include "text/utf8.h"

#define HANS                                                                                                                         \
	"近日，东岭街道石桥社区召开“院坝会”，居民代表围坐在一起，商量小区停车难的问题。\n" \
	"社区党委书记介绍：今年以来，网格员入户走访3200余户，解决问题146件——居民满意。\n"
#define HANT                                                                                                                         \
	"近日，東嶺街道石橋社區召開「院壩會」，居民代表圍坐在一起，商量小區停車難的問題。\n" \
	"社區黨委書記介紹：今年以來，網格員入戶走訪3200餘戶，解決問題146件——居民滿意。\n"

static const char *const ENCODINGS[] = {"UTF-8", "GBK", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE"};
#define N_ENCODINGS (sizeof ENCODINGS / sizeof *ENCODINGS)
static const char *const DECLARED[] = {"",     "utf-8",  "gb2312",     "GBK",     "gb18030",
				       "big5", "utf-16", "iso-8859-1", "nonsense"};
#define N_DECLARED (sizeof DECLARED / sizeof *DECLARED)

struct page_row {
	const char *name;
	struct slice before, text, after; /* a meta tag goes between before and text */
	bool has_big5, has_gbk;
};

static const struct page_row PAGES[] = {
    {"simplified text", SLICE_INIT(""), SLICE_INIT(HANS), SLICE_INIT(""), false, true},
    {"traditional text", SLICE_INIT(""), SLICE_INIT(HANT), SLICE_INIT(""), true, true},
    {"simplified page", SLICE_INIT("<html><head>"),
     SLICE_INIT("<title>院坝会</title></head><body><p>" HANS), SLICE_INIT("</p></body></html>"),
     false, true},
    {"traditional page", SLICE_INIT("<html><head>"),
     SLICE_INIT("<title>院壩會</title></head><body><p>" HANT), SLICE_INIT("</p></body></html>"),
     true, true},
    {"a headline", SLICE_INIT(""), SLICE_INIT("石桥社区召开居民代表会议"), SLICE_INIT(""), false,
     true},
};
#define N_PAGES (sizeof PAGES / sizeof *PAGES)

static struct slice encode(struct arena *arena, struct slice text, const char *encoding)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	size_t room = text.n * 4 + 16, left = text.n, free_room = room;
	char *out = arena_alloc(arena, room), *to = out, *from = (char *)(uintptr_t)text.p;

	ck_assert(converter != (iconv_t)-1);
	ck_assert_msg(iconv(converter, &from, &left, &to, &free_room) != (size_t)-1, "%s",
		      encoding);
	iconv_close(converter);
	return (struct slice){out, room - free_room};
}

static void check_page(const struct page_row *page, const char *encoding, const char *declared,
		       bool in_meta)
{
	struct arena *arena = arena_new(1 << 22);
	char meta[64] = "";
	struct decoded decoded;
	struct err err = {0};

	if (in_meta)
		snprintf(meta, sizeof meta, "<meta charset=\"%s\">", declared);
	struct slice text = arena_join(arena, arena_join(arena, page->before, slice_of(meta)),
				       arena_join(arena, page->text, page->after));
	struct slice bytes = encode(arena, text, encoding);
	enum status status =
	    encoding_decode(arena, bytes, in_meta ? SLICE_EMPTY : slice_of(declared),
			    page->before.n > 0, &decoded, &err);
	ck_assert_msg(status == STATUS_OK, "%s in %s, declared %s: %s", page->name, encoding,
		      declared, err.text);
	ck_assert_msg(slice_equal(decoded.text, text), "%s in %s, declared %s%s: as %s: %.*s",
		      page->name, encoding, declared, in_meta ? " in meta" : "", decoded.encoding,
		      SLICE_ARG(slice_sub(decoded.text, 0, 60)));
	ck_assert_uint_eq(decoded.n_bad, 0);
	arena_free(arena);
}

START_TEST(same_text_under_every_declaration)
{
	const struct page_row *page = &PAGES[_i / (int)N_ENCODINGS];
	const char *encoding = ENCODINGS[_i % (int)N_ENCODINGS];
	bool is_big5 = slice_equal(slice_of(encoding), SLICE("BIG5"));

	if (is_big5 && !page->has_big5)
		return;
	for (size_t i = 0; i < N_DECLARED; i++) {
		check_page(page, encoding, DECLARED[i], false);
		if (page->before.n)
			check_page(page, encoding, DECLARED[i], true);
	}
}
END_TEST

#define TAIL "下一步，街道将继续完善机制，让服务更贴心。"

struct mixed_row {
	const char *name;
	const char *inside, *outside; /* encodings */
	struct slice include;
};

/* An include in another encoding than its page. */
static const struct mixed_row MIXED[] = {
    {"GBK in UTF-8", "GB18030", "UTF-8", SLICE_INIT("<p>" HANS "</p>")},
    {"UTF-8 in GBK", "UTF-8", "GB18030", SLICE_INIT("<p>" HANS "</p>")},
    {"Big5 in UTF-8", "BIG5", "UTF-8", SLICE_INIT("<p>" HANT "</p>")},
    {"a headline in UTF-8 in GBK", "UTF-8", "GB18030", SLICE_INIT("<h1>石桥社区“院坝会”</h1>")},
    {"a headline in GBK in UTF-8", "GB18030", "UTF-8", SLICE_INIT("<h1>石桥社区“院坝会”</h1>")},
    {"a long include in GBK", "GB18030", "UTF-8",
     SLICE_INIT("<p>" HANS "</p><p>" HANS "</p><p>" HANS "</p><p>" HANS "</p>")},
    {"GBK within a line", "GB18030", "UTF-8", SLICE_INIT("石桥社区召开居民代表会议")},
    {"GBK between digits", "GB18030", "UTF-8", SLICE_INIT("120名志愿者为辖区老人提供理发服务3")},
};

static void check_mixed(const struct mixed_row *row, const char *declared, bool in_meta)
{
	struct arena *arena = arena_new(1 << 22);
	struct decoded decoded;
	struct err err = {0};
	char meta[64] = "";

	if (in_meta)
		snprintf(meta, sizeof meta, "<meta charset=\"%s\">", declared);
	struct slice start =
	    arena_join(arena, slice_of(meta), SLICE("<title>院坝会</title><p>" HANS "<p>" TAIL));
	struct slice text = arena_join(arena, arena_join(arena, start, row->include), SLICE(TAIL));
	struct slice bytes = arena_join(arena,
					arena_join(arena, encode(arena, start, row->outside),
						   encode(arena, row->include, row->inside)),
					encode(arena, SLICE(TAIL), row->outside));
	ck_assert_msg(encoding_decode(arena, bytes, in_meta ? SLICE_EMPTY : slice_of(declared),
				      true, &decoded, &err) == STATUS_OK,
		      "%s, declared %s: %s", row->name, declared, err.text);
	ck_assert_msg(slice_equal(decoded.text, text), "%s, declared %s: as %s: %.*s", row->name,
		      declared, decoded.encoding, SLICE_ARG(decoded.text));
	ck_assert_msg(decoded.guessed, "%s: some of it was guessed", row->name);
	arena_free(arena);
}

START_TEST(mixed_pages)
{
	for (size_t i = 1; i < N_DECLARED; i++) {
		check_mixed(&MIXED[_i], DECLARED[i], false);
		check_mixed(&MIXED[_i], DECLARED[i], true);
	}
}
END_TEST

struct bytes_row {
	const char *name;
	struct slice bytes, declared, text;
	enum status status;
	const char *encoding;
	bool guessed;
	size_t n_bad;
};

static const struct bytes_row BYTES[] = {
    {"empty", SLICE_INIT(""), SLICE_INIT(""), SLICE_INIT(""), STATUS_OK, "UTF-8", false, 0},
    {"ASCII", SLICE_INIT("abc\tx\r\n"), SLICE_INIT("gbk"), SLICE_INIT("abc\tx\r\n"), STATUS_OK,
     "UTF-8", false, 0},
    {"UTF-8 that nobody declared", SLICE_INIT("社区"), SLICE_INIT(""), SLICE_INIT("社区"),
     STATUS_OK, "UTF-8", false, 0},
    {"UTF-8 declared as GBK", SLICE_INIT("社区"), SLICE_INIT("GBK"), SLICE_INIT("社区"), STATUS_OK,
     "UTF-8", true, 0},
    {"byte-order mark of UTF-8", SLICE_INIT("\xEF\xBB\xBF社区"), SLICE_INIT(""), SLICE_INIT("社区"),
     STATUS_OK, "UTF-8", false, 0},
    {"byte-order mark of UTF-16LE", SLICE_INIT("\xFF\xFE\x3E\x79"), SLICE_INIT("utf-8"),
     SLICE_INIT("社"), STATUS_OK, "UTF-16LE", false, 0},
    {"byte-order mark of UTF-16BE", SLICE_INIT("\xFE\xFF\x79\x3E"), SLICE_INIT(""),
     SLICE_INIT("社"), STATUS_OK, "UTF-16BE", false, 0},
    {"false byte-order mark", SLICE_INIT("\xEF\xBB\xBF\xC9\xE7\xC7\xF8\xBE\xD3\xC3\xF1"),
     SLICE_INIT("gbk"), SLICE_INIT("社区居民"), STATUS_OK, "GB18030", false, 0},
    {"declared GBK", SLICE_INIT("\xC9\xE7\xC7\xF8"), SLICE_INIT("GBK"), SLICE_INIT("社区"),
     STATUS_OK, "GB18030", false, 0},
    {"GBK that passes for UTF-8", SLICE_INIT("\xD2\xBB"), SLICE_INIT("gb2312"), SLICE_INIT("一"),
     STATUS_OK, "GB18030", false, 0},
    {"a letter cut in UTF-8", SLICE_INIT("石桥社区居民代表\xE7\xA4 会议"), SLICE_INIT("utf-8"),
     SLICE_INIT("石桥社区居民代表\xEF\xBF\xBD 会议"), STATUS_OK, "UTF-8", false, 1},
    {"a snippet in GBK on a UTF-8 page",
     SLICE_INIT("石桥社区居民代表 \xC9\xE7\xC7\xF8\xBE\xD3\xC3\xF1 会议"), SLICE_INIT("utf-8"),
     SLICE_INIT("石桥社区居民代表 社区居民 会议"), STATUS_OK, "UTF-8", true, 0},
    {"NUL and control characters", SLICE_INIT("石桥\0社区\x1B\f居民\x7F"), SLICE_INIT(""),
     SLICE_INIT("石桥社区  居民 "), STATUS_OK, "UTF-8", false, 0},
    {"NUL between letters and beside ASCII", SLICE_INIT("石\0桥\x01社区 a\0b\0区"), SLICE_INIT(""),
     SLICE_INIT("石桥社区 a b 区"), STATUS_OK, "UTF-8", false, 0},
    {"a euro sign in GBK", SLICE_INIT("\xC9\xE7\xC7\xF8\x80\xBE\xD3\xC3\xF1"), SLICE_INIT("gbk"),
     SLICE_INIT("社区€居民"), STATUS_OK, "GB18030", false, 0},
    {"a letter of Hong Kong", SLICE_INIT("\xA4\x45\xC0\x73\xAB\xCE\x90\x68\xA9\x7E\xA5\xC1"),
     SLICE_INIT("big5"), SLICE_INIT("九龍屋邨居民"), STATUS_OK, "BIG5-HKSCS", false, 0},
    {"DEL among letters", SLICE_INIT("abcdefgh\x7Fjklmnopq"), SLICE_INIT(""),
     SLICE_INIT("abcdefgh jklmnopq"), STATUS_OK, "UTF-8", false, 0},
    {"English in Windows-1252", SLICE_INIT("the mayor\x92s caf\xE9 \x93opens\x94 in town"),
     SLICE_INIT(""), SLICE_INIT("the mayor’s café “opens” in town"), STATUS_OK, "WINDOWS-1252",
     true, 0},
    {"an image", SLICE_INIT("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\6\0\0\0\\r\xA8"),
     SLICE_INIT(""), SLICE_INIT(""), STATUS_UNDECODABLE, NULL, false, 0},
};

START_TEST(reads_bytes)
{
	const struct bytes_row *row = &BYTES[_i];
	struct arena *arena = arena_new(1 << 22);
	struct decoded decoded;
	struct err err = {0};
	enum status status =
	    encoding_decode(arena, row->bytes, row->declared, false, &decoded, &err);

	ck_assert_msg(status == row->status, "%s: %s", row->name, status_name(status));
	if (status == STATUS_OK) {
		ck_slice_eq(decoded.text, row->text);
		ck_assert_str_eq(decoded.encoding, row->encoding);
		ck_assert_msg(decoded.guessed == row->guessed, "%s: guessed", row->name);
		ck_assert_msg(decoded.n_bad == row->n_bad, "%s: %zu bad", row->name, decoded.n_bad);
	} else {
		ck_assert_msg(err.text[0] != 0, "%s says nothing", row->name);
	}
	arena_free(arena);
}
END_TEST

START_TEST(random_bytes_are_refused_or_valid)
{
	uint64_t state = 0x9E3779B97F4A7C15u + (uint64_t)_i;
	struct arena *arena = arena_new(1 << 22);
	char bytes[4096];
	struct decoded decoded;

	for (size_t i = 0; i < sizeof bytes; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		bytes[i] = (char)(state >> 56);
	}
	enum status status = encoding_decode(arena, (struct slice){bytes, sizeof bytes},
					     SLICE("gbk"), true, &decoded, NULL);
	ck_assert_msg(status == STATUS_UNDECODABLE, "seed %d: %s", _i, status_name(status));
	arena_free(arena);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	const struct bytes_row *row = &BYTES[_i];
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t n = 0; n < 200 && status == STATUS_MEMORY_LIMIT; n++) {
		struct arena *arena = arena_new(1 << 22);
		struct decoded decoded;
		arena_fail_after(arena, n);
		status = encoding_decode(arena, row->bytes, row->declared, false, &decoded, NULL);
		arena_free(arena);
	}
	ck_assert_msg(status == row->status, "%s: %s", row->name, status_name(status));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, same_text_under_every_declaration, 0,
			    (int)(N_PAGES * N_ENCODINGS));
	tcase_add_loop_test(tests, mixed_pages, 0, sizeof MIXED / sizeof *MIXED);
	tcase_add_loop_test(tests, reads_bytes, 0, sizeof BYTES / sizeof *BYTES);
	tcase_add_loop_test(tests, random_bytes_are_refused_or_valid, 0, 20);
	tcase_add_loop_test(tests, every_allocation_may_fail, 0, sizeof BYTES / sizeof *BYTES);
}

TEST_MAIN("encoding", add_tests)
