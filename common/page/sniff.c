/* sniff.c - signatures for what is no text, and marks of a document for what is HTML.
 * A text dump with a stray tag is no HTML: a whole document says so near its beginning, and a
 * fragment begins with a tag and goes on with several. */
#include "page/sniff.h"

/* How far marks of a document are looked for; scripts and comments may stand before them. */
#define WINDOW 4096

struct slice quotable(struct slice s)
{
	size_t n = 0;

	while (n < s.n && n < 60 && s.p[n] >= ' ' && s.p[n] < 0x7F)
		n++;
	return slice_sub(s, 0, n);
}

struct content_type content_type_parse(struct slice header)
{
	struct content_type out = {SLICE_EMPTY, SLICE_EMPTY};
	struct slice rest = header, field;

	if (slice_next_field(&rest, ';', &field))
		out.media_type = slice_trim(field);
	while (slice_next_field(&rest, ';', &field)) {
		field = slice_trim(field);
		if (!slice_starts_ignore_case(field, SLICE("charset")))
			continue;
		field = slice_trim(slice_from(field, sizeof "charset" - 1));
		if (!slice_starts(field, SLICE("=")))
			continue;
		field = slice_trim(slice_from(field, 1));
		while (field.n && (field.p[0] == '"' || field.p[0] == '\''))
			field = slice_from(field, 1);
		while (field.n && (field.p[field.n - 1] == '"' || field.p[field.n - 1] == '\''))
			field = slice_sub(field, 0, field.n - 1);
		out.charset = field;
		break;
	}
	return out;
}

struct signature {
	size_t at; /* byte offset at which it stands */
	struct slice bytes;
	struct slice media_type;
};

static const struct signature SIGNATURES[] = {
    {0, SLICE_INIT("\x1F\x8B\x08"), SLICE_INIT("application/gzip")},
    {0, SLICE_INIT("WARC/"), SLICE_INIT("application/warc")},
    {0, SLICE_INIT("%PDF-"), SLICE_INIT("application/pdf")},
    {0, SLICE_INIT("\x89PNG\r\n\x1A\n"), SLICE_INIT("image/png")},
    {0, SLICE_INIT("\xFF\xD8\xFF"), SLICE_INIT("image/jpeg")},
    {0, SLICE_INIT("GIF87a"), SLICE_INIT("image/gif")},
    {0, SLICE_INIT("GIF89a"), SLICE_INIT("image/gif")},
    {8, SLICE_INIT("WEBPVP"), SLICE_INIT("image/webp")},
    {0, SLICE_INIT("BM\0\0\0\0"), SLICE_INIT("image/bmp")},
    {0, SLICE_INIT("PK\x03\x04"), SLICE_INIT("application/zip")},
    {0, SLICE_INIT("Rar!\x1A\x07"), SLICE_INIT("application/vnd.rar")},
    {0, SLICE_INIT("7z\xBC\xAF\x27\x1C"), SLICE_INIT("application/x-7z-compressed")},
    {0, SLICE_INIT("BZh91AY&SY"), SLICE_INIT("application/x-bzip2")},
    {0, SLICE_INIT("\x28\xB5\x2F\xFD"), SLICE_INIT("application/zstd")},
    {0, SLICE_INIT("\xFD\x37zXZ\0"), SLICE_INIT("application/x-xz")},
    {0, SLICE_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), SLICE_INIT("application/msword")},
    {0, SLICE_INIT("{\\rtf"), SLICE_INIT("application/rtf")},
    {4, SLICE_INIT("ftyp"), SLICE_INIT("video/mp4")},
    {0, SLICE_INIT("\x1A\x45\xDF\xA3"), SLICE_INIT("video/webm")},
    {0, SLICE_INIT("FLV\x01"), SLICE_INIT("video/x-flv")},
    {0, SLICE_INIT("OggS\0"), SLICE_INIT("application/ogg")},
    {0, SLICE_INIT("ID3\x03"), SLICE_INIT("audio/mpeg")},
    {0, SLICE_INIT("ID3\x04"), SLICE_INIT("audio/mpeg")},
    {0, SLICE_INIT("wOFF\0"), SLICE_INIT("font/woff")},
    {0, SLICE_INIT("wOF2\0"), SLICE_INIT("font/woff2")},
    {0,
     SLICE_INIT("\x7F"
		"ELF"),
     SLICE_INIT("application/x-executable")},
    {0, SLICE_INIT("MZ\x90\0"), SLICE_INIT("application/x-msdownload")},
    {0, SLICE_INIT("SQLite format 3\0"), SLICE_INIT("application/vnd.sqlite3")},
};

