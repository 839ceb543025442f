/* place_town.c - see place_walk.h. Which town a name means is decided by the county named before
 * it; a town that this county has not is not looked for in its neighbours: the list may be older
 * than the town, or the other way round. It stays a locality of the county. */
#include "extract/place_walk.h"

#include "text/utf8.h"

#define TWO_LETTERS 6 /* bytes */

/* A town may have become a street since the list was made: 宁海镇 for 宁海街道. */
static struct hits hits_of_stem(const struct place_walk *walk, struct slice name)
{
	static const struct slice ENDS[] = {SLICE_INIT("街道"), SLICE_INIT("镇"), SLICE_INIT("乡"),
					    SLICE_INIT("办事处")};

	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
		if (slice_ends(name, ENDS[i]) && name.n >= ENDS[i].n + TWO_LETTERS)
			return gazetteer_find_stem(walk->page->gazetteer,
						   slice_sub(name, 0, name.n - ENDS[i].n));
	return (struct hits){NULL, 0};
}

/* The town of exactly that name under `above`, else the one of that stem. */
static uint32_t town_under(const struct place_walk *walk, const struct place_candidate *candidate,
			   uint32_t above)
{
	uint32_t town = place_only_town(walk->page, candidate->hits, above);

	if (town != GAZETTEER_NONE || place_level(walk->page->gazetteer, above) != DIVISION_COUNTY)
		return town;
	return place_only_town(walk->page,
			       hits_of_stem(walk, slice_span(walk->text, candidate->span)), above);
}

/* The town where no county is named with it: under the county that the passage or the page is
 * about; in the city, when the page speaks of its county or names none; in the province, when the
 * text names that, or nobody else has a town of that name. */
static uint32_t town_nearby(const struct place_walk *walk, const struct place_candidate *candidate)
{
	const struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t near = place_near(walk), anchor = page->anchor;
	uint32_t counties[] = {place_near_county(walk),
			       place_at_level(gazetteer, anchor, DIVISION_COUNTY)};
	uint32_t cities[] = {place_at_level(gazetteer, near, DIVISION_CITY),
			     place_at_level(gazetteer, anchor, DIVISION_CITY),
			     place_at_level(gazetteer, place_home(page), DIVISION_CITY)};
	uint32_t province = place_at_level(gazetteer, anchor, DIVISION_PROVINCE);
	bool is_county_known = false, is_city_known = false;

	for (size_t i = 0; i < 2; i++) {
		uint32_t town = town_under(walk, candidate, counties[i]);
		if (town != GAZETTEER_NONE)
			return town;
		is_county_known |= counties[i] != GAZETTEER_NONE;
	}
	for (size_t i = 0; i < 3; i++) {
		uint32_t town = town_under(walk, candidate, cities[i]);
		is_city_known |= cities[i] != GAZETTEER_NONE;
		if (town != GAZETTEER_NONE &&
		    (!is_county_known ||
		     place_mass_of(&page->mass, gazetteer_parent(gazetteer, town)) > 0))
			return town;
	}
	if (is_city_known || is_county_known)
		return GAZETTEER_NONE;
	return candidate->hits.n == 1 || place_mass_of(&page->mass, province) > 0
		   ? town_under(walk, candidate, province)
		   : GAZETTEER_NONE;
}

static bool set_locality(struct place_candidate *candidate, uint32_t place, struct slice name)
{
	candidate->place = place;
	candidate->locality = name;
	return true;
}

bool place_walk_name(struct place_walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t chain = place_ending_at(walk, candidate, candidate->span.start), town;
	unsigned level = place_level(gazetteer, chain);
	struct slice name = slice_span(walk->text, candidate->span);
	bool is_doubtful = name.n <= TWO_LETTERS || place_is_weak(page, candidate);

	if (is_doubtful && !candidate->is_chained &&
	    !place_starts_clause(walk->text, candidate->span.start))
		return true; /* 建设新镇 */
	if (level >= DIVISION_PROVINCE && level <= DIVISION_COUNTY) {
		town = town_under(walk, candidate, chain);
		if (town == GAZETTEER_NONE && level == DIVISION_COUNTY && !candidate->is_short)
			return set_locality(candidate, chain, name);
		return town == GAZETTEER_NONE || place_decide(page, candidate, town);
	}
	town = town_nearby(walk, candidate);
	if (town == GAZETTEER_NONE && page->anchor == GAZETTEER_NONE && candidate->hits.n == 1 &&
	    place_level(gazetteer, hit_place(&candidate->hits, 0)) == DIVISION_TOWN)
		town = hit_place(&candidate->hits, 0);
	return town == GAZETTEER_NONE || place_decide(page, candidate, town);
}

