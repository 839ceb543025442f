/* lexicon.h - all tables together: the ones built into the program, or those of a directory.
 * Loaded once, before fork; read-only after. The only place in common/ that opens files (with
 * lexicon/gazetteer.h). A directory replaces built-in tables file by file; a .tsv in it whose name
 * no built-in table has is refused, so that a typing error is not silently without effect. */
#ifndef JICENG_LEXICON_LEXICON_H
#define JICENG_LEXICON_LEXICON_H

#include "lexicon/table.h"

struct lexicon {
	const struct table *tables;
	size_t n_tables;
	struct slice hash; /* 64 hex: SHA-256 over the names and bytes of all tables */
};

/* directory: NULL for the built-in tables alone. Everything lives in `process`, which outlives the
 * lexicon's users. STATUS_BAD_LEXICON, STATUS_CANNOT_READ, STATUS_MEMORY_LIMIT. */
enum status lexicon_load(struct arena *process, const char *directory, struct lexicon *out,
			 struct err *err) __attribute__((warn_unused_result));

/* One table from a file of its own that replaces none (a test's, a list of floors).
 * STATUS_BAD_LEXICON, STATUS_CANNOT_READ, STATUS_MEMORY_LIMIT. */
enum status lexicon_read_table(struct arena *arena, const char *path, struct table *out,
			       struct err *err) __attribute__((warn_unused_result));

/* The table of that name ("head_nouns"), or STATUS_BAD_LEXICON when the program has none. */
enum status lexicon_table(const struct lexicon *lexicon, const char *name, const struct table **out,
			  struct err *err) __attribute__((warn_unused_result));

#endif
