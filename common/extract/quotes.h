/* quotes.h - direct speech with its speaker. Scare quotes, names and slogans are not speech. */
#ifndef JICENG_EXTRACT_QUOTES_H
#define JICENG_EXTRACT_QUOTES_H

#include "extract/model.h"

struct people_rules; /* extract/people.h: who can speak, and the verbs of speaking */

/* Needs sentences and actors of *mentions. In text order. STATUS_MEMORY_LIMIT. */
enum status quotes_find(struct arena *arena, const struct people_rules *rules,
			const struct article *article, const struct mentions *mentions,
			const struct quote **out, size_t *n) __attribute__((warn_unused_result));

#endif
