/* names.c - the line with the names of the authors alone, as newspapers print it between headline
 * and text. It is known by standing there; anywhere else names alone are a list of people. */
#include "page/draft.h"

#define NEAR_TEXT 6 /* pieces over the text */

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
	bool full;

	for (size_t i = from; i < range->body; i++) {
		struct piece *piece = &draft->pieces[i];
		bool may = piece->role == ROLE_HEADING || piece->role == ROLE_BODY ||
			   (piece->role == ROLE_OUTSIDE && is_under_heading(draft, range, i));
		if (i == range->head || !may || piece->text.n > 60 || piece->block->link_bytes ||
		    piece->block->is_item || piece->notice != BOILERPLATE_NONE ||
		    piece->byline.labels)
			continue;
		if (!byline_read_names(draft->rules->bylines, piece->text, false, NULL, &full))
			continue;
		piece->role = ROLE_CREDIT;
		piece->only_names = true;
	}
}
