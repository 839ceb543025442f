/* compose.c - the text of an article from its pieces, with paragraphs, captions and the places of
 * letters that stayed broken. */
#include "base/buf.h"
#include "page/draft.h"
#include "page/headline.h"
#include "text/utf8.h"

struct composing {
	struct draft *draft;
	struct article *article;
	struct buf text;
	struct vec paragraphs, captions, broken, repairs;
	bool keeps_title; /* the headline is all the text there is */
	bool failed;
};

/* A span of a piece, of which `n` bytes are kept, in the text in which it begins at `start`. */
static struct span moved(struct span span, size_t n, size_t start)
{
	return (struct span){start + (span.start < n ? span.start : n),
			     start + (span.end < n ? span.end : n)};
}

static void add_paragraph(struct composing *c, struct piece *piece, enum paragraph_kind kind)
{
	if (c->text.n)
		buf_byte(&c->text, '\n');
	struct paragraph paragraph = {{c->text.n, c->text.n + piece->text.n}, kind};
	for (size_t i = 0; i < piece->n_broken; i++) {
		struct span span = moved(piece->broken[i], piece->text.n, c->text.n);
		c->failed = c->failed || !vec_add(&c->broken, &span);
	}
	for (size_t i = 0; i < piece->n_repairs; i++) {
		struct repaired repaired = piece->repairs[i];
		repaired.span = moved(repaired.span, piece->text.n, c->text.n);
		c->failed = c->failed || !vec_add(&c->repairs, &repaired);
	}
	buf_append(&c->text, piece->text);
	c->failed = c->failed || !vec_add(&c->paragraphs, &paragraph);
}

/* （图片由某某街道提供） that closes the last paragraph is the credit of the pictures. */
static void strip_picture_credit(const struct draft *draft, struct piece *piece)
{
	struct slice text = piece->text;
	size_t wide = slice_find_last(text, SLICE("（")), ascii = slice_find_last(text, SLICE("("));
	size_t open = wide == SIZE_MAX    ? ascii
		      : ascii == SIZE_MAX ? wide
					  : (wide > ascii ? wide : ascii);

	if (open == SIZE_MAX || open == 0 || text.n - open > 120 ||
	    !(slice_ends(text, SLICE("）")) || slice_ends(text, SLICE(")"))))
		return;
	if (line_holds(draft->rules->lines, LINE_PICTURE_CREDIT, slice_from(text, open)))
		piece->text = text_trim(slice_sub(text, 0, open));
}

/* The headline printed once more over the text. */
static bool repeats_title(struct composing *c, const struct piece *piece)
{
	if (piece->text.n > c->article->title.n * 2 || !c->article->title.n)
		return false;
	struct slice a = headline_letters(c->draft->arena, piece->text);
	struct slice b = headline_letters(c->draft->arena, c->article->title);
	c->failed = c->failed || !a.p || !b.p;
	return a.n && slice_equal(a, b);
}

static void add_piece(struct composing *c, struct piece *piece)
{
	unsigned flags = 0;

	if (piece->role == ROLE_BODY || piece->role == ROLE_HEADING) {
		if (!c->keeps_title && repeats_title(c, piece))
			return;
		add_paragraph(c, piece,
			      piece->role == ROLE_HEADING ? PARAGRAPH_HEADING : PARAGRAPH_BODY);
	} else if (piece->role == ROLE_CAPTION) {
		c->failed = c->failed || !vec_add(&c->captions, &piece->text);
	} else {
		return;
	}
	if (piece->n_repairs)
		flags |= FLAG_BIT(FLAG_MOJIBAKE_REPAIRED);
	if (piece->n_broken)
		flags |= FLAG_BIT(FLAG_MOJIBAKE_LEFT);
	c->article->flags |= flags;
}

enum status draft_compose(struct draft *draft, const struct range *range, struct article *article)
{
	struct composing c = {.draft = draft,
			      .article = article,
			      .text = buf_in(draft->arena),
			      .paragraphs = vec_of(draft->arena, sizeof(struct paragraph)),
			      .captions = vec_of(draft->arena, sizeof(struct slice)),
			      .broken = vec_of(draft->arena, sizeof(struct span)),
			      .repairs = vec_of(draft->arena, sizeof(struct repaired))};
	struct piece *pieces = draft->pieces;

	for (size_t i = range->head; i < range->body; i++)
		if (pieces[i].role == ROLE_CAPTION && pieces[i].chosen)
			add_piece(&c, &pieces[i]);
	size_t first = range->body;
	while (first > range->head && pieces[first - 1].chosen &&
	       pieces[first - 1].role == ROLE_HEADING)
		first--;
	if (range->end > first)
		strip_picture_credit(draft, &pieces[range->end - 1]);
	for (size_t i = first; i < range->end && !c.failed; i++)
		add_piece(&c, &pieces[i]);
	if (c.text.n == 0) {
		c.keeps_title = true;
		for (size_t i = first; i < range->end && !c.failed; i++)
			if (pieces[i].role != ROLE_CAPTION)
				add_piece(&c, &pieces[i]);
	}
	for (size_t i = range->end; i < range->tail && pieces[i].notice != BOILERPLATE_END; i++)
		if (pieces[i].role == ROLE_CAPTION && pieces[i].chosen)
			add_piece(&c, &pieces[i]);
	if (c.failed || buf_failed(&c.text))
		return STATUS_MEMORY_LIMIT;
	article->text = buf_slice(&c.text);
	article->paragraphs = c.paragraphs.items;
	article->n_paragraphs = c.paragraphs.n;
	article->captions = (struct slices){c.captions.items, c.captions.n};
	article->broken = c.broken.items;
	article->n_broken = c.broken.n;
	article->repairs = c.repairs.items;
	article->n_repairs = c.repairs.n;
	article->script = draft->script;
	return STATUS_OK;
}
