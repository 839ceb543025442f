/* headline.c - see draft.h. The title is the line over the text that <title> and og:title repeat;
 * without them the line that looks most like one and stands nearest to the byline. The lines above
 * and below it are kicker and subtitle where they say so: by a label, a class, a colon or dash, or
 * by being headings of a lower order. */
#include "page/headline.h"

#include "base/buf.h"
#include "page/draft.h"
#include "page/spam.h"
#include "text/utf8.h"

#define LONGEST_TITLE    300 /* bytes */
#define MOST_KNOWN       6
#define LONGEST_SPEAKER  12 /* bytes of who asks, in an interview */
#define LEAST_OVER_DATE  8  /* letters */
#define MOST_LINES       3  /* of a headline */
#define LEAST_BESIDE_DAY 27 /* bytes of a headline besides the date in it */

struct candidate {
	size_t at;
	int points;
};

/* What the page says its title is: without the site's name, and the letters of it. */
struct known_titles {
	struct slice letters[MOST_KNOWN];
	struct slice text[MOST_KNOWN];
	bool weak[MOST_KNOWN]; /* may be no title but the site's name */
	size_t n;
};

/* 【开元棋牌官网】社区办起连心食堂 */
static struct slice without_spam_in_front(const struct draft *draft, struct slice title)
{
	size_t close = slice_find(title, SLICE("】"));

	if (slice_starts(title, SLICE("【】")))
		return text_trim(slice_from(title, close + 3));
	if (slice_starts(title, SLICE("【")) && close != SIZE_MAX &&
	    spam_is(draft->rules->spam, slice_sub(title, 3, close)))
		return text_trim(slice_from(title, close + 3));
	return title;
}

