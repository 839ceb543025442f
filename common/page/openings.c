/* openings.c - where the articles begin on a page that holds several: at a lead (本报讯…) or a
 * byline with a headline over it; in a dump also at a headline of which the text is signed at its
 * end. */
#include "page/draft.h"
#include "text/utf8.h"

#define LONGEST_HEADLINE 180 /* bytes */
#define LEAD_BYTES       51  /* of a report's first words: fifteen letters */
#define GAP              3   /* empty lines where an image was */

static bool is_text(const struct piece *piece)
{
	return piece->role == ROLE_BODY || piece->role == ROLE_HEADING;
}

/* 本报讯（记者 …）, 某某网讯（…）, 某某社…电（…）: how the first paragraph of a report begins. */
static bool is_lead(const struct draft *draft, struct slice text)
{
	return line_starts(draft->rules->lines, LINE_LEAD_START, text) ||
	       line_holds(draft->rules->lines, LINE_LEAD_INSIDE, slice_sub(text, 0, LEAD_BYTES));
}

static bool may_be_headline(const struct piece *piece)
{
	size_t n;

	if (piece->role != ROLE_HEADING && piece->role != ROLE_HEADLINE)
		return false;
	if (piece->text.n > LONGEST_HEADLINE || utf8_count(piece->text) < 4)
		return false;
	return !is_sentence_end(utf8_before(piece->text, piece->text.n, &n)) ||
	       !slice_ends(piece->text, SLICE("。"));
}

/* The next piece after `at` that is neither caption nor credit. */
static size_t behind_captions(const struct draft *draft, size_t at)
{
	size_t next = at + 1;

	while (
	    next < draft->n && next < at + 6 &&
	    (draft->pieces[next].role == ROLE_CAPTION || draft->pieces[next].role == ROLE_CREDIT))
		next++;
	return next;
}

/* The byline of an article that begins here, rather than the signature under one: a headline stands
 * over it and running text follows. */
static bool is_opening_byline(const struct draft *draft, size_t at)
{
	const struct piece *pieces = draft->pieces;
	size_t next;

	if (at == 0 || pieces[at].role != ROLE_CREDIT || !pieces[at].byline.names ||
	    !may_be_headline(&pieces[at - 1]))
		return false;
	next = behind_captions(draft, at);
	return next < draft->n && pieces[next].running && is_text(&pieces[next]);
}

/* Where the headline over piece `at` begins: lines that look like one, up to three. */
static size_t headline_start(const struct draft *draft, size_t at, size_t floor)
{
	size_t start = at;

	while (start > floor && at - start < 3 && may_be_headline(&draft->pieces[start - 1]))
		start--;
	return start;
}

struct search {
	struct draft *draft;
	struct vec *openings;
	size_t floor;   /* the first piece that may belong to the next article's headline */
	bool is_signed; /* the text before `floor` has its end: a signature */
};

static enum status add_opening(struct search *search, size_t start, size_t floor)
{
	search->floor = floor;
	search->is_signed = false;
	return vec_add(search->openings, &start) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* （宋丽）: the text over it ends here. */
static bool is_signature(const struct draft *draft, const struct piece *piece)
{
	struct slice text = piece->text;
	size_t wide = slice_starts(text, SLICE("（")) ? 3 : 0;

	if (text.n > 60 || (!wide && !slice_starts(text, SLICE("("))))
		return false;
	if (!slice_ends(text, wide ? SLICE("）") : SLICE(")")))
		return false;
	return piece->role == ROLE_CREDIT ||
	       person_name_is_alone(draft->rules->names,
				    slice_sub(text, wide ? 3 : 1, text.n - (wide ? 3 : 1)));
}

/* A photograph or the end of an article stands right over the headline. */
static bool begins_afresh(const struct search *search, size_t at)
{
	const struct piece *pieces = search->draft->pieces;

	if (at == search->floor)
		return search->is_signed;
	return pieces[at].block->blank_lines >= GAP || pieces[at - 1].role == ROLE_CAPTION ||
	       (pieces[at - 1].role == ROLE_CREDIT && pieces[at - 1].of_photo) ||
	       pieces[at - 1].role == ROLE_NOTICE;
}

/* The text that the signature at `end` closes is another article than the one that stands over it:
 * a headline between the two begins it. */
static enum status open_signed(struct search *search, size_t end)
{
	const struct piece *pieces = search->draft->pieces;
	size_t first = 0;

	for (size_t at = end; at-- > search->floor;) {
		if (!may_be_headline(&pieces[at]) || !pieces[at + 1].running ||
		    !is_text(&pieces[at + 1]))
			continue;
		size_t start = headline_start(search->draft, at + 1, search->floor);
		if (!begins_afresh(search, start))
			continue;
		if (!search->openings->n && !vec_add(search->openings, &first))
			return STATUS_MEMORY_LIMIT;
		return add_opening(search, start, end + 1);
	}
	search->floor = end + 1;
	return STATUS_OK;
}

enum status draft_openings(struct draft *draft, struct vec *openings)
{
	struct search search = {.draft = draft, .openings = openings};
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < draft->n; i++) {
		struct piece *piece = &draft->pieces[i];
		if (!draft->blocks.is_markup && is_signature(draft, piece)) {
			status = open_signed(&search, i);
			search.is_signed = true;
			continue;
		}
		bool lead = is_text(piece) && piece->running && is_lead(draft, piece->text);
		if (!lead && !is_opening_byline(draft, i))
			continue;
		size_t start = headline_start(draft, i, search.floor);
		if (start == i)
			continue; /* a lead without a headline is only a paragraph */
		status = add_opening(&search, start, i + 1);
	}
	return status;
}
