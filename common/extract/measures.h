/* measures.h - figures with what they count (EVENTS.md, rule of judgement 9). */
#ifndef JICENG_EXTRACT_MEASURES_H
#define JICENG_EXTRACT_MEASURES_H

#include "extract/model.h"
#include "lexicon/lexicon.h"

struct measure_rules;

enum status measure_rules_load(struct arena *process, const struct lexicon *lexicon,
			       const struct measure_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Needs sentences and times of *mentions (a date is no measure). In text order, none overlapping.
 * STATUS_MEMORY_LIMIT. */
enum status measures_find(struct arena *arena, const struct measure_rules *rules,
			  const struct article *article, const struct mentions *mentions,
			  const struct measure **out, size_t *n)
    __attribute__((warn_unused_result));

#endif
