/* html_scan.c - see html_scan.h. Tags are found as libxml2 finds them: '<' and a letter, up to the
 * first '>' outside quotation marks. Depth is counted from the tags alone, which overstates it
 * where end tags are missing; only pages far beyond real ones (28 deep) meet the limit. */
#include "page/html_scan.h"

#include <string.h>

#include "page/html_tags.h"

#define MOST_ATTRIBUTES 128
#define MOST_DEPTH      300

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_byte(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':';
}

struct scan {
	struct arena *arena;
	struct slice source;
	char *copy; /* NULL until something has to be taken out */
	size_t depth;
	bool failed;
};

struct tag_span {
	struct slice name; /* in lower case, at most 16 letters; points into `lower` */
	char lower[16];
	size_t start, end; /* of the whole tag */
	size_t attributes; /* how many there are at most */
	size_t after_name;
	bool is_end;
};

static void blank(struct scan *scan, size_t start, size_t end)
{
	if (!scan->copy) {
		struct slice copy = arena_copy(scan->arena, scan->source);
		if (!copy.p) {
			scan->failed = true;
			return;
		}
		scan->copy = (char *)copy.p;
	}
	memset(scan->copy + start, ' ', end - start);
}

static void read_tag(struct slice source, size_t at, struct tag_span *tag)
{
	char quote = 0;

	*tag = (struct tag_span){.start = at, .is_end = source.p[at + 1] == '/'};
	at += tag->is_end ? 2 : 1;
	for (; at < source.n && is_name_byte(source.p[at]); at++)
		if (tag->name.n < sizeof tag->lower)
			tag->lower[tag->name.n++] =
			    (char)(source.p[at] | (is_letter(source.p[at]) ? 0x20 : 0));
	tag->name.p = tag->lower;
	tag->after_name = at;
	for (; at < source.n; at++) {
		char c = source.p[at];
		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '>') {
			at++;
			break;
		} else if ((c == '"' || c == '\'') && source.p[at - 1] == '=') {
			quote = c;
		} else if (is_blank(c) && !is_blank(source.p[at - 1])) {
			tag->attributes++;
		} else if (c == '/' || c == '"' || c == '\'') {
			tag->attributes++;
		}
	}
	tag->end = at;
}

/* Where the contents of <script> or <style>, or a comment, end. */
static size_t skip_raw(struct slice source, size_t from, struct slice end)
{
	for (;;) {
		size_t at = slice_find_byte(source, end.p[0], from);
		if (at == SIZE_MAX)
			return source.n;
		if (slice_starts_ignore_case(slice_from(source, at), end))
			return at;
		from = at + 1;
	}
}

/* The elements that pages are made of, known without a look into the table: they have an end tag
 * and it is written. */
static bool is_everyday(struct slice name)
{
	if (name.n == 1)
		return name.p[0] != 'p';
	return slice_equal(name, SLICE("div")) || slice_equal(name, SLICE("span"));
}

/* Does the element stay open until its end tag? */
static bool nests(struct slice name)
{
	return is_everyday(name) || (!tag_is_void(name) && !tag_ends_by_itself(name));
}

static size_t scan_tag(struct scan *scan, size_t at)
{
	struct tag_span tag;

	read_tag(scan->source, at, &tag);
	if (tag.attributes > MOST_ATTRIBUTES)
		blank(scan, tag.after_name, tag.end - 1);
	if (tag.is_end) {
		if (scan->depth && nests(tag.name))
			scan->depth--;
		return tag.end;
	}
	if (slice_equal(tag.name, SLICE("script")))
		return skip_raw(scan->source, tag.end, SLICE("</script"));
	if (slice_equal(tag.name, SLICE("style")))
		return skip_raw(scan->source, tag.end, SLICE("</style"));
	if (scan->source.p[tag.end - 1] == '>' && scan->source.p[tag.end - 2] != '/' &&
	    nests(tag.name)) {
		if (scan->depth >= MOST_DEPTH)
			blank(scan, tag.start, tag.end);
		else
			scan->depth++;
	}
	return tag.end;
}

enum status html_scan(struct arena *arena, struct slice source, struct slice *out)
{
	struct scan scan = {.arena = arena, .source = source};
	size_t at = 0;

	while (!scan.failed && (at = slice_find_byte(source, '<', at)) != SIZE_MAX) {
		if (at + 2 >= source.n)
			break;
		char next = source.p[at + 1];
		if (is_letter(next) || (next == '/' && is_letter(source.p[at + 2])))
			at = scan_tag(&scan, at);
		else if (slice_starts(slice_from(source, at), SLICE("<!--")))
			at = skip_raw(source, at + 4, SLICE("-->"));
		else
			at++;
	}
	if (scan.failed)
		return STATUS_MEMORY_LIMIT;
	*out = scan.copy ? (struct slice){scan.copy, source.n} : source;
	return STATUS_OK;
}
