/* place_walk.c - see place_walk.h. What was named last counts only within its paragraph. */
#include "extract/place_walk.h"

uint32_t place_near(const struct place_walk *walk)
{
	return walk->focus_at >= walk->paragraph_start ? walk->focus : GAZETTEER_NONE;
}

uint32_t place_near_county(const struct place_walk *walk)
{
	return walk->county_at >= walk->paragraph_start
		   ? place_at_level(walk->page->gazetteer, walk->county, DIVISION_COUNTY)
		   : GAZETTEER_NONE;
}

uint32_t place_ending_at(const struct place_walk *walk, const struct place_candidate *candidate,
			 size_t at)
{
	const struct place_candidate *before = candidate - 1;

	if (candidate == walk->page->candidates || before->field != candidate->field ||
	    before->is_void || before->span.end != at)
		return GAZETTEER_NONE;
	return before->place;
}

static uint32_t only_town_under(const struct place_page *page, struct hits hits, uint32_t above)
{
	uint32_t found = GAZETTEER_NONE;

	if (above == GAZETTEER_NONE)
		return GAZETTEER_NONE;
	hits = gazetteer_under(page->gazetteer, hits, above);
	for (size_t i = 0; i < hits.n && i < PLACE_HITS_MAX; i++) {
		if (place_level(page->gazetteer, hit_place(&hits, i)) != DIVISION_TOWN)
			continue;
		if (found != GAZETTEER_NONE)
			return GAZETTEER_NONE;
		found = hit_place(&hits, i);
	}
	return hits.n > PLACE_HITS_MAX ? GAZETTEER_NONE : found;
}

#define TWO_LETTERS 6 /* bytes */

/* A town may have become a street since the list was made: 宁海镇 for 宁海街道. */
static struct hits hits_of_stem(const struct place_walk *walk,
				const struct place_candidate *candidate)
{
	static const struct slice ENDS[] = {SLICE_INIT("街道"), SLICE_INIT("镇"), SLICE_INIT("乡")};
	struct slice name = slice_span(walk->text, candidate->span);

	for (size_t i = 0; i < 3; i++)
		if (slice_ends(name, ENDS[i]) && name.n > ENDS[i].n + 3)
			return gazetteer_find_stem(walk->page->gazetteer,
						   slice_sub(name, 0, name.n - ENDS[i].n));
	return (struct hits){NULL, 0};
}

static uint32_t town_of(const struct place_walk *walk, const struct place_candidate *candidate)
{
	const struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t near = place_near(walk), anchor = page->anchor;
	bool is_doubtful = candidate->span.end - candidate->span.start <= TWO_LETTERS ||
			   place_is_weak(page, candidate);
	uint32_t above[] = {
	    place_near_county(walk),
	    place_at_level(gazetteer, anchor, DIVISION_COUNTY),
	    place_at_level(gazetteer, near, DIVISION_CITY),
	    place_at_level(gazetteer, anchor, DIVISION_CITY),
	    place_at_level(gazetteer, place_home(page), DIVISION_CITY),
	    place_at_level(gazetteer, anchor, DIVISION_PROVINCE),
	};

	if (is_doubtful && !candidate->is_chained &&
	    !place_starts_clause(walk->text, candidate->span.start))
		return GAZETTEER_NONE; /* 建设新镇 */
	for (size_t i = 0; i < sizeof above / sizeof *above; i++) {
		uint32_t town = only_town_under(page, candidate->hits, above[i]);
		if (town == GAZETTEER_NONE && i < 2)
			town = only_town_under(page, hits_of_stem(walk, candidate), above[i]);
		if (town != GAZETTEER_NONE)
			return town;
	}
	if (anchor == GAZETTEER_NONE && candidate->hits.n == 1 &&
	    place_level(gazetteer, hit_place(&candidate->hits, 0)) == DIVISION_TOWN)
		return hit_place(&candidate->hits, 0);
	return GAZETTEER_NONE;
}

/* 高新区 behind 德州, or alone: the zone of that kind that the page speaks of. */
static uint32_t zone_called(const struct place_walk *walk, uint32_t city, struct slice word)
{
	const struct gazetteer *gazetteer = walk->page->gazetteer;
	struct division division;

	if (!gazetteer_division(gazetteer, city, &division))
		return GAZETTEER_NONE;
	struct slice bare = division.name;
	if (slice_ends(bare, SLICE("市")))
		bare = slice_sub(bare, 0, bare.n - 3);
	struct slice name = arena_join(walk->page->arena, bare, word);
	struct hits hits = gazetteer_under(gazetteer, gazetteer_find(gazetteer, name), city);
	return hits.n == 1 ? hit_place(&hits, 0) : GAZETTEER_NONE;
}

static bool is_zone(const struct gazetteer *gazetteer, uint32_t place)
{
	struct division division;
	return gazetteer_division(gazetteer, place, &division) && division.class == CLASS_ZONE;
}

