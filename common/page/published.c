/* published.c - the day (and time) of publication: what is printed near the headline, then what
 * government sites and others put into <meta>, JSON-LD, <time>, then the address. A date in running
 * text is a date of the story, one beside "previous" and "next" is another page's. */
#include "base/buf.h"
#include "page/dateline.h"
#include "page/draft.h"

static bool may_hold_date(const struct piece *piece)
{
	return !piece->running && piece->text.n <= 240 && piece->role != ROLE_SPAM &&
	       piece->notice != BOILERPLATE_END && piece->block->link_bytes * 2 <= piece->text.n;
}

static bool date_in(const struct draft *draft, size_t from, size_t to, struct timestamp *out)
{
	struct dated dated;

	for (size_t i = from; i < to; i++)
		if (may_hold_date(&draft->pieces[i]) &&
		    dateline_find(draft->pieces[i].text, 0, &dated)) {
			*out = dated.at;
			return true;
		}
	return false;
}

/* Year, day and time in three blocks, as cards print them: 2019 | 09/07 | 19:02. */
static enum status date_in_parts(const struct draft *draft, size_t from, size_t to,
				 struct timestamp *out)
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
			*out = dated.at;
			return STATUS_OK;
		}
	}
	return STATUS_OK;
}

static bool from_facts(const struct draft *draft, struct timestamp *out)
{
	static const char *const NAMES[] = {"article:published_time",
					    "pubdate",
					    "publishdate",
					    "publish_date",
					    "publish-date",
					    "publishtime",
					    "datepublished",
					    "og:release_date",
					    "og:published_time",
					    "weibo: article:create_at",
					    "article:create_at",
					    "dateupdate",
					    "date",
					    "dc.date",
					    "dcterms.created",
					    "lastmodifiedtime",
					    "time"};
	struct dated dated;

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (dateline_find(page_fact(&draft->blocks, slice_of(NAMES[i])), 0, &dated)) {
			*out = dated.at;
			return true;
		}
	return false;
}

static bool from_json_ld(const struct draft *draft, struct timestamp *out)
{
	static const struct slice KEYS[] = {SLICE_INIT("\"datePublished\""),
					    SLICE_INIT("\"pubDate\""), SLICE_INIT("\"upDate\"")};
	struct slice json = page_fact(&draft->blocks, SLICE("json-ld"));
	struct dated dated;

	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
		size_t at = slice_find(json, KEYS[i]);
		if (at != SIZE_MAX && dateline_find(slice_sub(json, at, at + 80), 0, &dated)) {
			*out = dated.at;
			return true;
		}
	}
	return false;
}

static bool from_address(const struct draft *draft, struct timestamp *out)
{
	struct slice address =
	    draft->page->url.n ? draft->page->url : page_fact(&draft->blocks, SLICE("canonical"));
	struct dated dated;

	if (!dateline_find(address, 0, &dated))
		return false;
	*out = dated.at;
	out->has_time = false;
	return true;
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

enum status draft_published(struct draft *draft, const struct range *range, struct article *article)
{
	struct timestamp found = {0};
	size_t title = title_at(draft, range);
	bool known = date_in(draft, title, range->body, &found);

	if (!known && date_in_parts(draft, range->head, range->body, &found) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	known = known || date_is_set(found.date);
	for (size_t i = title; !known && i-- > range->head;)
		known = date_in(draft, i, i + 1, &found);
	if (!known && (from_facts(draft, &found) || from_json_ld(draft, &found))) {
		known = true;
		complete_short(draft, range, &found);
	}
	for (size_t i = range->body; !known && i < range->tail; i++)
		if (draft->pieces[i].role == ROLE_CREDIT && draft->pieces[i].byline.labels)
			known = date_in(draft, i, i + 1, &found);
	if (!known && date_is_set(draft->printed.date)) {
		found = draft->printed;
		known = true;
	}
	if (!known)
		known = from_address(draft, &found);
	if (known)
		article->published = found;
	else
		article->flags |= FLAG_BIT(FLAG_NO_DATE);
	return STATUS_OK;
}
