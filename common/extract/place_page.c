/* place_page.c - see place_page.h. */
#include "extract/place_page.h"

#include "text/utf8.h"

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

uint32_t place_only_town(const struct place_page *page, struct hits hits, uint32_t above)
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

const struct place_candidate *place_before(const struct place_page *page,
					   const struct place_candidate *candidate, size_t at)
{
	const struct place_candidate *before = candidate;

	while (before > page->candidates && before[-1].field == candidate->field &&
	       (before[-1].is_covered || before[-1].span.end > at))
		before--;
	if (before == page->candidates || before[-1].field != candidate->field ||
	    before[-1].is_void || before[-1].span.end != at)
		return NULL;
	return before - 1;
}

uint32_t place_common(const struct gazetteer *gazetteer, uint32_t a, uint32_t b)
{
	while (a != GAZETTEER_NONE && !gazetteer_is_within(gazetteer, b, a))
		a = gazetteer_parent(gazetteer, a);
	return a;
}

bool place_is_open(const struct place_candidate *candidate)
{
	return candidate->kind == CANDIDATE_NAME && !candidate->is_void &&
	       candidate->place == GAZETTEER_NONE;
}

/* 开封：老街坊当家. What is set off at the start of a line is no part of a phrase. */
static bool is_set_off(struct slice text, struct span span)
{
	struct slice behind = slice_from(text, span.end);

	return (span.start == 0 || text.p[span.start - 1] == '\n') &&
	       (slice_starts(behind, SLICE("：")) || slice_starts(behind, SLICE(":")));
}

bool place_is_weak(const struct place_page *page, const struct place_candidate *candidate)
{
	struct slice text = place_field_text(page, candidate->field);

	if (is_set_off(text, candidate->span))
		return false;
	return matcher_find(page->rules->weak, slice_span(text, candidate->span)) != NULL;
}

bool place_starts_clause(struct slice text, size_t at)
{
	size_t n;

	return at == 0 || !is_han(utf8_before(text, at, &n));
}

bool place_stands_clear(const struct place_page *page, const struct place_candidate *candidate)
{
	struct slice text = place_field_text(page, candidate->field);
	const struct place_candidate *next = candidate + 1;
	struct match match;

	return place_starts_clause(text, candidate->span.start) ||
	       matcher_before(page->rules->boundaries, text, candidate->span.start, &match) ||
	       (next < page->candidates + page->n && next->field == candidate->field &&
		next->is_chained && next->kind == CANDIDATE_NAME && !next->is_short);
}

#define HEAD_BYTES   60 /* within these the place of a dateline begins */
#define BEHIND_BYTES 24

bool place_is_dateline(const struct place_page *page, const struct place_candidate *candidate)
{
	static const struct slice ENDS[] = {SLICE_INIT("讯"), SLICE_INIT("电")};
	struct slice text = page->article->text;
	size_t end = candidate->span.end;

	if (candidate->field != FIELD_TEXT || candidate->span.start >= HEAD_BYTES)
		return false;
	for (size_t i = 0; i < 2; i++) {
		size_t at = slice_find(slice_sub(text, end, end + BEHIND_BYTES), ENDS[i]);
		size_t step;
		if (at == SIZE_MAX)
			continue;
		/* 讯 ends its word (本报讯, 济南3月5日电), it does not begin one (电话, 通讯员). */
		at += end + ENDS[i].n;
		if (at >= text.n || !is_han(utf8_at(text, at, &step)))
			return true;
	}
	return false;
}

/* What a mention is worth as evidence of what the article is about. */
static uint32_t place_weight(const struct place_page *page, const struct place_candidate *candidate)
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
	default:
		if (candidate->is_object)
			return 0;
		return page->article->n_paragraphs && !place_is_dateline(page, candidate) &&
			       candidate->span.start < page->article->paragraphs[0].span.end
			   ? 2
			   : 1;
	}
}

void place_uncount(struct place_page *page, struct place_candidate *candidate)
{
	place_mass_remove(&page->mass, candidate->place, candidate->counted);
	candidate->counted = 0;
}

/* 两江新区 and 台北市 lead to the province, and are places below it. */
static struct slice name_without_code(const struct place_page *page,
				      const struct place_candidate *candidate, uint32_t place)
{
	struct slice name = slice_span(place_field_text(page, candidate->field), candidate->span);
	unsigned level = place_level(page->gazetteer, place);

	if (candidate->kind != CANDIDATE_NAME || level >= DIVISION_COUNTY ||
	    (level == DIVISION_CITY && !slice_ends(name, SLICE("区"))))
		return SLICE_EMPTY; /* 襄樊市 is what 襄阳市 was called */
	for (size_t i = 0; i < candidate->hits.n; i++)
		if (hit_place(&candidate->hits, i) == place &&
		    hit_form(&candidate->hits, i) == NAME_ALIAS)
			return name;
	return SLICE_EMPTY;
}

bool place_decide(struct place_page *page, struct place_candidate *candidate, uint32_t place)
{
	struct place_candidate *before = candidate > page->candidates ? candidate - 1 : candidate;

	/* 烟台市牟平区 speaks once of 牟平区, not of 烟台市 as well. */
	if (before->field == candidate->field && before->span.end == candidate->span.start &&
	    before->place != GAZETTEER_NONE && before->locality.n == 0 &&
	    gazetteer_is_within(page->gazetteer, place, before->place))
		place_uncount(page, before);
	candidate->place = place;
	candidate->locality = name_without_code(page, candidate, place);
	candidate->counted = place_weight(page, candidate);
	return place_mass_add(&page->mass, place, candidate->counted);
}

uint32_t place_home(const struct place_page *page)
{
	return page->source != GAZETTEER_NONE ? page->source : page->host;
}

uint32_t place_heaviest_branch(const struct place_page *page, unsigned lowest)
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

/* What stands for the place of a field, the first kind that it has. */
enum speaker { DOERS, OBJECTS, POINTERS };

static enum speaker speaker_of(const struct place_candidate *candidate)
{
	return candidate->kind == CANDIDATE_BACK ? POINTERS
	       : candidate->is_object            ? OBJECTS
						 : DOERS;
}

/* The place that the candidates of a field speak of together. */
static uint32_t joint_place(const struct place_page *page, enum place_field field,
			    enum speaker speaker)
{
	uint32_t place = GAZETTEER_NONE;

	for (size_t i = 0; i < page->n; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		if (candidate->field != field || candidate->is_void || candidate->is_body ||
		    candidate->place == GAZETTEER_NONE || speaker_of(candidate) != speaker)
			continue;
		if (place == GAZETTEER_NONE ||
		    gazetteer_is_within(page->gazetteer, candidate->place, place))
			place = candidate->place;
		else if (!gazetteer_is_within(page->gazetteer, place, candidate->place))
			return place_common(page->gazetteer, place, candidate->place);
	}
	return place;
}

uint32_t place_of_field(const struct place_page *page, enum place_field field)
{
	uint32_t place = joint_place(page, field, DOERS);

	if (place == GAZETTEER_NONE)
		place = joint_place(page, field, OBJECTS);
	return place != GAZETTEER_NONE ? place : joint_place(page, field, POINTERS);
}
