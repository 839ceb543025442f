/* place_village.c - see place_walk.h. A listed village is believed only under a county that the
 * text names; a name that no list has becomes a locality when something shows that it is a name. */
#include "extract/place_walk.h"

#include "text/utf8.h"

#define TWO_LETTERS 6  /* bytes */
#define NAME_BYTES  15 /* so long may the name of an estate be */

/* The village of that stem under `above`: of the right class if there is one. Villages become
 * communities, so one of the other class is the same place under a town that the page names. */
static uint32_t village_of_stem(const struct place_page *page, struct slice stem,
				const struct place_candidate *candidate, uint32_t above)
{
	const struct gazetteer *gazetteer = page->gazetteer;
	enum division_class want =
	    slice_equal(candidate->unit, SLICE("community")) ? CLASS_COMMUNITY : CLASS_VILLAGE;
	struct hits hits = gazetteer_under(gazetteer, gazetteer_find_stem(gazetteer, stem), above);
	uint32_t right = GAZETTEER_NONE, other = GAZETTEER_NONE;
	size_t n_right = 0, n_other = 0;
	struct division division;

	for (size_t i = 0; i < hits.n && i < PLACE_HITS_MAX; i++) {
		uint32_t place = hit_place(&hits, i);
		if (!gazetteer_division(gazetteer, place, &division) ||
		    division.level != DIVISION_VILLAGE)
			continue;
		if (division.class == want) {
			right = place;
			n_right++;
		} else if (place_mass_of(&page->mass, gazetteer_parent(gazetteer, place)) > 0) {
			other = place;
			n_other++;
		}
	}
	if (n_right)
		return n_right == 1 ? right : GAZETTEER_NONE;
	return n_other == 1 ? other : GAZETTEER_NONE;
}

/* 共建幸福社区 is no name, though there is a 幸福社区; 东湖街道幸福社区 and 幸福社区党委 are. */
static bool may_be_name(const struct place_walk *walk, const struct place_candidate *candidate,
			size_t start)
{
	const struct place_rules *rules = walk->page->rules;
	struct slice stem = slice_sub(walk->text, start, candidate->span.start);
	struct match match;

	return !matcher_find(rules->generic, stem) || start == candidate->floor ||
	       (matcher_at(rules->members, walk->text, candidate->span.end, &match) &&
		!matcher_at(rules->uses, walk->text, candidate->span.end, &match));
}

/* The longest name before the word that is a village under `above`; *start is where it begins. */
static uint32_t village_before(const struct place_walk *walk,
			       const struct place_candidate *candidate, uint32_t above,
			       size_t *start)
{
	size_t at = candidate->span.start, starts[10], n = 0, length;
	uint32_t found = GAZETTEER_NONE;

	if (above == GAZETTEER_NONE)
		return GAZETTEER_NONE;
	while (n < 10 && at > candidate->floor) {
		uint32_t c = utf8_before(walk->text, at, &length);
		if ((!is_han(c) && !is_digit(c) && !is_latin(c)) || at - length < candidate->floor)
			break;
		at -= length;
		starts[n++] = at;
	}
	while (n > 0 && found == GAZETTEER_NONE) {
		*start = starts[--n];
		if (may_be_name(walk, candidate, *start))
			found = village_of_stem(
			    walk->page, slice_sub(walk->text, *start, candidate->span.start),
			    candidate, above);
	}
	return found;
}

#define NEAR_BYTES ((size_t)6000)
bool place_is_repeated(struct slice text, struct span span)
{
	size_t from = span.start > NEAR_BYTES ? span.start - NEAR_BYTES : 0;
	struct slice name = slice_span(text, span);

	return slice_contains(slice_sub(text, from, span.start), name) ||
	       slice_contains(slice_sub(text, span.end, span.end + NEAR_BYTES), name);
}

/* Whether a verb or the like of two letters stands within the letters (不得参加五星小区). */
static bool holds_verb(const struct place_rules *rules, struct slice stem)
{
	struct match match;
	size_t from = 0;

	while (matcher_next(rules->generic, stem, &from, &match))
		if (match.span.end - match.span.start >= TWO_LETTERS)
			return true;
	return false;
}

/* Whether the letters may be a name: two to six, and not merely a kind (智慧社区). */
static bool looks_like_name(const struct place_rules *rules, struct slice stem)
{
	size_t letters = utf8_count(stem);
	struct match match;

	return letters >= 2 && letters <= 6 &&
	       !matcher_before(rules->generic, stem, stem.n, &match) &&
	       !matcher_at(rules->generic, stem, 0, &match) &&
	       !matcher_at(rules->boundaries, stem, 0, &match);
}

/* Where the letters before the word begin: at the last boundary, seven letters back at most.
 * *is_location: 在 or the like stands before them. */
