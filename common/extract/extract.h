/* extract.h - the whole of extraction: an article becomes initiatives.
 * sentences -> places, times, figures, people, quotes -> names -> initiatives. */
#ifndef JICENG_EXTRACT_EXTRACT_H
#define JICENG_EXTRACT_EXTRACT_H

#include "extract/model.h"
#include "lexicon/gazetteer.h"
#include "lexicon/lexicon.h"

struct places;
struct extract_rules; /* compiled tables of all modules; read-only */

/* Lives in `process`, and so must the gazetteer. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status extract_rules_load(struct arena *process, const struct lexicon *lexicon,
			       const struct gazetteer *gazetteer, const struct extract_rules **out,
			       struct err *err) __attribute__((warn_unused_result));

/* The first half: what the article mentions. Both in arena; *places is for the second half.
 * STATUS_MEMORY_LIMIT. */
enum status extract_mentions(struct arena *arena, const struct extract_rules *rules,
			     const struct page *page, const struct article *article,
			     struct mentions *out, struct places **places)
    __attribute__((warn_unused_result));
/* The second half: the initiatives of these mentions, in text order of their first one.
 * STATUS_MEMORY_LIMIT. */
enum status extract_initiatives(struct arena *arena, const struct extract_rules *rules,
				const struct article *article, const struct mentions *mentions,
				const struct places *places, struct initiatives *out)
    __attribute__((warn_unused_result));

/* Both halves for one article of the page. STATUS_MEMORY_LIMIT is the only failure. */
enum status extract_article(struct arena *arena, const struct extract_rules *rules,
			    const struct page *page, const struct article *article,
			    struct initiatives *out, struct err *err)
    __attribute__((warn_unused_result));

#endif
