/* published.c - the day (and time) of publication: what is printed near the headline, then what
 * government sites and others put into <meta>, JSON-LD, <time>, then the address. A date in running
 * text is a date of the story, one beside "previous" and "next" is another page's. */
#include "base/buf.h"
#include "page/draft.h"

#define LONGEST_OPENING 60 /* bytes of the text that may hold a labelled date */
#define LONGEST_LABEL   20
#define TAIL_DATES      3 /* pieces behind the text that may hold the day it was signed */

/* The best date so far. */
struct found {
	struct timestamp at;
	enum date_meaning meaning; /* DATE_OF_STORY: nothing yet */
};

static bool may_hold_date(const struct piece *piece)
{
	return (!piece->running || piece->role == ROLE_CREDIT) && piece->text.n <= 240 &&
	       piece->role != ROLE_SPAM && piece->role != ROLE_HEADLINE &&
	       piece->notice != BOILERPLATE_END && piece->block->link_bytes * 2 <= piece->text.n;
}

static struct slice text_above(const struct draft *draft, size_t at)
{
	return at > 0 ? draft->pieces[at - 1].text : SLICE_EMPTY;
}

/* 08:30 in the block behind the day. */
static void time_in_next(const struct draft *draft, size_t at, struct dated *dated)
{
	struct slice text = draft->pieces[at].text;
	struct dated joined;

	if (dated->at.has_time || dated->span.end != text.n || at + 1 >= draft->n ||
	    draft->pieces[at + 1].text.n > 12)
		return;
	char room[48];
	struct slice day = slice_span(text, dated->span), time = draft->pieces[at + 1].text;
	if (day.n + 2 + time.n > sizeof room)
		return;
	size_t n = 0;
	room[n++] = ':'; /* years of two figures are read behind a colon */
	for (size_t i = 0; i < day.n; i++)
		room[n++] = day.p[i];
	room[n++] = ' ';
	for (size_t i = 0; i < time.n; i++)
		room[n++] = time.p[i];
	if (dateline_find((struct slice){room, n}, 0, &joined) && joined.at.has_time)
		dated->at = joined.at;
}

/* The same day once more, this time with the hour. */
static bool adds_time(const struct found *found, const struct timestamp *at,
		      enum date_meaning meaning)
{
	return found->meaning >= DATE_PLAIN && meaning >= DATE_PLAIN && !found->at.has_time &&
	       at->has_time && date_compare(found->at.date, at->date) == 0;
}

static void look(const struct draft *draft, size_t from, size_t to, struct found *found)
{
	struct dated dated;
	enum date_meaning meaning;

	for (size_t i = from; i < to; i++) {
		if (!may_hold_date(&draft->pieces[i]) ||
		    !date_label_best(draft->rules->dates, text_above(draft, i),
				     draft->pieces[i].text, &dated, &meaning))
			continue;
		time_in_next(draft, i, &dated);
		if (adds_time(found, &dated.at, meaning))
			found->at = dated.at;
		if (meaning <= found->meaning)
			continue;
		*found = (struct found){dated.at, meaning};
	}
}

/* Year, day and time in three blocks, as cards print them: 2019 | 09/07 | 19:02. */
static enum status look_in_parts(const struct draft *draft, size_t from, size_t to,
				 struct found *found)
{
	for (size_t i = from; i + 1 < to; i++) {
		struct dated dated;
		struct buf buf = buf_in(draft->arena);
		for (size_t k = i; k < to && k < i + 3 && draft->pieces[k].text.n <= 24; k++) {
			buf_append(&buf, draft->pieces[k].text);
			buf_byte(&buf, k == i ? '/' : ' ');
		}
		if (buf_failed(&buf))
			return STATUS_MEMORY_LIMIT;
		if (draft->pieces[i].text.n == 4 && dateline_find(buf_slice(&buf), 0, &dated)) {
			*found = (struct found){dated.at, DATE_PLAIN};
			return STATUS_OK;
		}
	}
	return STATUS_OK;
}

static void look_in_head(struct timestamp at, enum date_meaning meaning, struct found *found)
{
	if (found->meaning < meaning && date_is_set(at.date))
		*found = (struct found){at, meaning};
}

