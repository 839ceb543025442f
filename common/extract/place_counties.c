/* place_counties.c - see place_counties.h. Names of towns in a chain are decided here as well. */
#include "extract/place_counties.h"

#include "text/utf8.h"

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

/* 台北市大安区: what stands right behind a place but lies in another province is another place of
 * that name. Within a province it may be that the list is newer than the text. */
static bool contradicts_chain(const struct place_page *page,
			      const struct place_candidate *candidate, uint32_t place)
{
	const struct gazetteer *gazetteer = page->gazetteer;
	const struct place_candidate *before = candidate - 1;

	if (!candidate->is_chained || before->kind != CANDIDATE_NAME ||
	    before->place == GAZETTEER_NONE || before->is_void ||
	    place_level(gazetteer, place) <= place_level(gazetteer, before->place))
		return false;
	return place_at_level(gazetteer, place, DIVISION_PROVINCE) !=
	       place_at_level(gazetteer, before->place, DIVISION_PROVINCE);
}

/* No place of the list; behind a name that is none itself it makes that one longer. */
static void leave_out(struct place_page *page, struct place_candidate *candidate)
{
	struct place_candidate *before = candidate - 1;

	candidate->is_void = true;
	if (before->locality.n == 0)
		return;
	before->span.end = candidate->span.end;
	before->locality = slice_span(place_field_text(page, before->field), before->span);
}

/* Of Taiwan, Hong Kong and Macao the list has nothing but their names. */
static const struct slice WITHOUT_LIST[] = {SLICE_INIT("71"), SLICE_INIT("81"), SLICE_INIT("82")};
#define N_WITHOUT_LIST (sizeof WITHOUT_LIST / sizeof *WITHOUT_LIST)

static bool has_no_list(const struct gazetteer *gazetteer, uint32_t place)
{
	for (size_t i = 0; i < N_WITHOUT_LIST; i++)
		if (gazetteer_by_code(gazetteer, WITHOUT_LIST[i]) == place)
			return true;
	return false;
}

/* A full name that is a common word or lies across two words as well (建设新城区). */
static bool is_doubtful(const struct place_page *page, const struct place_candidate *candidate,
			uint32_t place, bool supported)
{
	struct slice text = place_field_text(page, candidate->field);
	bool starts_clause = place_starts_clause(text, candidate->span.start);

	if (candidate->is_short || !place_is_weak(page, candidate))
		return false;
	if (utf8_count(slice_span(text, candidate->span)) <= 2) /* 开县 in 召开县委会议 */
		return !starts_clause || page->article->script != SCRIPT_HANT ||
		       !has_no_list(page->gazetteer, place); /* but 台南 is Tainan */
	return supported ? !place_stands_clear(page, candidate) : !starts_clause;
}

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

/* 南昌 of 南昌社区, a community of Zhangzhou; but not of 南昌社区治理. */
static bool is_of_community(const struct place_page *page, const struct place_candidate *candidate)
{
	const struct place_candidate *next = candidate + 1;
	struct slice text = place_field_text(page, candidate->field);
	struct match match;

	return candidate->is_short && next < page->candidates + page->n &&
	       next->field == candidate->field && next->is_chained &&
	       next->kind == CANDIDATE_VILLAGE &&
	       !matcher_at(page->rules->uses, text, next->span.end, &match);
}

/* On a page that speaks of Taiwan, 大安区 is theirs rather than the one of Sichuan that the list
 * knows. */
static bool is_elsewhere(const struct place_page *page, uint32_t place)
{
	uint32_t province = place_at_level(page->gazetteer, place, DIVISION_PROVINCE);

	for (size_t i = 0; i < N_WITHOUT_LIST; i++) {
		uint32_t region = gazetteer_by_code(page->gazetteer, WITHOUT_LIST[i]);
		if (place_mass_of(&page->mass, region) > 0)
			return place_mass_of(&page->mass, province) == 0;
	}
	return false;
}

static bool resolve_one(struct place_page *page, struct place_candidate *candidate, uint32_t place)
{
	if (contradicts_chain(page, candidate, place)) {
		leave_out(page, candidate);
		return true;
	}
	return place_decide(page, candidate, place);
}

