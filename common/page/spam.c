/* spam.c - see spam.h. Points per word, against the length of the line: an article on a gambling
 * case has such words too, but sentences around them. */
#include "page/spam.h"

#include "base/buf.h"
#include "lexicon/matcher.h"
#include "text/utf8.h"

#define LOOKED_AT 1200 /* bytes */

struct spam_rules {
	const struct matcher *words; /* value: weight */
};

enum status spam_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct spam_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "weight"};
	struct spam_rules *rules = arena_alloc(process, sizeof *rules);
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, "spam_words", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!rules || !entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		uint64_t weight;
		if (!slice_to_uint64(table_cell(table, row, column[1]), &weight) || weight > 9)
			return table_refuse(table, row, err, "weight is a number from 0 to 9");
		entries[row] =
		    (struct matcher_entry){table_cell(table, row, column[0]), (uint32_t)weight};
	}
	rules->words = matcher_build(process, entries, table->n_rows);
	*out = rules;
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* A Latin word counts only as a word: "av" is none in "average". */
static bool stands_alone(struct slice text, struct span span)
{
	size_t n;

	if ((unsigned char)text.p[span.start] >= 0x80)
		return true;
	return (span.start == 0 || !is_latin(utf8_before(text, span.start, &n))) &&
	       (span.end >= text.n || !is_latin(utf8_at(text, span.end, &n)));
}

static unsigned points_of(const struct spam_rules *rules, struct slice text, size_t *bytes)
{
	struct match match;
	size_t from = 0;
	unsigned points = 0;

	*bytes = 0;
	while (matcher_next(rules->words, text, &from, &match)) {
		if (!stands_alone(text, match.span))
			continue;
		points += match.entry->value;
		*bytes += match.span.end - match.span.start;
	}
	return points;
}

/* The end of the part of a line that begins at `at`: a sentence with its closing marks, or what
 * stands before white space. */
static size_t part_end(struct slice line, size_t at)
{
	size_t n;
	bool ended = false;

	while (at < line.n) {
		uint32_t c = utf8_at(line, at, &n);
		if (ended && !is_closing_mark(c) && !is_space(c))
			break;
		ended = ended || is_sentence_end(c) || is_space(c);
		at += n;
	}
	return at;
}

/* A part that is advertising: nearly all of it such words, or a known phrase and no sentence. */
static bool part_is_spam(const struct spam_rules *rules, struct slice part)
{
	size_t bytes, n;
	unsigned points = points_of(rules, part, &bytes);

	if (points < 3 || part.n > 240)
		return false;
	struct slice trimmed = text_trim(part);
	bool sentence = trimmed.n && utf8_before(trimmed, trimmed.n, &n) == 0x3002;
	return bytes * (sentence ? 2 : 4) >= trimmed.n;
}

struct slice spam_cut(struct arena *arena, const struct spam_rules *rules, struct slice line,
		      bool *cut)
{
	struct buf buf = buf_in(arena);
	struct match match;
	size_t from = 0, at = 0;

	*cut = false;
	if (!matcher_next(rules->words, line, &from, &match))
		return line;
	buf_byte(&buf, ' '); /* so that .p is never NULL */
	while (at < line.n) {
		size_t end = part_end(line, at), bytes;
		struct slice part = slice_sub(line, at, end);
		bool after_spam = *cut && part.n <= 30 && points_of(rules, part, &bytes) > 0;
		if (after_spam || part_is_spam(rules, part))
			*cut = true;
		else
			buf_append(&buf, slice_sub(line, at, end));
		at = end;
	}
	if (buf_failed(&buf))
		return SLICE_EMPTY;
	return *cut ? text_trim(buf_slice(&buf)) : line;
}

bool spam_is(const struct spam_rules *rules, struct slice line)
{
	struct slice text = slice_sub(line, 0, LOOKED_AT);
	size_t bytes;
	unsigned points = points_of(rules, text, &bytes);
	bool has_sentence = slice_contains(text, SLICE("。"));

	return points >= 3 && bytes * (has_sentence ? 3 : 7) >= text.n;
}
