/* boilerplate.h - lines of page furniture, known by their words (data/boilerplate.tsv). */
#ifndef JICENG_PAGE_BOILERPLATE_H
#define JICENG_PAGE_BOILERPLATE_H

#include "base/status.h"
#include "lexicon/lexicon.h"

struct boilerplate_rules;

enum boilerplate {
	BOILERPLATE_NONE,
	BOILERPLATE_LINE, /* the line is no part of the article */
	BOILERPLATE_END   /* neither is anything after it, once the article has begun */
};

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status boilerplate_rules_load(struct arena *process, const struct lexicon *lexicon,
				   const struct boilerplate_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* line: Simplified script. Looks at its first 600 bytes. */
enum boilerplate boilerplate_judge(const struct boilerplate_rules *rules, struct slice line);

#endif
