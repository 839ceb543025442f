/* script_facts.h - date and account that a page keeps in its scripts only (data/script_facts.tsv).
 * A last resort: it looks through the whole source. */
#ifndef JICENG_PAGE_SCRIPT_FACTS_H
#define JICENG_PAGE_SCRIPT_FACTS_H

#include "base/status.h"
#include "lexicon/lexicon.h"
#include "text/date.h"

struct script_rules;

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status script_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct script_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* The day and time of publication; false: no script says so. */
bool script_published(const struct script_rules *rules, struct slice source, struct timestamp *out);
/* The account, as written; empty: no script names it. */
struct slice script_source(const struct script_rules *rules, struct slice source);

#endif
