/* place_resolve.c - see place_resolve.h. */
#include "extract/place_resolve.h"

#include "text/utf8.h"

/* More divisions of one name than this are not weighed one by one. */
#define HITS_MAX 64
/* Of a division's mass, the share (percent) that one part of it needs to stand for the whole. */
#define SHARE 60

struct slice place_field_text(const struct place_page *page, enum place_field field)
{
	switch (field) {
	case FIELD_TITLE:
		return page->article->title;
	case FIELD_KICKER:
		return page->article->kicker;
	case FIELD_SUBTITLE:
		return page->article->subtitle;
	default:
		return page->article->text;
	}
}

unsigned place_level(const struct gazetteer *gazetteer, uint32_t place)
{
	struct division division;

	return gazetteer_division(gazetteer, place, &division) ? division.level : 0;
}

uint32_t place_at_level(const struct gazetteer *gazetteer, uint32_t place,
			enum division_level level)
{
	while (place_level(gazetteer, place) > level)
		place = gazetteer_parent(gazetteer, place);
	return place_level(gazetteer, place) == level ? place : GAZETTEER_NONE;
}

uint32_t place_common(const struct gazetteer *gazetteer, uint32_t a, uint32_t b)
{
	while (a != GAZETTEER_NONE && !gazetteer_is_within(gazetteer, b, a))
		a = gazetteer_parent(gazetteer, a);
	return a;
}

static bool is_open(const struct place_candidate *candidate)
{
	return candidate->kind == CANDIDATE_NAME && !candidate->is_void &&
	       candidate->place == GAZETTEER_NONE;
}

static bool is_weak(const struct place_page *page, const struct place_candidate *candidate)
{
	struct slice text = place_field_text(page, candidate->field);
	return matcher_find(page->rules->weak, slice_span(text, candidate->span)) != NULL;
}

static bool starts_clause(struct slice text, size_t at)
{
	size_t n;

	return at == 0 || !is_han(utf8_before(text, at, &n));
}

/* What a mention is worth as evidence of what the article is about. */
static uint32_t weight_of(const struct place_page *page, const struct place_candidate *candidate)
{
	if (candidate->is_body || candidate->is_void)
		return 0;
	switch (candidate->field) {
	case FIELD_TITLE:
		return 8;
	case FIELD_KICKER:
		return 6;
	case FIELD_SUBTITLE:
		return 4;
	case FIELD_TEXT:
		if (candidate->is_object)
			return 0;
		return page->article->n_paragraphs &&
			       candidate->span.start < page->article->paragraphs[0].span.end
			   ? 2
			   : 1;
	default:
		return 1;
	}
}

static void uncount(struct place_page *page, struct place_candidate *candidate)
{
	place_mass_remove(&page->mass, candidate->place, candidate->counted);
	candidate->counted = 0;
}

static bool decide(struct place_page *page, struct place_candidate *candidate, uint32_t place)
{
	struct place_candidate *before = candidate > page->candidates ? candidate - 1 : candidate;

	/* 烟台市牟平区 speaks once of 牟平区, not of 烟台市 as well. */
	if (before->field == candidate->field && before->span.end == candidate->span.start &&
	    before->place != GAZETTEER_NONE && before->locality.n == 0 &&
	    gazetteer_is_within(page->gazetteer, place, before->place))
		uncount(page, before);
	candidate->place = place;
	candidate->counted = weight_of(page, candidate);
	return place_mass_add(&page->mass, place, candidate->counted);
}

