/* marks.c - one pass with a small stack of open marks per line. What makes it tolerant:
 * a mark that punctuation or the line's end follows cannot open; a second opening mark is nested
 * only where the line still holds closing marks for both, else the first one lost its partner, or
 * it closes, turned, where a sentence ends; a closing mark with nothing to close opens when another
 * one follows on the line, and so does one behind a colon. Marks over depth DEEPEST are passed
 * over. */
#include "extract/marks.h"

#include <stdlib.h>

#include "base/vec.h"
#include "text/utf8.h"

#define DEEPEST 16

enum side { SIDE_NONE, SIDE_OPEN, SIDE_CLOSE, SIDE_EITHER };

struct mark {
	uint32_t code_point;
	enum mark_family family;
	enum side side;
};

static const struct mark MARKS[] = {
    {0x201C, MARK_DOUBLE, SIDE_OPEN},  {0x201D, MARK_DOUBLE, SIDE_CLOSE},
    {'"', MARK_DOUBLE, SIDE_EITHER},   {0xFF02, MARK_DOUBLE, SIDE_EITHER},
    {0x301D, MARK_DOUBLE, SIDE_OPEN},  {0x301E, MARK_DOUBLE, SIDE_CLOSE},
    {0x2018, MARK_SINGLE, SIDE_OPEN},  {0x2019, MARK_SINGLE, SIDE_CLOSE},
    {0x300C, MARK_CORNER, SIDE_OPEN},  {0x300D, MARK_CORNER, SIDE_CLOSE},
    {0xFE41, MARK_CORNER, SIDE_OPEN},  {0xFE42, MARK_CORNER, SIDE_CLOSE},
    {0x300E, MARK_CORNER2, SIDE_OPEN}, {0x300F, MARK_CORNER2, SIDE_CLOSE},
    {0x300A, MARK_TITLE, SIDE_OPEN},   {0x300B, MARK_TITLE, SIDE_CLOSE},
    {0x3008, MARK_TITLE, SIDE_OPEN},   {0x3009, MARK_TITLE, SIDE_CLOSE},
    {0xFF08, MARK_ROUND, SIDE_OPEN},   {0xFF09, MARK_ROUND, SIDE_CLOSE},
    {'(', MARK_ROUND, SIDE_OPEN},      {')', MARK_ROUND, SIDE_CLOSE},
    {0x3010, MARK_SQUARE, SIDE_OPEN},  {0x3011, MARK_SQUARE, SIDE_CLOSE},
    {0x3014, MARK_SQUARE, SIDE_OPEN},  {0x3015, MARK_SQUARE, SIDE_CLOSE},
    {'[', MARK_SQUARE, SIDE_OPEN},     {']', MARK_SQUARE, SIDE_CLOSE},
};

struct open_mark {
	struct span span;
	enum mark_family family;
	bool certain;
};

struct line {
	struct slice text; /* the whole text */
	size_t end;        /* of the line */
	/* marks of the line that are still ahead, as written */
	size_t opens[MARK_FAMILY_COUNT];
	size_t closes[MARK_FAMILY_COUNT];
	struct open_mark stack[DEEPEST];
	size_t depth;
};

static const struct mark *mark_of(uint32_t c)
{
	if ((c > 0x201D && c < 0x3008) || (c > 0x301E && c < 0xFE41) || c > 0xFF09)
		return NULL; /* mostly ， and 。 */
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (MARKS[i].code_point == c)
			return &MARKS[i];
	return NULL;
}

/* The next mark at or behind *at and before `end`; *span is where it stands, *at moves behind it.
 * Only these bytes begin one; the ideographs of lead byte E4 to E9 are passed over whole. */
static const struct mark *next_mark(struct slice text, size_t *at, size_t end, struct span *span)
{
	while (*at < end) {
		unsigned char byte = (unsigned char)text.p[*at];
		size_t n = byte >= 0xE4 && byte <= 0xE9 && end - *at >= 3 ? 3 : 1;
		const struct mark *mark = NULL;
		if (byte == 0xE2 || byte == 0xE3 || byte == 0xEF || byte == '"' || byte == '(' ||
		    byte == ')' || byte == '[' || byte == ']')
			mark = mark_of(utf8_at(text, *at, &n));
		*span = (struct span){*at, *at + n};
		*at += n;
		if (mark)
			return mark;
	}
	return NULL;
}

bool mark_quotes(enum mark_family family)
{
	return family <= MARK_CORNER2;
}

static void count_marks(struct line *line, size_t at)
{
	const struct mark *mark;
	struct span span;

	while ((mark = next_mark(line->text, &at, line->end, &span)) != NULL) {
		if (mark->side == SIDE_OPEN)
			line->opens[mark->family]++;
		else
			line->closes[mark->family]++;
	}
}

/* Nothing that is quoted begins here: the line ends, or a comma, stop or closing bracket follows.
 */
static bool cannot_open(const struct line *line, size_t behind)
{
	size_t n;

	if (behind >= line->end)
		return true;
	uint32_t c = utf8_at(line->text, behind, &n);
	return c == 0xFF0C || c == ',' || c == 0x3001 || c == 0x3002 || c == 0xFF1B || c == ';' ||
	       c == 0xFF1A || c == ':' || c == 0xFF09 || c == 0x300B;
}

static bool ends_sentence(struct slice text, size_t at)
{
	size_t n;

	return at > 0 && is_sentence_end(utf8_before(text, at, &n));
}

