/* initiatives.h - mentions become initiatives: candidate names are found (extract/names.h), judged,
 * merged, typed, related, and given the mentions that belong to them. */
#ifndef JICENG_EXTRACT_INITIATIVES_H
#define JICENG_EXTRACT_INITIATIVES_H

#include "extract/model.h"
#include "extract/places.h"
#include "lexicon/lexicon.h"

struct initiative_rules;

enum status initiative_rules_load(struct arena *process, const struct lexicon *lexicon,
				  const struct initiative_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* STATUS_MEMORY_LIMIT is the only failure. */
enum status initiatives_find(struct arena *arena, const struct initiative_rules *rules,
			     const struct article *article, const struct mentions *mentions,
			     const struct places *places, struct initiatives *out)
    __attribute__((warn_unused_result));

#endif