static uint32_t home(const struct place_page *page)
{
	return page->source != GAZETTEER_NONE ? page->source : page->host;
}

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
	for (size_t i = 0; i < upper->hits.n && i < HITS_MAX; i++) {
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
		if (upper->place == GAZETTEER_NONE && !decide(page, upper, parent))
			return false;
		if (lower->hits.n == 1 && !decide(page, lower, hit_place(&lower->hits, 0)))
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

	for (size_t i = 0; i < hits->n && i < HITS_MAX; i++) {
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
		if (!is_open(candidate))
			continue;
		uint32_t place = highest_hit(page, &candidate->hits, DIVISION_COUNTY, &form);
		unsigned level = place_level(page->gazetteer, place);
		if (place == GAZETTEER_NONE || (form == NAME_SHORT && level > DIVISION_CITY) ||
		    (form == NAME_SHORT && is_weak(page, candidate)))
			continue;
		if (form != NAME_SHORT && is_weak(page, candidate) &&
		    !starts_clause(place_field_text(page, candidate->field), candidate->span.start))
			continue;
		if (!decide(page, candidate, place))
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

	for (size_t i = 0; i < hits->n && i < HITS_MAX; i++) {
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

static bool resolve_counties(struct place_page *page)
{
	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (!is_open(candidate) || is_weak(page, candidate))
			continue;
		uint32_t place = most_supported(page, &candidate->hits, false);
		if (place != GAZETTEER_NONE && !decide(page, candidate, place))
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
	    is_weak(page, candidate))
		return GAZETTEER_NONE;
	if (place != GAZETTEER_NONE || page->mass.total > 0 || candidate->hits.n != 1 ||
	    is_weak(page, candidate) || home(page) != GAZETTEER_NONE ||
	    !starts_clause(place_field_text(page, candidate->field), candidate->span.start))
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
		if (!is_open(candidate) || candidate->is_body)
			continue;
		uint32_t place = short_form_of(page, candidate);
		if (place != GAZETTEER_NONE && !decide(page, candidate, place))
			return false;
	}
	return true;
}

/* --- what the page is about ------------------------------------------------------------------ */

/* Down from the provinces, as long as one part has its share of the whole. */
static uint32_t heaviest_branch(const struct place_page *page, unsigned lowest)
{
	uint32_t place = GAZETTEER_NONE, mass = page->mass.total;

	while (place_level(page->gazetteer, place) < lowest) {
		uint32_t part_mass;
		uint32_t part = place_mass_heaviest(&page->mass, place, &part_mass);
		if (part == GAZETTEER_NONE || (uint64_t)part_mass * 100 < (uint64_t)mass * SHARE)
			break;
		place = part;
		mass = part_mass;
	}
	return place;
}

/* The place that the candidates of a field speak of together; `back`: those that point back. */
static uint32_t joint_place(const struct place_page *page, enum place_field field, bool back)
{
	uint32_t place = GAZETTEER_NONE;

	for (size_t i = 0; i < page->n; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		if (candidate->field != field || candidate->is_void || candidate->is_body ||
		    candidate->place == GAZETTEER_NONE ||
		    (candidate->kind == CANDIDATE_BACK) != back)
			continue;
		if (place == GAZETTEER_NONE ||
		    gazetteer_is_within(page->gazetteer, candidate->place, place))
			place = candidate->place;
		else if (!gazetteer_is_within(page->gazetteer, place, candidate->place))
			return place_common(page->gazetteer, place, candidate->place);
	}
	return place;
}

static uint32_t place_of_field(const struct place_page *page, enum place_field field)
{
	uint32_t place = joint_place(page, field, false);
	return place != GAZETTEER_NONE ? place : joint_place(page, field, true);
}

static void find_anchor(struct place_page *page)
{
	uint32_t anchor = place_of_field(page, FIELD_TITLE);

	if (anchor == GAZETTEER_NONE)
		anchor = place_of_field(page, FIELD_KICKER);
	uint32_t branch = heaviest_branch(page, DIVISION_COUNTY);
	if (anchor == GAZETTEER_NONE ||
	    (branch != GAZETTEER_NONE && gazetteer_is_within(page->gazetteer, branch, anchor)))
		anchor = branch;
	if (anchor == GAZETTEER_NONE)
		anchor = home(page);
	page->anchor = anchor;
}

/* --- towns, villages, zones, and what points back, in text order -------------------------------
 */

struct walk {
	struct place_page *page;
	enum place_field field;
	struct slice text;
	uint32_t focus;  /* the place named last */
	size_t focus_at; /* where */
	size_t paragraph_start;
	uint32_t county;       /* the county (or what lies in it) named last, its city left aside */
	size_t county_at;      /* where */
	uint32_t village;      /* the village named last */
	struct slice locality; /* or the community that has no code */
	uint32_t locality_under;
};

/* What was named last counts only within its paragraph. */
static uint32_t near_focus(const struct walk *walk)
{
	return walk->focus_at >= walk->paragraph_start ? walk->focus : GAZETTEER_NONE;
}

static uint32_t near_county(const struct walk *walk)
{
	return walk->county_at >= walk->paragraph_start
		   ? place_at_level(walk->page->gazetteer, walk->county, DIVISION_COUNTY)
		   : GAZETTEER_NONE;
}

/* The place right before byte `at`. */
static uint32_t place_ending_at(const struct walk *walk, const struct place_candidate *candidate,
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
	for (size_t i = 0; i < hits.n && i < HITS_MAX; i++) {
		if (place_level(page->gazetteer, hit_place(&hits, i)) != DIVISION_TOWN)
			continue;
		if (found != GAZETTEER_NONE)
			return GAZETTEER_NONE;
		found = hit_place(&hits, i);
	}
	return hits.n > HITS_MAX ? GAZETTEER_NONE : found;
}

#define TWO_LETTERS 6 /* bytes */

/* A town may have become a street since the list was made: 宁海镇 for 宁海街道. */
static struct hits hits_of_stem(const struct walk *walk, const struct place_candidate *candidate)
{
	static const struct slice ENDS[] = {SLICE_INIT("街道"), SLICE_INIT("镇"), SLICE_INIT("乡")};
	struct slice name = slice_span(walk->text, candidate->span);

	for (size_t i = 0; i < 3; i++)
		if (slice_ends(name, ENDS[i]) && name.n > ENDS[i].n + 3)
			return gazetteer_find_stem(walk->page->gazetteer,
						   slice_sub(name, 0, name.n - ENDS[i].n));
	return (struct hits){NULL, 0};
}

static uint32_t town_of(const struct walk *walk, const struct place_candidate *candidate)
{
	const struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t near = near_focus(walk), anchor = page->anchor;
	bool is_doubtful =
	    candidate->span.end - candidate->span.start <= TWO_LETTERS || is_weak(page, candidate);
	uint32_t above[] = {
	    near_county(walk),
	    place_at_level(gazetteer, anchor, DIVISION_COUNTY),
	    place_at_level(gazetteer, near, DIVISION_CITY),
	    place_at_level(gazetteer, anchor, DIVISION_CITY),
	    place_at_level(gazetteer, home(page), DIVISION_CITY),
	    place_at_level(gazetteer, anchor, DIVISION_PROVINCE),
	};

	if (is_doubtful && !candidate->is_chained &&
	    !starts_clause(walk->text, candidate->span.start))
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

/* The village of that stem under `above`: of the right class if there is one, else the only one. */
static uint32_t village_of_stem(const struct place_page *page, struct slice stem,
				const struct place_candidate *candidate, uint32_t above)
{
	enum division_class want =
	    slice_equal(candidate->unit, SLICE("community")) ? CLASS_COMMUNITY : CLASS_VILLAGE;
	struct hits hits =
	    gazetteer_under(page->gazetteer, gazetteer_find_stem(page->gazetteer, stem), above);
	uint32_t right = GAZETTEER_NONE, other = GAZETTEER_NONE;
	size_t n_right = 0, n_other = 0;
	struct division division;

	for (size_t i = 0; i < hits.n && i < HITS_MAX; i++) {
		uint32_t place = hit_place(&hits, i);
		if (!gazetteer_division(page->gazetteer, place, &division) ||
		    division.level != DIVISION_VILLAGE)
			continue;
		if (division.class == want) {
			right = place;
			n_right++;
		} else {
			other = place;
			n_other++;
		}
	}
	if (n_right)
		return n_right == 1 ? right : GAZETTEER_NONE;
	return n_other == 1 && want == CLASS_COMMUNITY ? other : GAZETTEER_NONE;
}

/* 共建幸福社区 is no name, though there is a 幸福社区; 东湖街道幸福社区 and 幸福社区党委 are. */
static bool may_be_name(const struct walk *walk, const struct place_candidate *candidate,
			size_t start)
{
	const struct place_rules *rules = walk->page->rules;
	struct slice stem = slice_sub(walk->text, start, candidate->span.start);
	struct match match;

	return !matcher_find(rules->generic, stem) || start == candidate->floor ||
	       matcher_at(rules->members, walk->text, candidate->span.end, &match);
}

/* The longest name before the word that is a village under `above`; *start is where it begins. */
static uint32_t village_before(const struct walk *walk, const struct place_candidate *candidate,
			       uint32_t above, size_t *start)
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

/* Whether the page says the name again within a few paragraphs. */
#define NEAR_BYTES ((size_t)6000)
static bool is_repeated(struct slice text, struct span span)
{
	size_t from = span.start > NEAR_BYTES ? span.start - NEAR_BYTES : 0;
	struct slice name = slice_span(text, span);

	return slice_contains(slice_sub(text, from, span.start), name) ||
	       slice_contains(slice_sub(text, span.end, span.end + NEAR_BYTES), name);
}

/* A name before 社区 or 小区 that no list has: from the last boundary, two to six letters that are
 * not merely a kind (智慧社区). Because a verb looks the same (交流社区大事), something must show
 * that it is a name: what follows (社区党委), 在 before it, or that it is said again. */
static struct slice name_before(const struct walk *walk, const struct place_candidate *candidate)
{
	const struct place_rules *rules = walk->page->rules;
	size_t at = candidate->span.start, length, letters = 0;
	bool is_location = false;
	struct match match;

	while (at > candidate->name_floor && letters < 7 &&
	       is_han(utf8_before(walk->text, at, &length))) {
		if (letters >= 2 && matcher_before(rules->boundaries, walk->text, at, &match)) {
			is_location = slice_equal(place_word_of(rules, &match)->unit, SLICE("at"));
			break;
		}
		at -= length;
		letters++;
	}
	struct slice stem = slice_sub(walk->text, at, candidate->span.start);
	struct span span = {at, candidate->span.end};
	if (letters < 2 || letters > 6 || matcher_before(rules->generic, stem, stem.n, &match) ||
	    matcher_at(rules->generic, stem, 0, &match) ||
	    matcher_at(rules->boundaries, stem, 0, &match) ||
	    matcher_at(rules->uses, walk->text, span.end, &match))
		return SLICE_EMPTY;
	is_location = is_location || at == candidate->name_floor;
	if (is_location || matcher_at(rules->members, walk->text, span.end, &match) ||
	    is_repeated(walk->text, span))
		return slice_span(walk->text, span);
	return SLICE_EMPTY;
}

/* Takes the name into the span; a short name that it covers was none. */
static void widen(struct place_page *page, struct place_candidate *candidate, size_t start)
{
	struct place_candidate *before = candidate;

	while (before > page->candidates && before[-1].field == candidate->field &&
	       before[-1].span.end > start) {
		before--;
		uncount(page, before);
		before->is_void = true;
	}
	candidate->span.start = start;
}

static bool resolve_village(struct walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	uint32_t near = near_focus(walk), found = GAZETTEER_NONE;
	uint32_t chain = place_ending_at(walk, candidate, candidate->name_floor);
	uint32_t above[] = {
	    place_level(gazetteer, chain) >= DIVISION_COUNTY ? chain : GAZETTEER_NONE,
	    place_at_level(gazetteer, near, DIVISION_TOWN),
	    near_county(walk),
	    place_at_level(gazetteer, page->anchor, DIVISION_TOWN),
	    place_at_level(gazetteer, page->anchor, DIVISION_COUNTY),
	    place_at_level(gazetteer, walk->county, DIVISION_COUNTY),
	};
	size_t start = 0;

	for (size_t i = 0; found == GAZETTEER_NONE && i < sizeof above / sizeof *above; i++)
		if (i == 0 || place_mass_of(&page->mass, above[i]) > 0)
			found = village_before(walk, candidate, above[i], &start);
	if (found != GAZETTEER_NONE) {
		widen(page, candidate, start);
		walk->village = found;
		walk->locality = SLICE_EMPTY;
		return decide(page, candidate, found);
	}
	struct slice name = name_before(walk, candidate);
	if (name.n == 0) {
		candidate->is_void = true;
		return true;
	}
	widen(page, candidate, candidate->span.end - name.n);
	candidate->locality = name;
	/* No code of its own: it belongs to the county, or to the town right before it. */
	candidate->place = place_level(gazetteer, near) == DIVISION_TOWN ? near : near_county(walk);
	if (candidate->place == GAZETTEER_NONE)
		candidate->place = place_level(gazetteer, page->anchor) > DIVISION_COUNTY
				       ? place_at_level(gazetteer, page->anchor, DIVISION_COUNTY)
				       : page->anchor;
	if (slice_equal(walk->locality, name))
		candidate->place = walk->locality_under;
	walk->village = GAZETTEER_NONE;
	walk->locality = name;
	walk->locality_under = candidate->place;
	return true;
}

static void resolve_estate(struct walk *walk, struct place_candidate *candidate)
{
	struct slice name = name_before(walk, candidate);
	uint32_t near = near_focus(walk);

	if (name.n == 0) {
		candidate->is_void = true;
		return;
	}
	widen(walk->page, candidate, candidate->span.end - name.n);
	candidate->locality = name;
	candidate->place = near != GAZETTEER_NONE ? near : walk->page->anchor;
}

/* 高新区 behind 德州, or alone: the zone of that kind that the page speaks of. */
static uint32_t zone_called(const struct walk *walk, uint32_t city, struct slice word)
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

static bool resolve_zone(struct walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	const struct gazetteer *gazetteer = page->gazetteer;
	const struct place_candidate *before = candidate->is_chained ? candidate - 1 : NULL;
	struct slice word = slice_span(walk->text, candidate->span);
	uint32_t county = place_at_level(gazetteer, page->anchor, DIVISION_COUNTY);
	uint32_t found;

	if (before && before->kind == CANDIDATE_NAME && before->place != GAZETTEER_NONE) {
		found = zone_called(walk, before->place, word);
		candidate->span.start = before->span.start;
		if (found != GAZETTEER_NONE)
			return decide(page, candidate, found);
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
	return found == GAZETTEER_NONE || decide(page, candidate, found);
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

static bool resolve_back(struct walk *walk, struct place_candidate *candidate)
{
	struct place_page *page = walk->page;
	uint32_t found = GAZETTEER_NONE;

	if (slice_equal(candidate->unit, SLICE("社区")) ||
	    slice_equal(candidate->unit, SLICE("村")))
		found = walk->village;
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, near_focus(walk), candidate->unit);
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, page->anchor, candidate->unit);
	if (found == GAZETTEER_NONE && slice_equal(candidate->unit, SLICE("社区")) &&
	    walk->locality.n) {
		candidate->locality = walk->locality;
		candidate->place =
		    near_focus(walk) != GAZETTEER_NONE ? near_focus(walk) : page->anchor;
		return true;
	}
	if (found == GAZETTEER_NONE)
		found = division_called(page->gazetteer, home(page), candidate->unit);
	candidate->is_void = found == GAZETTEER_NONE;
	return found == GAZETTEER_NONE || decide(page, candidate, found);
}

static bool step(struct walk *walk, struct place_candidate *candidate)
{
	switch (candidate->kind) {
	case CANDIDATE_NAME:
		if (is_open(candidate)) {
			uint32_t town = town_of(walk, candidate);
			if (town != GAZETTEER_NONE && !decide(walk->page, candidate, town))
				return false;
		}
		break;
	case CANDIDATE_VILLAGE:
		if (!resolve_village(walk, candidate))
			return false;
		break;
	case CANDIDATE_ZONE:
		if (!resolve_zone(walk, candidate))
			return false;
		break;
	case CANDIDATE_ESTATE:
		resolve_estate(walk, candidate);
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

static bool resolve_rest(struct place_page *page)
{
	struct walk walk = {.page = page,
			    .focus = GAZETTEER_NONE,
			    .village = GAZETTEER_NONE,
			    .county = GAZETTEER_NONE};
	const struct paragraph *paragraphs = page->article->paragraphs;
	size_t paragraph = 0;

	for (size_t i = 0; i < page->n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (candidate->field == FIELD_CAPTION)
			break;
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
		if (!step(&walk, candidate))
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

/* --- the article's own ---------------------------------------------------------------------------
 */

/* 本报禹城讯: the place in front of 讯 within the first line. */
static bool is_dateline(const struct place_page *page, uint32_t place)
{
	for (size_t i = page->first_in_text; i < page->end_in_text; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		if (candidate->place != place)
			continue;
		struct slice behind =
		    slice_sub(page->article->text, candidate->span.end, candidate->span.end + 24);
		return candidate->span.start < 60 && slice_contains(behind, SLICE("讯"));
	}
	return false;
}

static void find_own(struct place_page *page)
{
	page->basis = BASIS_TITLE;
	page->own = place_of_field(page, FIELD_TITLE);
	if (page->own == GAZETTEER_NONE)
		page->own = place_of_field(page, FIELD_KICKER);
	uint32_t branch = heaviest_branch(page, DIVISION_VILLAGE);
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
	if (!resolve_chains(page) || !resolve_certain(page) || !resolve_counties(page) ||
	    !resolve_short_forms(page))
		return STATUS_MEMORY_LIMIT;
	find_anchor(page);
	if (!resolve_rest(page))
		return STATUS_MEMORY_LIMIT;
	find_own(page);
	return STATUS_OK;
}
