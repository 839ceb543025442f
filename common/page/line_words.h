/* line_words.h - how lines of articles begin and end: words by what they make of a line
 * (data/line_words.tsv). */
#ifndef JICENG_PAGE_LINE_WORDS_H
#define JICENG_PAGE_LINE_WORDS_H

#include "base/status.h"
#include "lexicon/lexicon.h"

struct line_words;

enum line_word {
	LINE_CAPTION_START,
	LINE_CAPTION_END,
	LINE_CAPTION_APART_END,  /* a space stands before the word */
	LINE_CAPTION_SIGNED_END, /* a sentence stands before it */
	LINE_PARAGRAPH_START,
	LINE_LEAD_START,
	LINE_LEAD_INSIDE,
	LINE_PICTURE_CREDIT,
	LINE_NO_ARTICLE_TITLE,
	LINE_POST_HEAD,
	LINE_WORD_COUNT
};

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status line_words_load(struct arena *process, const struct lexicon *lexicon,
			    const struct line_words **out, struct err *err)
    __attribute__((warn_unused_result));

/* Does the text begin with, end in, hold such a word? */
bool line_starts(const struct line_words *words, enum line_word kind, struct slice text);
bool line_ends(const struct line_words *words, enum line_word kind, struct slice text);
bool line_holds(const struct line_words *words, enum line_word kind, struct slice text);

#endif
