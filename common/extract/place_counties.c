/* place_counties.c - see place_counties.h. Names of towns in a chain are decided here as well. */
#include "extract/place_counties.h"

/* --- names in a chain: 山东省烟台市牟平区 ---------------------------------------------------- */

static struct hits strictly_under(const struct place_page *page, struct hits hits, uint32_t above)
{
	struct hits under = gazetteer_under(page->gazetteer, hits, above);

	if (under.n && hit_place(&under, 0) == above) {
		under.items++;
		under.n--;
	}
	return under;
}

/* The one division of `upper` that has something called `lower` under it. */
static uint32_t only_parent(const struct place_page *page, const struct place_candidate *upper,
			    struct hits lower)
{
	uint32_t found = GAZETTEER_NONE;

	if (upper->place != GAZETTEER_NONE)
		return strictly_under(page, lower, upper->place).n ? upper->place : GAZETTEER_NONE;
	for (size_t i = 0; i < upper->hits.n && i < PLACE_HITS_MAX; i++) {
		uint32_t place = hit_place(&upper->hits, i);
		if (strictly_under(page, lower, place).n == 0)
			continue;
		if (found == GAZETTEER_NONE)
			found = place;
		else if (!gazetteer_is_within(page->gazetteer, place, found))
			return GAZETTEER_NONE; /* else 东莞市 in 东莞市: the higher one */
	}
	return found;
}

static bool resolve_chains(struct place_page *page)
{
	for (size_t i = 1; i < page->n; i++) {
		struct place_candidate *lower = &page->candidates[i], *upper = lower - 1;
		if (!lower->is_chained || lower->kind != CANDIDATE_NAME ||
		    upper->kind != CANDIDATE_NAME || upper->field != lower->field || upper->is_void)
			continue;
		uint32_t parent = only_parent(page, upper, lower->hits);
		if (parent == GAZETTEER_NONE)
			continue;
		lower->hits = strictly_under(page, lower->hits, parent);
		if (upper->place == GAZETTEER_NONE && !place_decide(page, upper, parent))
			return false;
		if (lower->hits.n == 1 && !place_decide(page, lower, hit_place(&lower->hits, 0)))
			return false;
	}
	return true;
}

/* --- provinces and cities, and counties whose name is unique --------------------------------- */

/* Of the hits the one that is highest and alone at its level, down to `lowest`. */
static uint32_t highest_hit(const struct place_page *page, const struct hits *hits, unsigned lowest,
			    enum name_form *form)
{
	uint32_t best = GAZETTEER_NONE;
	unsigned best_level = lowest + 1;

	for (size_t i = 0; i < hits->n && i < PLACE_HITS_MAX; i++) {
		unsigned level = place_level(page->gazetteer, hit_place(hits, i));
		if (level > lowest || level > best_level)
			continue;
		best = level < best_level ? hit_place(hits, i) : GAZETTEER_NONE;
		best_level = level;
		*form = hit_form(hits, i);
	}
	return best;
}

static bool resolve_certain(struct place_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		enum name_form form = NAME_FULL;
		if (!place_is_open(candidate))
			continue;
		uint32_t place = highest_hit(page, &candidate->hits, DIVISION_COUNTY, &form);
		unsigned level = place_level(page->gazetteer, place);
		if (place == GAZETTEER_NONE || (form == NAME_SHORT && level > DIVISION_CITY) ||
		    (form == NAME_SHORT && place_is_weak(page, candidate)))
			continue;
		if (form != NAME_SHORT && place_is_weak(page, candidate) &&
		    !place_starts_clause(place_field_text(page, candidate->field),
					 candidate->span.start))
			continue;
		if (!place_decide(page, candidate, place))
			return false;
	}
	return true;
}

/* --- counties of one name, and short forms of counties -----------------------------------------
 */

