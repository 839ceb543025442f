/* people.h - persons with their roles, and organisations that act. The paper's own staff (authors,
 * correspondents, photographers, editors of the article) are left out. */
#ifndef JICENG_EXTRACT_PEOPLE_H
#define JICENG_EXTRACT_PEOPLE_H

#include "extract/model.h"
#include "lexicon/lexicon.h"

struct people_rules;

enum status people_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct people_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Needs sentences and places of *mentions. One row per mention, in text order; a person named again
 * without a role carries the role of the first mention. STATUS_MEMORY_LIMIT. */
enum status people_find(struct arena *arena, const struct people_rules *rules,
			const struct article *article, const struct mentions *mentions,
			const struct actor **out, size_t *n) __attribute__((warn_unused_result));

#endif
