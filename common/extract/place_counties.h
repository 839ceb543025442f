/* place_counties.h - decides the provinces, cities and counties of a page, and which of them it is
 * about. For the place_*.c files only.
 *
 * From the certain to the dependent: names in a chain (烟台市牟平区) and names that are unique;
 * counties that share a name, by what the page says of their cities; short forms. */
#ifndef JICENG_EXTRACT_PLACE_COUNTIES_H
#define JICENG_EXTRACT_PLACE_COUNTIES_H

#include "extract/place_page.h"

/* Sets page->anchor as well. False: no memory. */
bool place_resolve_counties(struct place_page *page) __attribute__((warn_unused_result));

#endif
