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
#define SLACK           9  /* bytes by which full lines may differ */
#define LEAST_WIDTH     60 /* bytes */

static bool is_text(const struct piece *piece)
{
	return piece->role == ROLE_BODY || piece->role == ROLE_HEADING;
}

static bool has_comma(struct slice text)
{
	return slice_contains(text, SLICE("，")) || slice_contains(text, SLICE(",")) ||
	       slice_contains(text, SLICE("。")) || slice_contains(text, SLICE("；"));
}

/* A line that stops in the middle of a sentence: after a letter, a digit or a comma. */
static bool is_unfinished(struct slice text)
{
	size_t n;
	uint32_t last = text.n ? utf8_before(text, text.n, &n) : 0;

	return is_han(last) || is_digit(last) || is_latin(last) || last == ',' || last == 0xFF0C ||
	       last == 0x3001;
}

/* Lines that were put together so far, from the first on. */
struct chain {
	size_t first, next; /* pieces [first, next) */
	size_t bytes;
	bool comma;
};

/* A heading is short and has no comma; with paragraphs set in, or lines broken at one width, a
 * shorter line can be the beginning of a sentence, too. */
static bool may_go_on(const struct draft *draft, const struct chain *chain, size_t width)
{
	const struct piece *first = &draft->pieces[chain->first];
	const struct piece *last = &draft->pieces[chain->next - 1];
	const struct piece *next = &draft->pieces[chain->next];

	if (!is_unfinished(last->text) || !is_text(next) || next->block->blank_lines >= GAP)
		return false;
	if (width && last->text.n + SLACK >= width && !next->block->blank_lines)
		return true;
	if (next->role == ROLE_HEADING)
		return false;
	if (chain->comma && (chain->bytes >= SURE_LENGTH ||
			     line_starts(draft->rules->lines, LINE_PARAGRAPH_START, first->text)))
		return true;
	if (next->block->blank_lines)
		return false;
	return first->block->is_indented && !next->block->is_indented && chain->comma;
}

static enum status join(struct draft *draft, const struct chain *chain)
{
	struct piece *to = &draft->pieces[chain->first];
	struct buf text = buf_in(draft->arena);
	struct vec broken = vec_of(draft->arena, sizeof(struct span));
	struct vec repairs = vec_of(draft->arena, sizeof(struct repaired));
	bool failed = false;

	for (size_t i = chain->first; i < chain->next; i++) {
		struct piece *from = &draft->pieces[i];
		size_t n;
		if (text.n && is_latin(utf8_at(from->text, 0, &n)) &&
		    utf8_before(buf_slice(&text), text.n, &n) < 0x80)
			buf_byte(&text, ' ');
		for (size_t k = 0; k < from->n_broken; k++) {
			struct span span = {from->broken[k].start + text.n,
					    from->broken[k].end + text.n};
			failed = failed || !vec_add(&broken, &span);
		}
		for (size_t k = 0; k < from->n_repairs; k++) {
			struct repaired repaired = from->repairs[k];
			repaired.span.start += text.n;
			repaired.span.end += text.n;
			failed = failed || !vec_add(&repairs, &repaired);
		}
		buf_append(&text, from->text);
		to->had_spam = to->had_spam || from->had_spam;
		from->role = ROLE_JOINED;
	}
	if (failed || buf_failed(&text))
		return STATUS_MEMORY_LIMIT;
	to->text = buf_slice(&text);
	to->broken = broken.items;
	to->n_broken = broken.n;
	to->repairs = repairs.items;
	to->n_repairs = repairs.n;
	to->role = ROLE_BODY;
	to->running = true;
	return STATUS_OK;
}

/* The length of a full line where a dump's lines are all broken at one width; 0 where they are not:
 * the longest line that does not end a sentence, if several others come near it. */
static size_t line_width(const struct draft *draft)
{
	size_t longest = 0, near = 0, beyond = 0;

	for (size_t i = 0; i < draft->n; i++)
		if (is_text(&draft->pieces[i]) && is_unfinished(draft->pieces[i].text) &&
		    has_comma(draft->pieces[i].text) && draft->pieces[i].text.n > longest)
			longest = draft->pieces[i].text.n;
	for (size_t i = 0; i < draft->n; i++) {
		near += is_text(&draft->pieces[i]) && is_unfinished(draft->pieces[i].text) &&
			draft->pieces[i].text.n + SLACK >= longest;
		beyond += draft->pieces[i].text.n > longest + SLACK;
	}
	return longest >= LEAST_WIDTH && near >= 4 && beyond * 4 < near ? longest : 0;
}

/* Each line is looked at once and copied once, however many are joined. */
enum status draft_rejoin(struct draft *draft)
{
	struct piece *pieces = draft->pieces;
	size_t width = draft->blocks.is_markup ? 0 : line_width(draft);
	bool has_body = false;

	if (draft->blocks.is_markup)
		return STATUS_OK;
	for (size_t i = 0; i < draft->n; i++) {
		struct chain chain = {i, i + 1, pieces[i].text.n, has_comma(pieces[i].text)};
		while (has_body && is_text(&pieces[i]) && chain.next < draft->n &&
		       may_go_on(draft, &chain, width)) {
			const struct piece *next = &pieces[chain.next++];
			chain.bytes += next->text.n;
			chain.comma = chain.comma || has_comma(next->text);
		}
		if (chain.next > i + 1 && join(draft, &chain) != STATUS_OK)
			return STATUS_MEMORY_LIMIT;
		has_body = has_body || pieces[i].role == ROLE_CREDIT ||
			   (pieces[i].role == ROLE_BODY && pieces[i].running);
		i = chain.next - 1;
	}
	return STATUS_OK;
}

static bool is_one_sentence(struct slice text)
{
	size_t n;
	uint32_t last = text.n ? utf8_before(text, text.n, &n) : 0;
	size_t first = slice_find(text, SLICE("。"));

	return last == 0x3002 && first == text.n - 3;
}

/* 李楠 摄 under a line that tells what the picture shows. */
static void mark_line_over_credit(struct draft *draft, size_t at)
{
	struct piece *over = &draft->pieces[at - 1];

	if (draft->pieces[at].of_photo && over->role == ROLE_BODY &&
	    over->text.n <= LONGEST_CAPTION &&
	    (draft->blocks.is_markup ? over->block->after_image : is_one_sentence(over->text)))
		over->role = ROLE_CAPTION;
}

/* ■ 本报记者 … under a photograph: the paragraphs over it up to the gap are its caption. */
static void mark_signed_photo(struct draft *draft, size_t at)
{
	struct piece *pieces = draft->pieces;

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
	bool is_dump = !draft->blocks.is_markup;

	for (size_t i = 1; i < draft->n; i++) {
		const struct piece *piece = &draft->pieces[i];
		if (piece->role != ROLE_CREDIT || !piece->byline.names)
			continue;
		if (is_dump)
			mark_signed_photo(draft, i);
		mark_line_over_credit(draft, i);
	}
	if (is_dump)
		mark_captions_over_text(draft);
}
