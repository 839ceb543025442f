/* title_text.c - see headline.h. A title is cut into pieces at the marks that sites put between
 * title, channel and site; pieces that name a site or channel go, from the end and (behind a dash
 * or a low line) from the beginning. Marks that belong to the title stay: only what is such a name
 * goes. */
#include "base/buf.h"
#include "lexicon/matcher.h"
#include "page/headline.h"
#include "text/utf8.h"

#define MOST_SEGMENTS 12
#define SHORT_TAIL    36 /* bytes: what a spaced mark cuts off without knowing it */
#define DASH_TAIL     31
#define LEAST_TITLE   24 /* bytes in front of a tail that is not known */

struct title_rules {
	const struct outlet_rules *outlets;
	const struct matcher *labels; /* value: enum headline_part */
};

enum mark { NO_MARK, LOW_LINE, SPACED, DASH, BAR };

struct separator {
	struct slice text;
	enum mark mark;
};

/* Longest first where one begins with the other. */
static const struct separator SEPARATORS[] = {
    {SLICE_INIT("_"), LOW_LINE},  {SLICE_INIT("＿"), LOW_LINE}, {SLICE_INIT(" - "), SPACED},
    {SLICE_INIT(" | "), SPACED},  {SLICE_INIT(" – "), SPACED},  {SLICE_INIT(" — "), SPACED},
    {SLICE_INIT(" :: "), SPACED}, {SLICE_INIT(" » "), SPACED},  {SLICE_INIT("---"), SPACED},
    {SLICE_INIT("--"), SPACED},   {SLICE_INIT("——"), BAR},      {SLICE_INIT("—"), BAR},
    {SLICE_INIT(" · "), BAR},     {SLICE_INIT("|"), BAR},       {SLICE_INIT("｜"), BAR},
    {SLICE_INIT("丨"), BAR},      {SLICE_INIT("-"), DASH},      {SLICE_INIT("－"), DASH},
};

struct segment {
	struct span span;
	enum mark before; /* the mark in front of it */
};

struct segments {
	struct segment items[MOST_SEGMENTS];
	size_t n;
};

static bool part_of(struct slice name, uint32_t *out)
{
	static const char *const NAMES[] = {"title", "kicker", "subtitle"};

	for (uint32_t i = 0; i < 3; i++)
		if (slice_equal(name, slice_of(NAMES[i]))) {
			*out = i;
			return true;
		}
	return false;
}

enum status title_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct outlet_rules *outlets, const struct title_rules **out,
			     struct err *err)
{
	static const char *const COLUMNS[] = {"word", "gives"};
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, "title_labels", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct title_rules *rules = arena_alloc(process, sizeof *rules);
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!rules || !entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		entries[row].word = table_cell(table, row, column[0]);
		if (!part_of(table_cell(table, row, column[1]), &entries[row].value))
			return table_refuse(table, row, err, "gives no such thing");
	}
	rules->outlets = outlets;
	rules->labels = matcher_build(process, entries, table->n_rows);
	*out = rules;
	return rules->labels ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static const struct separator *separator_at(struct slice title, size_t at)
{
	struct slice rest = slice_from(title, at);

	for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS; i++)
		if (slice_starts(rest, SEPARATORS[i].text))
			return &SEPARATORS[i];
	return NULL;
}

/* 3-6岁, 东湖-A座: a dash parts names only between Chinese letters or the marks that close them. */
static bool is_dash_between_names(struct slice title, size_t at, size_t end)
{
	size_t n;

	if (at == 0 || end >= title.n)
		return false;
	uint32_t before = utf8_before(title, at, &n), after = utf8_at(title, end, &n);
	return !is_digit(after) && !(is_digit(before) && !is_han(after)) &&
	       !(is_latin(before) && is_latin(after));
}

