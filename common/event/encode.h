/* encode.h - the model becomes JSON: events, outcomes, articles, in the key order of EVENTS.md. */
#ifndef JICENG_EVENT_ENCODE_H
#define JICENG_EVENT_ENCODE_H

#include "event/ids.h"
#include "extract/model.h"

struct provenance {
	struct slice extractor; /* "jiceng 0.1.0" */
	struct slice ruleset;   /* 64 hex */
	struct origin origin;
};

/* One initiative of one article. `ids` holds the ids of all initiatives of the article.
 * .p is NULL when the arena is full. */
struct slice event_encode(struct arena *arena, const struct page *page,
			  const struct article *article, const struct article_ids *ids,
			  const struct initiatives *initiatives, size_t index,
			  const struct provenance *provenance) __attribute__((warn_unused_result));

/* One article as `clean-articles` and `jiceng clean` show it. */
struct slice article_encode(struct arena *arena, const struct page *page,
			    const struct article *article, const struct provenance *provenance)
    __attribute__((warn_unused_result));

/* The line of `jiceng clean`: the page with its articles. */
struct slice page_encode(struct arena *arena, const struct page *page)
    __attribute__((warn_unused_result));

struct outcome {
	const char *status;  /* "extracted", ... */
	const char *reason;  /* dead letters: the reason; else NULL */
	struct slice detail; /* dead letters: for people */
	const char *stage;   /* dead letters: where; may be NULL */
	const struct slice *event_ids;
	size_t n_event_ids;
};

struct slice outcome_encode(struct arena *arena, const struct page *page,
			    const struct outcome *outcome, const struct provenance *provenance)
    __attribute__((warn_unused_result));

#endif
