/* credits.c - the outlet and the people of the paper, from the lines round the article and the
 * brackets in its first and last paragraphs. */
#include "page/captions.h"
#include "page/dateline.h"
#include "page/draft.h"
#include "page/headline.h"
#include "text/utf8.h"

#define LAST_PIECES 60 /* of the page, where its copyright line stands */

static enum status read_line(const struct draft *draft, struct slice line, struct credits *credits)
{
	struct byline found;

	return byline_read(draft->rules->bylines, line, credits, &found);
}

/* "来源：" alone, and the outlet in the block behind it. */
static void source_in_next(const struct draft *draft, size_t at, struct credits *credits)
{
	const struct piece *piece = &draft->pieces[at];

	if (credits->source.n || at + 1 >= draft->n || draft->pieces[at + 1].text.n > 45)
		return;
	struct slice text = piece->text;
	if (!slice_ends(text, SLICE("来源：")) && !slice_ends(text, SLICE("来源:")) &&
	    !slice_equal(text, SLICE("来源")))
		return;
	if (draft->pieces[at + 1].byline.labels == 0)
		credits->source = draft->pieces[at + 1].text;
}

/* Whoever signs a caption took the picture. */
static enum status read_photo(const struct draft *draft, struct slice text, struct credits *credits)
{
	struct credits own = credits_in(draft->arena);
	enum status status = read_line(draft, text, &own);

	for (size_t i = 0; status == STATUS_OK && i < own.authors.n; i++)
		if (!vec_add(&credits->photographers, vec_at(&own.authors, i)))
			status = STATUS_MEMORY_LIMIT;
	for (size_t i = 0; status == STATUS_OK && i < own.photographers.n; i++)
		if (!vec_add(&credits->photographers, vec_at(&own.photographers, i)))
			status = STATUS_MEMORY_LIMIT;
	return status;
}

static enum status read_pieces(struct draft *draft, size_t from, size_t to, struct credits *credits)
{
	enum status status = STATUS_OK;

	for (size_t i = from; status == STATUS_OK && i < to; i++) {
		const struct piece *piece = &draft->pieces[i];
		bool credit =
		    piece->role == ROLE_CREDIT || piece->role == ROLE_CAPTION ||
		    (piece->byline.labels && (piece->byline.colon || piece->byline.begins) &&
		     piece->role != ROLE_BODY && piece->text.n <= 240);
		if (credit && (piece->role == ROLE_CAPTION || piece->of_photo))
			status = read_photo(draft, piece->text, credits);
		else if (credit)
			status = read_line(draft, piece->text, credits);
		source_in_next(draft, i, credits);
	}
	return status;
}

static size_t find_bracket(struct slice text, size_t from, bool opening, size_t *n)
{
	size_t ascii = slice_find_byte(text, opening ? '(' : ')', from);
	size_t wide = slice_find_from(text, opening ? SLICE("（") : SLICE("）"), from);

	*n = ascii < wide ? 1 : 3;
	return ascii < wide ? ascii : wide;
}

/* 本报讯（记者 王建国 通讯员 李红）: brackets near the beginning. */
static enum status read_lead(const struct draft *draft, struct slice text, struct credits *credits)
{
	struct slice start = slice_sub(text, 0, 300);
	size_t n, m, open = find_bracket(start, 0, true, &n);

	if (open == SIZE_MAX || open > 120)
		return STATUS_OK;
	size_t close = find_bracket(start, open, false, &m);
	struct slice inner = slice_sub(start, open + n, close);
	struct byline found;
	if (close == SIZE_MAX || byline_read(draft->rules->bylines, inner, NULL, &found) ||
	    !found.labels || !found.names)
		return STATUS_OK;
	return read_line(draft, inner, credits);
}

/* （张巨峰） or （记者 王建国） that closes the text. */
static enum status read_signature(const struct draft *draft, struct slice text,
				  struct credits *credits)
{
	size_t open = slice_find_last(text, SLICE("（")), n = 3;

	if (open == SIZE_MAX) {
		open = slice_find_last(text, SLICE("("));
		n = 1;
	}
	if (open == SIZE_MAX || text.n - open > 150 ||
	    !(slice_ends(text, SLICE("）")) || slice_ends(text, SLICE(")"))))
		return STATUS_OK;
	struct slice inner =
	    slice_sub(text, open + n, text.n - (slice_ends(text, SLICE(")")) ? 1 : 3));
	if (byline_is_name(draft->rules->bylines, inner))
		return credits->authors.n || vec_add(&credits->authors, &inner)
			   ? STATUS_OK
			   : STATUS_MEMORY_LIMIT;
	return read_line(draft, inner, credits);
}

/* （宋丽） in a line of its own. */
static bool is_bracketed(struct slice text)
{
	return text.n <= 60 && (slice_starts(text, SLICE("（")) || slice_starts(text, SLICE("(")));
}

/* A word that may be an outlet's name: 南方都市报, but not 原创 or 转发. */
static bool may_be_outlet(const struct draft *draft, struct slice word)
{
	size_t letters = utf8_count(word), at = 0;
	uint32_t c;

	if (letters < 2 || letters > 14 ||
	    boilerplate_judge(draft->rules->boilerplate, word) != BOILERPLATE_NONE ||
	    slice_ends(word, SLICE("版")) || slice_starts(word, SLICE("星期")))
		return false;
	while (utf8_next(word, &at, &c))
		if (is_han(c))
			return true;
	return false;
}

/* The first such word between white space; what stands in [] behind a name is no part of it. */
static struct slice outlet_in(const struct draft *draft, struct slice text)
{
	struct slice word;

