/* times.h - dates and periods that an article names, resolved against its date of publication. */
#ifndef JICENG_EXTRACT_TIMES_H
#define JICENG_EXTRACT_TIMES_H

#include "extract/model.h"
#include "lexicon/lexicon.h"

struct time_rules;

enum status time_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct time_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Over article->text, resolved against article->published (year 0: relative words then keep their
 * text and have no dates). An end or a start alone may be unknown (起, 截至). Mentions in text
 * order, none overlapping, none in broken text. STATUS_MEMORY_LIMIT. */
enum status times_find(struct arena *arena, const struct time_rules *rules,
		       const struct article *article, const struct time_mention **out, size_t *n)
    __attribute__((warn_unused_result));

#endif
