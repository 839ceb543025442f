/* html_scan.c - see html_scan.h. Source is only ever cut, never rewritten: what stands between two
 * cuts is copied as it is. It is read as libxml2 2.9.14 reads it, slips included (an end tag ends
 * at its first '>', quotes or not; <script/> has no contents), or else a cut could fall where
 * libxml2 sees text. Depth is counted from the tags alone, which overstates it where end tags are
 * missing; only pages far beyond real ones (28 deep) meet the limit. */
#include "page/html_scan.h"

#include <string.h>

#include "page/html_style.h"
#include "page/html_tags.h"

#define MOST_DEPTH      300
#define MOST_ATTRIBUTES 128
#define LONGEST_NAME    100 /* of an element or attribute: libxml2 begins another one there */

/* A page has few kinds of elements and thousands of tags: the last one found for each key. */
#define SEEN_BITS 8

struct seen_tag {
	uint64_t key;
	const struct tag *tag;
};

struct scan {
	struct arena *arena;
	struct slice source;
	char *out; /* NULL until something has to be taken out */
	size_t n;  /* bytes in out */
	size_t copied;
	size_t depth;
	struct seen_tag seen[1 << SEEN_BITS];
	bool wary; /* libxml2 may be in a script where we are not: from here on only limits count */
	bool failed;
};

/* Takes out [start, end). */
static void cut(struct scan *scan, size_t start, size_t end)
{
	if (start == end || scan->failed)
		return;
	if (!scan->out && !(scan->out = arena_room(scan->arena, scan->source.n))) {
		scan->failed = true;
		return;
	}
	memcpy(scan->out + scan->n, scan->source.p + scan->copied, start - scan->copied);
	scan->n += start - scan->copied;
	scan->copied = end;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool begins_name(char c)
{
	return is_letter(c) || c == '_' || c == ':' || c == '.';
}

static bool is_in_name(char c)
{
	return begins_name(c) || (c >= '0' && c <= '9') || c == '-';
}

static size_t skip_blanks(struct slice source, size_t at)
{
	while (at < source.n && is_blank(source.p[at]))
		at++;
	return at;
}

/* The name at `at` in lower case, as much of it as `lower` has room for; *at moves behind it. */
static struct slice read_name(struct slice source, size_t *at, char *lower, size_t room)
{
	size_t n = 0;

	for (; *at < source.n && n < LONGEST_NAME && is_in_name(source.p[*at]); n++, ++*at)
		if (n < room)
			lower[n] = (char)(source.p[*at] | (is_letter(source.p[*at]) ? 0x20 : 0));
	return (struct slice){lower, n < room ? n : room};
}

static size_t find_or_end(struct slice source, char byte, size_t from)
{
	size_t at = slice_find_byte(source, byte, from);

	return at == SIZE_MAX ? source.n : at;
}

/* '>' or "/>", or the end of the source. */
static bool is_tag_end(struct slice source, size_t at)
{
	return at >= source.n || source.p[at] == '>' ||
	       (source.p[at] == '/' && at + 1 < source.n && source.p[at + 1] == '>');
}

/* name: as read_name() gave it, not empty. */
static const struct tag *find_tag(struct scan *scan, struct slice name)
{
	uint64_t key = 0;

	if (name.n > sizeof key)
		return tag_of(name);
	memcpy(&key, name.p, name.n);
	struct seen_tag *seen = &scan->seen[key * 0x9E3779B97F4A7C15U >> (64 - SEEN_BITS)];
	if (seen->key != key)
		*seen = (struct seen_tag){key, tag_of(name)};
	return seen->tag;
}

struct attribute_span {
	char lower[16];
	struct slice name; /* points into lower; empty: not an attribute at all */
	struct slice value;
	size_t end;
};

/* Behind the value that begins at `at`: quoted, or up to a blank or '>'. */
static size_t read_value(struct slice source, size_t at, struct slice *value)
{
	if (at < source.n && (source.p[at] == '"' || source.p[at] == '\'')) {
		size_t end = find_or_end(source, source.p[at], at + 1);
		*value = slice_sub(source, at + 1, end);
		return end < source.n ? end + 1 : end;
	}
	size_t start = at;
	while (at < source.n && source.p[at] != '>' && !is_blank(source.p[at]))
		at++;
	*value = slice_sub(source, start, at);
	return at;
}

static void read_attribute(struct slice source, size_t at, struct attribute_span *out)
{
	out->value = SLICE_EMPTY;
	if (!begins_name(source.p[at])) {
		while (!is_tag_end(source, at) && !is_blank(source.p[at]))
			at++;
		out->name = SLICE_EMPTY;
		out->end = at;
		return;
	}
	out->name = read_name(source, &at, out->lower, sizeof out->lower);
	out->end = at;
	at = skip_blanks(source, at);
	if (at < source.n && source.p[at] == '=')
		out->end = read_value(source, skip_blanks(source, at + 1), &out->value);
}

/* The attributes that html.c reads, and on which elements. */
static const struct {
	struct slice name;
	unsigned effects; /* 0: all that hold text */
} READ[] = {
    {SLICE_INIT("class"), TAG_BOX},
    {SLICE_INIT("id"), TAG_BOX},
    {SLICE_INIT("itemprop"), TAG_BOX | TAG_FACT},
    {SLICE_INIT("style"), 0},
    {SLICE_INIT("hidden"), 0},
    {SLICE_INIT("aria-hidden"), 0},
    {SLICE_INIT("name"), TAG_FACT},
    {SLICE_INIT("property"), TAG_FACT},
    {SLICE_INIT("content"), TAG_FACT},
    {SLICE_INIT("datetime"), TAG_FACT},
    {SLICE_INIT("srcdoc"), TAG_FACT},
    {SLICE_INIT("rel"), TAG_FACT},
    {SLICE_INIT("href"), TAG_FACT},
    {SLICE_INIT("type"), TAG_FACT},
};

/* *styled: there was a style before; of two attributes of one name the first counts. */
static bool is_read(unsigned effect, const struct attribute_span *attribute, bool *styled)
{
	if ((effect & (TAG_SKIP | TAG_FACT)) == TAG_SKIP)
		return false;
	for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
		if (!slice_equal(attribute->name, READ[i].name))
			continue;
		if (slice_equal(attribute->name, SLICE("style"))) {
			bool again = *styled;
			*styled = true;
			return !again && (slice_find_byte(attribute->value, '&', 0) != SIZE_MAX ||
					  html_style_sight(attribute->value) != STYLE_SHOWN);
		}
		return !READ[i].effects || (effect & READ[i].effects);
	}
	return false;
}

