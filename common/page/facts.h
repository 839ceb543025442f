/* facts.h - what the head of a page says about it, by meaning (data/page_facts.tsv): title,
 * published, updated, source, site. Best first. */
#ifndef JICENG_PAGE_FACTS_H
#define JICENG_PAGE_FACTS_H

#include "base/status.h"
#include "lexicon/lexicon.h"
#include "page/block.h"

struct fact_rules;

enum fact { FACT_TITLE, FACT_PUBLISHED, FACT_UPDATED, FACT_SOURCE, FACT_SITE, FACT_COUNT };

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status fact_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct fact_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* The next value of that meaning; *at is the caller's place in the list, 0 to begin with. Values
 * are as written; those of JSON-LD are decoded into the arena. False: no more (or the arena is
 * full). */
bool fact_next(const struct fact_rules *rules, struct arena *arena, const struct blocks *blocks,
	       enum fact fact, size_t *at, struct slice *value);

/* The string that is the value of the first member called `name` (without regard to case) at any
 * depth of a JSON text; .p NULL: none, or no memory (arena_is_full() tells). */
struct slice fact_in_json(struct arena *arena, struct slice json, struct slice name);

#endif