/* --- names that the gazetteer has for no town ------------------------------------------------- */

/* At most this many letters stand before 街道 in a name that is looked for, or believed. */
#define STEM_LETTERS 5
#define NAME_BYTES   15 /* so long may be the name of a community behind it */

/* The town of the county that is listed so (包钢厂区办事处), or whose stem ends before the word;
 * *start is where it begins. */
static uint32_t town_before(const struct place_walk *walk, const struct place_candidate *candidate,
			    uint32_t county, size_t *start)
{
	size_t at = candidate->span.start, starts[STEM_LETTERS], n = 0, length;

	while (n < STEM_LETTERS && at > candidate->floor &&
	       is_han(utf8_before(walk->text, at, &length))) {
		at -= length;
		starts[n++] = at;
	}
	while (n-- > 1) {
		struct slice name = slice_sub(walk->text, starts[n], candidate->span.end);
		uint32_t town = place_only_town(
		    walk->page, gazetteer_find_stem(walk->page->gazetteer, name), county);
		if (town == GAZETTEER_NONE)
			town = place_only_town(walk->page, hits_of_stem(walk, name), county);
		*start = starts[n];
		if (town != GAZETTEER_NONE)
			return town;
	}
	return GAZETTEER_NONE;
}

/* Whether something shows that 青湖街道 behind 上城区 is a name: a community or an office behind
 * it, what it does, or that it is said again. */
static bool is_town_name(const struct place_walk *walk, const struct place_candidate *candidate,
			 struct span span)
{
	const struct place_page *page = walk->page;
	const struct place_candidate *next = candidate + 1;
	struct slice stem = slice_sub(walk->text, span.start, candidate->span.start);
	size_t at = 0, letters = 0;
	struct match match;
	uint32_t c;

	while (utf8_next(stem, &at, &c))
		if (!is_han(c) || ++letters > STEM_LETTERS)
			return false;
	if (letters < 2 || matcher_before(page->rules->generic, stem, stem.n, &match) ||
	    matcher_at(page->rules->generic, stem, 0, &match) ||
	    matcher_at(page->rules->boundaries, stem, 0, &match) ||
	    matcher_before(page->rules->boundaries, stem, stem.n, &match))
		return false;
	while (next < page->candidates + page->n && next->field == candidate->field &&
	       next->kind == CANDIDATE_NAME && next->is_short)
		next++; /* 天山 of 天山建材社区 */
	return matcher_at(page->rules->members, walk->text, span.end, &match) ||
	       place_is_repeated(walk->text, span) ||
	       (next < page->candidates + page->n && next->field == candidate->field &&
		next->kind == CANDIDATE_VILLAGE && next->span.start > span.end &&
		next->span.start - span.end <= NAME_BYTES);
}

/* 街道和社区 acts as little as 街道、社区 does. */
static bool is_joined(struct slice behind)
{
	return slice_starts(behind, SLICE("和")) || slice_starts(behind, SLICE("与")) ||
	       slice_starts(behind, SLICE("及"));
}

bool place_is_bare(const struct place_walk *walk, const struct place_candidate *candidate)
{
	struct match match;
	size_t end = candidate->span.end, step;

	return place_starts_clause(walk->text, candidate->span.start) && end < walk->text.n &&
	       is_han(utf8_at(walk->text, end, &step)) &&
	       !matcher_at(walk->page->rules->uses, walk->text, end, &match) &&
	       !is_joined(slice_from(walk->text, end)) &&
	       !matcher_at(walk->page->rules->marks, walk->text, end, &match);
}

bool place_walk_town(struct place_walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;

	if (place_is_bare(walk, candidate)) {
		candidate->kind = CANDIDATE_BACK;
		candidate->unit = slice_span(walk->text, candidate->span);
		return place_walk_back(walk, candidate);
	}
	uint32_t chain = place_ending_at(walk, candidate, candidate->name_floor);
	unsigned level = place_level(page->gazetteer, chain);
	uint32_t counties[] = {
	    level == DIVISION_COUNTY ? chain : place_near_county(walk),
	    place_at_level(page->gazetteer, page->anchor, DIVISION_COUNTY),
	};
	struct span span = {candidate->name_floor, candidate->span.end};
	size_t start = 0;

	for (size_t i = 0; i < 2; i++) {
		uint32_t town = town_before(walk, candidate, counties[i], &start);
		if (town != GAZETTEER_NONE) {
			place_widen(page, candidate, start);
			return place_decide(page, candidate, town);
		}
	}
	candidate->is_void = level != DIVISION_COUNTY || !is_town_name(walk, candidate, span);
	if (candidate->is_void)
		return true;
	place_widen(page, candidate, span.start);
	return set_locality(candidate, chain, slice_span(walk->text, span));
}