static bool is_json_ld(const struct attribute_span *attribute)
{
	return slice_equal(attribute->name, SLICE("type")) &&
	       (slice_equal_ignore_case(attribute->value, SLICE("application/ld+json")) ||
		slice_find_byte(attribute->value, '&', 0) != SIZE_MAX);
}

/* Tags with which the contents of a script or style do not begin for libxml2: they end it, or not,
 * as its stack has it. */
static bool begins_oddly(struct slice contents, struct slice name)
{
	static const struct slice ENDING[] = {SLICE_INIT("<noscript"), SLICE_INIT("<body"),
					      SLICE_INIT("<frameset")};

	if (slice_starts(contents, SLICE("</")))
		return !slice_starts_ignore_case(slice_from(contents, 2), name);
	for (size_t i = 0; i < sizeof ENDING / sizeof *ENDING; i++)
		if (slice_starts_ignore_case(contents, ENDING[i]))
			return true;
	return false;
}

/* Takes out the contents of a script or style, up to its end tag. */
static size_t scan_raw(struct scan *scan, size_t start, struct slice name, bool kept)
{
	struct slice source = scan->source, rest;
	size_t at = start;

	if (begins_oddly(slice_from(source, start), name)) {
		scan->wary = true;
		return start;
	}
	do {
		at = find_or_end(source, '<', at);
		rest = slice_from(source, at++);
	} while (rest.n && !(slice_starts(rest, SLICE("</")) &&
			     slice_starts_ignore_case(slice_from(rest, 2), name)));
	if (rest.n > 2 + name.n && is_in_name(rest.p[2 + name.n]))
		scan->wary = true; /* "</scripts": it goes on behind that, or not */
	else if (!kept && !scan->wary)
		cut(scan, start, source.n - rest.n);
	return source.n - rest.n;
}

/* Of white space behind a tag one blank stays, and that a line break only where it is nothing else;
 * none at the beginning of a box. */
static size_t squeeze(struct scan *scan, size_t at, bool all)
{
	struct slice source = scan->source;
	size_t end = skip_blanks(source, at), kept = at;

	if (scan->wary) {
		return end;
	} else if (all) {
		cut(scan, at, end);
	} else if (end > at + 1) {
		while (kept < end && source.p[kept] != ' ' && source.p[kept] != '\t')
			kept++;
		if (kept == end)
			kept = at;
		cut(scan, at, kept);
		cut(scan, kept + 1, end);
	}
	return end;
}

/* Behind the attributes of a start tag, none of which is taken out. */
static size_t skip_attributes(struct slice source, size_t at, size_t *n)
{
	struct attribute_span attribute;

	for (at = skip_blanks(source, at), *n = 0; !is_tag_end(source, at); ++*n) {
		read_attribute(source, at, &attribute);
		at = skip_blanks(source, attribute.end);
	}
	return at;
}

