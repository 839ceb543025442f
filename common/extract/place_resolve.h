/* place_resolve.h - decides which division each candidate is, with everything else on the page as
 * evidence, and which division the article is about. For the place_*.c files only.
 *
 * Counties and what is above them first (place_counties.h), then, in text order, what depends on
 * them (place_walk.h): towns; villages, only under a county that the text names; what points back.
 * What cannot be decided stays GAZETTEER_NONE: a wrong code is worse than a shallow one. */
#ifndef JICENG_EXTRACT_PLACE_RESOLVE_H
#define JICENG_EXTRACT_PLACE_RESOLVE_H

#include "extract/place_page.h"

/* Sets page->own and page->basis. STATUS_MEMORY_LIMIT. */
enum status place_resolve(struct place_page *page) __attribute__((warn_unused_result));

#endif
