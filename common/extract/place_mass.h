/* place_mass.h - how much a page speaks of each division: a mention counts for its division and for
 * everything above it. For the place_*.c files only. */
#ifndef JICENG_EXTRACT_PLACE_MASS_H
#define JICENG_EXTRACT_PLACE_MASS_H

#include "base/arena.h"
#include "lexicon/gazetteer.h"

struct place_mass_row {
	uint32_t place; /* GAZETTEER_NONE: free */
	uint32_t mass;
};

struct place_mass {
	struct arena *arena;
	const struct gazetteer *gazetteer;
	struct place_mass_row *rows; /* hash table; n_rows is a power of two */
	size_t n_rows;
	size_t n_used;
	uint32_t total;
};

/* False: no memory. */
bool place_mass_init(struct place_mass *mass, struct arena *arena,
		     const struct gazetteer *gazetteer) __attribute__((warn_unused_result));
bool place_mass_add(struct place_mass *mass, uint32_t place, uint32_t weight)
    __attribute__((warn_unused_result));
/* Takes back what was added with the same arguments. */
void place_mass_remove(struct place_mass *mass, uint32_t place, uint32_t weight);
uint32_t place_mass_of(const struct place_mass *mass, uint32_t place);
/* The division right under `above` (GAZETTEER_NONE: the provinces) with the most mass, and that
 * mass; GAZETTEER_NONE when there is none or two have the same. */
uint32_t place_mass_heaviest(const struct place_mass *mass, uint32_t above, uint32_t *out);

#endif
