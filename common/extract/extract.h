/* extract.h - the whole of extraction: an article becomes initiatives.
 * sentences -> places, times, figures, people, quotes -> names -> initiatives. */
#ifndef JICENG_EXTRACT_EXTRACT_H
#define JICENG_EXTRACT_EXTRACT_H

#include "extract/model.h"
#include "lexicon/gazetteer.h"
#include "lexicon/lexicon.h"

struct extract_rules; /* compiled tables of all modules; read-only */

/* Lives in `process`, and so must the gazetteer. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status extract_rules_load(struct arena *process, const struct lexicon *lexicon,
			       const struct gazetteer *gazetteer, const struct extract_rules **out,
			       struct err *err) __attribute__((warn_unused_result));

/* The initiatives of one article of the page, in text order of their first mention.
 * STATUS_MEMORY_LIMIT is the only failure. */
enum status extract_article(struct arena *arena, const struct extract_rules *rules,
			    const struct page *page, const struct article *article,
			    struct initiatives *out, struct err *err)
    __attribute__((warn_unused_result));

#endif
