/* html.h - HTML source becomes blocks. The only file (with html_memory) that knows libxml2, and
 * the place where its traps are met (../shared/LIMITS.md has them: depth, attributes, NUL, errors
 * on stderr, encodings guessed wrong). */
#ifndef JICENG_PAGE_HTML_H
#define JICENG_PAGE_HTML_H

#include "base/status.h"
#include "lexicon/lexicon.h"
#include "page/block.h"

struct html_rules; /* what class names and ids say (data/box_hints.tsv) */

/* Lives in `process`. Also prepares libxml2 for the whole program. */
enum status html_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct html_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Bits of enum box_hint for a class or id attribute. */
unsigned html_hints(const struct html_rules *rules, struct slice class_or_id);

/* source: valid UTF-8 without NUL, whatever the page declares. with_hidden: text that a browser
 * would not show (display:none, noscript) counts too: the second try for a page that seems empty.
 * STATUS_PARSE_FAILED, STATUS_MEMORY_LIMIT. */
enum status html_blocks(struct arena *arena, const struct html_rules *rules, struct slice source,
			bool with_hidden, struct blocks *out, struct err *err)
    __attribute__((warn_unused_result));

#endif