/* The first bytes as ASCII: byte-order mark and NUL bytes (UTF-16) left out, lower case. */
struct window {
	char text[WINDOW];
	size_t n;
};

static struct slice look(struct slice bytes, struct window *window)
{
	window->n = 0;
	for (size_t i = 0; i < bytes.n && window->n < WINDOW; i++) {
		char c = bytes.p[i];
		if (c == 0)
			continue;
		window->text[window->n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	struct slice text = {window->text, window->n};
	static const struct slice MARKS[] = {SLICE_INIT("\xEF\xBB\xBF"), SLICE_INIT("\xFF\xFE"),
					     SLICE_INIT("\xFE\xFF")};
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (slice_starts(text, MARKS[i]))
			text = slice_from(text, MARKS[i].n);
	return slice_trim(text);
}

/* A tag of that name: "<html" followed by what may follow a tag's name. */
static bool has_tag(struct slice text, struct slice tag)
{
	size_t at = 0;

	while ((at = slice_find_from(text, tag, at)) != SIZE_MAX) {
		at += tag.n;
		if (at == text.n || text.p[at] == '>' || text.p[at] == '/' || text.p[at] == ' ' ||
		    text.p[at] == '\t' || text.p[at] == '\r' || text.p[at] == '\n')
			return true;
	}
	return false;
}

static bool is_document(struct slice text)
{
	static const struct slice TAGS[] = {SLICE_INIT("<html"), SLICE_INIT("<head"),
					    SLICE_INIT("<body"), SLICE_INIT("<frameset")};

	if (slice_contains(text, SLICE("<!doctype html")))
		return true;
	for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++)
		if (has_tag(text, TAGS[i]))
			return true;
	return false;
}

/* Begins with a tag (or comment) that HTML pages are made of and has more of them. */
static bool is_fragment(struct slice text)
{
	static const struct slice FIRST[] = {
	    SLICE_INIT("<title"),  SLICE_INIT("<meta"),    SLICE_INIT("<link"),
	    SLICE_INIT("<script"), SLICE_INIT("<style"),   SLICE_INIT("<div"),
	    SLICE_INIT("<p"),      SLICE_INIT("<table"),   SLICE_INIT("<h1"),
	    SLICE_INIT("<h2"),     SLICE_INIT("<article"), SLICE_INIT("<section"),
	    SLICE_INIT("<main"),   SLICE_INIT("<header"),  SLICE_INIT("<ul"),
	    SLICE_INIT("<br"),     SLICE_INIT("<center"),  SLICE_INIT("<font"),
	    SLICE_INIT("<span"),   SLICE_INIT("<a"),       SLICE_INIT("<img"),
	    SLICE_INIT("<td"),     SLICE_INIT("<tr"),      SLICE_INIT("<base")};
	size_t n_closing = 0, n_paragraph = 0, at = 0;

	if (slice_starts(text, SLICE("<!--"))) {
		size_t end = slice_find(text, SLICE("-->"));
		text = end == SIZE_MAX ? SLICE_EMPTY : slice_trim(slice_from(text, end + 3));
	}
	bool begins = false;
	for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST && !begins; i++)
		begins = slice_starts(text, FIRST[i]) &&
			 has_tag(slice_sub(text, 0, FIRST[i].n + 1), FIRST[i]);
	if (!begins)
		return false;
	while ((at = slice_find_from(text, SLICE("</"), at)) != SIZE_MAX) {
		n_closing++;
		at += 2;
	}
	at = 0;
	while ((at = slice_find_from(text, SLICE("<p"), at)) != SIZE_MAX) {
		n_paragraph++;
		at += 2;
	}
	return n_closing + n_paragraph >= 2;
}

