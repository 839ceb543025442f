/* test_record.c - every shape of a raw record, and what is said of each that is broken. */
#include <zlib.h>

#include "harness.h"
#include "page/record.h"

#define PAGE "<html><body><p>社区</p></body></html>"
/* PAGE in base64. */
#define PAGE64 "PGh0bWw+PGJvZHk+PHA+56S+5Yy6PC9wPjwvYm9keT48L2h0bWw+"
/* A page long enough to be lifted out of JSON (page/json_lift.h), as written there and as text. */
#define X8(s)      s s s s s s s s
#define LONG_PAGE  "<html><body>" X8(X8("<p>社区党群"))
#define LONG_JSON  "<html>\\u003cbody>" X8(X8("\\u003cp>社区党群"))
#define LONG_TWICE "<html>\\\\u003cbody>" X8(X8("\\u003cp>社区党群"))
#define HTTP_PAGE                                                                                  \
	"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"GBK\"\r\n\r\n<html>12</html>"
#define WARC(type, length, block)                                                                  \
	"WARC/1.0\r\nWARC-Type: " type "\r\nWARC-Target-URI: <http://a.cn/1>\r\nWARC-Date: "       \
	"2022-09-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: " length        \
	"\r\n\r\n" block "\r\n\r\n"

static const struct header HTML[] = {
    {SLICE_INIT("Content-Type"), SLICE_INIT("text/html; charset=gbk")},
    {SLICE_INIT("url"), SLICE_INIT("http://a.cn/")},
    {SLICE_INIT("fetched-at"), SLICE_INIT("2022-09-01T00:00:00Z")}};
static const struct header PLAIN[] = {{SLICE_INIT("content-type"), SLICE_INIT("text/plain")}};
static const struct header PDF[] = {{SLICE_INIT("content-type"), SLICE_INIT("application/pdf")}};
static const struct header BINARY_EVENT[] = {
    {SLICE_INIT("ce_specversion"), SLICE_INIT("1.0")},
    {SLICE_INIT("content-type"), SLICE_INIT("text/html")},
    {SLICE_INIT("ce_subject"), SLICE_INIT("http://b.cn/")},
    {SLICE_INIT("ce_time"), SLICE_INIT("2022-09-02T00:00:00Z")}};
static const struct header STRUCTURED[] = {
    {SLICE_INIT("content-type"), SLICE_INIT("application/cloudevents+json; charset=UTF-8")}};
static const struct header JSON[] = {{SLICE_INIT("content-type"), SLICE_INIT("application/json")}};
static const struct header ODD_URL[] = {{SLICE_INIT("content-type"), SLICE_INIT("text/html")},
					{SLICE_INIT("url"), SLICE_INIT("http://a.cn/\xC9\xE7\n")}};

struct record_row {
	const char *name;
	const struct header *headers;
	size_t n_headers;
	struct slice value;
	enum status status;
	const char *message; /* part of the error, or NULL */
	struct slice bytes, media_type, charset, url, fetched_at, meta;
	int http_status;
};

#define HEADERS(h) h, sizeof(h) / sizeof *(h)
#define NONE       NULL, 0

