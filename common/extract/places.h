/* places.h - which places an article names, and under whose jurisdiction a passage stands. */
#ifndef JICENG_EXTRACT_PLACES_H
#define JICENG_EXTRACT_PLACES_H

#include "extract/model.h"
#include "lexicon/gazetteer.h"
#include "lexicon/lexicon.h"

struct place_rules; /* read-only, process lifetime */
struct places;      /* the places of one article, and how they stand to each other */

enum status place_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct gazetteer *gazetteer, const struct place_rules **out,
			     struct err *err) __attribute__((warn_unused_result));

/* Looks at text, title, kicker, dateline, source, masthead and URL host. STATUS_MEMORY_LIMIT. */
enum status places_find(struct arena *arena, const struct place_rules *rules,
			const struct page *page, const struct article *article,
			const struct sentences *sentences, struct places **out)
    __attribute__((warn_unused_result));

/* The mentions in text order; they live as long as the arena. */
const struct place_mention *places_mentions(const struct places *places, size_t *n);
/* The article's own jurisdiction; .code empty when nothing is certain. */
struct jurisdiction places_of_article(const struct places *places);
/* Whose place governs the clause at byte `at` of article.text: the subject of its sentence, else
 * carried over from the sentences before, else the article's own. */
struct jurisdiction places_at(const struct places *places, size_t at);

#endif