static struct slice sniff_binary(struct slice bytes)
{
	for (size_t i = 0; i < sizeof SIGNATURES / sizeof *SIGNATURES; i++)
		if (slice_starts(slice_from(bytes, SIGNATURES[i].at), SIGNATURES[i].bytes))
			return SIGNATURES[i].media_type;
	return SLICE_EMPTY;
}

struct slice sniff(struct slice bytes)
{
	struct window window;
	struct slice binary = sniff_binary(bytes);

	if (binary.n)
		return binary;
	struct slice text = look(bytes, &window);
	if (is_document(text) || is_fragment(text))
		return SLICE("text/html");
	if (slice_starts(text, SLICE("{")))
		return SLICE("application/json");
	if (slice_starts(text, SLICE("<?xml")) || slice_starts(text, SLICE("<rss")))
		return SLICE("application/xml");
	return SLICE("text/plain");
}

struct declared {
	struct slice media_type;
	struct slice treat_as; /* empty: look at the bytes */
};

static const struct declared DECLARED[] = {
    {SLICE_INIT("text/html"), SLICE_INIT("text/html")},
    {SLICE_INIT("application/xhtml+xml"), SLICE_INIT("application/xhtml+xml")},
    {SLICE_INIT("text/plain"), SLICE_INIT("text/plain")},
    {SLICE_INIT("text/markdown"), SLICE_INIT("text/plain")},
    {SLICE_INIT("text"), SLICE_INIT("text/plain")},
    {SLICE_INIT("text/*"), {NULL, 0}},
    {SLICE_INIT("*/*"), {NULL, 0}},
    {SLICE_INIT("text/xml"), {NULL, 0}},
    {SLICE_INIT("application/xml"), {NULL, 0}},
    {SLICE_INIT("application/octet-stream"), {NULL, 0}},
    {SLICE_INIT("binary/octet-stream"), {NULL, 0}},
    {SLICE_INIT("application/gzip"), {NULL, 0}},
    {SLICE_INIT("application/x-gzip"), {NULL, 0}},
    {SLICE_INIT("application/x-download"), {NULL, 0}},
    {SLICE_INIT("application/force-download"), {NULL, 0}},
    {SLICE_INIT("unknown"), {NULL, 0}},
};

static enum status unsupported(struct slice type, const char *how, struct err *err)
{
	return err_set(err, STATUS_UNSUPPORTED_TYPE, "record", SIZE_MAX,
		       "%.*s (%s) holds no page; wanted is text/html, application/xhtml+xml or "
		       "text/plain",
		       SLICE_ARG(quotable(type)), how);
}

enum status page_media_type(struct slice bytes, struct slice declared, struct slice *out,
			    struct err *err)
{
	struct slice seen = sniff(bytes), treat_as = SLICE_EMPTY;
	bool known = declared.n == 0;

	for (size_t i = 0; i < sizeof DECLARED / sizeof *DECLARED && !known; i++)
		if (slice_equal_ignore_case(declared, DECLARED[i].media_type)) {
			known = true;
			treat_as = DECLARED[i].treat_as;
		}
	if (!known)
		return unsupported(declared, "declared", err);
	if (sniff_binary(bytes).n)
		return unsupported(seen, "by its first bytes", err);
	if (!treat_as.n && slice_equal(seen, SLICE("application/xml")))
		return unsupported(declared.n ? declared : seen, "not XHTML", err);
	bool is_html = slice_equal(seen, SLICE("text/html"));
	if (treat_as.n && !slice_equal(treat_as, SLICE("text/plain")))
		*out = treat_as;
	else
		*out = is_html ? SLICE("text/html") : SLICE("text/plain");
	return STATUS_OK;
}
