/* credits.c - the outlet and the people of the paper, from the lines round the article, the leads
 * of its first paragraphs and the bracket that closes its last one. */
#include "base/buf.h"
#include "page/draft.h"
#include "page/lead.h"
#include "text/utf8.h"

#define LEADS         2  /* paragraphs that may begin with one */
#define LONGEST_VALUE 60 /* bytes of a value in the block behind its label */
#define LONGEST_LABEL 30
#define LONGEST_SIGN  150

static enum status read_line(const struct draft *draft, struct slice line, struct credits *credits)
{
	struct byline found;

	return byline_read(draft->rules->bylines, line, credits, &found);
}

/* Behind a label without a colon (a cell of a table, but it may be a link to 图片, too). */
static bool is_value(const struct draft *draft, const struct piece *label,
		     const struct piece *value)
{
	return !label->block->link_bytes && label->text.n <= LONGEST_LABEL &&
	       !outlet_is_noise(draft->rules->outlets, value->text);
}

/* 来源： in one block, the outlet in the next. */
static enum status read_open(const struct draft *draft, size_t at, struct credits *credits)
{
	const struct piece *piece = &draft->pieces[at];
	struct buf joined = buf_in(draft->arena);

	if (!piece->byline.open || at + 1 >= draft->n || piece->role == ROLE_BODY)
		return STATUS_OK;
	const struct piece *next = &draft->pieces[at + 1];
	if (next->byline.labels || next->running || next->text.n > LONGEST_VALUE ||
	    (!piece->byline.colon && !is_value(draft, piece, next)))
		return STATUS_OK;
	buf_append(&joined, piece->text);
	buf_byte(&joined, ' ');
	buf_append(&joined, next->text);
	return buf_failed(&joined) ? STATUS_MEMORY_LIMIT
				   : read_line(draft, buf_slice(&joined), credits);
}

static enum status add_all(struct vec *to, const struct vec *from)
{
	for (size_t i = 0; i < from->n; i++)
		if (!vec_add(to, vec_at(from, i)))
			return STATUS_MEMORY_LIMIT;
	return STATUS_OK;
}

/* Whoever signs a caption took the picture. */
static enum status read_photo(const struct draft *draft, struct slice text, struct credits *credits)
{
	struct credits own = credits_in(draft->arena);
	enum status status = read_line(draft, text, &own);

	if (status == STATUS_OK)
		status = add_all(&credits->photographers, &own.authors);
	if (status == STATUS_OK)
		status = add_all(&credits->photographers, &own.correspondents);
	return status == STATUS_OK ? add_all(&credits->photographers, &own.photographers) : status;
}

static bool is_credit(const struct piece *piece)
{
	const struct byline *byline = &piece->byline;

	if (piece->role == ROLE_CREDIT || piece->role == ROLE_CAPTION)
		return true;
	return byline->labels && (byline->colon || byline->begins) && piece->role != ROLE_BODY &&
	       piece->text.n <= 240;
}

static enum status read_piece(const struct draft *draft, size_t at, struct credits *credits)
{
	const struct piece *piece = &draft->pieces[at];
	bool full = false;

	if (piece->only_names) {
		byline_read_names(draft->rules->bylines, piece->text, false, &credits->authors,
				  &full);
		return full ? STATUS_MEMORY_LIMIT : STATUS_OK;
	}
	if (is_credit(piece)) {
		enum status status = piece->role == ROLE_CAPTION || piece->of_photo
					 ? read_photo(draft, piece->text, credits)
					 : read_line(draft, piece->text, credits);
		if (status != STATUS_OK)
			return status;
	}
	return read_open(draft, at, credits);
}

static enum status read_pieces(const struct draft *draft, size_t from, size_t to,
			       struct credits *credits)
{
	enum status status = STATUS_OK;

	for (size_t i = from; status == STATUS_OK && i < to; i++)
		status = read_piece(draft, i, credits);
	return status;
}

/* Where the bracket begins that closes the text; SIZE_MAX: none does. */
static size_t closing_bracket(struct slice text, struct slice *inner)
{
	bool is_wide = slice_ends(text, SLICE("）"));
	size_t ascii = slice_find_last(text, SLICE("(")), wide = slice_find_last(text, SLICE("（"));
	size_t open = ascii == SIZE_MAX  ? wide
		      : wide == SIZE_MAX ? ascii
		      : ascii > wide     ? ascii
					 : wide;

	if ((!is_wide && !slice_ends(text, SLICE(")"))) || open == SIZE_MAX ||
	    text.n - open > LONGEST_SIGN)
		return SIZE_MAX;
	*inner =
	    text_trim(slice_sub(text, open + (open == ascii ? 1 : 3), text.n - (is_wide ? 3 : 1)));
	return open;
}

/* 东湖街道 吴晓燕: the body that the writer belongs to goes. */
static struct slice without_body(const struct draft *draft, struct slice text)
{
	struct slice rest = text, field;

	if (slice_next_field(&rest, ' ', &field) && rest.n &&
	    (person_name_is_body(draft->rules->names, field) ||
	     outlet_is_media(draft->rules->outlets, field)))
		return text_trim(rest);
	return text;
}

