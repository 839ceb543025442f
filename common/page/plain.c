/* plain.c - see plain.h. */
#include "page/plain.h"

#include "page/residue.h"
#include "page/text_flow.h"

/* Two letters' room before the first word, as paragraphs have it. */
static bool is_indented(struct slice line)
{
	return slice_starts(line, SLICE("　")) || slice_starts(line, SLICE("  ")) ||
	       slice_starts(line, SLICE("\t")) || slice_starts(line, SLICE("\u00a0")) ||
	       slice_starts(line, SLICE("&nbsp;"));
}

/* Bullets that a dump puts before the items of a list. */
static struct slice without_bullet(struct slice line)
{
	if (slice_starts(line, SLICE("• ")))
		return slice_from(line, 4);
	return line;
}

static enum status add_line(struct vec *blocks, struct text_flow *flow, struct slice line,
			    size_t start, size_t blank_lines)
{
	struct residue residue = residue_cut(blocks->arena, line);
	struct block block = {.start = start,
			      .blank_lines = (uint8_t)(blank_lines < 255 ? blank_lines : 255),
			      .is_indented = is_indented(line),
			      .had_residue = residue.had_tags,
			      .had_spam = residue.had_slots};

	if (!residue.text.p)
		return STATUS_MEMORY_LIMIT;
	text_flow_add(flow, residue.text);
	block.text = without_bullet(text_flow_take(flow));
	if (!block.text.p)
		return STATUS_MEMORY_LIMIT;
	if (!block.text.n && !residue.had_tags)
		return STATUS_OK;
	return vec_add(blocks, &block) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status plain_blocks(struct arena *arena, struct slice text, struct blocks *out)
{
	struct vec blocks = vec_of(arena, sizeof(struct block));
	struct text_flow flow = text_flow_in(arena);
	struct box *box = arena_alloc(arena, sizeof *box);
	struct slice rest = text, line;
	size_t blank_lines = 0;

	if (!box)
		return STATUS_MEMORY_LIMIT;
	while (slice_next_field(&rest, '\n', &line)) {
		size_t before = blocks.n;
		enum status status =
		    add_line(&blocks, &flow, line, (size_t)(line.p - text.p), blank_lines);
		if (status != STATUS_OK)
			return status;
		blank_lines = blocks.n == before ? blank_lines + 1 : 0;
	}
	box->end = (uint32_t)blocks.n;
	*out = (struct blocks){.items = blocks.items, .n = blocks.n, .boxes = box, .n_boxes = 1};
	return STATUS_OK;
}

bool plain_in_disguise(struct slice text)
{
	static const struct slice SIGNS[] = {SLICE_INIT("<html"), SLICE_INIT("<body"),
					     SLICE_INIT("<!doctype"), SLICE_INIT("<head")};
	struct slice start = slice_sub(text, 0, 4096);
	size_t lines = 0;

	for (size_t at = 0; at < start.n; at++) {
		lines += start.p[at] == '\n';
		if (start.p[at] != '<')
			continue;
		for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
			if (slice_starts_ignore_case(slice_from(start, at), SIGNS[i]))
				return false;
	}
	return lines >= 5 && !plain_is_markup(text);
}

bool plain_is_markup(struct slice text)
{
	static const struct slice SIGNS[] = {
	    SLICE_INIT("<p>"),   SLICE_INIT("<p "), SLICE_INIT("<div"), SLICE_INIT("</div>"),
	    SLICE_INIT("<body"), SLICE_INIT("<br"), SLICE_INIT("<td"),  SLICE_INIT("<html")};
	size_t n = 0, lines = 1;

	text = slice_sub(text, 0, 65536);
	for (size_t at = 0; at < text.n; at++) {
		lines += text.p[at] == '\n';
		if (text.p[at] != '<')
			continue;
		for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
			n += slice_starts_ignore_case(slice_from(text, at), SIGNS[i]);
	}
	return n >= 4 && n * 3 >= lines;
}
