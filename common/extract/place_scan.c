/* place_scan.c - see place_scan.h. One pass: at each code point the longest name of the gazetteer
 * and the longest marking word are looked up; a name wins over a word. Candidates do not overlap,
 * except that the name in front of 社区 may later take in a short name before it (朝阳社区). */
#include "extract/place_scan.h"

#include "extract/place_guard.h"
#include "text/utf8.h"

/* 新村 of 南水新村社区, 花园 of 富和花园社区: the name goes on. */
static bool ends_inside_name(const struct place_rules *rules, struct slice text,
			     const struct match *match)
{
	struct match next;

	const struct place_word *word = place_word_of(rules, match);

	if (word->role == ROLE_BACK || slice_equal(word->unit, SLICE("community")) ||
	    !matcher_at(rules->marks, text, match->span.end, &next))
		return false;
	enum place_role role = place_word_of(rules, &next)->role;
	return role == ROLE_VILLAGE || (role == ROLE_ESTATE && word->role == ROLE_ESTATE);
}

static enum candidate_kind kind_of(enum place_role role)
{
	switch (role) {
	case ROLE_VILLAGE:
		return CANDIDATE_VILLAGE;
	case ROLE_ZONE:
		return CANDIDATE_ZONE;
	case ROLE_ESTATE:
		return CANDIDATE_ESTATE;
	case ROLE_TOWN:
		return CANDIDATE_TOWN;
	default:
		return CANDIDATE_BACK;
	}
}

bool place_is_object(const struct place_rules *rules, struct slice text, size_t at)
{
	struct match match;
	return matcher_before(rules->objects, text, at, &match);
}

/* Whether the candidate's span is the word that ends its name, the name before it. */
static bool ends_name(enum candidate_kind kind)
{
	return kind == CANDIDATE_VILLAGE || kind == CANDIDATE_ESTATE || kind == CANDIDATE_TOWN;
}

static void judge_place(const struct place_rules *rules, struct slice text, struct vec *candidates,
			size_t first, struct place_candidate *candidate)
{
	const struct place_candidate *before =
	    candidates->n > first ? vec_at(candidates, candidates->n - 1) : NULL;

	candidate->word = candidate->span.start;
	candidate->floor = before ? before->span.end : 0;
	candidate->is_chained = before && before->span.end == candidate->span.start;
	candidate->is_object = candidate->is_chained
				   ? before->is_object
				   : !ends_name(candidate->kind) &&
					 place_is_object(rules, text, candidate->span.start);
	candidate->is_cleft =
	    candidate->is_object &&
	    (candidate->is_chained
		 ? before->is_cleft
		 : slice_ends(slice_sub(text, 0, candidate->span.start), SLICE("是")));
	candidate->name_floor = candidate->floor;
	if (before && before->kind == CANDIDATE_TOWN)
		candidate->floor = before->floor; /* 镇东社区 */
	if (!before || before->kind != CANDIDATE_NAME)
		return;
	/* 朝阳社区, 新保安镇社区: what looks like the name of a county or town may be part of the
	 * name; of one that no list has, only a short form may. */
	if (candidate->is_chained || before->is_short)
		candidate->floor = before->floor;
	if (before->is_short)
		candidate->name_floor = before->name_floor;
}

/* 市住建局 at the start of a clause: the city's own. */
static bool find_organ(const struct place_rules *rules, struct slice text, size_t at,
		       struct place_candidate *candidate)
{
	static const struct slice UNITS[] = PLACE_UNITS;
	struct slice rest = slice_from(text, at);
	size_t unit = 0, step, end;
	struct match match;

	while (unit < 6 && !slice_starts(rest, UNITS[unit]))
		unit++;
	if (unit == 6 || (at > 0 && is_han(utf8_before(text, at, &step))))
		return false;
	end = at + UNITS[unit].n;
	if (matcher_at(rules->organs, text, end, &match) &&
	    slice_equal(place_word_of(rules, &match)->unit, SLICE("no")))
		return false;
	candidate->kind = CANDIDATE_BACK;
	candidate->is_organ = true;
	candidate->unit = UNITS[unit];
	candidate->span = (struct span){at, end};
	for (size_t letters = 0; letters < 10 && end < text.n; letters++) {
		if (matcher_at(rules->organs, text, end, &match) &&
		    place_word_of(rules, &match)->unit.n == 0)
			return true;
		if (!is_han(utf8_at(text, end, &step)))
			return false;
		end += step;
	}
	return false;
}

/* 区里 of 老厂区里 points to no district. */
static bool is_inside(const struct place_rules *rules, struct slice text, const struct match *match)
{
	struct match before;
	size_t step;

	return slice_ends(match->entry->word, SLICE("里")) && match->span.start > 0 &&
	       is_han(utf8_before(text, match->span.start, &step)) &&
	       !matcher_before(rules->boundaries, text, match->span.start, &before);
}

