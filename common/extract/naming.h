/* naming.h - which candidates name the same thing, and what it is called (rules of judgement 1, 2
 * and 6). */
#ifndef JICENG_EXTRACT_NAMING_H
#define JICENG_EXTRACT_NAMING_H

#include "extract/drafts.h"

/* The words without quotation marks and spaces, full-width signs as ASCII: what names are compared
 * by. In the arena; .p NULL when it is full. */
struct slice bare_name(struct arena *arena, struct slice words);

/* Groups the candidates that scored into drafts, in text order. STATUS_MEMORY_LIMIT. */
enum status drafts_group(struct passage *passage, struct drafts *out)
    __attribute__((warn_unused_result));
/* Finds where each draft is mentioned. STATUS_MEMORY_LIMIT. */
enum status drafts_find_mentions(struct passage *passage, struct drafts *drafts)
    __attribute__((warn_unused_result));
/* Merges drafts that are one thing under two forms of its name, and fills name and aliases.
 * STATUS_MEMORY_LIMIT. */
enum status drafts_name(struct passage *passage, struct drafts *drafts)
    __attribute__((warn_unused_result));

#endif
