/* line_words.c - see line_words.h. One matcher for each kind, so that a longer word of one kind
 * hides no shorter one of another. */
#include "page/line_words.h"

#include "lexicon/matcher.h"

struct line_words {
	const struct matcher *of[LINE_WORD_COUNT];
};

static enum line_word kind_of(struct slice name)
{
	static const char *const NAMES[LINE_WORD_COUNT] = {
	    [LINE_CAPTION_START] = "caption_start",
	    [LINE_CAPTION_END] = "caption_end",
	    [LINE_CAPTION_APART_END] = "caption_apart_end",
	    [LINE_CAPTION_SIGNED_END] = "caption_signed_end",
	    [LINE_PARAGRAPH_START] = "paragraph_start",
	    [LINE_LEAD_START] = "lead_start",
	    [LINE_LEAD_INSIDE] = "lead_inside",
	    [LINE_PICTURE_CREDIT] = "picture_credit",
	    [LINE_NO_ARTICLE_TITLE] = "no_article_title",
	    [LINE_POST_HEAD] = "post_head"};
	unsigned kind = 0;

	while (kind < LINE_WORD_COUNT && !slice_equal(name, slice_of(NAMES[kind])))
		kind++;
	return kind;
}

enum status line_words_load(struct arena *process, const struct lexicon *lexicon,
			    const struct line_words **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "kind"};
	struct line_words *words = arena_alloc(process, sizeof *words);
	const struct table *table;
	size_t column[2], n;
	enum status status = lexicon_table(lexicon, "line_words", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!words || !entries)
		return STATUS_MEMORY_LIMIT;
	for (unsigned kind = 0; kind < LINE_WORD_COUNT; kind++) {
		n = 0;
		for (size_t row = 0; row < table->n_rows; row++) {
			enum line_word own = kind_of(table_cell(table, row, column[1]));
			if (own == LINE_WORD_COUNT)
				return table_refuse(table, row, err, "no such kind");
			if (own == kind)
				entries[n++].word = table_cell(table, row, column[0]);
		}
		words->of[kind] = matcher_build(process, entries, n);
		if (!words->of[kind])
			return STATUS_MEMORY_LIMIT;
	}
	*out = words;
	return STATUS_OK;
}

bool line_starts(const struct line_words *words, enum line_word kind, struct slice text)
{
	struct match match;

	return text.n > 0 && matcher_at(words->of[kind], text, 0, &match);
}

bool line_ends(const struct line_words *words, enum line_word kind, struct slice text)
{
	struct match match;

	return text.n > 0 && matcher_before(words->of[kind], text, text.n, &match);
}

bool line_holds(const struct line_words *words, enum line_word kind, struct slice text)
{
	struct match match;
	size_t from = 0;

	return matcher_next(words->of[kind], text, &from, &match);
}
