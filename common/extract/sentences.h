/* sentences.h - article.text cut into sentences (see struct sentence in extract/model.h). */
#ifndef JICENG_EXTRACT_SENTENCES_H
#define JICENG_EXTRACT_SENTENCES_H

#include "extract/model.h"

/* Only 。！？!? and …… at the end of a clause, outside brackets, end a sentence, and the paragraph;
 * where one stands inside quotation marks, the sentence goes on when the words behind the closing
 * mark belong to it (“……。”王某说。). STATUS_MEMORY_LIMIT is the only failure. */
enum status sentences_split(struct arena *arena, const struct article *article,
			    struct sentences *out) __attribute__((warn_unused_result));

/* Index of the sentence that holds byte `at`, or SIZE_MAX (line breaks belong to none). */
size_t sentence_at(const struct sentences *sentences, size_t at);

#endif
