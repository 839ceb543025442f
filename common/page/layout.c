/* layout.c - what the columns of a printed page did to a text dump: sentences cut where a column
 * ended are put together again, and the captions that stand between the lines are told from text.
 * An image leaves a gap of several empty lines in a dump, or a group of one-sentence lines over the
 * first paragraph. */
#include "base/buf.h"
#include "page/draft.h"
#include "text/utf8.h"

#define SURE_LENGTH     90 /* bytes: thirty letters with a comma are no heading */
#define GAP             3  /* empty lines where an image was */
#define LONGEST_CAPTION 240
#define MOST_CAPTIONS   8
#define MOST_HEAD       30 /* pieces over the text */

static bool is_text(const struct piece *piece)
{
	return piece->role == ROLE_BODY || piece->role == ROLE_HEADING;
}

static bool has_comma(struct slice text)
{
	return slice_contains(text, SLICE("，")) || slice_contains(text, SLICE(",")) ||
	       slice_contains(text, SLICE("。")) || slice_contains(text, SLICE("；"));
}

/* Words that begin a paragraph and never a heading. */
static bool begins_like_paragraph(struct slice text)
{
	static const struct slice WORDS[] = {
	    SLICE_INIT("近年来"), SLICE_INIT("今年以来"), SLICE_INIT("近日"), SLICE_INIT("日前"),
	    SLICE_INIT("目前"),   SLICE_INIT("同时"),     SLICE_INIT("此外"), SLICE_INIT("据了解"),
	    SLICE_INIT("据介绍"), SLICE_INIT("截至目前"), SLICE_INIT("如今"), SLICE_INIT("随后"),
	    SLICE_INIT("接下来"), SLICE_INIT("下一步"),   SLICE_INIT("为此"), SLICE_INIT("去年")};

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_starts(text, WORDS[i]))
			return true;
	return false;
}

/* The line stops in the middle of a sentence: after a letter, a digit or a comma. */
static bool is_cut(struct slice text)
{
	size_t n;
	uint32_t last = utf8_before(text, text.n, &n);

	if (!has_comma(text) || (text.n < SURE_LENGTH && !begins_like_paragraph(text)))
		return false;
	return is_han(last) || is_digit(last) || is_latin(last) || last == ',' || last == 0xFF0C ||
	       last == 0x3001;
}

static enum status append(struct draft *draft, struct piece *to, struct piece *from)
{
	struct span *broken =
	    arena_array(draft->arena, to->n_broken + from->n_broken, sizeof *broken);
	size_t at = to->text.n;

	to->text = arena_join(draft->arena, to->text, from->text);
	if (!broken || !to->text.p)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < to->n_broken; i++)
		broken[i] = to->broken[i];
	for (size_t i = 0; i < from->n_broken; i++)
		broken[to->n_broken + i] =
		    (struct span){from->broken[i].start + at, from->broken[i].end + at};
	to->broken = broken;
	to->n_broken += from->n_broken;
	to->repaired = to->repaired || from->repaired;
	to->role = ROLE_BODY;
	to->running = true;
	from->role = ROLE_JOINED;
	return STATUS_OK;
}

/* Chains of cut lines are joined from the last to the first, so that no text is copied more often
 * than it has lines; a chain is at most eight lines long. */
enum status draft_rejoin(struct draft *draft)
{
	struct piece *pieces = draft->pieces;
	bool has_body = false;

	if (draft->blocks.is_markup)
		return STATUS_OK;
	for (size_t i = 0; i + 1 < draft->n; i++) {
		for (size_t k = i + 1; has_body && is_text(&pieces[i]) && k < draft->n && k < i + 8;
		     k++) {
			if (!is_cut(pieces[i].text) || !is_text(&pieces[k]) ||
			    pieces[k].role == ROLE_HEADING || pieces[k].block->blank_lines >= GAP)
				break;
			if (append(draft, &pieces[i], &pieces[k]) != STATUS_OK)
				return STATUS_MEMORY_LIMIT;
		}
		has_body = has_body || pieces[i].role == ROLE_CREDIT ||
			   (pieces[i].role == ROLE_BODY && pieces[i].running);
	}
	return STATUS_OK;
}

/* ■ 本报记者 … under a photograph: the paragraphs over it up to the gap are its caption. */
static void mark_signed_photo(struct draft *draft, size_t at)
{
	struct piece *pieces = draft->pieces;

	if (pieces[at].role != ROLE_CREDIT || !pieces[at].byline.names || at == 0)
		return;
	for (size_t back = 1; back <= 3 && back <= at; back++) {
		struct piece *piece = &pieces[at - back];
		if (!is_text(piece) || piece->text.n > 600)
			return;
		if (piece->block->blank_lines < GAP)
			continue;
		for (size_t i = at - back; i < at; i++)
			pieces[i].role = ROLE_CAPTION;
		pieces[at].of_photo = true;
		return;
	}
}

static bool is_one_sentence(struct slice text)
{
	size_t n;
	uint32_t last = utf8_before(text, text.n, &n);
	size_t first = slice_find(text, SLICE("。"));

	return last == 0x3002 && first == text.n - 3;
}

static bool is_newspaper(const struct draft *draft, size_t to)
{
	for (size_t i = 0; i < to; i++) {
		struct slice text = draft->pieces[i].text;
		size_t at = text.n < 180 ? slice_find(text, SLICE("版")) : SIZE_MAX;
		if (at != SIZE_MAX && slice_contains(slice_sub(text, 0, at), SLICE("第")))
			return true;
	}
	return false;
}

/* One-sentence lines between the byline and a first paragraph that is much longer. */
static void mark_captions_over_text(struct draft *draft)
{
	struct piece *pieces = draft->pieces;
	size_t first = 0, at;

	while (first < draft->n && first < MOST_HEAD &&
	       !(pieces[first].role == ROLE_CREDIT && pieces[first].byline.names))
		first++;
	if (first++ >= draft->n)
		return;
	for (at = first; at < draft->n && at < first + MOST_CAPTIONS; at++)
		if (pieces[at].role != ROLE_BODY || pieces[at].text.n > LONGEST_CAPTION ||
		    !is_one_sentence(pieces[at].text))
			break;
	if (at == first || at >= draft->n || pieces[at].role != ROLE_BODY ||
	    pieces[at].text.n < 240 || !is_newspaper(draft, first))
		return;
	for (size_t i = first; i < at; i++)
		pieces[i].role = ROLE_CAPTION;
}

void draft_mark_photos(struct draft *draft)
{
	if (draft->blocks.is_markup)
		return;
	for (size_t i = 0; i < draft->n; i++)
		mark_signed_photo(draft, i);
	mark_captions_over_text(draft);
}