	while (slice_next_field(&text, ' ', &word)) {
		size_t bracket = slice_find_byte(word, '[', 0);
		if (bracket != SIZE_MAX && bracket > 0)
			word = slice_sub(word, 0, bracket);
		if (slice_contains(word, SLICE(":")) || slice_contains(word, SLICE("：")))
			continue;
		if (may_be_outlet(draft, word))
			return word;
	}
	return SLICE_EMPTY;
}

static bool is_meta_line(const struct draft *draft, const struct piece *piece)
{
	return !piece->running && piece->text.n <= 120 && piece->role != ROLE_HEADLINE &&
	       !caption_is_named(draft->rules->lines, piece->block, piece->text) &&
	       piece->notice == BOILERPLATE_NONE && !piece->byline.names;
}

static bool says_when(struct slice text, struct span *span)
{
	static const struct slice WORDS[] = {SLICE_INIT("昨天"), SLICE_INIT("今天"),
					     SLICE_INIT("小时前"), SLICE_INIT("天前")};
	struct dated dated;

	*span = (struct span){0, 0};
	if (dateline_find(text, 0, &dated) || dateline_find_short(text, &dated)) {
		*span = dated.span;
		return true;
	}
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		size_t at = slice_find(text, WORDS[i]);
		if (at != SIZE_MAX) {
			*span = (struct span){at, at + WORDS[i].n};
			return true;
		}
	}
	return false;
}

static struct slice outlet_beside(const struct draft *draft, size_t at, struct span span,
				  size_t from, size_t to)
{
	struct slice text = draft->pieces[at].text;
	struct slice found = outlet_in(draft, slice_sub(text, 0, span.start));

	if (!found.n)
		found = outlet_in(draft, slice_from(text, span.end));
	for (size_t i = at + 1; !found.n && i < to && i <= at + 3; i++)
		if (is_meta_line(draft, &draft->pieces[i]))
			found = outlet_in(draft, draft->pieces[i].text);
	if (!found.n && at > from && is_meta_line(draft, &draft->pieces[at - 1]))
		found = outlet_in(draft, draft->pieces[at - 1].text);
	return found;
}

/* Under the headline, beside the date, without a label. */
static void source_beside_date(const struct draft *draft, const struct range *range,
			       struct credits *credits)
{
	size_t from = range->head;
	struct span span;

	for (size_t i = range->head; i < range->body; i++)
		if (draft->pieces[i].role == ROLE_HEADLINE)
			from = i + 1;
	if (from == range->head && draft->blocks.is_markup)
		return;
	for (size_t i = from; i < range->body && !credits->source.n; i++)
		if (is_meta_line(draft, &draft->pieces[i]) &&
		    says_when(draft->pieces[i].text, &span))
			credits->source = outlet_beside(draft, i, span, from, range->body);
}

static void source_of_facts(const struct draft *draft, struct credits *credits)
{
	static const char *const NAMES[] = {"contentsource", "source", "mediaid", "article:source"};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && !credits->source.n; i++)
		credits->source = page_fact(&draft->blocks, slice_of(NAMES[i]));
}

static struct slices slices_of(const struct vec *list)
{
	return (struct slices){list->items, list->n};
}

static bool names_outlet(struct slice text, struct slice outlet)
{
	return outlet.n >= 6 && slice_contains(text, outlet);
}

/* The page says it has the piece from elsewhere, or names itself in its copyright line. */
static bool is_reprint(const struct draft *draft, const struct range *range, struct slice source)
{
	for (size_t i = range->body; i < draft->n; i++) {
		if (i == range->tail + 20 && i + LAST_PIECES < draft->n)
			i = draft->n -
			    LAST_PIECES; /* the foot of a page with thousands of articles */
		struct slice text = slice_sub(draft->pieces[i].text, 0, 300);
		if (i < range->tail + 20 &&
		    (slice_starts(text, SLICE("本文来自")) ||
		     slice_starts(text, SLICE("本文转自")) || slice_starts(text, SLICE("转自"))))
			return true;
		if (source.n && !slice_starts(source, SLICE("本站")) &&
		    !slice_starts(source, SLICE("本网")) &&
		    draft->pieces[i].notice == BOILERPLATE_END &&
		    slice_starts(text, SLICE("版权所有")))
			return !names_outlet(text, source) && text.n > 20;
	}
	return false;
}

enum status draft_credits(struct draft *draft, const struct range *range, struct article *article)
{
	struct credits credits = credits_in(draft->arena);
	enum status status = read_pieces(draft, range->head, range->body, &credits);

	if (status == STATUS_OK)
		status = read_pieces(draft, range->body, range->tail, &credits);
	for (size_t i = range->body; status == STATUS_OK && i < range->end && i < range->body + 2;
	     i++)
		status = read_lead(draft, draft->pieces[i].text, &credits);
	for (size_t i = range->end > range->body ? range->end - 1 : range->end;
	     status == STATUS_OK && i < range->tail && i < range->end + 3; i++)
		if (i < range->end || is_bracketed(draft->pieces[i].text))
			status = read_signature(draft, draft->pieces[i].text, &credits);
	if (status != STATUS_OK)
		return status;
	source_of_facts(draft, &credits);
	if (!credits.source.n)
		credits.source = draft->masthead;
	source_beside_date(draft, range, &credits);
	article->source = credits.source;
	article->authors = slices_of(&credits.authors);
	article->correspondents = slices_of(&credits.correspondents);
	article->photographers = slices_of(&credits.photographers);
	article->editors = slices_of(&credits.editors);
	if (is_reprint(draft, range, article->source))
		article->flags |= FLAG_BIT(FLAG_REPRINT);
	return STATUS_OK;
}
