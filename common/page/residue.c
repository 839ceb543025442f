/* residue.c - see residue.h. A '<' begins a tag only if a '>' follows within a tag's usual length
 * and what is between looks like one: "3<5" and "<社区>" in a title stay. */
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

	for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
		if (slice_starts(rest, slice_of(NAMED[i].name))) {
			*end = at + slice_of(NAMED[i].name).n;
			return NAMED[i].code_point;
		}
	uint32_t value = reference_read(text, at, end);
	if (!value || text.p[*end - 1] != ';')
		return 0;
	return value < ' ' ? ' ' : value;
}

struct residue residue_cut(struct arena *arena, struct slice line)
{
	struct residue out = {.text = line};
	struct buf buf = buf_in(arena);
	size_t kept = 0, end = 0;

	for (size_t at = 0; at < line.n;) {
		uint32_t character = 0;
		size_t slot = 0, tag = 0;
		if (line.p[at] == '<')
			slot = (tag = tag_end(line, at)) ? 0 : slot_end(line, at);
		else if (line.p[at] == '&')
			character = reference_at(line, at, &end);
		if (!tag && !slot && !character) {
			at++;
			continue;
		}
		out.had_tags = out.had_tags || tag || slot;
		out.had_slots = out.had_slots || slot;
		buf_append(&buf, slice_sub(line, kept, at));
		if (character)
			buf_code_point(&buf, character);
		at = kept = tag ? tag : slot ? slot : end;
	}
	if (kept) {
		buf_append(&buf, slice_from(line, kept));
		buf_byte(&buf, ' '); /* so that .p is never NULL */
		out.text = buf_failed(&buf) ? SLICE_EMPTY : text_trim(buf_slice(&buf));
	}
	return out;
}