static size_t limit_attributes(struct scan *scan, size_t start)
{
	size_t n, end = skip_attributes(scan->source, start, &n);

	if (n > MOST_ATTRIBUTES)
		cut(scan, start, end);
	return end;
}

/* Takes out the attributes that are not read. *json_ld: one of the others says so. */
static size_t scan_attributes(struct scan *scan, size_t at, unsigned effect, bool *json_ld)
{
	struct slice source = scan->source;
	struct attribute_span attribute;
	bool styled = false;

	if (scan->wary)
		return limit_attributes(scan, at);
	for (at = skip_blanks(source, at); !is_tag_end(source, at);) {
		size_t start = at;
		read_attribute(source, at, &attribute);
		at = skip_blanks(source, attribute.end);
		if (is_read(effect, &attribute, &styled))
			*json_ld = *json_ld || is_json_ld(&attribute);
		else /* what stands before it must not run into what follows */
			cut(scan, start, is_blank(source.p[start - 1]) ? at : attribute.end);
	}
	return at;
}

/* Too deep: a blank takes the tag's place. */
static size_t drop_tag(struct scan *scan, size_t start, size_t at)
{
	size_t n;

	at = skip_attributes(scan->source, at, &n);
	if (at >= scan->source.n || scan->source.p[at] == '/')
		return at;
	cut(scan, start, at + 1);
	if (scan->out)
		scan->out[scan->n++] = ' ';
	return at + 1;
}

static size_t scan_start_tag(struct scan *scan, size_t start)
{
	struct slice source = scan->source;
	char lower[16];
	size_t at = start + 1;
	struct slice name = read_name(source, &at, lower, sizeof lower);
	const struct tag *tag = find_tag(scan, name);
	bool json_ld = false;

	if (scan->depth >= MOST_DEPTH && tag_nests(tag))
		return drop_tag(scan, start, at);
	at = scan_attributes(scan, at, tag->effect, &json_ld);
	if (at >= source.n)
		return at;
	if (source.p[at] == '/')
		return squeeze(scan, at + 2, false);
	at++;
	if (slice_equal(name, SLICE("script")) || slice_equal(name, SLICE("style")))
		return scan_raw(scan, at, name, json_ld);
	if (tag_nests(tag))
		scan->depth++;
	return squeeze(scan, at, (tag->effect & TAG_BOX) && !slice_equal(name, SLICE("body")));
}

static size_t scan_end_tag(struct scan *scan, size_t at)
{
	char lower[16];
	struct slice name;

	at += 2;
	if (at >= scan->source.n || !begins_name(scan->source.p[at]))
		return at;
	name = read_name(scan->source, &at, lower, sizeof lower);
	at = find_or_end(scan->source, '>', at);
	if (at == scan->source.n)
		return at;
	if (scan->depth && tag_nests(find_tag(scan, name)))
		scan->depth--;
	return squeeze(scan, at + 1, false);
}

/* A comment ends at "-->" or "--!>"; one that begins with '>' is not the same for all. */
static size_t scan_comment(struct scan *scan, size_t at)
{
	struct slice source = scan->source;
	size_t text = at + 4, end = text + 1;

	while ((end = slice_find_byte(source, '>', end + 1)) != SIZE_MAX) {
		size_t last = source.p[end - 1] == '!' ? end - 1 : end;
		if (last < text + 2 || source.p[last - 1] != '-' || source.p[last - 2] != '-')
			continue;
		if (!scan->wary && source.p[text] != '>' &&
		    !slice_starts(slice_from(source, text), SLICE("->")))
			cut(scan, text, last - 2);
		return end + 1;
	}
	return source.n;
}

static size_t scan_markup(struct scan *scan, size_t at)
{
	struct slice rest = slice_from(scan->source, at);

	if (rest.n < 3)
		return at + 1;
	if (is_letter(rest.p[1]))
		return scan_start_tag(scan, at);
	if (rest.p[1] == '/')
		return scan_end_tag(scan, at);
	if (slice_starts(rest, SLICE("<!--")))
		return scan_comment(scan, at);
	if (slice_starts_ignore_case(rest, SLICE("<!doctype")) ||
	    (rest.p[1] == '?' && begins_name(rest.p[2])))
		return find_or_end(scan->source, '>', at);
	return at + 1;
}

enum status html_scan(struct arena *arena, struct slice source, struct slice *out)
{
	struct scan scan = {.arena = arena, .source = source};
	size_t at = 0;

	while (!scan.failed && (at = slice_find_byte(source, '<', at)) != SIZE_MAX)
		at = scan_markup(&scan, at);
	if (scan.out)
		cut(&scan, source.n, source.n + 1);
	if (scan.failed)
		return STATUS_MEMORY_LIMIT;
	*out = scan.out ? (struct slice){scan.out, scan.n} : source;
	return STATUS_OK;
}
