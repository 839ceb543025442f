/* boilerplate.c - see boilerplate.h. The words are matched in a lower-case copy on the stack. */
#include "page/boilerplate.h"

#include "lexicon/matcher.h"
#include "text/utf8.h"

#define LOOKED_AT  600 /* bytes */
#define SHORT_LINE 180 /* bytes: 60 Chinese letters */

struct notice {
	enum { AT_START, WHOLE, ANYWHERE, PHRASE } place;
	enum boilerplate effect;
};

struct boilerplate_rules {
	const struct matcher *words; /* value: index into notices */
	const struct notice *notices;
};

static bool read_row(const struct table *table, size_t row, const size_t *column,
		     struct notice *out)
{
	struct slice place = table_cell(table, row, column[1]);
	struct slice effect = table_cell(table, row, column[2]);

	if (slice_equal(place, SLICE("start")))
		out->place = AT_START;
	else if (slice_equal(place, SLICE("whole")))
		out->place = WHOLE;
	else if (slice_equal(place, SLICE("any")))
		out->place = ANYWHERE;
	else if (slice_equal(place, SLICE("phrase")))
		out->place = PHRASE;
	else
		return false;
	out->effect = slice_equal(effect, SLICE("end")) ? BOILERPLATE_END : BOILERPLATE_LINE;
	return slice_equal(effect, SLICE("end")) || slice_equal(effect, SLICE("line"));
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Lower case, and ':' for the full-width colon. out has room for text.n bytes. */
static size_t fold(struct slice text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] == 0xEF &&
		    slice_starts(slice_from(text, i), SLICE("："))) {
			out[n++] = ':';
			i += 2;
		} else {
			out[n++] = lower(text.p[i]);
		}
	}
	return n;
}

static struct slice folded(struct arena *arena, struct slice word)
{
	struct slice copy = arena_copy(arena, word);

	if (copy.p)
		copy.n = fold(word, (char *)copy.p);
	return copy;
}

enum status boilerplate_rules_load(struct arena *process, const struct lexicon *lexicon,
				   const struct boilerplate_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "place", "effect"};
	const struct table *table;
	size_t column[3];
	enum status status = lexicon_table(lexicon, "boilerplate", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 3, column, err);
	if (status != STATUS_OK)
		return status;
	struct boilerplate_rules *rules = arena_alloc(process, sizeof *rules);
	struct notice *notices = arena_array(process, table->n_rows, sizeof *notices);
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!rules || !notices || !entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		if (!read_row(table, row, column, &notices[row]))
			return table_refuse(table, row, err, "no such place or effect");
		entries[row] = (struct matcher_entry){
		    folded(process, table_cell(table, row, column[0])), (uint32_t)row};
		if (!entries[row].word.p)
			return STATUS_MEMORY_LIMIT;
	}
	rules->notices = notices;
	rules->words = matcher_build(process, entries, table->n_rows);
	*out = rules;
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* The first letter or digit. */
static size_t skip_marks(struct slice text)
{
	size_t at = 0, n;

	while (at < text.n) {
		uint32_t c = utf8_at(text, at, &n);
		if (c == 0xA9 || c == '[' ||
		    (!is_space(c) && !is_punctuation(c) && !(c >= 0x2460 && c <= 0x24FF) &&
		     !(c >= 0x25A0 && c <= 0x25FF)))
			break;
		at += n;
	}
	return at;
}

static bool only_marks_after(struct slice text, size_t at)
{
	return at + skip_marks(slice_from(text, at)) >= text.n;
}

/* A full sentence with a comma in it, such as articles are made of. */
static bool is_sentence(struct slice line)
{
	size_t n, end = line.n;

	while (end > 0 && is_closing_mark(utf8_before(line, end, &n)))
		end -= n;
	return line.n >= 45 && end > 0 && is_sentence_end(utf8_before(line, end, &n)) &&
	       (slice_contains(line, SLICE("，")) || slice_contains(line, SLICE(",")));
}

static bool applies(const struct notice *notice, struct slice line, size_t start,
		    const struct match *match)
{
	switch (notice->place) {
	case AT_START:
		return match->span.start <= start;
	case WHOLE:
		return match->span.start <= start && only_marks_after(line, match->span.end);
	case ANYWHERE:
		return line.n <= SHORT_LINE && !is_sentence(line);
	default:
		return line.n <= SHORT_LINE;
	}
}

static bool is_separator(uint32_t c)
{
	return is_space(c) || (is_punctuation(c) && c != 0x3001) || is_digit(c);
}

static bool is_whole_row(const struct boilerplate_rules *rules, struct slice word)
{
	const struct matcher_entry *e = matcher_find(rules->words, word);

	for (; e && e < matcher_end(rules->words) && slice_equal(e->word, word); e++)
		if (rules->notices[e->value].place == WHOLE)
			return true;
	return false;
}

/* 回复 | 举报 (3) 使用道具: nothing but words that are furniture when they stand alone. */
static bool is_row_of_controls(const struct boilerplate_rules *rules, struct slice line)
{
	size_t at = 0, n, words = 0;

	if (line.n > SHORT_LINE)
		return false;
	while (at < line.n) {
		size_t start = at;
		while (at < line.n && !is_separator(utf8_at(line, at, &n)))
			at += n;
		if (at > start && !is_whole_row(rules, slice_sub(line, start, at)))
			return false;
		words += at > start;
		while (at < line.n && is_separator(utf8_at(line, at, &n)))
			at += n;
	}
	return words >= 2;
}

enum boilerplate boilerplate_judge(const struct boilerplate_rules *rules, struct slice line)
{
	char copy[LOOKED_AT];
	struct slice text = {copy, fold(slice_sub(line, 0, LOOKED_AT), copy)};
	enum boilerplate worst = BOILERPLATE_NONE;
	struct match match;

	size_t start = skip_marks(text), from = 0;
	if (line.n > SHORT_LINE)
		text.n = start + 40 < text.n ? start + 40 : text.n;
	while (worst != BOILERPLATE_END && matcher_next(rules->words, text, &from, &match)) {
		const struct matcher_entry *e = match.entry;
		for (; e < matcher_end(rules->words) && slice_equal(e->word, match.entry->word);
		     e++) {
			const struct notice *notice = &rules->notices[e->value];
			if (notice->effect > worst && applies(notice, line, start, &match))
				worst = notice->effect;
		}
	}
	return worst == BOILERPLATE_NONE && is_row_of_controls(rules, text) ? BOILERPLATE_LINE
									    : worst;
}
