/* corpus.h - what the tests of mentions share: the rules, a corpus table from
 * tests/corpus/mentions, and an article made of one text. Tests run in the project's root. */
#ifndef JICENG_TESTS_EXTRACT_CORPUS_H
#define JICENG_TESTS_EXTRACT_CORPUS_H

#include <stdio.h>
#include <string.h>

#include "extract/measures.h"
#include "extract/sentences.h"
#include "extract/times.h"
#include "harness.h"

static const char *const PRECISION_NAMES[PRECISION_COUNT] = {
    "day", "month", "quarter", "year", "year_to_date", "open",
};

static inline struct table corpus_table(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	static char text[1 << 20];
	struct table table = {0};
	struct err err = {0};

	ck_assert_msg(file != NULL, "cannot open %s: run the tests in the project's root", path);
	size_t n = fread(text, 1, sizeof text, file);
	fclose(file);
	ck_assert(n < sizeof text);
	struct slice copy = arena_copy(arena, (struct slice){text, n});
	ck_assert_msg(table_parse(arena, slice_of(path), slice_of(path), copy, &table, &err) ==
			  STATUS_OK,
		      "%s", err.text);
	return table;
}

static inline struct lexicon corpus_lexicon(struct arena *arena)
{
	struct lexicon lexicon;
	struct err err = {0};

	ck_assert_msg(lexicon_load(arena, NULL, &lexicon, &err) == STATUS_OK, "%s", err.text);
	return lexicon;
}

/* "2021-12-16", with " hant" behind it for a page in Traditional script; "-" for no date. */
static inline void corpus_published(struct slice cell, struct article *article)
{
	int year, month, day;
	char text[32] = {0};

	memcpy(text, cell.p, cell.n < 31 ? cell.n : 31);
	if (sscanf(text, "%d-%d-%d", &year, &month, &day) == 3)
		article->published.date = (struct date){year, month, day};
	article->script = slice_ends(cell, SLICE("hant")) ? SCRIPT_HANT : SCRIPT_HANS;
}

static inline struct article corpus_article(struct arena *arena, struct slice text)
{
	struct paragraph *paragraph = arena_alloc(arena, sizeof *paragraph);

	ck_assert(paragraph != NULL);
	*paragraph = (struct paragraph){{0, text.n}, PARAGRAPH_BODY};
	return (struct article){.text = text, .paragraphs = paragraph, .n_paragraphs = 1};
}

#endif