/* A day by itself under the text, with whoever signed it above. */
static void look_at_signature(const struct draft *draft, const struct range *range,
			      struct found *found)
{
	for (size_t i = range->end; i < range->tail && i < range->end + TAIL_DATES; i++) {
		const struct piece *piece = &draft->pieces[i];
		struct dated dated;
		if (piece->notice == BOILERPLATE_END || piece->block->link_bytes)
			return;
		if (may_hold_date(piece) && dateline_find(piece->text, 0, &dated) &&
		    piece->text.n - (dated.span.end - dated.span.start) <= 6) {
			*found = (struct found){dated.at, DATE_PLAIN};
			return;
		}
	}
}

/* Lines behind the text that credit somebody: 来源：某某日报 2024-03-05. */
static void look_at_credits(const struct draft *draft, const struct range *range,
			    struct found *found)
{
	for (size_t i = range->body; i < range->tail; i++)
		if (draft->pieces[i].role == ROLE_CREDIT && draft->pieces[i].byline.labels)
			look(draft, i, i + 1, found);
}

static bool day_of_address(const struct draft *draft, struct date *out)
{
	struct slice address =
	    draft->page->url.n ? draft->page->url : page_fact(&draft->blocks, SLICE("canonical"));

	return dateline_find_in_address(address, out);
}

/* The day and the time are printed, the year is not. */
static void complete_short(const struct draft *draft, const struct range *range,
			   struct timestamp *published)
{
	struct dated dated;

	for (size_t i = range->head; i < range->body; i++)
		if (may_hold_date(&draft->pieces[i]) &&
		    dateline_find_short(draft->pieces[i].text, &dated) && dated.at.has_time &&
		    dated.at.date.month == published->date.month &&
		    dated.at.date.day == published->date.day) {
			dated.at.date.year = published->date.year;
			*published = dated.at;
			return;
		}
}

static size_t title_at(const struct draft *draft, const struct range *range)
{
	for (size_t i = range->head; i < range->body; i++)
		if (draft->pieces[i].role == ROLE_HEADLINE)
			return i;
	return range->head;
}

/* 发布时间：2024-03-05 … that runs into the text: only with its label, at the very beginning. */
static void look_at_opening(const struct draft *draft, struct slice text, struct found *found)
{
	struct dated dated;
	enum date_meaning meaning;

	text = slice_sub(text, 0, LONGEST_OPENING);
	if (date_label_best(draft->rules->dates, SLICE_EMPTY, text, &dated, &meaning) &&
	    meaning == DATE_PUBLISHED && dated.span.start <= LONGEST_LABEL)
		*found = (struct found){dated.at, meaning};
}

/* What is printed round the headline. */
static enum status look_at_head(const struct draft *draft, const struct range *range,
				struct found *found)
{
	size_t title = title_at(draft, range);

	look(draft, title, range->body, found);
	if (found->meaning < DATE_UPDATED &&
	    look_in_parts(draft, range->head, range->body, found) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = title; found->meaning < DATE_PLAIN && i-- > range->head;)
		look(draft, i, i + 1, found);
	if (found->meaning < DATE_PLAIN && range->body < range->end)
		look_at_opening(draft, draft->pieces[range->body].text, found);
	return STATUS_OK;
}

enum status draft_published(struct draft *draft, const struct range *range, struct article *article)
{
	struct found found = {.meaning = DATE_OF_STORY};
	struct date day;
	enum status status = look_at_head(draft, range, &found);

	if (found.meaning < DATE_PLAIN) {
		look_in_head(draft->says.published, DATE_PLAIN, &found);
		look_in_head(draft->says.updated, DATE_UPDATED, &found);
		if (found.meaning > DATE_OF_STORY)
			complete_short(draft, range, &found.at);
	}
	if (found.meaning < DATE_WRITTEN)
		look_at_credits(draft, range, &found);
	if (found.meaning < DATE_WRITTEN && date_is_set(draft->printed.date))
		found = (struct found){draft->printed, DATE_PLAIN};
	if (found.meaning < DATE_PLAIN && day_of_address(draft, &day)) {
		found = (struct found){{.date = day}, DATE_PLAIN};
		complete_short(draft, range, &found.at);
	}
	struct timestamp scripted;
	if (found.meaning < DATE_WRITTEN && draft->blocks.is_markup && !draft->is_multi &&
	    script_published(draft->rules->scripts, draft->source, &scripted))
		found = (struct found){scripted, DATE_PLAIN};
	if (found.meaning < DATE_WRITTEN)
		look_at_signature(draft, range, &found);
	if (found.meaning > DATE_OF_STORY)
		article->published = found.at;
	else
		article->flags |= FLAG_BIT(FLAG_NO_DATE);
	return status;
}
