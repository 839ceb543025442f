/* headline.c - see headline.h and draft.h. The title is the line over the text that <title> and
 * og:title repeat; without them the line that looks most like one and stands nearest to the
 * byline. */
#include "page/headline.h"

#include "base/buf.h"
#include "page/draft.h"
#include "text/utf8.h"

#define LONGEST_TITLE 300 /* bytes */

struct slice headline_without_site(struct slice title)
{
	static const struct slice CUTS[] = {SLICE_INIT("_"),   SLICE_INIT(" - "), SLICE_INIT(" | "),
					    SLICE_INIT("|"),   SLICE_INIT("｜"),  SLICE_INIT("--"),
					    SLICE_INIT(" – "), SLICE_INIT(" — ")};
	size_t cut = title.n, n;

	for (size_t i = 0; i < sizeof CUTS / sizeof *CUTS; i++) {
		size_t at = slice_find(title, CUTS[i]);
		if (at != SIZE_MAX && at >= 9 && at < cut)
			cut = at;
	}
	size_t dash = slice_find_last(slice_sub(title, 0, cut), SLICE("-"));
	if (dash != SIZE_MAX && dash >= 12 && cut - dash <= 31 &&
	    is_han(utf8_before(title, dash, &n)) && dash + 1 < cut &&
	    is_han(utf8_at(title, dash + 1, &n)))
		cut = dash;
	return text_trim(slice_sub(title, 0, cut));
}

struct slice headline_letters(struct arena *arena, struct slice title)
{
	struct buf buf = buf_in(arena);
	size_t at = 0;
	uint32_t c;

	buf_byte(&buf, '.');
	while (utf8_next(title, &at, &c)) {
		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		if (!is_space(c) && !is_punctuation(c))
			buf_code_point(&buf, c);
	}
	return buf_failed(&buf) ? SLICE_EMPTY : slice_from(buf_slice(&buf), 1);
}

struct candidate {
	size_t at;
	int points;
};

/* What the page says its title is, in letters, by source. */
struct known_titles {
	struct slice letters[3];
	struct slice text[3];
	size_t n;
};

static enum status read_known(const struct draft *draft, struct known_titles *out)
{
	static const char *const NAMES[] = {"articletitle", "og:title", "title"};

	out->n = 0;
	if (draft->is_multi)
		return STATUS_OK; /* they name the page */
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct slice text = page_fact(&draft->blocks, slice_of(NAMES[i]));
		if (!text.n)
			continue;
		if (draft_restore_text(draft, text, &text) != STATUS_OK)
			return STATUS_MEMORY_LIMIT;
		out->text[out->n] = text_squeeze(draft->arena, text);
		out->letters[out->n] = headline_letters(draft->arena, text);
		if (!out->text[out->n].p || !out->letters[out->n].p)
			return STATUS_MEMORY_LIMIT;
		out->n++;
	}
	return STATUS_OK;
}

static bool matches_known(const struct known_titles *known, struct slice letters)
{
	if (letters.n < 12)
		return false;
	for (size_t i = 0; i < known->n; i++)
		if (slice_contains(known->letters[i], letters) ||
		    (known->letters[i].n >= 12 && slice_starts(letters, known->letters[i])))
			return true;
	return false;
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
	points += (int)(count < 40 ? count / 2 : 20);
	if (count < 5)
		points -= 25;
	if (at + 1 < draft->n && draft->pieces[at + 1].role == ROLE_CREDIT)
		points += 12;
	if (slice_ends(piece->text, SLICE(":")) || slice_ends(piece->text, SLICE("：")))
		points -= 20;
	if (slice_starts(piece->text, SLICE("—")))
		points -= 40;
	if (piece->block->link_bytes * 2 > piece->text.n)
		points -= 30;
	return points - (int)(body - at < 20 ? (body - at) / 2 : 10);
}

static bool may_be_title(const struct piece *piece)
{
	return piece->text.n >= 6 && piece->text.n <= LONGEST_TITLE && piece->role != ROLE_CREDIT &&
	       piece->role != ROLE_CAPTION && piece->role != ROLE_SPAM &&
	       piece->notice == BOILERPLATE_NONE;
}

static enum status best_line(const struct draft *draft, const struct known_titles *known,
			     const struct range *range, struct candidate *best)
{
	*best = (struct candidate){SIZE_MAX, draft->blocks.is_markup && !draft->is_multi ? 20 : -5};
	for (size_t i = range->head; i < range->body; i++) {
		const struct piece *piece = &draft->pieces[i];
		if (!may_be_title(piece))
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

static void take_lines(struct draft *draft, const struct range *range, size_t at,
		       struct article *article)
{
	struct piece *pieces = draft->pieces;
	size_t n;

	pieces[at].role = ROLE_HEADLINE;
	article->title = pieces[at].text;
	if (at > range->head && may_be_title(&pieces[at - 1])) {
		uint32_t last = utf8_before(pieces[at - 1].text, pieces[at - 1].text.n, &n);
		if (last == ':' || last == 0xFF1A) {
			article->kicker = pieces[at - 1].text;
			pieces[at - 1].role = ROLE_HEADLINE;
		}
	}
	if (at + 1 < range->body && may_be_title(&pieces[at + 1]) &&
	    slice_starts(pieces[at + 1].text, SLICE("—"))) {
		article->subtitle = pieces[at + 1].text;
		pieces[at + 1].role = ROLE_HEADLINE;
	}
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
	if (best.at != SIZE_MAX && (best.points >= 55 || known.n == 0))
		take_lines(draft, range, best.at, article);
	else if (known.n)
		article->title = headline_without_site(known.text[0]);
	if (!article->title.n)
		article->flags |= FLAG_BIT(FLAG_NO_TITLE);
	return STATUS_OK;
}
