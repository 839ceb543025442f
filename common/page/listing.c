/* listing.c - lists of other pages in a text dump: lines with a headline and a date, one under the
 * other, or headline, summary and date in turn. Three in a row are a list, and no article. */
#include "page/dateline.h"
#include "page/draft.h"
#include "text/utf8.h"

#define LONGEST_ENTRY 240 /* bytes */
#define LONGEST_DATE  45
#define LEAST_TITLE   12
#define MOST_BETWEEN  4 /* lines between the dates of two entries */
#define LEAST_ENTRIES 3

/* 2023-04-12, as lists write it; a chronicle's 2023年4月12日 is text. */
static bool is_numeric(struct slice date)
{
	return !slice_contains(date, SLICE("年"));
}

/* The date that the text begins with or ends in; brackets and spaces may stand round it. */
static bool date_at_edge(struct slice text, struct span *out)
{
	size_t from = text.n > LONGEST_DATE ? text.n - LONGEST_DATE : 0, n;
	struct dated dated;

	while (from < text.n && ((unsigned char)text.p[from] & 0xC0) == 0x80)
		from++;
	if (dateline_find(text, 0, &dated) && dated.span.start <= 3) {
		*out = dated.span;
		return true;
	}
	for (; dateline_find(text, from, &dated); from = dated.span.end) {
		size_t end = dated.span.end;
		while (end < text.n && !is_han(utf8_at(text, end, &n)) &&
		       !is_latin(utf8_at(text, end, &n)))
			end += n;
		if (end >= text.n) {
			*out = dated.span;
			return true;
		}
	}
	return false;
}

/* Ends in the middle of a sentence, as summaries do. */
static bool is_broken_off(struct slice text)
{
	return slice_ends(text, SLICE("…")) || slice_ends(text, SLICE("...")) ||
	       slice_ends(text, SLICE("[详细]"));
}

static bool ends_sentence(struct slice text)
{
	return slice_contains(text, SLICE("。")) && !is_broken_off(text);
}

/* A headline with its date, or a date alone. */
static bool is_entry(const struct piece *piece)
{
	struct span date;

	if (piece->text.n > LONGEST_ENTRY || piece->byline.names || piece->byline.colon ||
	    ends_sentence(piece->text) || !date_at_edge(piece->text, &date))
		return false;
	size_t rest = piece->text.n - (date.end - date.start);
	return (rest >= LEAST_TITLE && is_numeric(slice_span(piece->text, date))) ||
	       piece->role == ROLE_CREDIT;
}

struct run {
	size_t entries;
	size_t first, last; /* pieces */
};

static void end_run(struct draft *draft, struct run *run)
{
	for (size_t i = run->first; run->entries >= LEAST_ENTRIES && i <= run->last; i++)
		if (draft->pieces[i].role != ROLE_JOINED)
			draft->pieces[i].role = ROLE_OUTSIDE;
	*run = (struct run){0};
}

void draft_mark_listings(struct draft *draft)
{
	struct run run = {0};

	if (draft->blocks.is_markup)
		return;
	for (size_t i = 0; i < draft->n; i++) {
		const struct piece *piece = &draft->pieces[i];
		if (run.entries && (ends_sentence(piece->text) || i > run.last + MOST_BETWEEN + 1))
			end_run(draft, &run);
		if (!is_entry(piece))
			continue;
		if (!run.entries++)
			run.first = i;
		run.last = i;
	}
	end_run(draft, &run);
}
