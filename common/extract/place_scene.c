/* place_scene.c - see place_scene.h. The scene is the only town that the page names, when it names
 * it in its headline or first paragraph, or no county at all, and no headline names a wider place.
 * Under it are looked for once more: what ended in 社区 and was no name under any county known so
 * far; what has no code; and what was found under another town of the county: towns are divided and
 * joined faster than lists are made.
 */
#include "extract/place_scene.h"

#include "extract/place_walk.h"

/* Whether the candidate names a town that acts or where something happens. */
static bool is_town(const struct place_page *page, const struct place_candidate *candidate)
{
	return (candidate->kind == CANDIDATE_NAME || candidate->kind == CANDIDATE_TOWN) &&
	       !candidate->is_void && !candidate->is_body && candidate->locality.n == 0 &&
	       place_level(page->gazetteer, candidate->place) == DIVISION_TOWN;
}

/* Whether the headline names a place, and not the town: then the page is about more. */
static bool is_about_more(const struct place_page *page, uint32_t scene)
{
	struct division town;

	if (!gazetteer_division(page->gazetteer, scene, &town) ||
	    slice_contains(page->article->title, town.name))
		return false;
	return place_of_field(page, FIELD_TITLE) != GAZETTEER_NONE ||
	       place_of_field(page, FIELD_KICKER) != GAZETTEER_NONE;
}

/* The only town of the page, or GAZETTEER_NONE. */
static uint32_t find_scene(const struct place_page *page)
{
	const struct article *article = page->article;
	size_t lead = article->n_paragraphs ? article->paragraphs[0].span.end : 0;
	uint32_t scene = GAZETTEER_NONE;
	bool in_lead = false, has_county = false;

	for (size_t i = 0; i < page->n; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		has_county |= !candidate->is_void &&
			      place_level(page->gazetteer, candidate->place) == DIVISION_COUNTY;
		if (!is_town(page, candidate))
			continue;
		if (scene != GAZETTEER_NONE && scene != candidate->place)
			return GAZETTEER_NONE;
		scene = candidate->place;
		in_lead |= candidate->field != FIELD_TEXT || candidate->span.start < lead;
	}
	return (in_lead || !has_county) && !is_about_more(page, scene) ? scene : GAZETTEER_NONE;
}

/* Whether what the name lies in stands right before it. */
static bool is_chained(const struct place_walk *walk, const struct place_candidate *candidate)
{
	return place_ending_at(walk, candidate, candidate->span.start) != GAZETTEER_NONE;
}

/* A community that the list has under another town. */
static void move_into_scene(struct place_walk *walk, struct place_candidate *candidate)
{
	place_uncount(walk->page, candidate);
	candidate->place = walk->focus;
	candidate->locality = slice_span(walk->text, candidate->span);
}

/* One that found no code, or was taken for no name. */
static bool look_again(struct place_walk *walk, struct place_candidate *candidate)
{
	candidate->is_void = false;
	candidate->locality = SLICE_EMPTY;
	candidate->place = GAZETTEER_NONE;
	candidate->span.start = candidate->word;
	if (candidate->kind == CANDIDATE_VILLAGE)
		return place_walk_village(walk, candidate);
	place_walk_estate(walk, candidate);
	return true;
}

static bool settle(struct place_walk *walk, struct place_candidate *candidate)
{
	const struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t scene = walk->focus, county = gazetteer_parent(gazetteer, scene);
	bool has_place = candidate->place != GAZETTEER_NONE && !candidate->is_void;

	if (candidate->is_covered ||
	    (has_place && (is_chained(walk, candidate) ||
			   !gazetteer_is_within(gazetteer, candidate->place, county))))
		return true;
	if (!has_place || candidate->place == county)
		return look_again(walk, candidate);
	if (!gazetteer_is_within(gazetteer, candidate->place, scene))
		move_into_scene(walk, candidate);
	return true;
}

/* 该社区 means the community named last, wherever that is now. */
static void follow(const struct place_walk *walk, struct place_candidate *candidate,
		   const struct place_candidate *named)
{
	if (!named || candidate->is_void ||
	    (!slice_equal(candidate->unit, SLICE("社区")) &&
	     !slice_equal(candidate->unit, SLICE("村"))))
		return;
	place_uncount(walk->page, candidate);
	candidate->place = named->place;
	candidate->locality = named->locality;
}

bool place_set_scene(struct place_page *page)
{
	uint32_t scene = find_scene(page);
	struct place_walk walk = {.page = page,
				  .field = FIELD_TEXT,
				  .text = page->article->text,
				  .focus = scene,
				  .spoken = scene,
				  .county = scene,
				  .village = GAZETTEER_NONE,
				  .locality_under = scene,
				  .in_scene = true};
	const struct place_candidate *named = NULL;

	if (scene == GAZETTEER_NONE)
		return true;
	for (size_t i = page->first_in_text; i < page->end_in_text; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (candidate->kind == CANDIDATE_BACK)
			follow(&walk, candidate, named);
		if (candidate->kind != CANDIDATE_VILLAGE && candidate->kind != CANDIDATE_ESTATE)
			continue;
		if (!settle(&walk, candidate))
			return false;
		if (candidate->kind == CANDIDATE_VILLAGE && !candidate->is_void)
			named = candidate;
	}
	return true;
}
