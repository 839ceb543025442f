/* test_url.c - one page, one address: what is the same and what is not. */
#include "harness.h"
#include "page/url.h"

struct url_row {
	const char *name;
	struct slice url, canonical, host;
};

#define ROW(name, url, canonical, host)                                                            \
	{                                                                                          \
		name, SLICE_INIT(url), SLICE_INIT(canonical), SLICE_INIT(host)                     \
	}
static const struct url_row ROWS[] = {
    ROW("empty", "", "", ""),
    ROW("no web address", "file:///tmp/a.html", "", ""),
    ROW("scheme without host", "http:///a", "", ""),
    ROW("blank in the host", "http://a b/", "", ""),
    ROW("host only", "http://example.org", "https://example.org/", "example.org"),
    ROW("case of scheme and host", "HTTP://News.Example.ORG/A", "https://news.example.org/A",
	"news.example.org"),
    ROW("default port", "http://example.org:80/a", "https://example.org/a", "example.org"),
    ROW("the other scheme's default port", "http://example.org:443/a", "https://example.org/a",
	"example.org"),
    ROW("another port stays", "https://example.org:8443/a", "https://example.org:8443/a",
	"example.org"),
    ROW("user info", "https://me:secret@example.org/a", "https://example.org/a", "example.org"),
    ROW("fragment", "https://example.org/a#top", "https://example.org/a", "example.org"),
    ROW("index page", "https://example.org/a/index.html", "https://example.org/a/", "example.org"),
    ROW("not an index page", "https://example.org/a/myindex.html",
	"https://example.org/a/myindex.html", "example.org"),
    ROW("dot segments", "https://example.org/a/./b/../c", "https://example.org/a/c", "example.org"),
    ROW("too many dots", "https://example.org/../../a/..", "https://example.org/", "example.org"),
    ROW("escaped letters", "https://example.org/%61%7e%2f%e4", "https://example.org/a~%2F%E4",
	"example.org"),
    ROW("an escaped dot segment is one", "https://example.org/a/%2E%2E/b", "https://example.org/b",
	"example.org"),
    ROW("stray percent sign", "https://example.org/100%", "https://example.org/100%25",
	"example.org"),
    ROW("Chinese letters", "https://example.org/社", "https://example.org/%E7%A4%BE",
	"example.org"),
    ROW("tracking", "https://example.org/a?utm_source=x&id=7&spm=1.2&share_from=q&b=2",
	"https://example.org/a?id=7&b=2", "example.org"),
    ROW("only tracking", "https://example.org/a?from=timeline", "https://example.org/a",
	"example.org"),
    ROW("from as part of a name stays", "https://example.org/a?fromid=3",
	"https://example.org/a?fromid=3", "example.org"),
    ROW("order of parameters stays", "https://example.org/a?b=1&a=2",
	"https://example.org/a?b=1&a=2", "example.org"),
    ROW("query without path", "https://example.org?a=1", "https://example.org/?a=1", "example.org"),
    ROW("trailing slash is its own page", "https://example.org/a/", "https://example.org/a/",
	"example.org"),
    ROW("two slashes stay", "https://example.org/a//b", "https://example.org/a//b", "example.org"),
    ROW("IPv6", "http://[::1]:8080/a", "https://[::1]:8080/a", "[::1]"),
    ROW("a port that is no number", "https://example.org:http/a", "", ""),
    ROW("colons for a host", "http://:::::/@a", "", ""),
    ROW("blanks round it", "  https://example.org/a\n", "https://example.org/a", "example.org"),
};

START_TEST(canonical)
{
	const struct url_row *row = &ROWS[_i];
	struct arena *arena = arena_new(1 << 16);
	struct slice url = url_canonical(arena, row->url), host = url_host(arena, row->url);

	ck_assert_msg(slice_equal(url, row->canonical), "%s: \"%.*s\"", row->name, SLICE_ARG(url));
	ck_assert_msg(slice_equal(host, row->host), "%s: host \"%.*s\"", row->name,
		      SLICE_ARG(host));
	struct slice again = url_canonical(arena, url);
	ck_assert_msg(slice_equal(again, url), "%s: again \"%.*s\"", row->name, SLICE_ARG(again));
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, canonical, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("url", add_tests)
