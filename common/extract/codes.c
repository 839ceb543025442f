/* codes.c - see codes.h. */
#include "extract/codes.h"

static const char *const KINDS[KIND_COUNT] = {"policy",    "programme", "brand",
					      "mechanism", "platform",  "facility",
					      "service",   "team",      "activity"};
static const char *const STAGES[STAGE_COUNT] = {"announced", "launched", "running", "completed",
						"recognised"};
static const char *const THEMES[THEME_COUNT] = {"organisation_building",
						"grid_governance",
						"property_management",
						"deliberation",
						"multi_party_governance",
						"dispute_mediation",
						"public_service",
						"elderly_care",
						"child_youth",
						"health",
						"volunteering",
						"culture_sport",
						"workforce",
						"digital_governance",
						"new_employment_groups",
						"emergency",
						"safety",
						"environment",
						"economy",
						"employment",
						"housing_renewal",
						"supervision"};
static const char *const LEVELS[LEVEL_COUNT] = {NULL,     "province", "city",
						"county", "town",     "village"};
static const char *const BASES[BASIS_COUNT] = {"text", "title", "dateline", "source", "url"};
static const char *const PRECISIONS[PRECISION_COUNT] = {"day",  "month",        "quarter",
							"year", "year_to_date", "open"};
static const char *const BOUNDS[BOUND_COUNT] = {"exact", "about", "at_least",
						"over",  "under", "nearly"};
static const char *const MEASURES[MEASURE_KIND_COUNT] = {"count", "ratio",  "money",
							 "area",  "length", "duration"};
static const char *const ACTORS[ACTOR_KIND_COUNT] = {"person", "organisation"};

const char *kind_name(enum initiative_kind kind)
{
	return KINDS[kind];
}

const char *stage_name(enum initiative_stage stage)
{
	return STAGES[stage];
}

const char *theme_name(enum theme theme)
{
	return THEMES[theme];
}

const char *level_name(enum place_level level)
{
	return LEVELS[level];
}

const char *basis_name(enum place_basis basis)
{
	return BASES[basis];
}

const char *precision_name(enum time_precision precision)
{
	return PRECISIONS[precision];
}

const char *bound_name(enum measure_bound bound)
{
	return BOUNDS[bound];
}

const char *measure_kind_name(enum measure_kind kind)
{
	return MEASURES[kind];
}

const char *actor_kind_name(enum actor_kind kind)
{
	return ACTORS[kind];
}

/* Index of name in the list, or n. */
static unsigned find(const char *const *names, unsigned n, struct slice name)
{
	unsigned i = 0;

	while (i < n && !(names[i] && slice_equal(slice_of(names[i]), name)))
		i++;
	return i;
}

bool kind_from_name(struct slice name, enum initiative_kind *out)
{
	*out = (enum initiative_kind)find(KINDS, KIND_COUNT, name);
	return *out < KIND_COUNT;
}

bool stage_from_name(struct slice name, enum initiative_stage *out)
{
	*out = (enum initiative_stage)find(STAGES, STAGE_COUNT, name);
	return *out < STAGE_COUNT;
}

bool theme_from_name(struct slice name, enum theme *out)
{
	*out = (enum theme)find(THEMES, THEME_COUNT, name);
	return *out < THEME_COUNT;
}

bool bound_from_name(struct slice name, enum measure_bound *out)
{
	*out = (enum measure_bound)find(BOUNDS, BOUND_COUNT, name);
	return *out < BOUND_COUNT;
}

bool measure_kind_from_name(struct slice name, enum measure_kind *out)
{
	*out = (enum measure_kind)find(MEASURES, MEASURE_KIND_COUNT, name);
	return *out < MEASURE_KIND_COUNT;
}

bool precision_from_name(struct slice name, enum time_precision *out)
{
	*out = (enum time_precision)find(PRECISIONS, PRECISION_COUNT, name);
	return *out < PRECISION_COUNT;
}