static const struct record_row ROWS[] = {
    {.name = "null value", NONE, {NULL, 0}, STATUS_BAD_ENVELOPE, "is null"},
    {.name = "empty value", NONE, SLICE_INIT(""), STATUS_BAD_ENVELOPE, "is empty"},
    {.name = "html with headers",
     HEADERS(HTML),
     SLICE_INIT(PAGE),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("gbk"),
     SLICE_INIT("http://a.cn/"),
     SLICE_INIT("2022-09-01T00:00:00Z")},
    {.name = "html by its first bytes",
     NONE,
     SLICE_INIT(" \n<!DOCTYPE HTML><p>x"),
     STATUS_OK,
     NULL,
     SLICE_INIT(" \n<!DOCTYPE HTML><p>x"),
     SLICE_INIT("text/html")},
    {.name = "a dump with a stray tag is text",
     NONE,
     SLICE_INIT("• <ins id=\"x\"><option></option></ins>\n\n标题\n正文"),
     STATUS_OK,
     NULL,
     SLICE_INIT("• <ins id=\"x\"><option></option></ins>\n\n标题\n正文"),
     SLICE_INIT("text/plain")},
    {.name = "a page declared as text",
     HEADERS(PLAIN),
     SLICE_INIT(PAGE),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html")},
    {.name = "a fragment",
     NONE,
     SLICE_INIT("<div><p>甲</p><p>乙</p></div>"),
     STATUS_OK,
     NULL,
     SLICE_INIT("<div><p>甲</p><p>乙</p></div>"),
     SLICE_INIT("text/html")},
    {.name = "UTF-16 html",
     NONE,
     SLICE_INIT("\xFF\xFE<\0h\0t\0m\0l\0>\0"),
     STATUS_OK,
     NULL,
     SLICE_INIT("\xFF\xFE<\0h\0t\0m\0l\0>\0"),
     SLICE_INIT("text/html")},
    {.name = "declared PDF",
     HEADERS(PDF),
     SLICE_INIT("%PDF-1.4 x"),
     STATUS_UNSUPPORTED_TYPE,
     "application/pdf"},
    {.name = "an image under the name of html",
     HEADERS(HTML),
     SLICE_INIT("\x89PNG\r\n\x1A\nabc"),
     STATUS_UNSUPPORTED_TYPE,
     "image/png"},
    {.name = "cloud event, binary",
     HEADERS(BINARY_EVENT),
     SLICE_INIT(PAGE),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT(""),
     SLICE_INIT("http://b.cn/"),
     SLICE_INIT("2022-09-02T00:00:00Z")},
    {.name = "url of foreign bytes",
     HEADERS(ODD_URL),
     SLICE_INIT(PAGE),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT(""),
     SLICE_INIT("http://a.cn/%C9%E7%0A")},
    {.name = "envelope",
     NONE,
     SLICE_INIT(
	 "{\"url\":\"http://a.cn/\",\"fetched_at\":\"2022-09-01T00:00:00Z\",\"content_type\":"
	 "\"text/html; charset=gbk\",\"http_status\":404,\"body\":\"" PAGE
	 "\",\"meta\": {\"a\": [1.10, \"x y\\\"}\"],\n \"b\":1e3}}"),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("utf-8"),
     SLICE_INIT("http://a.cn/"),
     SLICE_INIT("2022-09-01T00:00:00Z"),
     SLICE_INIT("{\"a\":[1.10,\"x y\\\"}\"],\"b\":1e3}"),
     404},
    {.name = "envelope with bytes",
     HEADERS(JSON),
     SLICE_INIT("\xEF\xBB\xBF{\"content_type\":\"text/html; charset=gbk\",\"body_base64\":\"" PAGE64
		"\"}"),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("gbk")},
    {.name = "envelope of a long page",
     NONE,
     SLICE_INIT("{\"body\":\"" LONG_JSON "\",\"url\":\"http://a.cn/\"}"),
     STATUS_OK,
     NULL,
     SLICE_INIT(LONG_PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("utf-8"),
     SLICE_INIT("http://a.cn/")},
    {.name = "an error behind a long page is told by its own place",
     NONE,
     SLICE_INIT("{\"body\":\"" LONG_JSON "\",\"url\":tru}"),
     STATUS_BAD_ENVELOPE,
     "not JSON at byte 1317: invalid token"},
    {.name = "cloud event, structured, envelope of a long page as text",
     HEADERS(STRUCTURED),
     SLICE_INIT("{\"specversion\":\"1.0\",\"datacontenttype\":\"application/json\",\"data\":"
		"\"{\\\"body\\\":\\\"" LONG_TWICE "\\\"}\"}"),
     STATUS_OK,
     NULL,
     SLICE_INIT(LONG_PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("utf-8")},
    {.name = "NUL in an envelope",
     NONE,
     SLICE_INIT("{\"body\":\"a\\u0000b\"}"),
     STATUS_OK,
     NULL,
     SLICE_INIT("a\0b"),
     SLICE_INIT("text/plain"),
     SLICE_INIT("utf-8")},
    {.name = "envelope without body",
     NONE,
     SLICE_INIT("{\"url\":\"http://a.cn/\"}"),
     STATUS_BAD_ENVELOPE,
     "neither \"body\""},
    {.name = "envelope with both bodies",
     NONE,
     SLICE_INIT("{\"body\":\"a\",\"body_base64\":\"YQ==\"}"),
     STATUS_BAD_ENVELOPE,
     "both"},
    {.name = "empty body",
     NONE,
     SLICE_INIT("{\"body\":\"\"}"),
     STATUS_BAD_ENVELOPE,
     "\"body\" is empty"},
    {.name = "body of the wrong type",
     NONE,
     SLICE_INIT("{\"body\":[1]}"),
     STATUS_BAD_ENVELOPE,
     "\"body\" must be a string"},
    {.name = "meta of the wrong type",
     NONE,
     SLICE_INIT("{\"body\":\"a\",\"meta\":3}"),
     STATUS_BAD_ENVELOPE,
     "\"meta\" must be an object"},
    {.name = "status of the wrong type",
     NONE,
     SLICE_INIT("{\"body\":\"a\",\"http_status\":\"200\"}"),
     STATUS_BAD_ENVELOPE,
     "\"http_status\" must be a number"},
    {.name = "bad base64",
     NONE,
     SLICE_INIT("{\"body_base64\":\"YQ=!\"}"),
     STATUS_BAD_ENVELOPE,
     "no base64"},
    {.name = "not JSON",
     HEADERS(JSON),
     SLICE_INIT("{\"body\": tru}"),
     STATUS_BAD_ENVELOPE,
     "not JSON at byte"},
    {.name = "JSON that is no object",
     HEADERS(JSON),
     SLICE_INIT("[1]"),
     STATUS_BAD_ENVELOPE,
     "no JSON object"},
    {.name = "bytes that are no UTF-8 in JSON",
     NONE,
     SLICE_INIT("{\"body\":\"\xC9\xE7\"}"),
     STATUS_BAD_ENVELOPE,
     "not JSON at byte"},
    {.name = "unsupported type in an envelope",
     NONE,
     SLICE_INIT("{\"content_type\":\"image/jpeg\",\"body_base64\":\"YWJj\"}"),
     STATUS_UNSUPPORTED_TYPE,
     "image/jpeg"},
    {.name = "cloud event, structured, envelope inside",
     HEADERS(STRUCTURED),
     SLICE_INIT(
	 "{\"specversion\":\"1.0\",\"subject\":\"http://c.cn/\",\"time\":\"2022-09-03T00:00:00Z\","
	 "\"data\":{\"body\":\"" PAGE "\",\"meta\":{\"k\":0.10}}}"),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("utf-8"),
     SLICE_INIT("http://c.cn/"),
     SLICE_INIT("2022-09-03T00:00:00Z"),
     SLICE_INIT("{\"k\":0.10}")},
    {.name = "cloud event, structured, page inside",
     HEADERS(STRUCTURED),
     SLICE_INIT("{\"specversion\":\"1.0\",\"datacontenttype\":\"text/html; charset=gbk\","
		"\"data_base64\":\"" PAGE64 "\"}"),
     STATUS_OK,
     NULL,
     SLICE_INIT(PAGE),
     SLICE_INIT("text/html"),
     SLICE_INIT("gbk")},
    {.name = "cloud event without data",
     HEADERS(STRUCTURED),
     SLICE_INIT("{\"specversion\":\"1.0\"}"),
     STATUS_BAD_ENVELOPE,
     "neither \"data\""},
    {.name = "WARC response",
     NONE,
     SLICE_INIT(WARC("response", "74", HTTP_PAGE)),
     STATUS_OK,
     NULL,
     SLICE_INIT("<html>12</html>"),
     SLICE_INIT("text/html"),
     SLICE_INIT("GBK"),
     SLICE_INIT("http://a.cn/1"),
     SLICE_INIT("2022-09-01T00:00:00Z"),
     SLICE_INIT(""),
     200},
    {.name = "WARC resource with line feeds only",
     NONE,
     SLICE_INIT(
	 "WARC/1.1\nWARC-Type: resource\nContent-Type: text/plain\nContent-Length: 6\n\n社区\n\n"),
     STATUS_OK,
     NULL,
     SLICE_INIT("社区"),
     SLICE_INIT("text/plain")},
    {.name = "WARC request beside the response",
     NONE,
     SLICE_INIT(WARC("request", "3", "GET") WARC("response", "74", HTTP_PAGE)),
     STATUS_OK,
     NULL,
     SLICE_INIT("<html>12</html>"),
     SLICE_INIT("text/html"),
     SLICE_INIT("GBK"),
     SLICE_INIT("http://a.cn/1"),
     SLICE_INIT("2022-09-01T00:00:00Z"),
     SLICE_INIT(""),
     200},
    {.name = "two pages in one WARC value",
     NONE,
     SLICE_INIT(WARC("response", "74", HTTP_PAGE) WARC("response", "74", HTTP_PAGE)),
     STATUS_BAD_ENVELOPE,
     "several"},
    {.name = "WARC request alone",
     NONE,
     SLICE_INIT(WARC("request", "3", "GET")),
     STATUS_UNSUPPORTED_TYPE,
     "request"},
    {.name = "WARC cut short",
     NONE,
     SLICE_INIT(WARC("response", "700", HTTP_PAGE)),
     STATUS_BAD_ENVELOPE,
     "cut short"},
    {.name = "WARC without length",
     NONE,
     SLICE_INIT("WARC/1.0\r\nWARC-Type: response\r\n\r\nx"),
     STATUS_BAD_ENVELOPE,
     "Content-Length"},
    {.name = "WARC of an old version",
     NONE,
     SLICE_INIT("WARC/0.9\r\n\r\n"),
     STATUS_BAD_ENVELOPE,
     "1.0 nor 1.1"},
    {.name = "WARC with a chunked body",
     NONE,
     SLICE_INIT(WARC("response", "75",
		     "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
		     "chunked\r\n\r\n6;x=1\r\n<html>\r\n1\r\nx\r\n0\r\n\r\n--")),
     STATUS_OK,
     NULL,
     SLICE_INIT("<html>x"),
     SLICE_INIT("text/html"),
     SLICE_INIT(""),
     SLICE_INIT("http://a.cn/1"),
     SLICE_INIT("2022-09-01T00:00:00Z"),
     SLICE_INIT(""),
     200},
    {.name = "chunk longer than the body",
     NONE,
     SLICE_INIT(WARC("response", "57",
		     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n66\r\n<html>")),
     STATUS_BAD_ENVELOPE,
     "cut short"},
    {.name = "WARC with an unknown coding",
     NONE,
     SLICE_INIT(WARC("response", "44", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nabc")),
     STATUS_UNSUPPORTED_TYPE,
     "br"},
    {.name = "not a gzip after all",
     NONE,
     SLICE_INIT("\x1F\x8B\x08 nonsense"),
     STATUS_UNDECODABLE,
     "compressed"},
};

static const struct record_limits LIMITS = {1 << 20, 1 << 20};

/* The value in gzip, cut to `percent` of its length. */
static struct slice gzip(struct arena *arena, struct slice value, unsigned percent)
{
	z_stream stream = {0};
	size_t room = value.n + 1024;
	unsigned char *out = arena_alloc(arena, room);

	deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	stream.next_in = (Bytef *)(uintptr_t)value.p;
	stream.avail_in = (unsigned)value.n;
	stream.next_out = out;
	stream.avail_out = (unsigned)room;
	ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return (struct slice){(char *)out, stream.total_out * percent / 100};
}

static void check_row(const struct record_row *row, struct slice value, const char *how)
{
	struct arena *arena = arena_new(1 << 24);
	struct raw_record raw = {
	    .value = value, .headers = row->headers, .n_headers = row->n_headers};
	struct document document;
	struct err err = {0};
	enum status status = record_decode(arena, &raw, &LIMITS, &document, &err);

	ck_assert_msg(status == row->status, "%s%s: %s: %s", row->name, how, status_name(status),
		      err.text);
	if (row->message)
		ck_assert_msg(strstr(err.text, row->message) != NULL, "%s%s says \"%s\"", row->name,
			      how, err.text);
	if (status == STATUS_OK) {
		ck_slice_eq(document.bytes, row->bytes);
		ck_slice_eq(document.media_type, row->media_type);
		ck_slice_eq(document.charset, row->charset);
		ck_slice_eq(document.url, row->url);
		ck_slice_eq(document.fetched_at, row->fetched_at);
		ck_slice_eq(document.meta, row->meta);
		ck_assert_int_eq(document.http_status, row->http_status);
		ck_assert_uint_eq(document.content_hash.n, 64);
	}
	arena_free(arena);
}

START_TEST(decodes)
{
	check_row(&ROWS[_i], ROWS[_i].value, "");
}
END_TEST

START_TEST(decodes_in_gzip)
{
	const struct record_row *row = &ROWS[_i];
	struct arena *arena = arena_new(1 << 24);

	if (row->value.n > 0 && (unsigned char)row->value.p[0] != 0x1F)
		check_row(row, gzip(arena, row->value, 100), " in gzip");
	arena_free(arena);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	const struct record_row *row = &ROWS[_i];
	struct raw_record raw = {
	    .value = row->value, .headers = row->headers, .n_headers = row->n_headers};
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t n = 0; n < 1000 && status == STATUS_MEMORY_LIMIT; n++) {
		struct arena *arena = arena_new(1 << 24);
		struct document document;
		arena_fail_after(arena, n);
		status = record_decode(arena, &raw, &LIMITS, &document, NULL);
		arena_free(arena);
	}
	ck_assert_msg(status == row->status, "%s: %s", row->name, status_name(status));
}
END_TEST

static enum status decode_bytes(struct arena *arena, struct slice value, struct err *err)
{
	struct raw_record raw = {.value = value};
	struct document document;

	return record_decode(arena, &raw, &LIMITS, &document, err);
}

START_TEST(gzip_is_bounded)
{
	struct arena *arena = arena_new(1 << 26);
	struct err err = {0};
	size_t n = (size_t)8 << 20;
	struct slice bomb = {arena_alloc(arena, n), n}, page = SLICE(PAGE);

	ck_assert_int_eq(decode_bytes(arena, gzip(arena, bomb, 100), &err), STATUS_TOO_LARGE);
	ck_assert(strstr(err.text, "1048576") != NULL);
	err = (struct err){0};
	ck_assert_int_eq(decode_bytes(arena, gzip(arena, page, 50), &err), STATUS_UNDECODABLE);
	ck_assert_msg(strstr(err.text, "cut short") != NULL, "%s", err.text);
	struct slice two = arena_join(arena, gzip(arena, page, 100), gzip(arena, page, 100));
	ck_assert_int_eq(decode_bytes(arena, two, NULL), STATUS_OK);
	struct slice trash = arena_join(arena, gzip(arena, page, 100), SLICE("trash"));
	ck_assert_int_eq(decode_bytes(arena, trash, NULL), STATUS_UNDECODABLE);
	ck_assert_int_eq(decode_bytes(arena, gzip(arena, SLICE(""), 100), NULL),
			 STATUS_BAD_ENVELOPE);
	ck_assert_int_eq(decode_bytes(arena, (struct slice){bomb.p, (1 << 20) + 1}, NULL),
			 STATUS_TOO_LARGE);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, decodes, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, decodes_in_gzip, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, every_allocation_may_fail, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, gzip_is_bounded);
}

TEST_MAIN("record", add_tests)