static size_t letters_before(const struct place_walk *walk, const struct place_candidate *candidate,
			     bool *is_location)
{
	const struct place_rules *rules = walk->page->rules;
	size_t at = candidate->span.start, length, letters = 0;
	struct match match;

	*is_location = false;
	while (at > candidate->name_floor && letters < 7 &&
	       is_han(utf8_before(walk->text, at, &length))) {
		if (letters >= 2 && matcher_before(rules->boundaries, walk->text, at, &match)) {
			*is_location = slice_equal(place_word_of(rules, &match)->unit, SLICE("at"));
			break;
		}
		at -= length;
		letters++;
	}
	if (at == candidate->name_floor && at > 0 && candidate > walk->page->candidates &&
	    candidate[-1].span.end == at && candidate[-1].kind != CANDIDATE_BACK)
		*is_location = true; /* right behind the place in which it lies */
	return at;
}

/* 引导 of 引导聚福小区: a verb before a name that the page says again. */
static size_t behind_verb(const struct place_walk *walk, const struct place_candidate *candidate,
			  size_t start)
{
	struct match match;

	if (matcher_at(walk->page->rules->generic, walk->text, start, &match) &&
	    match.span.end - start >= TWO_LETTERS &&
	    match.span.end + TWO_LETTERS <= candidate->span.start &&
	    place_is_repeated(walk->text, (struct span){match.span.end, candidate->span.end}))
		return match.span.end;
	return start;
}

/* 星河湾社区阳光水岸小区 */
static bool is_before_estate(const struct place_walk *walk, const struct place_candidate *candidate)
{
	const struct place_page *page = walk->page;
	const struct place_candidate *next = candidate + 1;

	return candidate->kind == CANDIDATE_VILLAGE && next < page->candidates + page->n &&
	       next->field == candidate->field && next->kind == CANDIDATE_ESTATE &&
	       next->span.start >= candidate->span.end + TWO_LETTERS &&
	       next->span.start <= candidate->span.end + NAME_BYTES;
}

/* A name before 社区 or 小区 that no list has. Because a verb looks the same (交流社区大事),
 * something must show that it is a name: what follows (社区党委), 在 before it, or that it is said
 * again. */
static struct slice name_before(const struct place_walk *walk,
				const struct place_candidate *candidate)
{
	const struct place_rules *rules = walk->page->rules;
	bool is_location;
	size_t at = letters_before(walk, candidate, &is_location);
	struct match match;

	at = behind_verb(walk, candidate, at);
	struct span span = {at, candidate->span.end};
	struct slice stem = slice_sub(walk->text, at, candidate->span.start);
	if (!looks_like_name(rules, stem) || matcher_at(rules->uses, walk->text, span.end, &match))
		return SLICE_EMPTY;
	struct slice name = slice_span(walk->text, span);
	const struct article *article = walk->page->article;
	if (walk->field != FIELD_TEXT) /* headlines play with words: the text must say it too */
		return slice_contains(article->text, name) ? name : SLICE_EMPTY;
	return is_location ||
		       (matcher_at(rules->members, walk->text, span.end, &match) &&
			!holds_verb(rules, stem)) ||
		       place_is_repeated(walk->text, span) ||
		       slice_contains(article->title, name) || is_before_estate(walk, candidate)
		   ? name
		   : SLICE_EMPTY;
}

void place_widen(struct place_page *page, struct place_candidate *candidate, size_t start)
{
	struct place_candidate *before = candidate;

	while (before > page->candidates && before[-1].field == candidate->field &&
	       before[-1].span.end > start) {
		before--;
		place_uncount(page, before);
		before->is_void = before->is_covered = true;
	}
	candidate->span.start = start;
	candidate->is_object =
	    (before > page->candidates && before[-1].span.end == start && before[-1].is_object) ||
	    place_is_object(page->rules, place_field_text(page, candidate->field), start);
}

/* 云溪街道星河社区: behind a locality its name goes on. */
static bool join_locality(struct place_walk *walk, struct place_candidate *candidate)
{
	const struct place_candidate *before =
	    place_before(walk->page, candidate, candidate->span.start);

	if (!before || before->place == GAZETTEER_NONE || before->locality.n == 0)
		return false;
	candidate->place = before->place;
	candidate->locality = slice_sub(walk->text, before->span.start, candidate->span.end);
	walk->village = GAZETTEER_NONE;
	walk->locality = candidate->locality;
	walk->locality_under = candidate->place;
	return true;
}

/* Where the name of a community that no list has may begin: behind a place that is known
 * (长沙东湖路社区), unless too little is left of the name (长沙社区). */
static void raise_floor(const struct place_page *page, struct place_candidate *candidate)
{
	for (size_t i = (size_t)(candidate - page->candidates); i-- > 0;) {
		const struct place_candidate *before = &page->candidates[i];
		if (before->field != candidate->field || before->span.end <= candidate->name_floor)
			return;
		if (before->kind == CANDIDATE_NAME && !before->is_void &&
		    before->place != GAZETTEER_NONE &&
		    before->span.end + TWO_LETTERS <= candidate->span.start) {
			candidate->name_floor = before->span.end;
			return;
		}
	}
}

/* 镇 of 镇东社区 was no town: the name may begin before it. */
static void set_floor(const struct place_page *page, struct place_candidate *candidate)
{
	const struct place_candidate *before = candidate - 1;

	if (candidate > page->candidates && before->field == candidate->field &&
	    before->kind == CANDIDATE_TOWN && before->is_void)
		candidate->name_floor = before->name_floor;
	raise_floor(page, candidate);
}

