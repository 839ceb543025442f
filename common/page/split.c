/* split.c - where the articles of a page begin and end. An article begins at a lead (本报讯…) or a
 * byline with a headline over it; the first one also without. It ends where page furniture that
 * closes articles begins, or where the next one's headline stands. */
#include "page/draft.h"
#include "text/utf8.h"

#define LONGEST_HEADLINE 180 /* bytes */
#define MOST_HEAD        40  /* pieces over an article that may belong to it */
#define MOST_TAIL        12
#define LEAST_BODY       150 /* bytes of running text in an article */

static bool is_text(const struct piece *piece)
{
	return piece->role == ROLE_BODY || piece->role == ROLE_HEADING;
}

/* 本报讯（记者 …）, 某某网讯, 新华社…电: how the first paragraph of a report begins. */
static bool is_lead(struct slice text)
{
	struct slice start = slice_sub(text, 0, 90);

	if (slice_starts(start, SLICE("本报讯")) || slice_starts(start, SLICE("本站讯")) ||
	    slice_starts(start, SLICE("本网讯")))
		return true;
	size_t at = slice_find(start, SLICE("讯（"));
	if (at == SIZE_MAX)
		at = slice_find(start, SLICE("讯("));
	return at != SIZE_MAX && at <= 45;
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

/* The byline of an article that begins here, rather than the signature under one: a headline stands
 * over it and running text follows. */
static bool is_opening_byline(const struct draft *draft, size_t at)
{
	const struct piece *pieces = draft->pieces;

	return at > 0 && at + 1 < draft->n && pieces[at].role == ROLE_CREDIT &&
	       pieces[at].byline.names > 0 && may_be_headline(&pieces[at - 1]) &&
	       pieces[at + 1].running && is_text(&pieces[at + 1]);
}

/* Where the headline over piece `at` begins: lines that look like one, up to three. */
static size_t headline_start(const struct draft *draft, size_t at, size_t floor)
{
	size_t start = at;

	while (start > floor && at - start < 3 && may_be_headline(&draft->pieces[start - 1]))
		start--;
	return start;
}

static enum status find_openings(struct draft *draft, struct vec *openings)
{
	size_t floor = 0;

	for (size_t i = 0; i < draft->n; i++) {
		struct piece *piece = &draft->pieces[i];
		bool lead = is_text(piece) && piece->running && is_lead(piece->text);
		if (!lead && !is_opening_byline(draft, i))
			continue;
		size_t start = headline_start(draft, i, floor);
		if (start == i)
			continue; /* a lead without a headline is only a paragraph */
		if (!vec_add(openings, &start))
			return STATUS_MEMORY_LIMIT;
		floor = i + 1;
	}
	return STATUS_OK;
}

/* Fills body, end and tail of a range whose article may use pieces [head, limit). */
static bool outline(const struct draft *draft, size_t head, size_t limit, struct range *out)
{
	const struct piece *pieces = draft->pieces;
	size_t body = head, end, running = 0;

	while (body < limit && !(pieces[body].role == ROLE_BODY && pieces[body].running))
		body++;
	if (body == limit)
		return false;
	for (end = body; end < limit; end++) {
		if (pieces[end].role == ROLE_BODY)
			running += pieces[end].text.n;
		if (pieces[end].notice == BOILERPLATE_END && running >= 60)
			break;
	}
	out->tail = end;
	while (end > body && !is_text(&pieces[end - 1]))
		end--;
	while (end > body && pieces[end - 1].role == ROLE_HEADING)
		end--;
	out->head = head;
	out->body = body;
	out->end = end;
	out->tail = out->tail + MOST_TAIL < limit ? out->tail + MOST_TAIL : limit;
	return running >= LEAST_BODY;
}

static enum status split_many(struct draft *draft, const struct vec *openings, struct vec *ranges)
{
	for (size_t i = 0; i < openings->n; i++) {
		struct range range;
		size_t head = *(size_t *)vec_at(openings, i);
		size_t limit = i + 1 < openings->n ? *(size_t *)vec_at(openings, i + 1) : draft->n;
		if (outline(draft, head, limit, &range) && !vec_add(ranges, &range))
			return STATUS_MEMORY_LIMIT;
	}
	return STATUS_OK;
}

enum status draft_split(struct draft *draft, struct vec *ranges)
{
	struct vec openings = vec_of(draft->arena, sizeof(size_t));
	enum status status = find_openings(draft, &openings);
	struct range range;

	if (status == STATUS_OK && openings.n > 1)
		status = split_many(draft, &openings, ranges);
	if (status != STATUS_OK || ranges->n > 1)
		return status;
	ranges->n = 0;
	if (!outline(draft, 0, draft->n, &range))
		return STATUS_OK;
	range.head = range.body > MOST_HEAD ? range.body - MOST_HEAD : 0;
	return vec_add(ranges, &range) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
