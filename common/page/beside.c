/* beside.c - outlet and names beside the date, without a label: 东湖日报 2024-03-05, 原创 东湖观察
 * 2小时前, 2024-03-05陈立新. The line is cut into fields at white space, bars and the date itself;
 * what is a control, a count or a place goes. An outlet's name is known by its end, an account's by
 * standing nearest to the date. */
#include "page/captions.h"
#include "page/draft.h"
#include "page/lead.h"
#include "text/utf8.h"

#define LONGEST_LINE    150 /* bytes */
#define LONGEST_OUTLET  16  /* letters */
#define LONGEST_ACCOUNT 14
#define NEXT_PIECES     3

struct beside {
	const struct draft *draft;
	struct vec *authors;
	struct slice media;   /* an outlet by its name */
	struct slice account; /* nearest to the date */
	bool skip;            /* the field before was a label without its value */
	bool full;
};

static bool is_meta_line(const struct draft *draft, const struct piece *piece)
{
	return !piece->running && piece->text.n <= LONGEST_LINE && piece->role != ROLE_HEADLINE &&
	       !caption_is_named(draft->rules->lines, piece->block, piece->text) &&
	       piece->notice == BOILERPLATE_NONE;
}

static bool says_when(const struct draft *draft, struct slice text, struct span *span)
{
	struct dated dated;
	size_t n;

	if (text.n == 4 && (slice_starts(text, SLICE("20")) || slice_starts(text, SLICE("19")))) {
		*span = (struct span){0, text.n}; /* the year in a box of its own */
		return is_digit(utf8_at(text, 2, &n)) && is_digit(utf8_at(text, 3, &n));
	}
	if (dateline_find(text, 0, &dated) || dateline_find_short(text, &dated)) {
		*span = dated.span;
		return true;
	}
	return outlet_says_when(draft->rules->outlets, text, span);
}

static bool is_colon(uint32_t c)
{
	return c == ':' || c == 0xFF1A;
}

/* Marks between the fields of a line. */
static bool is_between(uint32_t c)
{
	return is_space(c) || c == '|' || c == 0x4E28 || c == 0xFF5C || c == 0x2022 || c == '/' ||
	       c == '[' || c == ']' || c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09 ||
	       c == 0x3010 || c == 0x3011 || c == '>' || c == ',' || c == 0xFF0C;
}

static bool may_be_account(const struct draft *draft, struct slice field, size_t longest)
{
	size_t letters = utf8_count(field), at = 0, han = 0;
	uint32_t c;

	if (letters < 2 || letters > longest || outlet_is_noise(draft->rules->outlets, field) ||
	    boilerplate_judge(draft->rules->boilerplate, field) != BOILERPLATE_NONE)
		return false;
	while (utf8_next(field, &at, &c)) {
		if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == 0x201C)
			return false;
		han += is_han(c);
	}
	return han > 0;
}

/* · 太行新语 · */
static struct slice without_dots(struct slice field)
{
	size_t n;

	field = text_trim(field);
	while (field.n && (utf8_at(field, 0, &n) == 0xB7 || is_space(utf8_at(field, 0, &n))))
		field = slice_from(field, n);
	while (field.n && (utf8_before(field, field.n, &n) == 0xB7 ||
			   is_space(utf8_before(field, field.n, &n))))
		field.n -= n;
	return field;
}

/* 记者翁聿煌／新北报导 */
static bool is_labelled(const struct draft *draft, struct slice field)
{
	struct byline found;

	return byline_read(draft->rules->bylines, field, NULL, &found) == STATUS_OK &&
	       found.begins && found.names;
}

static void read_field(struct beside *b, struct slice field, bool is_before)
{
	const struct clean_rules *rules = b->draft->rules;
	size_t n;

	field = without_dots(field);
	if (!field.n)
		return;
	if (is_colon(utf8_before(field, field.n, &n))) {
		b->skip = true;
		return;
	}
	bool skip = b->skip;
	b->skip = false;
	if (skip || slice_contains(field, SLICE(":")) || slice_contains(field, SLICE("：")))
		return;
	field = outlet_without_mark(rules->outlets, field);
	if (outlet_is_noise(rules->outlets, field) || is_labelled(b->draft, field))
		return;
	if (byline_read_names(rules->bylines, field, true, b->authors, &b->full))
		return;
	struct lead lead;
	if (lead_find(rules->outlets, field, &lead) && lead.end == field.n)
		field = lead.source; /* 东湖日报讯 */
	field = outlet_as_credited(rules->outlets, field);
	if (!may_be_account(b->draft, field, LONGEST_OUTLET))
		return;
	if (!b->media.n && outlet_is_media(rules->outlets, field))
		b->media = field;
	if ((is_before || !b->account.n) && utf8_count(field) <= LONGEST_ACCOUNT)
		b->account = field;
}

