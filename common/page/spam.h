/* spam.h - injected advertising: whole lines of it, and bits of it in front of, behind and inside
 * real text. Words: data/spam_words.tsv. */
#ifndef JICENG_PAGE_SPAM_H
#define JICENG_PAGE_SPAM_H

#include "base/status.h"
#include "lexicon/lexicon.h"

struct spam_rules;

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status spam_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct spam_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Is the whole line spam? line: Latin letters in lower case. */
bool spam_is(const struct spam_rules *rules, struct slice line);

/* The line without its spam: sentences, clauses and words of it that share the line with real text.
 * Empty when it is nothing else. In the arena when something was cut (*cut says so); .p NULL: no
 * memory. */
struct slice spam_cut(struct arena *arena, const struct spam_rules *rules, struct slice line,
		      bool *cut) __attribute__((warn_unused_result));

#endif