/* Names that only one division has, of the levels up to `lowest`. */
static bool resolve_certain(struct place_page *page, unsigned lowest)
{
	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		enum name_form form = NAME_FULL;
		if (!place_is_open(candidate) || is_of_community(page, candidate))
			continue;
		uint32_t place = highest_hit(page, &candidate->hits, lowest, &form);
		unsigned level = place_level(page->gazetteer, place);
		if (place == GAZETTEER_NONE || (form == NAME_SHORT && level > DIVISION_CITY) ||
		    (form == NAME_SHORT && place_is_weak(page, candidate)) ||
		    is_doubtful(page, candidate, place, support(page, place) > 0) ||
		    (level == DIVISION_COUNTY && !candidate->is_chained &&
		     is_elsewhere(page, place)))
			continue;
		if (!resolve_one(page, candidate, place))
			return false;
	}
	return true;
}

/* --- counties of one name, and short forms of counties -----------------------------------------
 */

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
		if (!place_is_open(candidate))
			continue;
		uint32_t place = most_supported(page, &candidate->hits, false);
		if (place == GAZETTEER_NONE || is_doubtful(page, candidate, place, true))
			continue;
		if (!resolve_one(page, candidate, place))
			return false;
	}
	return true;
}

/* Whether the outlet or the site is at home in that place. */
static bool is_home(const struct place_page *page, uint32_t place)
{
	return (page->source != GAZETTEER_NONE &&
		gazetteer_is_within(page->gazetteer, page->source, place)) ||
	       (page->host != GAZETTEER_NONE &&
		gazetteer_is_within(page->gazetteer, page->host, place));
}

/* Whether the page speaks of the city in which the place lies. */
static bool is_city_known(const struct place_page *page, uint32_t place)
{
	uint32_t city = place_at_level(page->gazetteer, place, DIVISION_CITY);

	return city != GAZETTEER_NONE &&
	       (is_home(page, city) || place_mass_of(&page->mass, city) > 0);
}

/* The only county of that name, when nothing else on the page says where it is: in a dateline, or
 * the name of a city at the start of a clause. */
static uint32_t only_county(const struct place_page *page, const struct place_candidate *candidate)
{
	uint32_t place = candidate->hits.n == 1 ? hit_place(&candidate->hits, 0) : GAZETTEER_NONE;
	struct division division;

	if (!gazetteer_division(page->gazetteer, place, &division) ||
	    division.level != DIVISION_COUNTY || place_is_weak(page, candidate))
		return GAZETTEER_NONE;
	if (place_is_dateline(page, candidate))
		return place;
	if (page->mass.total > 0 || place_home(page) != GAZETTEER_NONE ||
	    !slice_ends(division.name, SLICE("市")) ||
	    !place_starts_clause(place_field_text(page, candidate->field), candidate->span.start))
		return GAZETTEER_NONE;
	return place;
}

/* 禹城 counts where the page says 禹城市, or speaks of 德州 and the word is no common one; where it
 * speaks of 山东 only, it must not lie across two words. */
static uint32_t short_form_of(const struct place_page *page,
			      const struct place_candidate *candidate)
{
	uint32_t place = most_supported(page, &candidate->hits, true);

	if (place == GAZETTEER_NONE)
		return only_county(page, candidate);
	if (place_mass_of(&page->mass, place) > 0)
		return place;
	if (place_is_weak(page, candidate))
		return is_home(page, place) && place_stands_clear(page, candidate) ? place
										   : GAZETTEER_NONE;
	return is_city_known(page, place) || place_stands_clear(page, candidate) ? place
										 : GAZETTEER_NONE;
}

/* What was put off: 南昌 before 社区 where the page speaks of the city. */
static bool resolve_put_off(struct place_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		enum name_form form = NAME_FULL;
		if (!place_is_open(candidate) || !is_of_community(page, candidate))
			continue;
		uint32_t place = highest_hit(page, &candidate->hits, DIVISION_CITY, &form);
		if (place != GAZETTEER_NONE && is_city_known(page, place) &&
		    !place_decide(page, candidate, place))
			return false;
	}
	return true;
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
	if (!resolve_chains(page) || !resolve_certain(page, DIVISION_CITY) ||
	    !resolve_certain(page, DIVISION_COUNTY) || !resolve_shared_names(page) ||
	    !resolve_put_off(page) || !resolve_short_forms(page))
		return false;
	place_find_anchor(page);
	return true;
}
