/* split.c - what of the page each article is. The first one begins where the text does, the others
 * where openings.c says. An article ends where page furniture that closes articles begins, or where
 * the next one's headline stands. */
#include "page/dateline.h"
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

/* Holds the end of a sentence, as headlines do not. */
static bool has_sentence(struct slice text)
{
	size_t at = 0;
	uint32_t c;

	while (utf8_next(text, &at, &c))
		if (c != ';' && is_sentence_end(c))
			return true;
	return slice_ends(text, SLICE(".")) || slice_contains(text, SLICE(". "));
}

static bool is_running_body(const struct piece *piece)
{
	return piece->role == ROLE_BODY && piece->running;
}

/* 总书记牵挂的“这餐饭”，暖了老人心！ with the date or the source right under it. */
static bool is_headline_over_credit(const struct draft *draft, size_t at, size_t limit)
{
	const struct piece *piece = &draft->pieces[at];

	return piece->text.n <= LONGEST_HEADLINE && !slice_contains(piece->text, SLICE("。")) &&
	       at + 1 < limit && piece[1].role == ROLE_CREDIT;
}

/* Where the text begins: at its first sentence. In a dump a headline with a comma looks like text,
 * but has no full stop and stands over the date or byline, or right over the first sentence. */
static size_t find_body(const struct draft *draft, size_t head, size_t limit)
{
	const struct piece *pieces = draft->pieces;
	size_t first = head, body;

	while (first < limit && !is_running_body(&pieces[first]))
		first++;
	if (draft->blocks.is_markup)
		return first;
	for (body = first; body < limit && body < first + MOST_HEAD; body++) {
		if (pieces[body].role == ROLE_CREDIT)
			first = body + 1;
		if (is_running_body(&pieces[body]) && has_sentence(pieces[body].text) &&
		    !is_headline_over_credit(draft, body, limit))
			break;
	}
	if (body == limit || body == first + MOST_HEAD)
		return first;
	return body - first <= 1 || first > body ? body : first;
}

/* The last piece that is text of the article, plus one. In a dump, lines under the last sentence
 * that end none are headlines of other articles. */
static size_t find_end(const struct draft *draft, size_t body, size_t end)
{
	const struct piece *pieces = draft->pieces;
	size_t sentence = end; /* the piece behind the last sentence */

	while (!draft->blocks.is_markup && sentence > body &&
	       !(is_text(&pieces[sentence - 1]) && has_sentence(pieces[sentence - 1].text)))
		sentence--;
	if (sentence == body)
		sentence = end;
	while (end > body && (!is_text(&pieces[end - 1]) || pieces[end - 1].role == ROLE_HEADING ||
			      (end > sentence && pieces[end - 1].text.n <= LONGEST_HEADLINE)))
		end--;
	return end;
}

/* The head of the next post of a forum: 发表于 2020-6-18 10:01. */
static bool is_post(const struct draft *draft, const struct piece *piece)
{
	struct dated dated;

	return piece->text.n <= LONGEST_HEADLINE && !piece->running &&
	       line_holds(draft->rules->lines, LINE_POST_HEAD, piece->text) &&
	       dateline_find(piece->text, 0, &dated);
}

/* Fills body, end and tail of a range whose article may use pieces [head, limit). */
static bool outline(const struct draft *draft, size_t head, size_t limit, struct range *out)
{
	const struct piece *pieces = draft->pieces;
	size_t body = find_body(draft, head, limit), end, running = 0;

	if (body >= limit)
		return false;
	for (end = body; end < limit; end++) {
		if (pieces[end].role == ROLE_BODY)
			running += pieces[end].text.n;
		if (running >= 60 &&
		    (pieces[end].notice == BOILERPLATE_END || is_post(draft, &pieces[end])))
			break;
	}
	out->tail = end + MOST_TAIL < limit ? end + MOST_TAIL : limit;
	out->head = head;
	out->body = body;
	out->end = find_end(draft, body, end);
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

/* An error, a form, a search: the page says so in its title, and there is not much text. */
static bool is_no_article(const struct draft *draft, const struct range *range)
{
	struct slice title = page_fact(&draft->blocks, SLICE("title"));
	char lower[LONGEST_HEADLINE];
	size_t running = 0, n = title.n < sizeof lower ? title.n : sizeof lower;

	for (size_t i = range->body; i < range->end; i++)
		if (is_running_body(&draft->pieces[i]))
			running += draft->pieces[i].text.n;
	for (size_t i = 0; i < n; i++)
		lower[i] =
		    (char)(title.p[i] >= 'A' && title.p[i] <= 'Z' ? title.p[i] + 32 : title.p[i]);
	return running < LEAST_BODY * 5 &&
	       line_holds(draft->rules->lines, LINE_NO_ARTICLE_TITLE, (struct slice){lower, n});
}

enum status draft_split(struct draft *draft, struct vec *ranges)
{
	struct vec openings = vec_of(draft->arena, sizeof(size_t));
	enum status status = draft_openings(draft, &openings);
	struct range range;

	if (status == STATUS_OK && openings.n > 1)
		status = split_many(draft, &openings, ranges);
	if (status != STATUS_OK || ranges->n > 1)
		return status;
	ranges->n = 0;
	if (!outline(draft, 0, draft->n, &range) || is_no_article(draft, &range))
		return STATUS_OK;
	range.head = range.body > MOST_HEAD ? range.body - MOST_HEAD : 0;
	return vec_add(ranges, &range) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
