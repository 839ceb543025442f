/* names.c - the line with the names of the authors alone, as newspapers print it between headline
 * and text. It is known by standing there; anywhere else names alone are a list of people. */
#include "page/draft.h"
#include "page/lead.h"
#include "text/utf8.h"

#define NEAR_TEXT       6  /* pieces over the text */
#define LONGEST_JOURNAL 75 /* bytes */

/* 行政与法 2023年12期: the journal. Empty: the line is something else. */
struct slice draft_journal_in(struct slice text)
{
	size_t space = slice_find_byte(text, ' ', 0), n;

	if (text.n > LONGEST_JOURNAL || space == SIZE_MAX || !slice_ends(text, SLICE("期")))
		return SLICE_EMPTY;
	struct slice issue = slice_from(text, space + 1), year = SLICE("年");
	if (slice_find(issue, year) != 4 || !is_digit(utf8_at(issue, 0, &n)) ||
	    slice_contains(issue, SLICE(" ")))
		return SLICE_EMPTY;
	return slice_sub(text, 0, space);
}

/* In the head of an HTML page names count only right under the headline. */
static bool is_under_heading(const struct draft *draft, const struct range *range, size_t at)
{
	for (size_t i = at; i > range->head && i + 2 > at; i--)
		if (draft->pieces[i - 1].block->heading)
			return true;
	return false;
}

void draft_mark_names(struct draft *draft, const struct range *range)
{
	size_t from = range->body > range->head + NEAR_TEXT ? range->body - NEAR_TEXT : range->head;
	struct lead lead;
	bool full = false;

	size_t to = range->body;
	while (to < range->end && !draft->pieces[to].running)
		to++;
	for (size_t i = from; i < to; i++) {
		struct piece *piece = &draft->pieces[i];
		bool may = piece->role == ROLE_HEADING || piece->role == ROLE_BODY ||
			   (piece->role == ROLE_OUTSIDE && is_under_heading(draft, range, i));
		if (i == range->head || !may || piece->text.n > 60 || piece->block->link_bytes ||
		    piece->block->is_item || piece->notice != BOILERPLATE_NONE ||
		    piece->byline.labels)
			continue;
		if (lead_find(draft->rules->outlets, piece->text, &lead) &&
		    lead.end == piece->text.n) {
			piece->role = ROLE_CREDIT; /* 中央社／新北12日电 on a line of its own */
			continue;
		}
		if (draft_journal_in(piece->text).n) {
			piece->role = ROLE_CREDIT;
			continue;
		}
		if (!byline_read_names(draft->rules->bylines, piece->text, false, NULL, &full))
			continue;
		piece->role = ROLE_CREDIT;
		piece->only_names = true;
	}
}
