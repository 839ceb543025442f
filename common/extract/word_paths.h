/* word_paths.h - the cheapest way to read a run of Chinese letters as ordinary words. Costs are
 * bits: what a word's frequency says about how surprising it is. Whoever proposes something else
 * for some letters (a person's name) compares its own cost with what the words there cost. Private
 * to extract/people*.c. */
#ifndef JICENG_EXTRACT_WORD_PATHS_H
#define JICENG_EXTRACT_WORD_PATHS_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

#define WORD_PATH_LETTERS 96

struct word_costs;

/* The words of common_words.tsv. */
enum status word_costs_load(struct arena *process, const struct lexicon *lexicon,
			    struct word_costs **out, struct err *err)
    __attribute__((warn_unused_result));
/* One word more, before the first use; a word that is there already keeps the lower cost. Words of
 * more than four letters are passed over, for their parts are words as well. False: no memory. */
bool word_costs_add(struct word_costs *costs, struct slice word, unsigned bits)
    __attribute__((warn_unused_result));

/* A run of letters, read as words only. Letter i begins at byte at[i]; at[n] is the end. */
struct word_path {
	size_t n;
	size_t at[WORD_PATH_LETTERS + 1];
	unsigned before[WORD_PATH_LETTERS + 1]; /* bits of the letters before letter i */
	unsigned behind[WORD_PATH_LETTERS + 1]; /* bits of letter i and those behind it */
	/* Letters of the last word of the best reading that ends before letter i, and of the first
	 * word of the best one that begins with it. */
	unsigned char last[WORD_PATH_LETTERS + 1];
	unsigned char first[WORD_PATH_LETTERS + 1];
};

/* Reads the run around byte `at`, which must be the start of a letter; of a very long run a window
 * that holds at least 24 letters on both sides. Empty (n == 0) when no letter is there. */
void word_path_read(const struct word_costs *costs, struct slice text, size_t at,
		    struct word_path *out);
/* What the letters of text[span] cost as words if no word reaches over its ends: never less than
 * what they cost within their run. At most WORD_PATH_LETTERS of them are looked at. */
unsigned word_cost(const struct word_costs *costs, struct slice text, struct span span);
/* Is text[span] a word of its own there (和 in 张三和李四), or do its letters belong to others
 * (和平)? True as well when there is little between the two readings. */
bool word_is_own(const struct word_costs *costs, struct slice text, struct span span);
/* Number of the letter that begins at byte `at`, or path->n for the end; SIZE_MAX: neither. */
size_t word_path_index(const struct word_path *path, size_t at);

#endif
