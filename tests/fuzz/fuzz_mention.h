/* fuzz_mention.h - what the fuzz targets of mentions share: any text as an article, and what holds
 * of every span. Bytes that are no UTF-8 are passed over: text is valid before extraction sees it.
 */
#ifndef JICENG_TESTS_FUZZ_MENTION_H
#define JICENG_TESTS_FUZZ_MENTION_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "extract/model.h"
#include "text/utf8.h"

#define FUZZ_BUDGET ((size_t)64 * 1024 * 1024)

static inline void fuzz_require(bool what, const char *why)
{
	if (what)
		return;
	fprintf(stderr, "does not hold: %s\n", why);
	abort();
}

/* In the text, not before `from`, not empty, on whole letters. */
static inline void fuzz_check_span(struct slice text, struct span span, size_t from)
{
	fuzz_require(span.start >= from && span.start < span.end && span.end <= text.n,
		     "spans lie in the text, in order, without overlap");
	fuzz_require(utf8_is_valid(slice_sub(text, 0, span.start)) &&
			 utf8_is_valid(slice_span(text, span)),
		     "spans stand on the borders of letters");
}

/* Day of publication and script come from the text's own first and last byte; every fourth text has
 * no day. */
static inline struct article fuzz_article(struct slice text, struct paragraph *paragraph)
{
	const unsigned char *bytes = (const unsigned char *)text.p;

	*paragraph = (struct paragraph){{0, text.n}, PARAGRAPH_BODY};
	struct article article = {.text = text, .paragraphs = paragraph, .n_paragraphs = 1};
	if (text.n % 4)
		article.published.date =
		    (struct date){2024, 1 + bytes[0] % 12, 1 + bytes[text.n - 1] % 28};
	article.script = text.n % 2 ? SCRIPT_HANT : SCRIPT_HANS;
	return article;
}

#endif
