/* place_walk.c - see place_walk.h. What was named last counts only within its paragraph. */
#include "extract/place_walk.h"

#include "extract/place_memory.h"
#include "extract/place_scene.h"
#include "text/utf8.h"

#define LETTER 3 /* bytes */

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
	const struct place_candidate *before = place_before(walk->page, candidate, at);
	return before ? before->place : GAZETTEER_NONE;
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

/* Whether the letters between a place and 新区 are the zone's own name (惠州大亚湾经开区), and no
 * words that speak of it (襄阳创建示范区). */
static bool is_zone_name(const struct place_walk *walk, struct slice letters)
{
	const struct place_rules *rules = walk->page->rules;
	size_t at = 0, n = 0, from = 0;
	struct match match;
	uint32_t c;

	while (utf8_next(letters, &at, &c))
		if (!is_han(c) || ++n > 4)
			return false;
	while (matcher_next(rules->generic, letters, &from, &match))
		if (match.span.end - match.span.start > LETTER)
			return false;
	for (from = 0; matcher_next(rules->boundaries, letters, &from, &match);)
		if (match.span.end == letters.n || match.span.end - match.span.start > LETTER)
			return false;
	return true;
}

/* The place that a zone is named after: right before its word, or before the zone's own name. */
static struct place_candidate *zone_owner(const struct place_walk *walk,
					  struct place_candidate *candidate)
{
	struct place_candidate *before = candidate - 1;

	if (candidate == walk->page->candidates || before->field != candidate->field ||
	    before->kind != CANDIDATE_NAME || before->is_void || before->locality.n ||
	    before->place == GAZETTEER_NONE)
		return NULL;
	return is_zone_name(walk, slice_sub(walk->text, before->span.end, candidate->span.start))
		   ? before
		   : NULL;
}

static bool resolve_zone(struct place_walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	struct place_candidate *before = zone_owner(walk, candidate);
	uint32_t county = place_at_level(gazetteer, page->anchor, DIVISION_COUNTY);
	size_t start = before ? before->span.end : candidate->span.start;
	struct slice word = slice_sub(walk->text, start, candidate->span.end);
	uint32_t found;

	if (before) {
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

bool place_walk_back(struct place_walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	uint32_t found = GAZETTEER_NONE;

	if (slice_equal(candidate->unit, SLICE("社区")) ||
	    slice_equal(candidate->unit, SLICE("村")))
		found = walk->village;
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, place_near(walk), candidate->unit);
	if (found == GAZETTEER_NONE && walk->spoken_at >= walk->paragraph_start)
		found = division_called(page->gazetteer, walk->spoken, candidate->unit);
	if (found == GAZETTEER_NONE && place_level(page->gazetteer, walk->focus) >= DIVISION_TOWN)
		found = division_called(page->gazetteer, walk->focus, candidate->unit);
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, page->anchor, candidate->unit);
	if (found == GAZETTEER_NONE && slice_equal(candidate->unit, SLICE("社区")) &&
	    walk->locality.n) {
		candidate->locality = walk->locality;
		candidate->place = walk->locality_under;
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
		if (place_is_open(candidate) && !place_walk_name(walk, candidate))
			return false;
		break;
	case CANDIDATE_TOWN:
		if (!place_walk_town(walk, candidate))
			return false;
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
		if (!place_walk_back(walk, candidate))
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

/* What the candidate says of what is near to those behind it. */
static void remember_near(struct place_walk *walk, const struct place_candidate *candidate)
{
	const struct place_page *page = walk->page;

	if (candidate->place == GAZETTEER_NONE || candidate->is_void || candidate->is_body)
		return;
	if (candidate->kind == CANDIDATE_NAME) {
		walk->spoken = candidate->place;
		walk->spoken_at = candidate->span.start;
	}
	if (candidate->is_object || (candidate + 1 < page->candidates + page->n &&
				     may_be_covered(candidate, candidate + 1)))
		return;
	walk->focus = candidate->place;
	walk->focus_at = candidate->span.start;
	if (place_level(page->gazetteer, candidate->place) >= DIVISION_COUNTY ||
	    !gazetteer_is_within(page->gazetteer, walk->county, candidate->place)) {
		walk->county = candidate->place;
		walk->county_at = candidate->span.start;
	}
}

/* Candidates [first, end) in order; false: no memory. */
static bool walk_through(struct place_page *page, size_t first, size_t end)
{
	struct place_walk walk = {.page = page};
	const struct paragraph *paragraphs = page->article->paragraphs;
	size_t paragraph = 0;

	for (size_t i = first; i < end; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (i == first || candidate->field != walk.field) {
			walk.field = candidate->field;
			walk.text = place_field_text(page, walk.field);
			walk.focus = walk.spoken = walk.village = walk.county = GAZETTEER_NONE;
			walk.paragraph_start = 0;
		}
		while (candidate->field == FIELD_TEXT && paragraph < page->article->n_paragraphs &&
		       paragraphs[paragraph].span.start <= candidate->span.start)
			walk.paragraph_start = paragraphs[paragraph++].span.start;
		if (!candidate->is_void && !step(&walk, candidate))
			return false;
		remember_near(&walk, candidate);
	}
	return true;
}

bool place_walk_page(struct place_page *page)
{
	/* Headings say little of where their communities are; the text does. */
	return walk_through(page, page->first_in_text, page->end_in_text) &&
	       place_set_scene(page) && walk_through(page, 0, page->first_in_text) &&
	       place_recall(page);
}