/* （记者 谭敏仪 通讯员 新会宣）: such a bracket is read with its labels, not here. */
static bool skip_credits(const struct draft *draft, struct slice text, size_t *at)
{
	size_t n, close = *at;
	uint32_t partner = closing_mark_of(utf8_at(text, *at, &n));
	struct byline found;

	while (partner && close < text.n && utf8_at(text, close, &n) != partner)
		close += n;
	if (!partner || close >= text.n)
		return false;
	struct slice inner = slice_sub(text, *at, close);
	if (byline_read(draft->rules->bylines, inner, NULL, &found) != STATUS_OK || !found.labels)
		return false;
	*at = close + n;
	return true;
}

static void read_fields(struct beside *b, struct slice text, bool is_before)
{
	size_t start = 0, at = 0, before = 0;
	uint32_t c;

	while (start <= text.n) {
		bool more = at < text.n;
		if (more && !skip_credits(b->draft, text, &at)) {
			utf8_next(text, &at, &c);
			if (!is_between(c)) {
				before = at;
				continue;
			}
		}
		read_field(b, slice_sub(text, start, before), is_before);
		start = before = at;
		if (!more)
			break;
	}
}

/* The line with the date: what stands before it, then what stands behind it. */
static void read_date_line(struct beside *b, struct slice text, struct span when)
{
	read_fields(b, slice_sub(text, 0, when.start), true);
	struct slice before = b->account;
	b->skip = false;
	b->account = SLICE_EMPTY;
	read_fields(b, slice_from(text, when.end), false);
	if (before.n)
		b->account = before;
}

/* A line of its own over the date: the account; under it: an outlet. */
static void read_neighbours(struct beside *b, size_t at, size_t from, size_t to)
{
	const struct draft *draft = b->draft;
	struct vec *authors = b->authors;

	b->authors = NULL;
	for (size_t i = at + 1; !b->media.n && !b->account.n && i < to && i <= at + NEXT_PIECES;
	     i++) {
		const struct piece *piece = &draft->pieces[i];
		if (is_meta_line(draft, piece) &&
		    outlet_is_media(draft->rules->outlets, piece->text) &&
		    may_be_account(draft, piece->text, LONGEST_OUTLET))
			b->media = piece->text;
	}
	if (!b->media.n && !b->account.n && at > from &&
	    is_meta_line(draft, &draft->pieces[at - 1])) {
		struct slice text =
		    outlet_without_mark(draft->rules->outlets, draft->pieces[at - 1].text);
		bool is_one = may_be_account(draft, text, LONGEST_ACCOUNT) &&
			      !draft->pieces[at - 1].byline.labels &&
			      slice_find_byte(text, ' ', 0) == SIZE_MAX;
		if (is_one &&
		    (draft->blocks.is_markup || outlet_is_media(draft->rules->outlets, text)))
			b->account = text;
	}
	b->authors = authors;
}

/* A line over the headline counts only if it names an outlet: 东湖融媒 发表于 2024-3-5. */
static void read_above(struct beside *b, const struct range *range, size_t headline)
{
	const struct draft *draft = b->draft;
	struct span when;

	b->authors = NULL;
	for (size_t i = headline; i-- > range->head && !b->media.n;)
		if (is_meta_line(draft, &draft->pieces[i]) && !draft->pieces[i].block->link_bytes &&
		    says_when(draft, draft->pieces[i].text, &when))
			read_date_line(b, draft->pieces[i].text, when);
	b->account = SLICE_EMPTY;
}

enum status draft_beside_date(const struct draft *draft, const struct range *range,
			      struct vec *authors, struct slice *outlet)
{
	struct beside b = {.draft = draft, .authors = authors};
	size_t from = range->head;
	struct span when;

	for (size_t i = range->head; i < range->body; i++)
		if (draft->pieces[i].role == ROLE_HEADLINE)
			from = i + 1;
	*outlet = SLICE_EMPTY;
	if (from == range->head && draft->blocks.is_markup)
		return STATUS_OK;
	for (size_t i = from; i < range->end && !b.media.n && !draft->pieces[i].running; i++)
		b.media = draft_journal_in(draft->pieces[i].text);
	for (size_t i = from; i < range->body && !b.media.n && !b.account.n; i++) {
		const struct piece *piece = &draft->pieces[i];
		if (!is_meta_line(draft, piece) || !says_when(draft, piece->text, &when))
			continue;
		b.authors = piece->byline.labels ? NULL : authors;
		read_date_line(&b, piece->text, when);
		read_neighbours(&b, i, from, range->body);
	}
	if (!b.media.n && !b.account.n && from > range->head)
		read_above(&b, range, from - 1);
	*outlet = b.media.n ? b.media : b.account;
	for (size_t i = 0; i < authors->n; i++)
		if (slice_equal(*(struct slice *)vec_at(authors, i), *outlet))
			*outlet = SLICE_EMPTY; /* a pen-name */
	return b.full ? STATUS_MEMORY_LIMIT : STATUS_OK;
}
