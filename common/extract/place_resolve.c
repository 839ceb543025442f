/* place_resolve.c - see place_resolve.h. */
#include "extract/place_resolve.h"

#include "extract/place_counties.h"
#include "extract/place_walk.h"
#include "text/utf8.h"

#define NAME_BYTES 12 /* so long may a town's name be without 镇 */

static bool is_dateline(const struct place_page *page, uint32_t place)
{
	for (size_t i = page->first_in_text; i < page->end_in_text; i++)
		if (page->candidates[i].place == place)
			return place_is_dateline(page, &page->candidates[i]);
	return false;
}

/* Of the mentions of a division, the share (percent) that must be one place below it. */
#define SHARE 60

/* The place without a code that the field's mentions of the article's own division mean. */
static struct slice locality_of_field(const struct place_page *page, enum place_field field)
{
	struct slice locality = SLICE_EMPTY;
	size_t n = 0, same = 0;

	for (size_t i = 0; i < page->n; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		if (candidate->field != field || candidate->is_void || candidate->is_body ||
		    candidate->is_object || candidate->place != page->own ||
		    candidate->kind == CANDIDATE_BACK)
			continue;
		if (candidate->locality.n == 0 && field != FIELD_TEXT)
			continue; /* 金安区：星河湾社区有了夜校 */
		if (locality.n == 0)
			locality = candidate->locality;
		same += locality.n && slice_equal(candidate->locality, locality);
		n++;
	}
	return same * 100 >= n * SHARE ? locality : SLICE_EMPTY;
}

/* 东莞虎门：... Towns have no short forms of their own; in a headline, right behind the city or
 * county and set off, one is meant. */
static uint32_t town_in_title(const struct place_page *page)
{
	struct slice title = page->article->title;

	for (size_t i = 0; i < page->n && page->candidates[i].field == FIELD_TITLE; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		struct slice rest = slice_from(title, candidate->span.end);
		size_t n = 0, step;
		if (candidate->place != page->own || candidate->is_void || candidate->is_object)
			continue;
		while (n < rest.n && n <= NAME_BYTES && is_han(utf8_at(rest, n, &step)))
			n += step;
		uint32_t town =
		    n ? place_only_town(page,
					gazetteer_find_stem(page->gazetteer, slice_sub(rest, 0, n)),
					page->own)
		      : GAZETTEER_NONE;
		if (town != GAZETTEER_NONE)
			return town;
	}
	return GAZETTEER_NONE;
}

static void find_own(struct place_page *page)
{
	page->basis = BASIS_TITLE;
	page->own = place_of_field(page, FIELD_TITLE);
	unsigned level = place_level(page->gazetteer, page->own);
	uint32_t town = level == DIVISION_CITY || level == DIVISION_COUNTY ? town_in_title(page)
									   : GAZETTEER_NONE;
	if (town != GAZETTEER_NONE)
		page->own = town;
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

static void find_own_locality(struct place_page *page)
{
	if (page->own == GAZETTEER_NONE)
		return;
	if (page->basis == BASIS_TITLE) {
		page->own_locality = locality_of_field(page, FIELD_TITLE);
		if (page->own_locality.n == 0)
			page->own_locality = locality_of_field(page, FIELD_KICKER);
	} else if (page->basis == BASIS_TEXT || page->basis == BASIS_DATELINE) {
		page->own_locality = locality_of_field(page, FIELD_TEXT);
	}
}

enum status place_resolve(struct place_page *page)
{
	if (!place_resolve_counties(page) || !place_walk_page(page))
		return STATUS_MEMORY_LIMIT;
	find_own(page);
	find_own_locality(page);
	return STATUS_OK;
}