/* （张巨峰） or （记者 王建国） that closes the text. */
static enum status read_signature(const struct draft *draft, struct slice text,
				  struct credits *credits)
{
	struct slice inner;
	struct byline found;
	bool full = false;

	if (closing_bracket(text, &inner) == SIZE_MAX)
		return STATUS_OK;
	enum status status = byline_read(draft->rules->bylines, inner, NULL, &found);
	if (status != STATUS_OK)
		return status;
	if (found.labels)
		return read_line(draft, inner, credits);
	if (!credits->authors.n)
		byline_read_names(draft->rules->bylines, without_body(draft, inner), false,
				  &credits->authors, &full);
	return full ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

/* In the last paragraph, or on a line of its own behind it. */
static enum status read_signatures(const struct draft *draft, const struct range *range,
				   struct credits *credits)
{
	struct slice inner;
	enum status status = STATUS_OK;

	if (range->end > range->body)
		status = read_signature(draft, draft->pieces[range->end - 1].text, credits);
	for (size_t i = range->end; status == STATUS_OK && i < range->tail && i < range->end + 3;
	     i++)
		if (closing_bracket(draft->pieces[i].text, &inner) == 0)
			status = read_signature(draft, draft->pieces[i].text, credits);
	return status;
}

static enum status read_leads(const struct draft *draft, const struct range *range,
			      struct credits *credits, struct slice *outlet)
{
	enum status status = STATUS_OK;
	struct slice source;

	struct lead lead;
	*outlet = SLICE_EMPTY;
	for (size_t i = range->head; i < range->body && !outlet->n; i++)
		if (draft->pieces[i].role == ROLE_CREDIT &&
		    lead_find(draft->rules->outlets, draft->pieces[i].text, &lead))
			*outlet = lead.source; /* 东湖日报讯（记者 …） over the text */
	for (size_t i = range->body;
	     status == STATUS_OK && i < range->end && i < range->body + LEADS; i++) {
		status = lead_read(draft->rules->bylines, draft->rules->outlets,
				   draft->pieces[i].text, credits, &source);
		if (status == STATUS_OK && !outlet->n)
			*outlet = source;
	}
	return status;
}

/* Who is named as author in the head and as correspondent in the lead is a correspondent. */
static void keep_one_role(struct credits *credits)
{
	struct slice *authors = credits->authors.items;
	size_t kept = 0;

	for (size_t i = 0; i < credits->authors.n; i++) {
		bool both = false;
		for (size_t k = 0; k < credits->correspondents.n; k++)
			both = both || slice_equal(authors[i], *(struct slice *)vec_at(
								   &credits->correspondents, k));
		if (!both)
			authors[kept++] = authors[i];
	}
	credits->authors.n = kept;
}

static struct slices slices_of(const struct vec *list)
{
	return (struct slices){list->items, list->n};
}

/* Labels first; then what stands by the date, the page's head, the paper, the agency in the lead.
 */
static enum status find_source(const struct draft *draft, const struct range *range,
			       struct slice lead, struct credits *credits)
{
	struct slice beside;
	enum status status = draft_beside_date(draft, range, &credits->authors, &beside);

	if (status == STATUS_OK && !credits->source.n &&
	    outlet_is_media(draft->rules->outlets, beside))
		credits->source = beside;
	if (!credits->source.n)
		credits->source = draft->says.source;
	if (!credits->source.n)
		credits->source = draft->masthead;
	if (!credits->source.n)
		credits->source = beside;
	if (!credits->source.n)
		credits->source = lead;
	if (!credits->source.n && draft->blocks.is_markup && !draft->is_multi) {
		struct slice account = script_source(draft->rules->scripts, draft->source);
		if (draft_restore_text(draft, account, &account) != STATUS_OK)
			return STATUS_MEMORY_LIMIT;
		credits->source = account;
	}
	return status;
}

static enum status read_all(const struct draft *draft, const struct range *range,
			    struct credits *credits)
{
	struct slice lead;
	enum status status = read_pieces(draft, range->head, range->body, credits);

	if (status == STATUS_OK)
		status = read_pieces(draft, range->body, range->tail, credits);
	if (status == STATUS_OK)
		status = read_leads(draft, range, credits, &lead);
	if (status == STATUS_OK)
		status = read_signatures(draft, range, credits);
	return status == STATUS_OK ? find_source(draft, range, lead, credits) : status;
}

enum status draft_credits(struct draft *draft, const struct range *range, struct article *article)
{
	struct credits credits = credits_in(draft->arena);
	enum status status = read_all(draft, range, &credits);

	if (status != STATUS_OK)
		return status;
	keep_one_role(&credits);
	article->source = credits.source;
	article->authors = slices_of(&credits.authors);
	article->correspondents = slices_of(&credits.correspondents);
	article->photographers = slices_of(&credits.photographers);
	article->editors = slices_of(&credits.editors);
	if (draft_is_reprint(draft, &credits))
		article->flags |= FLAG_BIT(FLAG_REPRINT);
	return arena_is_full(draft->arena) ? STATUS_MEMORY_LIMIT : STATUS_OK;
}