/* How much the page speaks for that division. */
static uint64_t support(const struct place_page *page, uint32_t place)
{
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t city = place_at_level(gazetteer, place, DIVISION_CITY);
	uint32_t province = place_at_level(gazetteer, place, DIVISION_PROVINCE);
	uint64_t sum = (uint64_t)place_mass_of(&page->mass, place) * 1000 +
		       (uint64_t)place_mass_of(&page->mass, city) * 20 +
		       (uint64_t)place_mass_of(&page->mass, province) * 4;
	uint32_t homes[] = {page->source, page->host};

	for (size_t i = 0; i < 2; i++)
		if (homes[i] != GAZETTEER_NONE && gazetteer_is_within(gazetteer, place, homes[i]))
			sum += place_level(gazetteer, homes[i]) > DIVISION_PROVINCE ? 12 : 3;
	return sum;
}

/* The division with the most support; none when two have the same, or none has any. */
static uint32_t most_supported(const struct place_page *page, const struct hits *hits, bool shorts)
{
	uint32_t best = GAZETTEER_NONE;
	uint64_t most = 0;

	for (size_t i = 0; i < hits->n && i < PLACE_HITS_MAX; i++) {
		uint32_t place = hit_place(hits, i);
		if (place_level(page->gazetteer, place) > DIVISION_COUNTY ||
		    (hit_form(hits, i) == NAME_SHORT) != shorts)
			continue;
		uint64_t sum = support(page, place);
		if (sum > most) {
			most = sum;
			best = place;
		} else if (sum == most) {
			best = GAZETTEER_NONE;
		}
	}
	return best;
}

static bool resolve_shared_names(struct place_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (!place_is_open(candidate) || place_is_weak(page, candidate))
			continue;
		uint32_t place = most_supported(page, &candidate->hits, false);
		if (place != GAZETTEER_NONE && !place_decide(page, candidate, place))
			return false;
	}
	return true;
}

/* 禹城 counts where the page says 禹城市, or speaks of 德州 or 山东 and the word is no common one.
 * With no other place on the page the name of a city that only one has is believed. */
static uint32_t short_form_of(const struct place_page *page,
			      const struct place_candidate *candidate)
{
	uint32_t place = most_supported(page, &candidate->hits, true);
	struct division division;

	if (place != GAZETTEER_NONE && place_mass_of(&page->mass, place) == 0 &&
	    place_is_weak(page, candidate))
		return GAZETTEER_NONE;
	if (place != GAZETTEER_NONE || page->mass.total > 0 || candidate->hits.n != 1 ||
	    place_is_weak(page, candidate) || place_home(page) != GAZETTEER_NONE ||
	    !place_starts_clause(place_field_text(page, candidate->field), candidate->span.start))
		return place;
	place = hit_place(&candidate->hits, 0);
	return gazetteer_division(page->gazetteer, place, &division) &&
		       division.level == DIVISION_COUNTY && slice_ends(division.name, SLICE("市"))
		   ? place
		   : GAZETTEER_NONE;
}

static bool resolve_short_forms(struct place_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (!place_is_open(candidate) || candidate->is_body)
			continue;
		uint32_t place = short_form_of(page, candidate);
		if (place != GAZETTEER_NONE && !place_decide(page, candidate, place))
			return false;
	}
	return true;
}

/* --- what the page is about ------------------------------------------------------------------ */

static void place_find_anchor(struct place_page *page)
{
	uint32_t anchor = place_of_field(page, FIELD_TITLE);

	if (anchor == GAZETTEER_NONE)
		anchor = place_of_field(page, FIELD_KICKER);
	uint32_t branch = place_heaviest_branch(page, DIVISION_COUNTY);
	if (anchor == GAZETTEER_NONE ||
	    (branch != GAZETTEER_NONE && gazetteer_is_within(page->gazetteer, branch, anchor)))
		anchor = branch;
	if (anchor == GAZETTEER_NONE)
		anchor = place_home(page);
	page->anchor = anchor;
}

bool place_resolve_counties(struct place_page *page)
{
	if (!resolve_chains(page) || !resolve_certain(page) || !resolve_shared_names(page) ||
	    !resolve_short_forms(page))
		return false;
	place_find_anchor(page);
	return true;
}
