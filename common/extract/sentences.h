/* sentences.h - article.text cut into sentences (see struct sentence in extract/model.h). */
#ifndef JICENG_EXTRACT_SENTENCES_H
#define JICENG_EXTRACT_SENTENCES_H

#include "extract/model.h"

/* Only 。！？!? and …… at the end of a clause, outside brackets, end a sentence, and the paragraph.
 * Quoted text is never cut. Where it holds whole sentences, ours ends with its closing mark, unless
 * the quotation begins the sentence: then the words behind it belong to it (“……。”王某说。).
 * The marks that were matched for it stay in out->marks.
 * STATUS_MEMORY_LIMIT is the only failure. Linear. */
enum status sentences_split(struct arena *arena, const struct article *article,
			    struct sentences *out) __attribute__((warn_unused_result));

/* Index of the sentence that holds byte `at`, or SIZE_MAX (line breaks belong to none). */
size_t sentence_at(const struct sentences *sentences, size_t at);

#endif
