/* clean.h - the whole of cleaning: a document becomes a page with its articles.
 * decode -> blocks (HTML or plain text) -> boilerplate and spam out -> articles split -> headline,
 * date, source, people -> letters repaired, script converted. */
#ifndef JICENG_PAGE_CLEAN_H
#define JICENG_PAGE_CLEAN_H

#include "lexicon/lexicon.h"
#include "page/article.h"

struct clean_rules; /* compiled word lists; read-only */

/* Lives in `process`. STATUS_BAD_LEXICON with file and line, STATUS_MEMORY_LIMIT. */
enum status clean_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct clean_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Fills articles, encoding and flags of *page; the caller has filled page->url, host, ...
 * Damage in the text is no error. STATUS_UNDECODABLE, STATUS_PARSE_FAILED, STATUS_MEMORY_LIMIT. */
enum status page_clean(struct arena *arena, const struct clean_rules *rules,
		       const struct script_converter *converter, const struct document *document,
		       struct page *page, struct err *err) __attribute__((warn_unused_result));

#endif
