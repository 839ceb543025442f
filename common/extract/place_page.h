/* place_page.h - one page while its places are decided: the candidates, what is known so far, and
 * what the steps of the decision share. For the place_*.c files only. */
#ifndef JICENG_EXTRACT_PLACE_PAGE_H
#define JICENG_EXTRACT_PLACE_PAGE_H

#include "extract/place_mass.h"
#include "extract/place_scan.h"
#include "page/article.h"

/* More divisions of one name than this are not weighed one by one. */
#define PLACE_HITS_MAX 64

struct place_page {
	struct arena *arena;
	const struct place_rules *rules;
	const struct gazetteer *gazetteer;
	const struct article *article;
	struct place_candidate *candidates; /* title, kicker, subtitle, text */
	size_t n;
	size_t first_in_text; /* candidates of FIELD_TEXT: [first_in_text, end_in_text) */
	size_t end_in_text;
	uint32_t source; /* where the credited outlet is at home; GAZETTEER_NONE */
	uint32_t host;
	struct place_mass mass;
	uint32_t anchor; /* province, city or county that the page is about, while deciding */
	uint32_t own;    /* the article's own jurisdiction, in the end */
	struct slice own_locality; /* and the place below it that the article is about */
	enum place_basis basis;
};

/* Text of the field in which a candidate stands. */
struct slice place_field_text(const struct place_page *page, enum place_field field);
/* 0 for GAZETTEER_NONE. */
unsigned place_level(const struct gazetteer *gazetteer, uint32_t place);
/* The division at that level at or above `place`, or GAZETTEER_NONE. */
uint32_t place_at_level(const struct gazetteer *gazetteer, uint32_t place,
			enum division_level level);
/* The lowest division at or above both, or GAZETTEER_NONE. */
uint32_t place_common(const struct gazetteer *gazetteer, uint32_t a, uint32_t b);
/* The only town among the hits that lies under `above`, or GAZETTEER_NONE. */
uint32_t place_only_town(const struct place_page *page, struct hits hits, uint32_t above);
/* What ends at byte `at` before the candidate, or NULL; what a longer name covers is passed over.
 */
const struct place_candidate *place_before(const struct place_page *page,
					   const struct place_candidate *candidate, size_t at);
/* Where the outlet, else the site, is at home. */
uint32_t place_home(const struct place_page *page);

/* A name that nobody has decided yet. */
bool place_is_open(const struct place_candidate *candidate);
/* A common word as well: data/place_weak.tsv. */
bool place_is_weak(const struct place_page *page, const struct place_candidate *candidate);
/* Whether no ideograph stands right before byte `at`. */
bool place_starts_clause(struct slice text, size_t at);
/* Whether the name does not lie across two words: it begins a clause, or a word that ends before a
 * name (在, 由) stands before it, or the full name of what lies in it stands behind it. */
bool place_stands_clear(const struct place_page *page, const struct place_candidate *candidate);
/* Whether the place stands in the head of the story: 本报禹城讯, 新华社济南3月5日电. */
bool place_is_dateline(const struct place_page *page, const struct place_candidate *candidate);

/* Says what a candidate is, and counts it. False: no memory. */
bool place_decide(struct place_page *page, struct place_candidate *candidate, uint32_t place)
    __attribute__((warn_unused_result));
/* It counts no longer. */
void place_uncount(struct place_page *page, struct place_candidate *candidate);

/* Down from the provinces to level `lowest`, as long as one part has most of the whole. */
uint32_t place_heaviest_branch(const struct place_page *page, unsigned lowest);
/* The place that the candidates of a field speak of together. */
uint32_t place_of_field(const struct place_page *page, enum place_field field);

#endif
