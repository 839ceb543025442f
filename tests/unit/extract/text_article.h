/* text_article.h - an article made of a string, for tests of extraction. Each line is a paragraph;
 * a line that begins with "# " is a heading (the sign is not part of the text). */
#ifndef JICENG_TESTS_TEXT_ARTICLE_H
#define JICENG_TESTS_TEXT_ARTICLE_H

#include <check.h>

#include "base/buf.h"
#include "base/vec.h"
#include "page/article.h"

static inline struct article text_article(struct arena *arena, struct slice source)
{
	struct buf text = buf_in(arena);
	struct vec paragraphs = vec_of(arena, sizeof(struct paragraph));
	struct slice line;

	while (slice_next_field(&source, '\n', &line)) {
		bool heading = slice_starts(line, SLICE("# "));
		if (paragraphs.n)
			buf_byte(&text, '\n');
		size_t start = text.n;
		buf_append(&text, heading ? slice_from(line, 2) : line);
		struct paragraph paragraph = {{start, text.n},
					      heading ? PARAGRAPH_HEADING : PARAGRAPH_BODY};
		ck_assert(vec_add(&paragraphs, &paragraph));
	}
	ck_assert(!buf_failed(&text));
	return (struct article){
	    .text = buf_slice(&text), .paragraphs = paragraphs.items, .n_paragraphs = paragraphs.n};
}

#endif
