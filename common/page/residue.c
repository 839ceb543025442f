/* residue.c - see residue.h. A '<' begins a tag only if a '>' follows within a tag's usual length
 * and what is between looks like one: "3<5" and "<社区>" in a title stay. A tag that the line's end
 * cut in two is known by an attribute, or by its name. */
#include "page/residue.h"

#include "base/buf.h"
#include "text/reference.h"
#include "text/utf8.h"

#define LONGEST_TAG  400
#define LONGEST_SLOT 18 /* bytes: six letters */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte after the tag that begins at `at`, or 0. */
static size_t tag_end(struct slice text, size_t at)
{
	size_t name = at + 1 + (at + 1 < text.n && text.p[at + 1] == '/');

	if (slice_starts(slice_from(text, at), SLICE("<!--"))) {
		size_t end =
		    slice_find_from(slice_sub(text, 0, at + LONGEST_TAG), SLICE("-->"), at);
		return end == SIZE_MAX ? 0 : end + 3;
	}
	if (name >= text.n || !is_letter(text.p[name]))
		return 0;
	for (size_t i = name; i < text.n && i < at + LONGEST_TAG; i++) {
		if (text.p[i] == '>')
			return i + 1;
		if (text.p[i] == '<')
			return 0;
	}
	return 0;
}

/* Names of elements that dumps are left with; those of one letter could be anything. */
static bool is_element(struct slice name)
{
	static const struct slice NAMES[] = {
	    SLICE_INIT("div"),    SLICE_INIT("span"),    SLICE_INIT("br"),    SLICE_INIT("td"),
	    SLICE_INIT("tr"),     SLICE_INIT("li"),      SLICE_INIT("ul"),    SLICE_INIT("img"),
	    SLICE_INIT("strong"), SLICE_INIT("font"),    SLICE_INIT("table"), SLICE_INIT("tbody"),
	    SLICE_INIT("script"), SLICE_INIT("section"), SLICE_INIT("style"), SLICE_INIT("iframe")};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (slice_equal_ignore_case(name, NAMES[i]))
			return true;
	return false;
}