static bool follows_colon(struct slice text, size_t at)
{
	size_t n;
	uint32_t c = at > 0 ? utf8_before(text, at, &n) : 0;

	return c == 0xFF1A || c == ':';
}

/* Height in the stack of the innermost open mark of that family, counted from 1; 0: none. */
static size_t innermost(const struct line *line, enum mark_family family)
{
	size_t height = line->depth;

	while (height > 0 && line->stack[height - 1].family != family)
		height--;
	return height;
}

static bool close_pair(struct line *line, size_t height, struct span mark, bool certain,
		       struct vec *pairs)
{
	const struct open_mark *open = &line->stack[height - 1];
	struct mark_pair pair = {{open->span.start, mark.end},
				 {open->span.end, mark.start},
				 open->family,
				 0,
				 certain && open->certain};

	line->depth = height - 1;
	return pair.inside.start == pair.inside.end || vec_add(pairs, &pair);
}

static void push_open(struct line *line, struct span mark, enum mark_family family, bool certain)
{
	if (line->depth < DEEPEST)
		line->stack[line->depth++] = (struct open_mark){mark, family, certain};
}

static bool take_opening(struct line *line, struct span span, const struct mark *mark,
			 struct vec *pairs)
{
	size_t height = innermost(line, mark->family);

	if (height > 0 && mark_quotes(mark->family)) {
		/* “……！“王某说: no closing mark is left, and a sentence ends before it */
		bool turned = line->closes[mark->family] == 0 && line->opens[mark->family] == 0 &&
			      ends_sentence(line->text, span.start);
		if (turned || cannot_open(line, span.end))
			return close_pair(line, height, span, false, pairs);
		if (line->closes[mark->family] < line->opens[mark->family] + 2)
			line->depth = height - 1; /* its partner is lost */
	}
	push_open(line, span, mark->family, true);
	return true;
}

static bool take_closing(struct line *line, struct span span, const struct mark *mark,
			 struct vec *pairs)
{
	size_t height = innermost(line, mark->family);

	/* 王某说：”……。”: what follows a colon is opened; the one before lost its partner */
	if (height > 0 && mark->side == SIDE_CLOSE && mark_quotes(mark->family) &&
	    line->closes[mark->family] > 0 && follows_colon(line->text, span.start)) {
		line->depth = height - 1;
		height = 0;
	}
	if (height > 0)
		return close_pair(line, height, span, true, pairs);
	if (mark_quotes(mark->family) && mark->family != MARK_SINGLE &&
	    !cannot_open(line, span.end) && line->closes[mark->family] > line->opens[mark->family])
		push_open(line, span, mark->family, mark->side == SIDE_EITHER);
	return true;
}

/* A speech whose closing mark is lost runs to the end of the line: it began the line, or stands
 * behind a colon. */
static bool close_at_line_end(struct line *line, size_t start, struct vec *pairs)
{
	if (line->depth == 0)
		return true;
	const struct open_mark *open = &line->stack[0];
	size_t n;
	uint32_t before =
	    open->span.start > start ? utf8_before(line->text, open->span.start, &n) : ':';
	if (open->family != MARK_DOUBLE || (before != ':' && before != 0xFF1A))
		return true;
	return close_pair(line, 1, (struct span){line->end, line->end}, false, pairs);
}

static bool match_line(struct line *line, size_t start, struct vec *pairs)
{
	size_t at = start;
	const struct mark *mark;
	struct span span;

	count_marks(line, start);
	while ((mark = next_mark(line->text, &at, line->end, &span)) != NULL) {
		bool opens = mark->side == SIDE_OPEN;
		line->opens[mark->family] -= opens;
		line->closes[mark->family] -= !opens;
		if (!(opens ? take_opening : take_closing)(line, span, mark, pairs))
			return false;
	}
	return close_at_line_end(line, start, pairs);
}

static int by_start(const void *a, const void *b)
{
	const struct mark_pair *x = a, *y = b;
	return x->whole.start < y->whole.start ? -1 : x->whole.start > y->whole.start;
}

/* Pairs never cross, so the open ones at any place are a stack. */
static void set_depths(struct mark_pair *pairs, size_t n)
{
	size_t ends[DEEPEST], depth = 0;

	for (size_t i = 0; i < n; i++) {
		while (depth > 0 && ends[depth - 1] <= pairs[i].whole.start)
			depth--;
		pairs[i].depth = (unsigned)depth;
		if (depth < DEEPEST)
			ends[depth++] = pairs[i].whole.end;
	}
}

enum status marks_match(struct arena *arena, struct slice text, struct marks *out)
{
	struct vec pairs = vec_of(arena, sizeof(struct mark_pair));

	*out = (struct marks){NULL, 0};
	for (size_t start = 0; start < text.n;) {
		size_t end = slice_find_byte(text, '\n', start);
		struct line line = {.text = text, .end = end == SIZE_MAX ? text.n : end};
		if (!match_line(&line, start, &pairs))
			return STATUS_MEMORY_LIMIT;
		start = line.end + 1;
	}
	if (pairs.n > 1)
		qsort(pairs.items, pairs.n, sizeof(struct mark_pair), by_start);
	set_depths(pairs.items, pairs.n);
	*out = (struct marks){pairs.items, pairs.n};
	return STATUS_OK;
}

size_t marks_from(const struct marks *marks, size_t at)
{
	size_t low = 0, high = marks->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (marks->items[middle].whole.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct mark_pair *marks_opening_at(const struct marks *marks, size_t at)
{
	size_t i = marks_from(marks, at);
	return i < marks->n && marks->items[i].whole.start == at ? &marks->items[i] : NULL;
}