/* The longest name at `at`, else a marking word, else the organ of a city. */
static bool find_at(const struct place_rules *rules, struct slice text, size_t at,
		    struct place_candidate *candidate)
{
	struct match match;
	size_t n = gazetteer_longest_at(rules->gazetteer, text, at, &candidate->hits);

	if (n) {
		candidate->span = (struct span){at, at + n};
		place_guard(rules, text, candidate);
		return true;
	}
	if (!matcher_at(rules->marks, text, at, &match) || ends_inside_name(rules, text, &match))
		return find_organ(rules, text, at, candidate);
	const struct place_word *word = place_word_of(rules, &match);
	if (word->role == ROLE_NONE || (word->role == ROLE_BACK && is_inside(rules, text, &match)))
		return false;
	candidate->kind = kind_of(word->role);
	candidate->unit = word->unit;
	candidate->span = match.span;
	return true;
}

/* Whether anything may begin with `letter`, `next` behind it: most letters of a text are passed
 * over by two bits. */
static bool may_begin(const struct place_rules *rules, uint32_t letter, uint32_t next)
{
	return (letter < 0x10000 && rules->first_letters[letter / 8] >> letter % 8 & 1) ||
	       gazetteer_may_start(rules->gazetteer, letter, next);
}

bool place_scan(const struct place_rules *rules, struct slice text, enum place_field field,
		struct vec *candidates)
{
	size_t first = candidates->n, at = 0, next_at = 0;
	uint32_t letter = 0, next = 0;
	bool more = utf8_next(text, &next_at, &next);

	while (more && candidates->n < PLACE_CANDIDATES_MAX) {
		struct place_candidate candidate;
		size_t letter_end = next_at;
		letter = next;
		more = utf8_next(text, &next_at, &next);
		if (may_begin(rules, letter, more ? next : 0)) {
			candidate =
			    (struct place_candidate){.field = field, .place = GAZETTEER_NONE};
			if (!find_at(rules, text, at, &candidate)) {
				at = letter_end;
				continue;
			}
			judge_place(rules, text, candidates, first, &candidate);
			if (!vec_add(candidates, &candidate))
				return false;
			letter_end = next_at = candidate.span.end;
			more = utf8_next(text, &next_at, &next);
		}
		at = letter_end;
	}
	return true;
}

/* Of several divisions of one name the highest, if it is alone at its level. */
static uint32_t highest(const struct gazetteer *gazetteer, const struct hits *hits)
{
	uint32_t best = GAZETTEER_NONE;
	unsigned best_level = DIVISION_TOWN;
	struct division division;

	for (size_t i = 0; i < hits->n; i++) {
		uint32_t place = hit_place(hits, i);
		if (!gazetteer_division(gazetteer, place, &division))
			continue;
		if (division.level < best_level) {
			best = place;
			best_level = division.level;
		} else if (division.level == best_level) {
			best = GAZETTEER_NONE;
		}
	}
	return best;
}

uint32_t place_of_outlet(const struct place_rules *rules, struct slice name)
{
	uint32_t best = GAZETTEER_NONE;
	struct division division;
	size_t at = 0, step;

	while (at < name.n) {
		struct match match;
		struct hits hits;
		size_t n = gazetteer_longest_at(rules->gazetteer, name, at, &hits);
		if (matcher_at(rules->outlets, name, at, &match) && match.span.end - at >= n) {
			n = match.span.end - at;
			if (best == GAZETTEER_NONE)
				best = match.entry->value;
		} else if (n) {
			uint32_t place = highest(rules->gazetteer, &hits);
			/* 海南日报 and 中山日报 are what they say, 东方网 and 光明日报 not. */
			if (matcher_find(rules->weak, slice_sub(name, at, at + n)) &&
			    gazetteer_division(rules->gazetteer, place, &division) &&
			    division.level > DIVISION_CITY)
				place = GAZETTEER_NONE;
			if (place != GAZETTEER_NONE &&
			    (best == GAZETTEER_NONE ||
			     gazetteer_is_within(rules->gazetteer, place, best)))
				best = place;
		} else {
			utf8_at(name, at, &step);
			n = step;
		}
		at += n;
	}
	return best;
}

uint32_t place_of_host(const struct place_rules *rules, struct slice host)
{
	const struct matcher_entry *entry;

	while (host.n) {
		entry = matcher_find(rules->hosts, host);
		if (entry)
			return entry->value;
		size_t dot = slice_find_byte(host, '.', 0);
		if (dot == SIZE_MAX)
			break;
		host = slice_from(host, dot + 1);
	}
	return GAZETTEER_NONE;
}