static bool is_name_byte(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

/* What stands behind '<' or before '>' of half a tag: name, attributes, a slash. */
static bool is_inside_of_tag(struct slice text)
{
	size_t at = slice_starts(text, SLICE("/")), name = at;

	while (at < text.n && is_name_byte(text.p[at]))
		at++;
	struct slice rest = slice_trim(slice_from(text, at));
	if (!rest.n || slice_equal(rest, SLICE("/")))
		return is_element(slice_sub(text, name, at)) ||
		       (at > name && slice_ends(text, SLICE("/")));
	size_t equals = slice_find_byte(rest, '=', 0);
	for (size_t i = 0; i < rest.n && i < equals; i++)
		if (!is_name_byte(rest.p[i]) && rest.p[i] != ' ' && rest.p[i] != '"' &&
		    rest.p[i] != '/')
			return false;
	return equals != SIZE_MAX && (at > name || slice_ends(text, SLICE("\"")) ||
				      slice_ends(text, SLICE("'")) || slice_ends(text, SLICE("/")));
}

/* A tag that begins at `at` and that the line's end cut off. */
static bool is_cut_at_end(struct slice text, size_t at)
{
	struct slice rest = slice_from(text, at + 1);

	return rest.n > 0 && rest.n < LONGEST_TAG && (is_letter(rest.p[0]) || rest.p[0] == '/') &&
	       slice_find_byte(rest, '>', 0) == SIZE_MAX &&
	       slice_find_byte(rest, '<', 0) == SIZE_MAX && is_inside_of_tag(rest);
}

/* The byte after the tag whose beginning was cut off before the line, or 0. */
static size_t cut_at_start(struct slice text)
{
	struct slice start = slice_sub(text, 0, LONGEST_TAG);
	size_t end = slice_find_byte(start, '>', 0);

	if (end == SIZE_MAX || end == 0 || slice_find_byte(start, '<', 0) < end)
		return 0;
	return is_inside_of_tag(slice_trim(slice_sub(text, 0, end))) ? end + 1 : 0;
}

/* A line of a script, a style sheet or data: braces, or many marks of that kind, and no Chinese. */
static bool is_code(struct slice line)
{
	static const struct slice MARKS = SLICE_INIT("{}()[];=<>$_|\"'\\");
	size_t marks = 0, wide = 0;
	bool braces = false;

	if (slice_starts(line, SLICE("{\"")) && slice_ends(line, SLICE("}")))
		return true;
	for (size_t i = 0; i < line.n; i++) {
		wide += (unsigned char)line.p[i] >= 0x80;
		marks += slice_find_byte(MARKS, line.p[i], 0) != SIZE_MAX;
		braces = braces || line.p[i] == '{' || line.p[i] == '}';
	}
	if (wide * 10 > line.n)
		return false;
	return braces || (marks >= 4 && marks * 12 >= line.n && slice_ends(line, SLICE(";")));
}

/* <蜘蛛词>: Han letters in angle brackets with a bar or nothing but another behind. */
static size_t slot_end(struct slice text, size_t at)
{
	size_t i = at + 1, n;

	while (i < text.n && i <= at + 1 + LONGEST_SLOT && is_han(utf8_at(text, i, &n)))
		i += n;
	if (i == at + 1 || i >= text.n || text.p[i] != '>')
		return 0;
	for (i++; i < text.n && (text.p[i] == ' ' || text.p[i] == '|'); i++)
		;
	return i >= text.n || text.p[i] == '<' || text.p[i - 1] == '|' ? i : 0;
}

struct reference {
	const char *name;
	uint32_t code_point;
};

/* The character that a reference such as &nbsp; stands for; 0: none starts here. */
static uint32_t reference_at(struct slice text, size_t at, size_t *end)
{
	static const struct reference NAMED[] = {
	    {"&nbsp;", ' '},     {"&amp;", '&'},      {"&lt;", '<'},       {"&gt;", '>'},
	    {"&quot;", '"'},     {"&ldquo;", 0x201C}, {"&rdquo;", 0x201D}, {"&lsquo;", 0x2018},
	    {"&rsquo;", 0x2019}, {"&mdash;", 0x2014}, {"&middot;", 0xB7},  {"&hellip;", 0x2026},
	    {"&ensp;", ' '},     {"&emsp;", ' '},     {"&bull;", 0x2022},  {"&apos;", '\''}};
	struct slice rest = slice_sub(text, at, at + 10);

	for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED && slice_contains(rest, SLICE(";"));
	     i++)
		if (slice_starts(rest, slice_of(NAMED[i].name))) {
			*end = at + slice_of(NAMED[i].name).n;
			return NAMED[i].code_point;
		}
	uint32_t value = reference_read(text, at, end);
	if (!value || text.p[*end - 1] != ';')
		return 0;
	return value < ' ' ? ' ' : value;
}

static size_t markup_end(struct slice line, size_t at, bool *is_slot)
{
	size_t end = tag_end(line, at);

	*is_slot = false;
	if (!end && is_cut_at_end(line, at))
		end = line.n;
	if (!end) {
		end = slot_end(line, at);
		*is_slot = end > 0;
	}
	return end;
}

struct residue residue_cut(struct arena *arena, struct slice line)
{
	struct residue out = {.text = line};
	struct buf buf = buf_in(arena);
	size_t kept = cut_at_start(line), end = 0;

	out.had_tags = kept > 0;
	for (size_t at = kept; at < line.n;) {
		uint32_t character = 0;
		size_t markup = 0;
		bool is_slot = false;
		if (line.p[at] == '<')
			markup = markup_end(line, at, &is_slot);
		else if (line.p[at] == '&')
			character = reference_at(line, at, &end);
		if (!markup && !character) {
			at++;
			continue;
		}
		out.had_tags = out.had_tags || markup;
		out.had_slots = out.had_slots || is_slot;
		buf_append(&buf, slice_sub(line, kept, at));
		if (character)
			buf_code_point(&buf, character);
		at = kept = markup ? markup : end;
	}
	if (kept) {
		buf_append(&buf, slice_from(line, kept));
		buf_byte(&buf, ' '); /* so that .p is never NULL */
		out.text = buf_failed(&buf) ? SLICE_EMPTY : text_trim(buf_slice(&buf));
	}
	if (out.text.n && is_code(slice_trim(out.text))) {
		out.had_tags = true;
		out.text.n = 0;
	}
	return out;
}
