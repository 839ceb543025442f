/* place_resolve.c - see place_resolve.h. */
#include "extract/place_resolve.h"

#include "extract/place_counties.h"
#include "extract/place_walk.h"

static bool is_dateline(const struct place_page *page, uint32_t place)
{
	for (size_t i = page->first_in_text; i < page->end_in_text; i++)
		if (page->candidates[i].place == place)
			return place_is_dateline(page, &page->candidates[i]);
	return false;
}

static void find_own(struct place_page *page)
{
	page->basis = BASIS_TITLE;
	page->own = place_of_field(page, FIELD_TITLE);
	if (page->own == GAZETTEER_NONE)
		page->own = place_of_field(page, FIELD_KICKER);
	uint32_t branch = place_heaviest_branch(page, DIVISION_VILLAGE);
	bool is_deeper = branch != GAZETTEER_NONE && branch != page->own &&
			 place_level(page->gazetteer, page->own) == DIVISION_PROVINCE &&
			 gazetteer_is_within(page->gazetteer, branch, page->own);
	if (page->own == GAZETTEER_NONE || is_deeper) {
		page->own = branch;
		page->basis = is_dateline(page, branch) ? BASIS_DATELINE : BASIS_TEXT;
	}
	if (page->own == GAZETTEER_NONE && page->source != GAZETTEER_NONE) {
		page->own = page->source;
		page->basis = BASIS_SOURCE;
	}
	if (page->own == GAZETTEER_NONE) {
		page->own = page->host;
		page->basis = BASIS_URL;
	}
}

enum status place_resolve(struct place_page *page)
{
	if (!place_resolve_counties(page) || !place_walk_page(page))
		return STATUS_MEMORY_LIMIT;
	find_own(page);
	return STATUS_OK;
}
