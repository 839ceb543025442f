/* split_words.h - for tests of repairs: the words of split_words.tsv, loaded once. */
#ifndef JICENG_TESTS_SPLIT_WORDS_H
#define JICENG_TESTS_SPLIT_WORDS_H

#include "../page/tables.h"
#include "page/draft.h"

static inline struct repair_context repair_context_of(struct slice page)
{
	static struct clean_rules rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules.split_words)
		ck_assert_msg(restore_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return (struct repair_context){page, rules.split_words, rules.n_split_words};
}

#endif
