/* place_resolve.h - decides which division each candidate is, with everything else on the page as
 * evidence, and which division the article is about. For the place_*.c files only.
 *
 * Order of decisions, from the certain to the dependent: names that are unique or stand in a chain
 * (烟台市牟平区); counties with one name, by what the page says of their cities; short forms;
 * the county that the page is about; towns; villages, only under a county that the text names;
 * what points back. What cannot be decided stays GAZETTEER_NONE. */
#ifndef JICENG_EXTRACT_PLACE_RESOLVE_H
#define JICENG_EXTRACT_PLACE_RESOLVE_H

#include "extract/place_mass.h"
#include "extract/place_scan.h"
#include "page/article.h"

struct place_page {
	struct arena *arena;
	const struct place_rules *rules;
	const struct gazetteer *gazetteer;
	const struct article *article;
	struct place_candidate *candidates; /* title, kicker, subtitle, text, captions */
	size_t n;
	size_t first_in_text; /* candidates of FIELD_TEXT: [first_in_text, end_in_text) */
	size_t end_in_text;
	uint32_t source; /* where the credited outlet is at home; GAZETTEER_NONE */
	uint32_t host;
	struct place_mass mass;
	uint32_t anchor; /* province, city or county that the page is about, while deciding */
	uint32_t own;    /* the article's own jurisdiction, in the end */
	enum place_basis basis;
};

/* STATUS_MEMORY_LIMIT. */
enum status place_resolve(struct place_page *page) __attribute__((warn_unused_result));

/* Text of the field in which a candidate stands. */
struct slice place_field_text(const struct place_page *page, enum place_field field);
/* The division at that level at or above `place`, or GAZETTEER_NONE. */
uint32_t place_at_level(const struct gazetteer *gazetteer, uint32_t place,
			enum division_level level);
/* 0 for GAZETTEER_NONE. */
unsigned place_level(const struct gazetteer *gazetteer, uint32_t place);
/* The lowest division at or above both, or GAZETTEER_NONE. */
uint32_t place_common(const struct gazetteer *gazetteer, uint32_t a, uint32_t b);

#endif
