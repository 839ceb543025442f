/* jurisdiction.c - see jurisdiction.h. */
#include "extract/jurisdiction.h"

_Static_assert(LEVEL_PROVINCE == (int)DIVISION_PROVINCE && LEVEL_VILLAGE == (int)DIVISION_VILLAGE,
	       "levels of the model and of the gazetteer are the same numbers");

/* Cities without districts (东莞市) stand in the list twice, as a city and as its only county. They
 * are one place: the city. */
static bool is_city_again(const struct gazetteer *gazetteer, uint32_t place)
{
	struct division county, city;

	return gazetteer_division(gazetteer, place, &county) && county.level == DIVISION_COUNTY &&
	       gazetteer_division(gazetteer, gazetteer_parent(gazetteer, place), &city) &&
	       slice_equal(county.name, city.name);
}

bool jurisdiction_of(struct arena *arena, const struct gazetteer *gazetteer, uint32_t place,
		     struct slice locality, enum place_basis basis, struct jurisdiction *out)
{
	struct division division, above;
	uint32_t up[5];
	size_t n = 0;

	*out = (struct jurisdiction){.locality = locality, .basis = basis};
	if (is_city_again(gazetteer, place))
		place = gazetteer_parent(gazetteer, place);
	if (!gazetteer_division(gazetteer, place, &division))
		return true;
	out->code = gazetteer_code(&division, arena);
	if (!out->code.p)
		return false;
	out->name = division.name;
	out->level = (enum place_level)division.level;
	for (uint32_t p = place; n < 5 && p != GAZETTEER_NONE; p = gazetteer_parent(gazetteer, p))
		if (!is_city_again(gazetteer, p))
			up[n++] = p;
	while (n > 0)
		if (gazetteer_division(gazetteer, up[--n], &above))
			out->path[out->n_path++] = above.name;
	return true;
}
