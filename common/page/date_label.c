/* date_label.c - see date_label.h. The label is looked for backwards from the date, over white
 * space (which printers set inside labels, too: 时　间), colons and brackets. */
#include "page/date_label.h"

#include "lexicon/matcher.h"
#include "text/utf8.h"

#define LABEL_ROOM 48 /* bytes kept of what stands before a date */
#define MOST_DATES 3  /* in a line; more are a calendar or a list */
#define LONGEST    60 /* bytes of a block that is a label */

struct date_rules {
	const struct matcher *words; /* value: the meaning */
};

static bool meaning_of(struct slice name, uint32_t *out)
{
	static const struct {
		const char *name;
		enum date_meaning meaning;
	} NAMES[] = {{"published", DATE_PUBLISHED},
		     {"updated", DATE_UPDATED},
		     {"written", DATE_WRITTEN},
		     {"story", DATE_OF_STORY}};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (slice_equal(name, slice_of(NAMES[i].name))) {
			*out = NAMES[i].meaning;
			return true;
		}
	return false;
}

enum status date_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct date_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "meaning"};
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, "date_labels", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct date_rules *rules = arena_alloc(process, sizeof *rules);
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!rules || !entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		entries[row].word = table_cell(table, row, column[0]);
		if (!meaning_of(table_cell(table, row, column[1]), &entries[row].value))
			return table_refuse(table, row, err, "no such meaning");
	}
	rules->words = matcher_build(process, entries, table->n_rows);
	*out = rules;
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static bool is_between(uint32_t c)
{
	return is_space(c) || c == ':' || c == 0xFF1A || c == '(' || c == 0xFF08 || c == '[' ||
	       c == 0x3010 || c == '|' || c == 0x4E28 || c == '/';
}

/* The last letters of `before` without white space and without the marks that close it. */
static struct slice folded_end(struct slice before, char *room)
{
	size_t from = 0, n, used = 0;

	while (before.n && is_between(utf8_before(before, before.n, &n)))
		before.n -= n;
	while (before.n - from > LABEL_ROOM) {
		utf8_at(before, from, &n);
		from += n;
	}
	for (size_t at = from; at < before.n; at += n) {
		uint32_t c = utf8_at(before, at, &n);
		for (size_t i = 0; !is_space(c) && i < n && used < LABEL_ROOM; i++) {
			char byte = before.p[at + i];
			room[used++] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
		}
	}
	return (struct slice){room, used};
}

/* 时间 and 日期 by themselves are the page's; 开庭时间 is not. White space parts them from what
 * stands before, if they are not set wide themselves. */
static bool is_of_something(struct slice before, struct slice word)
{
	size_t n;

	while (before.n && is_between(utf8_before(before, before.n, &n)))
		before.n -= n;
	return slice_ends(before, word) && before.n > word.n &&
	       is_han(utf8_before(before, before.n - word.n, &n));
}

enum date_meaning date_label_of(const struct date_rules *rules, struct slice before)
{
	char room[LABEL_ROOM];
	struct slice text = folded_end(before, room);
	struct match match;

	if (!matcher_before(rules->words, text, text.n, &match))
		return DATE_PLAIN;
	struct slice word = match.entry->word;
	bool is_bare = slice_equal(word, SLICE("时间")) || slice_equal(word, SLICE("日期"));
	if (is_bare && is_of_something(before, word))
		return DATE_OF_STORY;
	return (enum date_meaning)match.entry->value;
}

bool date_label_best(const struct date_rules *rules, struct slice above, struct slice line,
		     struct dated *out, enum date_meaning *meaning)
{
	struct dated dated;
	size_t from = 0, n_dates = 0;

	for (; n_dates <= MOST_DATES && dateline_find(line, from, &dated); n_dates++) {
		struct slice before = slice_sub(line, from, dated.span.start);
		bool is_first = text_trim(slice_sub(line, 0, dated.span.start)).n == 0;
		if (is_first && above.n <= LONGEST)
			before = above;
		enum date_meaning found = date_label_of(rules, before);
		if (n_dates == 0 || found > *meaning) {
			*out = dated;
			*meaning = found;
		}
		from = dated.span.end;
	}
	return n_dates > 0 && n_dates <= MOST_DATES;
}
