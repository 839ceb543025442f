/* ids.h - identities that never depend on offset, time or host (EVENTS.md section 3). */
#ifndef JICENG_EVENT_IDS_H
#define JICENG_EVENT_IDS_H

#include "extract/model.h"

struct initiative_ids {
	struct slice event_id; /* 32 hex */
	struct slice key;      /* 32 hex */
};

struct article_ids {
	struct slice text_hash;                   /* 64 hex */
	struct slice simhash;                     /* 16 hex */
	const struct initiative_ids *initiatives; /* as many as the article has */
};

/* 32 hex of the canonical URL, else of the content hash. .p NULL: arena full. */
struct slice page_id_of(struct arena *arena, struct slice canonical_url, struct slice content_hash)
    __attribute__((warn_unused_result));

/* The name in the form in which two reports of one initiative agree: no quotation marks, brackets,
 * punctuation or white space, full-width letters and digits folded to ASCII, ASCII in lower case.
 */
struct slice normalised_name(struct arena *arena, struct slice name)
    __attribute__((warn_unused_result));

/* STATUS_MEMORY_LIMIT is the only failure. Two initiatives of an article never get one event_id. */
enum status ids_of_article(struct arena *arena, const struct page *page,
			   const struct article *article, const struct initiatives *initiatives,
			   struct article_ids *out) __attribute__((warn_unused_result));

/* 64-bit simhash (Charikar 2002) over character bigrams, punctuation and spaces left out. */
uint64_t simhash64(struct slice text);

#endif
