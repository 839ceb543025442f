/* matcher.h - finds the words of a list in a text, all at once.
 * Compiled once from (word, value) pairs into read-only memory; then any number of texts. At each
 * place the longest word wins. Words and text are UTF-8; offsets are bytes. A word listed twice
 * keeps both values: see match.entry. Cost of a scan: about one table look-up per code point. */
#ifndef JICENG_LEXICON_MATCHER_H
#define JICENG_LEXICON_MATCHER_H

#include "base/arena.h"
#include "base/status.h"
#include "lexicon/table.h"

struct matcher_entry {
	struct slice word; /* not empty; borrowed, outlives the matcher */
	uint32_t value;    /* whatever the owner makes of it: a row number, an enum */
};

struct match {
	struct span span;
	/* The first entry with this word; entries with the same word follow it in the order in
	 * which they were given: while (e->word equals) e++ is valid up to matcher_end(). */
	const struct matcher_entry *entry;
};

struct matcher;

/* NULL only when the arena is full. `entries` is copied (not the words). */
struct matcher *matcher_build(struct arena *arena, const struct matcher_entry *entries, size_t n)
    __attribute__((warn_unused_result));
/* A matcher over one column of a table; value = row number; rows whose cell is empty are left out.
 */
struct matcher *matcher_of_column(struct arena *arena, const struct table *table, size_t column)
    __attribute__((warn_unused_result));
const struct matcher_entry *matcher_end(const struct matcher *matcher);

/* The longest word that starts exactly at byte `at`. */
bool matcher_at(const struct matcher *matcher, struct slice text, size_t at, struct match *out);
/* The longest word that ends exactly at byte `end`. Cost: length of the longest word. */
bool matcher_before(const struct matcher *matcher, struct slice text, size_t end,
		    struct match *out);
/* The next word at or after *from, longest first, no overlaps; *from moves behind it. */
bool matcher_next(const struct matcher *matcher, struct slice text, size_t *from,
		  struct match *out);
/* The entry whose word is exactly `word`, or NULL. */
const struct matcher_entry *matcher_find(const struct matcher *matcher, struct slice word);

#endif