/* The village that the list has, and where its name begins: under the place right before it, the
 * town or county of the passage, of the page. */
static uint32_t find_listed(const struct place_walk *walk, const struct place_candidate *candidate,
			    uint32_t chain, size_t *start)
{
	const struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t above[] = {
	    place_level(gazetteer, chain) >= DIVISION_COUNTY ? chain : GAZETTEER_NONE,
	    place_at_level(gazetteer, place_near(walk), DIVISION_TOWN),
	    place_near_county(walk),
	    place_at_level(gazetteer, page->anchor, DIVISION_TOWN),
	    place_at_level(gazetteer, page->anchor, DIVISION_COUNTY),
	    place_at_level(gazetteer, walk->county, DIVISION_COUNTY),
	};
	size_t n = walk->in_scene ? 2 : sizeof above / sizeof *above;
	uint32_t found = GAZETTEER_NONE;

	for (size_t i = 0; found == GAZETTEER_NONE && i < n; i++)
		if (i == 0 || place_mass_of(&page->mass, above[i]) > 0)
			found = village_before(walk, candidate, above[i], start);
	return found;
}

/* In what a community without a code lies: the town right before it, else the county. */
static uint32_t around(const struct place_walk *walk)
{
	const struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t near = place_near(walk);
	uint32_t place =
	    place_level(gazetteer, near) == DIVISION_TOWN ? near : place_near_county(walk);

	if (place != GAZETTEER_NONE)
		return place;
	return place_level(gazetteer, page->anchor) > DIVISION_COUNTY
		   ? place_at_level(gazetteer, page->anchor, DIVISION_COUNTY)
		   : page->anchor;
}

static void set_locality(struct place_walk *walk, struct place_candidate *candidate, size_t start)
{
	place_widen(walk->page, candidate, start);
	if (join_locality(walk, candidate))
		return;
	uint32_t chain = place_ending_at(walk, candidate, candidate->span.start);
	struct slice name = slice_span(walk->text, candidate->span);
	if (chain != GAZETTEER_NONE)
		candidate->place = chain;
	else if (slice_equal(walk->told, name))
		candidate->place = walk->told_under;
	else if (slice_equal(walk->locality, name))
		candidate->place = walk->locality_under;
	else
		candidate->place = around(walk);
	candidate->locality = name;
	walk->village = GAZETTEER_NONE;
	walk->locality = name;
	walk->locality_under = candidate->place;
}

/* 递铺街道城东社区 is not the 城东社区 of another town, nor is 城东社区 from then on. */
static bool is_other_town(struct place_walk *walk, const struct place_candidate *candidate,
			  uint32_t found, uint32_t chain, size_t start)
{
	const struct gazetteer *gazetteer = walk->page->gazetteer;
	struct slice name = slice_sub(walk->text, start, candidate->span.end);

	if (start == candidate->name_floor && place_level(gazetteer, chain) == DIVISION_TOWN) {
		if (gazetteer_is_within(gazetteer, found, chain))
			return false;
		walk->told = name;
		walk->told_under = chain;
		return true;
	}
	return slice_equal(walk->told, name) &&
	       !gazetteer_is_within(gazetteer, found, walk->told_under);
}

bool place_walk_village(struct place_walk *walk, struct place_candidate *candidate)
{
	size_t start = 0;

	if (place_is_bare(walk, candidate)) {
		candidate->kind = CANDIDATE_BACK;
		candidate->unit = slice_span(walk->text, candidate->span);
		return place_walk_back(walk, candidate);
	}
	set_floor(walk->page, candidate);
	uint32_t chain = place_ending_at(walk, candidate, candidate->name_floor);
	uint32_t found = find_listed(walk, candidate, chain, &start);
	bool is_other =
	    found != GAZETTEER_NONE && is_other_town(walk, candidate, found, chain, start);
	if (found != GAZETTEER_NONE && !is_other) {
		place_widen(walk->page, candidate, start);
		walk->village = found;
		walk->locality = SLICE_EMPTY;
		return place_decide(walk->page, candidate, found);
	}
	struct slice name = is_other ? SLICE_EMPTY : name_before(walk, candidate);
	if (is_other || name.n)
		set_locality(walk, candidate, is_other ? start : candidate->span.end - name.n);
	else
		candidate->is_void = true;
	return true;
}

void place_walk_estate(struct place_walk *walk, struct place_candidate *candidate)
{
	set_floor(walk->page, candidate);
	struct slice name = name_before(walk, candidate);
	uint32_t near = place_near(walk);

	if (name.n == 0) {
		candidate->is_void = true;
		return;
	}
	place_widen(walk->page, candidate, candidate->span.end - name.n);
	if (join_locality(walk, candidate))
		return;
	uint32_t chain = place_ending_at(walk, candidate, candidate->span.start);
	candidate->locality = name;
	candidate->place = chain != GAZETTEER_NONE  ? chain
			   : near != GAZETTEER_NONE ? near
						    : walk->page->anchor;
}