static bool resolve_zone(struct place_walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	struct place_candidate *before = candidate->is_chained ? candidate - 1 : NULL;
	struct slice word = slice_span(walk->text, candidate->span);
	uint32_t county = place_at_level(gazetteer, page->anchor, DIVISION_COUNTY);
	uint32_t found;

	if (before && before->kind == CANDIDATE_NAME && before->place != GAZETTEER_NONE) {
		found = zone_called(walk, before->place, word);
		candidate->span.start = before->span.start;
		before->is_void = true; /* a part of this name now; what it counted stays */
		if (found != GAZETTEER_NONE)
			return place_decide(page, candidate, found);
		candidate->place = before->place;
		candidate->locality = slice_span(walk->text, candidate->span);
		return true;
	}
	if (is_zone(gazetteer, county))
		found = county;
	else
		found =
		    zone_called(walk, place_at_level(gazetteer, page->anchor, DIVISION_CITY), word);
	candidate->is_void = found == GAZETTEER_NONE;
	return found == GAZETTEER_NONE || place_decide(page, candidate, found);
}

/* The lowest division at or above `place` whose name ends as the word says. */
static uint32_t division_called(const struct gazetteer *gazetteer, uint32_t place,
				struct slice unit)
{
	struct division division;

	for (; gazetteer_division(gazetteer, place, &division);
	     place = gazetteer_parent(gazetteer, place))
		if (slice_ends(division.name, unit))
			return place;
	return GAZETTEER_NONE;
}

static bool resolve_back(struct place_walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	uint32_t found = GAZETTEER_NONE;

	if (slice_equal(candidate->unit, SLICE("社区")) ||
	    slice_equal(candidate->unit, SLICE("村")))
		found = walk->village;
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, place_near(walk), candidate->unit);
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, page->anchor, candidate->unit);
	if (found == GAZETTEER_NONE && slice_equal(candidate->unit, SLICE("社区")) &&
	    walk->locality.n) {
		candidate->locality = walk->locality;
		candidate->place =
		    place_near(walk) != GAZETTEER_NONE ? place_near(walk) : page->anchor;
		return true;
	}
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, place_home(page), candidate->unit);
	candidate->is_void = found == GAZETTEER_NONE;
	return found == GAZETTEER_NONE || place_decide(page, candidate, found);
}

static bool step(struct place_walk *walk, struct place_candidate *candidate)
{
	switch (candidate->kind) {
	case CANDIDATE_NAME:
		if (place_is_open(candidate)) {
			uint32_t town = town_of(walk, candidate);
			if (town != GAZETTEER_NONE && !place_decide(walk->page, candidate, town))
				return false;
		}
		break;
	case CANDIDATE_VILLAGE:
		if (!place_walk_village(walk, candidate))
			return false;
		break;
	case CANDIDATE_ZONE:
		if (!resolve_zone(walk, candidate))
			return false;
		break;
	case CANDIDATE_ESTATE:
		place_walk_estate(walk, candidate);
		break;
	case CANDIDATE_BACK:
		if (!resolve_back(walk, candidate))
			return false;
		break;
	}
	return true;
}

/* 三亚 of 三亚社区 is not yet known to be 三亚市. */
static bool may_be_covered(const struct place_candidate *candidate,
			   const struct place_candidate *next)
{
	return next->kind == CANDIDATE_VILLAGE && next->field == candidate->field &&
	       next->is_chained && next->name_floor <= candidate->span.start;
}

bool place_walk_page(struct place_page *page)
{
	struct place_walk walk = {.page = page,
				  .focus = GAZETTEER_NONE,
				  .village = GAZETTEER_NONE,
				  .county = GAZETTEER_NONE};
	const struct paragraph *paragraphs = page->article->paragraphs;
	size_t paragraph = 0;

	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (i == 0 || candidate->field != walk.field) {
			walk.field = candidate->field;
			walk.text = place_field_text(page, walk.field);
			walk.focus = walk.village = walk.county = GAZETTEER_NONE;
			walk.paragraph_start = 0;
		}
		while (candidate->field == FIELD_TEXT && paragraph < page->article->n_paragraphs &&
		       paragraphs[paragraph].span.start <= candidate->span.start) {
			walk.paragraph_start = paragraphs[paragraph++].span.start;
		}
		if (!candidate->is_void && !step(&walk, candidate))
			return false;
		if (candidate->place != GAZETTEER_NONE && !candidate->is_void &&
		    !candidate->is_body && !candidate->is_object &&
		    !(i + 1 < page->n && may_be_covered(candidate, candidate + 1))) {
			walk.focus = candidate->place;
			walk.focus_at = candidate->span.start;
			if (place_level(page->gazetteer, candidate->place) >= DIVISION_COUNTY ||
			    !gazetteer_is_within(page->gazetteer, walk.county, candidate->place)) {
				walk.county = candidate->place;
				walk.county_at = candidate->span.start;
			}
		}
	}
	return true;
}
