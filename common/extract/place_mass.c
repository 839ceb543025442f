/* place_mass.c - see place_mass.h. Open addressing; grows when half full. */
#include "extract/place_mass.h"

#include <string.h>

#define FIRST_ROWS 256

static struct place_mass_row *row_of(const struct place_mass *mass, uint32_t place)
{
	size_t at = (size_t)place * 2654435761u & (mass->n_rows - 1);

	while (mass->rows[at].place != place && mass->rows[at].place != GAZETTEER_NONE)
		at = (at + 1) & (mass->n_rows - 1);
	return &mass->rows[at];
}

static bool allocate(struct place_mass *mass, size_t n)
{
	mass->rows = arena_array(mass->arena, n, sizeof *mass->rows);
	if (!mass->rows)
		return false;
	mass->n_rows = n;
	for (size_t i = 0; i < n; i++)
		mass->rows[i].place = GAZETTEER_NONE;
	return true;
}

bool place_mass_init(struct place_mass *mass, struct arena *arena,
		     const struct gazetteer *gazetteer)
{
	*mass = (struct place_mass){.arena = arena, .gazetteer = gazetteer};
	return allocate(mass, FIRST_ROWS);
}

static bool grow(struct place_mass *mass)
{
	struct place_mass_row *old = mass->rows;
	size_t n = mass->n_rows;

	if (!allocate(mass, n * 2)) {
		mass->rows = old;
		return false;
	}
	for (size_t i = 0; i < n; i++)
		if (old[i].place != GAZETTEER_NONE)
			*row_of(mass, old[i].place) = old[i];
	return true;
}

bool place_mass_add(struct place_mass *mass, uint32_t place, uint32_t weight)
{
	if (place == GAZETTEER_NONE || weight == 0)
		return true;
	mass->total += weight;
	for (; place != GAZETTEER_NONE; place = gazetteer_parent(mass->gazetteer, place)) {
		struct place_mass_row *row = row_of(mass, place);
		if (row->place == GAZETTEER_NONE) {
			if (mass->n_used * 2 >= mass->n_rows) {
				if (!grow(mass))
					return false;
				row = row_of(mass, place);
			}
			row->place = place;
			mass->n_used++;
		}
		row->mass += weight;
	}
	return true;
}

void place_mass_remove(struct place_mass *mass, uint32_t place, uint32_t weight)
{
	if (place == GAZETTEER_NONE)
		return;
	mass->total -= weight;
	for (; place != GAZETTEER_NONE; place = gazetteer_parent(mass->gazetteer, place))
		row_of(mass, place)->mass -= weight;
}

uint32_t place_mass_of(const struct place_mass *mass, uint32_t place)
{
	return place == GAZETTEER_NONE ? 0 : row_of(mass, place)->mass;
}

uint32_t place_mass_heaviest(const struct place_mass *mass, uint32_t above, uint32_t *out)
{
	uint32_t best = GAZETTEER_NONE, most = 0;
	bool is_alone = false;

	for (size_t i = 0; i < mass->n_rows; i++) {
		const struct place_mass_row *row = &mass->rows[i];
		if (row->place == GAZETTEER_NONE || row->mass < most ||
		    gazetteer_parent(mass->gazetteer, row->place) != above)
			continue;
		is_alone = row->mass > most;
		best = row->place;
		most = row->mass;
	}
	*out = most;
	return is_alone ? best : GAZETTEER_NONE;
}