static enum status add_known(const struct draft *draft, struct slice site, struct slice text,
			     struct known_titles *out)
{
	if (draft_restore_text(draft, text, &text) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	text = text_squeeze(draft->arena, text);
	if (!text.p && text.n)
		return STATUS_MEMORY_LIMIT;
	text = without_spam_in_front(draft, text);
	struct slice title = headline_without_site(draft->rules->titles, site, text);
	if (utf8_count(title) < 2 || slice_equal(title, site) || spam_is(draft->rules->spam, title))
		return STATUS_OK;
	out->weak[out->n] = title.n == text.n && outlet_is_site(draft->rules->outlets, title);
	out->text[out->n] = title;
	out->letters[out->n] = headline_letters(draft->arena, title);
	return out->letters[out->n++].p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static enum status read_known(const struct draft *draft, struct known_titles *out)
{
	enum status status = STATUS_OK;
	struct slice text;
	size_t at = 0;

	out->n = 0;
	if (draft->is_multi)
		return STATUS_OK; /* they name the page */
	while (status == STATUS_OK && out->n < MOST_KNOWN &&
	       fact_next(draft->rules->facts, draft->arena, &draft->blocks, FACT_TITLE, &at, &text))
		status = add_known(draft, draft->says.site, text, out);
	return arena_is_full(draft->arena) ? STATUS_MEMORY_LIMIT : status;
}

/* The first title that is none of a site's, or MOST_KNOWN. */
static size_t first_strong(const struct known_titles *known)
{
	for (size_t i = 0; i < known->n; i++)
		if (!known->weak[i])
			return i;
	return MOST_KNOWN;
}

static bool matches_known(const struct known_titles *known, struct slice letters)
{
	if (letters.n < 12)
		return false;
	for (size_t i = 0; i < known->n; i++)
		if (!known->weak[i] &&
		    (slice_contains(known->letters[i], letters) ||
		     (known->letters[i].n >= 12 && slice_starts(letters, known->letters[i]))))
			return true;
	return false;
}

static unsigned hints_of(const struct draft *draft, const struct piece *piece)
{
	return piece->block->box < draft->blocks.n_boxes
		   ? draft->blocks.boxes[piece->block->box].hints
		   : 0;
}

/* A credit stands under the line, with a lower heading between at most. */
static bool is_over_credit(const struct draft *draft, size_t at)
{
	const struct piece *piece = &draft->pieces[at];

	if (at + 1 < draft->n && piece[1].role == ROLE_CREDIT)
		return true;
	return at + 2 < draft->n && piece[2].role == ROLE_CREDIT &&
	       piece[1].block->heading > piece->block->heading && piece->block->heading;
}

/* Day and hour of publication stand under the line. */
static bool is_over_date(const struct draft *draft, size_t at)
{
	struct dated dated;

	return at + 1 < draft->n && draft->pieces[at + 1].role == ROLE_CREDIT &&
	       dateline_find(draft->pieces[at + 1].text, 0, &dated) && dated.at.has_time;
}

/* 记者：食堂最难的是什么？ */
static bool is_question_of_somebody(struct slice text)
{
	size_t colon = slice_find(text, SLICE("：")), ascii = slice_find_byte(text, ':', 0);

	if (!slice_ends(text, SLICE("？")) && !slice_ends(text, SLICE("?")))
		return false;
	return (ascii < colon ? ascii : colon) <= LONGEST_SPEAKER;
}

static int points_of(const struct draft *draft, const struct known_titles *known, size_t at,
		     size_t body, struct slice letters)
{
	const struct piece *piece = &draft->pieces[at];
	size_t count = utf8_count(letters);
	int points = 0;

	if (matches_known(known, letters))
		points += 60 + (int)(count < 60 ? count / 2 : 30);
	if (piece->block->heading)
		points += piece->block->heading == 1 ? 24 : 12;
	else if (hints_of(draft, piece) & BOX_TITLE)
		points += 12;
	points += (int)(count < 40 ? count / 2 : 20);
	if (count < 5)
		points -= 25;
	if (is_over_credit(draft, at))
		points += 12;
	if (count >= LEAST_OVER_DATE && is_over_date(draft, at))
		points += 8;
	if (slice_ends(piece->text, SLICE(":")) || slice_ends(piece->text, SLICE("：")))
		points -= 20;
	if (slice_starts(piece->text, SLICE("—")))
		points -= 40;
	if (is_question_of_somebody(piece->text))
		points -= 20;
	if (piece->block->link_bytes * 2 > piece->text.n)
		points -= 30;
	if (outlet_is_site(draft->rules->outlets, piece->text))
		points -= 20;
	return points - (int)(body - at < 20 ? (body - at) / 2 : 10);
}

/* 东湖街道2024年3月1日起试行错时服务: taken for a dateline because of its date, which stands in the
 * middle of the sentence. */
static bool tells_of_a_day(const struct piece *piece)
{
	struct slice text = piece->text;
	struct dated dated;
	size_t n;

	if (piece->role != ROLE_CREDIT || piece->byline.labels || piece->only_names ||
	    !dateline_find(text, 0, &dated) || dated.at.has_time || dated.span.end >= text.n)
		return false;
	return is_han(utf8_at(text, dated.span.end, &n)) &&
	       text.n - (dated.span.end - dated.span.start) >= LEAST_BESIDE_DAY;
}

static bool may_be_title(const struct piece *piece)
{
	if (piece->role == ROLE_CREDIT && !tells_of_a_day(piece))
		return false;
	return piece->text.n >= 6 && piece->text.n <= LONGEST_TITLE &&
	       piece->role != ROLE_CAPTION && piece->role != ROLE_SPAM &&
	       piece->notice == BOILERPLATE_NONE;
}

/* 副题：一荤两素: is not the title whatever it looks like. */
static bool says_otherwise(const struct draft *draft, const struct piece *piece)
{
	enum headline_part part;
	struct slice text;

	return (hints_of(draft, piece) & (BOX_KICKER | BOX_SUBTITLE)) ||
	       (headline_labelled(draft->rules->titles, piece->text, &part, &text) &&
		part != HEADLINE_TITLE);
}

static enum status best_line(const struct draft *draft, const struct known_titles *known,
			     const struct range *range, struct candidate *best)
{
	bool is_strict = draft->blocks.is_markup && !draft->is_multi;

	*best = (struct candidate){SIZE_MAX, is_strict ? 12 : -5};
	for (size_t i = range->head; i < range->body; i++) {
		const struct piece *piece = &draft->pieces[i];
		if (!may_be_title(piece) || says_otherwise(draft, piece))
			continue;
		struct slice letters = headline_letters(draft->arena, piece->text);
		if (!letters.p)
			return STATUS_MEMORY_LIMIT;
		int points = points_of(draft, known, i, range->body, letters);
		if (points >= best->points)
			*best = (struct candidate){i, points};
	}
	return STATUS_OK;
}

static bool begins_with_dash(struct slice text)
{
	return slice_starts(text, SLICE("—")) || slice_starts(text, SLICE("―")) ||
	       slice_starts(text, SLICE("--")) || slice_starts(text, SLICE("－－")) ||
	       slice_starts(text, SLICE("──"));
}

/* A headline set in several lines: those from `start` on that make up the known title together. 0:
 * they do not. */
static size_t lines_of(const struct draft *draft, const struct range *range, size_t start,
		       struct slice letters)
{
	struct buf buf = buf_in(draft->arena);

	for (size_t i = start; i < range->body && i < start + MOST_LINES; i++) {
		if (!may_be_title(&draft->pieces[i]) ||
		    (i > start && begins_with_dash(draft->pieces[i].text)))
			return 0; /* a dash begins the subtitle */
		buf_append(&buf, headline_letters(draft->arena, draft->pieces[i].text));
		if (i > start && slice_equal(buf_slice(&buf), letters))
			return i - start + 1;
	}
	return 0;
}

static bool take_joined(struct draft *draft, const struct range *range,
			const struct known_titles *known, size_t at, struct article *article)
{
	size_t first = at > range->head + MOST_LINES ? at - MOST_LINES : range->head;

	for (size_t k = 0; k < known->n; k++)
		for (size_t start = first; start <= at; start++) {
			size_t n = lines_of(draft, range, start, known->letters[k]);
			for (size_t i = 0; i < n; i++)
				draft->pieces[start + i].role = ROLE_HEADLINE;
			if (n) {
				article->title = known->text[k];
				return true;
			}
		}
	return false;
}

static bool ends_in_colon(struct slice text)
{
	return slice_ends(text, SLICE(":")) || slice_ends(text, SLICE("："));
}

/* A heading of a lower order beside the headline's. */
static bool is_lower_heading(const struct draft *draft, const struct piece *piece,
			     const struct piece *title)
{
	size_t letters = utf8_count(piece->text);

	return piece->block->heading > title->block->heading && title->block->heading &&
	       letters >= 5 && letters <= 60 && piece->block->link_bytes == 0 &&
	       !outlet_is_site(draft->rules->outlets, piece->text);
}

static bool is_above(const struct draft *draft, size_t at, struct slice *text)
{
	const struct piece *piece = &draft->pieces[at], *title = &draft->pieces[at + 1];
	enum headline_part part;

	if (!may_be_title(piece))
		return false;
	if (headline_labelled(draft->rules->titles, piece->text, &part, text))
		return part == HEADLINE_KICKER;
	*text = piece->text;
	return (hints_of(draft, piece) & BOX_KICKER) || ends_in_colon(piece->text) ||
	       is_lower_heading(draft, piece, title);
}

/* A lower heading under the headline may be the first one of the text: only with the byline or the
 * date behind it does it belong to the headline. */
static bool is_below(const struct draft *draft, size_t at, struct slice *text)
{
	const struct piece *piece = &draft->pieces[at], *title = &draft->pieces[at - 1];
	enum headline_part part;

	if (!may_be_title(piece))
		return false;
	if (headline_labelled(draft->rules->titles, piece->text, &part, text))
		return part == HEADLINE_SUBTITLE;
	*text = piece->text;
	return (hints_of(draft, piece) & BOX_SUBTITLE) || begins_with_dash(piece->text) ||
	       (is_lower_heading(draft, piece, title) && at + 1 < draft->n &&
		draft->pieces[at + 1].role == ROLE_CREDIT);
}

static void take_lines(struct draft *draft, const struct range *range,
		       const struct known_titles *known, size_t at, struct article *article)
{
	struct piece *pieces = draft->pieces;
	enum headline_part part;
	size_t first = at, last = at;

	pieces[at].role = ROLE_HEADLINE;
	if (take_joined(draft, range, known, at, article)) {
		while (first > range->head && pieces[first - 1].role == ROLE_HEADLINE)
			first--;
		while (last + 1 < range->body && pieces[last + 1].role == ROLE_HEADLINE)
			last++;
	} else if (!headline_labelled(draft->rules->titles, pieces[at].text, &part,
				      &article->title)) {
		article->title = pieces[at].text;
	}
	if (first > range->head && is_above(draft, first - 1, &article->kicker))
		pieces[first - 1].role = ROLE_HEADLINE;
	else
		article->kicker = SLICE_EMPTY;
	if (last + 1 < range->body && is_below(draft, last + 1, &article->subtitle))
		pieces[last + 1].role = ROLE_HEADLINE;
	else
		article->subtitle = SLICE_EMPTY;
}

enum status draft_headline(struct draft *draft, const struct range *range, struct article *article)
{
	struct known_titles known;
	struct candidate best;
	enum status status = read_known(draft, &known);

	if (status == STATUS_OK)
		status = best_line(draft, &known, range, &best);
	if (status != STATUS_OK)
		return status;
	size_t strong = first_strong(&known);
	if (best.at != SIZE_MAX && (best.points >= 55 || strong == MOST_KNOWN))
		take_lines(draft, range, &known, best.at, article);
	else if (strong < MOST_KNOWN)
		article->title = known.text[strong];
	if (!article->title.n)
		article->flags |= FLAG_BIT(FLAG_NO_TITLE);
	return arena_is_full(draft->arena) ? STATUS_MEMORY_LIMIT : STATUS_OK;
}
