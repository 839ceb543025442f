/* tables.h - for tests of word lists: the lexicon as built in, loaded once. */
#ifndef JICENG_TESTS_TABLES_H
#define JICENG_TESTS_TABLES_H

#include "harness.h"
#include "lexicon/lexicon.h"

static struct arena *tables_arena;
static struct lexicon tables_lexicon;

static inline const struct table *tables_get(const char *name)
{
	const struct table *table = NULL;
	struct err err = {0};

	if (!tables_arena) {
		tables_arena = arena_new((size_t)64 << 20);
		ck_assert(tables_arena != NULL);
		ck_assert_msg(lexicon_load(tables_arena, NULL, &tables_lexicon, &err) == STATUS_OK,
			      "%s", err.text);
	}
	if (name)
		ck_assert_msg(lexicon_table(&tables_lexicon, name, &table, &err) == STATUS_OK, "%s",
			      err.text);
	return table;
}

static inline struct slice tables_cell(const struct table *table, size_t row, const char *column)
{
	size_t number = table_column(table, slice_of(column));

	ck_assert(number != SIZE_MAX);
	return table_cell(table, row, number);
}

#endif
