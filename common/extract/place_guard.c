/* place_guard.c - see place_guard.h. Words around the name decide; all lists are data. Names of
 * provinces and cities in full are judged as well, but only as bodies: 湖南省农科院 acts for
 * itself, while 禹城市人民医院 is the county's own. */
#include "extract/place_guard.h"

#include "text/utf8.h"

/* How far behind a short name, and behind a full one, an institution's word may stand: six and four
 * ideographs. */
#define BODY_BYTES      18
#define FULL_BODY_BYTES 12

static bool has_short_form_only(const struct hits *hits)
{
	for (size_t i = 0; i < hits->n; i++)
		if (hit_form(hits, i) != NAME_SHORT)
			return false;
	return true;
}

/* 北京路, but neither 天津河西区 nor 禹城人民法院. */
static bool is_within_word(const struct place_rules *rules, struct slice text, size_t end)
{
	struct match match;
	struct hits hits;

	if (!matcher_at(rules->suffixes, text, end, &match) ||
	    slice_equal(place_word_of(rules, &match)->unit, SLICE("no")))
		return false;
	if (slice_starts(slice_from(text, match.span.end), SLICE("道"))) /* 街道 */
		return false;
	return gazetteer_longest_at(rules->gazetteer, text, end, &hits) <=
	       match.span.end - match.span.start;
}

static bool is_body(const struct place_rules *rules, struct slice text, size_t end, size_t reach)
{
	struct slice near = slice_sub(text, 0, end + reach + 12);
	struct match match;
	size_t at = end, step;

	while (at < near.n && at <= end + reach) {
		if (matcher_at(rules->bodies, near, at, &match))
			return true;
		uint32_t c = utf8_at(near, at, &step);
		if (!is_han(c) || (at > end && matcher_at(rules->objects, near, at, &match)) ||
		    (reach == FULL_BODY_BYTES && matcher_at(rules->members, near, at, &match)))
			return false; /* 西湖区联合浙江大学 */
		at += step;
	}
	return false;
}

/* A letter that is a surname and nothing else stands before `at`; *start is where it begins. */
static bool surname_before(const struct place_rules *rules, struct slice text, size_t at,
			   size_t *start)
{
	struct match match;

	if (!matcher_before(rules->surnames, text, at, &match))
		return false;
	*start = match.span.start;
	return true;
}

/* 网格员陈宁波, 居民于洪波: behind the word for a person stands a person's name. 、刘延安、: so
 * does a surname that begins a clause, when what it begins is three letters long. */
static bool is_person(const struct place_rules *rules, struct slice text, struct span span)
{
	struct match match;
	size_t surname, step;

	if (matcher_before(rules->persons, text, span.start, &match))
		return true;
	if (!surname_before(rules, text, span.start, &surname))
		return false;
	if (matcher_before(rules->persons, text, surname, &match))
		return true;
	if (surname > 0 && is_han(utf8_before(text, surname, &step)))
		return false;
	return span.end == text.n || !is_han(utf8_at(text, span.end, &step)) ||
	       matcher_at(rules->speech, text, span.end, &match) ||
	       matcher_at(rules->name_ends, text, span.end, &match);
}

static unsigned highest_level(const struct place_rules *rules, const struct hits *hits)
{
	unsigned level = DIVISION_VILLAGE;
	struct division division;

	for (size_t i = 0; i < hits->n; i++)
		if (gazetteer_division(rules->gazetteer, hit_place(hits, i), &division) &&
		    division.level < level)
			level = division.level;
	return level;
}

void place_guard(const struct place_rules *rules, struct slice text,
		 struct place_candidate *candidate)
{
	size_t end = candidate->span.end;

	candidate->is_short = has_short_form_only(&candidate->hits);
	if (candidate->is_short) {
		candidate->is_void =
		    is_within_word(rules, text, end) || is_person(rules, text, candidate->span);
		candidate->is_body = is_body(rules, text, end, BODY_BYTES);
	} else if (highest_level(rules, &candidate->hits) <= DIVISION_COUNTY &&
		   is_body(rules, text, end, FULL_BODY_BYTES)) {
		candidate->is_body = candidate->hits.n == 1 &&
				     highest_level(rules, &candidate->hits) <= DIVISION_CITY;
		candidate->is_carrier = !candidate->is_body;
	}
}