/* The last segment takes what is left when there are too many. */
static void cut_into(struct slice title, struct segments *out)
{
	size_t start = 0, at = 0, n;
	enum mark before = NO_MARK;

	out->n = 0;
	while (at < title.n) {
		const struct separator *s =
		    out->n + 1 < MOST_SEGMENTS ? separator_at(title, at) : NULL;
		if (!s || (s->mark == DASH && !is_dash_between_names(title, at, at + s->text.n))) {
			utf8_at(title, at, &n);
			at += n;
			continue;
		}
		out->items[out->n++] = (struct segment){{start, at}, before};
		before = s->mark;
		start = at += s->text.n;
	}
	out->items[out->n++] = (struct segment){{start, title.n}, before};
}

static struct slice segment_text(struct slice title, const struct segment *segment)
{
	return text_trim(slice_span(title, segment->span));
}

static bool is_quiet(struct slice text)
{
	static const struct slice MARKS[] = {SLICE_INIT("，"), SLICE_INIT("。"), SLICE_INIT("！"),
					     SLICE_INIT("？"), SLICE_INIT("“"),  SLICE_INIT("”"),
					     SLICE_INIT("、"), SLICE_INIT("："), SLICE_INIT("《")};

	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (slice_contains(text, MARKS[i]))
			return false;
	return true;
}

/* Does the last segment go? `rest`: bytes of the title before it. */
static bool is_tail(const struct title_rules *rules, struct slice site, struct slice text,
		    enum mark before, size_t rest)
{
	if (!text.n || slice_equal(text, site) || outlet_is_site(rules->outlets, text))
		return true;
	switch (before) {
	case LOW_LINE:
		return rest >= 9;
	case SPACED:
		return rest >= 9 && (rest >= text.n || text.n <= SHORT_TAIL) && is_quiet(text);
	case DASH:
		return rest >= LEAST_TITLE && text.n <= DASH_TAIL && is_quiet(text);
	default:
		return false;
	}
}

/* Does the first segment go, so that `rest` bytes are left? */
static bool is_head(const struct title_rules *rules, struct slice site, struct slice text,
		    enum mark after, size_t rest)
{
	if (after == BAR || rest <= text.n)
		return false;
	return slice_equal(text, site) || outlet_is_site(rules->outlets, text);
}

struct slice headline_without_site(const struct title_rules *rules, struct slice site,
				   struct slice title)
{
	struct segments s;
	size_t first = 0, last;

	title = text_trim(title);
	cut_into(title, &s);
	last = s.n - 1;
	while (last > first &&
	       is_tail(rules, site, segment_text(title, &s.items[last]), s.items[last].before,
		       s.items[last - 1].span.end - s.items[first].span.start))
		last--;
	while (first < last &&
	       is_head(rules, site, segment_text(title, &s.items[first]), s.items[first + 1].before,
		       s.items[last].span.end - s.items[first + 1].span.start))
		first++;
	return text_trim(slice_sub(title, s.items[first].span.start, s.items[last].span.end));
}

struct slice headline_site(const struct title_rules *rules, struct slice title)
{
	struct segments s;

	title = text_trim(title);
	cut_into(title, &s);
	for (size_t i = s.n; i-- > 1;) {
		struct slice text = segment_text(title, &s.items[i]);
		if (outlet_is_site(rules->outlets, text) &&
		    !outlet_is_channel(rules->outlets, text))
			return text;
	}
	return SLICE_EMPTY;
}

bool headline_labelled(const struct title_rules *rules, struct slice line, enum headline_part *part,
		       struct slice *text)
{
	struct match match;
	size_t n;

	if (!matcher_at(rules->labels, line, 0, &match))
		return false;
	struct slice rest = text_trim(slice_from(line, match.span.end));
	uint32_t c = rest.n ? utf8_at(rest, 0, &n) : 0;
	if (c != ':' && c != 0xFF1A && c != 0x4E28 && c != '|')
		return false;
	*part = (enum headline_part)match.entry->value;
	*text = text_trim(slice_from(rest, n));
	return text->n > 0;
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
