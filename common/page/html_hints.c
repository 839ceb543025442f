/* html_hints.c - class names and ids read as words: "articleBody related_news" becomes
 * "-article--body--related--news-", in which the words of box_hints.tsv, written the same way, are
 * looked for. A word with a star stands for all that begin with it. */
#include <string.h>

#include "lexicon/matcher.h"
#include "page/html.h"
#include "page/html_rules.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Appends the words of `name`; `room` bytes at most, the rest is cut off. */
static size_t words_of(struct slice name, char *out, size_t room)
{
	size_t n = 0;
	bool open = false, was_lower = false;

	for (size_t i = 0; i < name.n && n + 4 < room; i++) {
		char c = name.p[i];
		bool is_upper = c >= 'A' && c <= 'Z';
		bool is_word = is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			       (unsigned char)c >= 0x80;
		if (open && (!is_word || (is_upper && was_lower))) {
			out[n++] = '-';
			open = false;
		}
		if (is_word) {
			if (!open)
				out[n++] = '-';
			open = true;
			out[n++] = lower(c);
		}
		was_lower = is_word && !is_upper;
	}
	if (open)
		out[n++] = '-';
	return n;
}

unsigned html_hints(const struct html_rules *rules, struct slice class_or_id)
{
	char words[512];
	struct slice text = {words, words_of(class_or_id, words, sizeof words)};
	struct match match;
	unsigned hints = 0;

	for (size_t at = 0; at < text.n; at++)
		if (words[at] == '-' && matcher_at(rules->names, text, at, &match))
			hints |= match.entry->value;
	return hints;
}

static bool hint_of(struct slice name, uint32_t *out)
{
	static const struct {
		const char *name;
		uint32_t hint;
	} NAMES[] = {
	    {"body", BOX_BODY},         {"article", BOX_ARTICLE}, {"side", BOX_SIDE},
	    {"comments", BOX_COMMENTS}, {"meta", BOX_META},       {"caption", BOX_FIGURE},
	    {"title", BOX_TITLE},       {"kicker", BOX_KICKER},   {"subtitle", BOX_SUBTITLE}};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (slice_equal(name, slice_of(NAMES[i].name))) {
			*out = NAMES[i].hint;
			return true;
		}
	return false;
}

/* "related*" -> "-related"; "article-body" -> "-article--body-". */
static struct slice pattern_of(struct arena *arena, struct slice word)
{
	char words[128];
	bool is_prefix = slice_ends(word, SLICE("*"));
	size_t n = words_of(word, words, sizeof words);

	return arena_copy(arena, (struct slice){words, n - (is_prefix && n ? 1 : 0)});
}

enum status html_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct html_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "kind"};
	const struct table *table;
	size_t column[2];
	struct html_rules *rules = arena_alloc(process, sizeof *rules);

	enum status status = lexicon_table(lexicon, "box_hints", &table, err);
	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!rules || !entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		entries[row].word = pattern_of(process, table_cell(table, row, column[0]));
		if (!entries[row].word.p)
			return STATUS_MEMORY_LIMIT;
		if (!hint_of(table_cell(table, row, column[1]), &entries[row].value))
			return table_refuse(table, row, err, "no such kind");
		if (!entries[row].word.n)
			return table_refuse(table, row, err, "an empty word");
	}
	rules->names = matcher_build(process, entries, table->n_rows);
	html_prepare();
	*out = rules;
	return rules->names ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
