/* place_memory.c - see place_memory.h. A sorted list of hashes; a name that was placed in two ways
 * is remembered as neither. Names without a code are remembered with the deepest division that they
 * were said to lie in. */
#include "extract/place_memory.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/vec.h"
#include "extract/place_walk.h"
#include "text/utf8.h"

struct remembered {
	uint64_t name;  /* hash64 of the name as written */
	uint32_t place; /* GAZETTEER_NONE: two places have that name here */
	bool has_code;  /* the place is the name's own; else the name lies in it */
};

struct place_memory {
	struct remembered *rows;
	size_t n;
};

static int by_name(const void *a, const void *b)
{
	const struct remembered *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return x->has_code - y->has_code;
}

static struct slice name_of(const struct place_page *page, const struct place_candidate *candidate)
{
	return slice_span(place_field_text(page, candidate->field), candidate->span);
}

static bool is_locality(const struct place_candidate *candidate)
{
	return !candidate->is_void && candidate->locality.n > 0 &&
	       candidate->place != GAZETTEER_NONE &&
	       (candidate->kind == CANDIDATE_VILLAGE || candidate->kind == CANDIDATE_ESTATE);
}

static bool is_placed(const struct place_page *page, const struct place_candidate *candidate)
{
	return !candidate->is_void && candidate->locality.n == 0 &&
	       place_level(page->gazetteer, candidate->place) >= DIVISION_TOWN;
}

/* Two rows of one name become one: the deeper, if it lies in the other; else neither. */
static void unite(const struct place_page *page, struct remembered *row,
		  const struct remembered *other)
{
	const struct gazetteer *gazetteer = page->gazetteer;

	if (row->place == GAZETTEER_NONE ||
	    (other->place == row->place && other->has_code == row->has_code))
		return;
	if (!row->has_code && gazetteer_is_within(gazetteer, other->place, row->place))
		*row = *other;
	else if (other->has_code || !gazetteer_is_within(gazetteer, row->place, other->place))
		row->place = GAZETTEER_NONE;
}

static bool collect(const struct place_page *page, struct place_memory *memory)
{
	struct vec rows = vec_of(page->arena, sizeof(struct remembered));
	size_t kept = 0;

	for (size_t i = 0; i < page->n; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		bool has_code = is_placed(page, candidate);
		if (candidate->kind == CANDIDATE_BACK || (!has_code && !is_locality(candidate)))
			continue;
		if (!vec_add(&rows, &(struct remembered){hash64(name_of(page, candidate)),
							 candidate->place, has_code}))
			return false;
	}
	memory->rows = rows.items;
	if (rows.n)
		qsort(rows.items, rows.n, sizeof(struct remembered), by_name);
	for (size_t i = 0; i < rows.n; i++) {
		struct remembered *row = &memory->rows[i];
		if (kept == 0 || memory->rows[kept - 1].name != row->name)
			memory->rows[kept++] = *row;
		else
			unite(page, &memory->rows[kept - 1], row);
	}
	memory->n = kept;
	return true;
}

static const struct remembered *recall(const struct place_memory *memory, struct slice name)
{
	uint64_t hash = hash64(name);
	size_t low = 0, high = memory->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (memory->rows[middle].name < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < memory->n && memory->rows[low].name == hash &&
		       memory->rows[low].place != GAZETTEER_NONE
		   ? &memory->rows[low]
		   : NULL;
}

/* The longest name that ends with the candidate and is remembered; *start is where it begins. */
static const struct remembered *recall_before(const struct place_page *page,
					      const struct place_memory *memory,
					      const struct place_candidate *candidate,
					      size_t *start)
{
	struct slice text = place_field_text(page, candidate->field);
	size_t at = candidate->span.start, starts[10], n = 0, length;

	while (n < 10 && at > candidate->floor) {
		uint32_t c = utf8_before(text, at, &length);
		if (!is_han(c) && !is_digit(c))
			break;
		at -= length;
		starts[n++] = at;
	}
	while (n > 0) {
		*start = starts[--n];
		const struct remembered *row =
		    recall(memory, slice_sub(text, *start, candidate->span.end));
		if (row)
			return row;
	}
	return NULL;
}

/* A candidate that found no code. */
static bool recall_one(struct place_page *page, const struct place_memory *memory,
		       struct place_candidate *candidate)
{
	size_t start = candidate->span.start;
	const struct remembered *row = candidate->kind == CANDIDATE_NAME || candidate->locality.n
					   ? recall(memory, name_of(page, candidate))
					   : recall_before(page, memory, candidate, &start);

	/* What it lies in may be written right before it. */
	if (!row || (place_before(page, candidate, start) && candidate->place != GAZETTEER_NONE &&
		     !gazetteer_is_within(page->gazetteer, row->place, candidate->place)))
		return true;
	if (!row->has_code) {
		if (candidate->locality.n)
			candidate->place = row->place;
		return true;
	}
	place_widen(page, candidate, start);
	candidate->is_void = false;
	candidate->locality = SLICE_EMPTY;
	return place_decide(page, candidate, row->place);
}

bool place_recall(struct place_page *page)
{
	struct place_memory memory;

	if (!collect(page, &memory))
		return false;
	for (size_t i = 0; i < page->n && memory.n; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		bool is_name = candidate->kind == CANDIDATE_NAME && place_is_open(candidate);
		if ((is_name || candidate->kind == CANDIDATE_VILLAGE || is_locality(candidate)) &&
		    !is_placed(page, candidate) && !recall_one(page, &memory, candidate))
			return false;
	}
	return true;
}
