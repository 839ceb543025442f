/* lost.h - which letter was it of which a converter left only one byte? Answered only where one
 * reading is possible: by the page itself (the same letters before it) or by a list of words. */
#ifndef JICENG_TEXT_LOST_H
#define JICENG_TEXT_LOST_H

#include "text/gbk.h"

/* A word of split_words.tsv. */
struct split_word {
	uint32_t before;        /* where it has three letters: the first of them, else 0 */
	uint32_t first, second; /* the last two */
	bool is_last; /* often the last before a mark: its second letter may be known by its first
		       * byte
		       */
};

struct lost_context {
	const struct gbk *gbk; /* open */
	struct slice page;     /* more text of the same page, to find the letter in; may be empty */
	size_t search_budget;  /* bytes of `page` that may still be searched */
	const struct split_word *words;
	size_t n_words;
};

/* A letter of which one byte is known, and its neighbours; 0 for one that is not known. */
struct gap {
	uint32_t before[2]; /* [1] is next to the gap */
	uint32_t after;
	unsigned char byte;
	bool is_lead; /* the byte is its first */
};

/* The last two letters of text. */
void gap_before(struct gap *gap, struct slice text);

/* The one letter that stands in the page between the same neighbours; with nothing known behind it,
 * a mark must follow there. 0: none, or several. */
uint32_t lost_in_page(struct lost_context *context, const struct gap *gap);
/* The one that makes a word of the list with the letters before it; a word of three letters goes
 * before those of two. 0: none, or several; *n_fit, how many. */
uint32_t lost_in_words(const struct lost_context *context, const struct gap *gap, size_t *n_fit);
/* Was the lost letter a mark rather than the second letter of a word? True if the two letters
 * before the gap are such a last word themselves, or if the page has them with a mark behind them
 * and nowhere a word of the list that fits. */
bool lost_is_mark(struct lost_context *context, const struct gap *gap);

/* Bytes at `at` that are the rest of a number or date whose first digit went with a lost letter. */
size_t lost_number_length(struct slice text, size_t at);

#endif
