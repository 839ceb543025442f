/* model.h - what extraction yields: mentions, and the initiatives made of them (EVENTS.md section
 * 3). All slices point into article.text or live in the page arena; all spans are bytes in
 * article.text unless they say otherwise. Names of codes come from the *_name() functions of
 * extract/codes.h. */
#ifndef JICENG_EXTRACT_MODEL_H
#define JICENG_EXTRACT_MODEL_H

#include "page/article.h"

enum initiative_kind {
	KIND_POLICY,
	KIND_PROGRAMME,
	KIND_BRAND,
	KIND_MECHANISM,
	KIND_PLATFORM,
	KIND_FACILITY,
	KIND_SERVICE,
	KIND_TEAM,
	KIND_ACTIVITY,
	KIND_COUNT
};

enum initiative_stage {
	STAGE_ANNOUNCED,
	STAGE_LAUNCHED,
	STAGE_RUNNING,
	STAGE_COMPLETED,
	STAGE_RECOGNISED,
	STAGE_COUNT
};

enum theme {
	THEME_ORGANISATION_BUILDING,
	THEME_GRID_GOVERNANCE,
	THEME_PROPERTY_MANAGEMENT,
	THEME_DELIBERATION,
	THEME_MULTI_PARTY_GOVERNANCE,
	THEME_DISPUTE_MEDIATION,
	THEME_PUBLIC_SERVICE,
	THEME_ELDERLY_CARE,
	THEME_CHILD_YOUTH,
	THEME_HEALTH,
	THEME_VOLUNTEERING,
	THEME_CULTURE_SPORT,
	THEME_WORKFORCE,
	THEME_DIGITAL_GOVERNANCE,
	THEME_NEW_EMPLOYMENT_GROUPS,
	THEME_EMERGENCY,
	THEME_SAFETY,
	THEME_ENVIRONMENT,
	THEME_ECONOMY,
	THEME_EMPLOYMENT,
	THEME_HOUSING_RENEWAL,
	THEME_SUPERVISION,
	THEME_COUNT
};

enum place_level {
	LEVEL_NONE,
	LEVEL_PROVINCE,
	LEVEL_CITY,
	LEVEL_COUNTY,
	LEVEL_TOWN,
	LEVEL_VILLAGE,
	LEVEL_COUNT
};

enum place_basis { BASIS_TEXT, BASIS_TITLE, BASIS_DATELINE, BASIS_SOURCE, BASIS_URL, BASIS_COUNT };

enum time_precision {
	PRECISION_DAY,
	PRECISION_MONTH,
	PRECISION_QUARTER,
	PRECISION_YEAR,
	PRECISION_YEAR_TO_DATE,
	PRECISION_OPEN,
	PRECISION_COUNT
};

enum measure_bound {
	BOUND_EXACT,
	BOUND_ABOUT,
	BOUND_AT_LEAST,
	BOUND_OVER,
	BOUND_UNDER,
	BOUND_NEARLY,
	BOUND_COUNT
};

enum measure_kind {
	MEASURE_COUNT_OF, /* "count" */
	MEASURE_RATIO,
	MEASURE_MONEY,
	MEASURE_AREA,
	MEASURE_LENGTH,
	MEASURE_DURATION,
	MEASURE_KIND_COUNT
};

enum actor_kind { ACTOR_PERSON, ACTOR_ORGANISATION, ACTOR_KIND_COUNT };

/* A sentence never crosses a paragraph. Its span has no white space at the ends and takes in the
 * closing marks behind its full stop; a heading is a sentence of its own. A semicolon does not end
 * a sentence. */
struct sentence {
	struct span span;
	size_t paragraph; /* index in article.paragraphs */
	size_t section;   /* 0: before the first heading; else 1 + index among the headings */
};

struct mark_pair; /* extract/marks.h */

struct sentences {
	const struct sentence *items;
	size_t n;
	const struct mark_pair *marks; /* all of the text: what the sentences were cut by */
	size_t n_marks;
};

/* Who does it / where. `code` is a decimal string of 2, 4, 6, 9 or 12 digits, or empty. */
struct jurisdiction {
	struct slice code;
	struct slice name; /* of the division with that code, as the gazetteer writes it */
	enum place_level level;
	struct slice path[5]; /* names from province down to `name` */
	size_t n_path;
	struct slice locality; /* a place below the code, as the text writes it; may be empty */
	enum place_basis basis;
};

struct place_mention {
	struct span span;
	struct jurisdiction place; /* .code empty: a name that only serves as locality */
};

struct time_mention {
	struct span span;
	struct slice text; /* as written */
	struct date start; /* year 0: not known */
	struct date end;
	enum time_precision precision;
};

struct measure {
	struct span span;  /* of `text` */
	struct slice text; /* the number with its unit and what sets the bound: 4500余名, 近60% */
	struct slice object; /* what is counted; may be empty */
	struct span object_span;
	double value;
	struct slice unit; /* as written; "%" for percent */
	enum measure_bound bound;
	enum measure_kind kind;
	struct date start, end; /* period it holds for; year 0: not known */
};

struct actor {
	struct span span; /* first mention */
	struct slice name;
	enum actor_kind kind;
	struct slice role; /* may be empty */
};

struct quote {
	struct span span;  /* between the first opening and the last closing mark */
	struct slice text; /* what is said: without the words that interrupt it */
	struct slice speaker; /* may be empty when role is not */
	struct slice role;    /* may be empty */
};

/* All mentions of one article, in text order. */
struct mentions {
	struct sentences sentences;
	const struct place_mention *places;
	size_t n_places;
	const struct time_mention *times;
	size_t n_times;
	const struct measure *measures;
	size_t n_measures;
	const struct actor *actors; /* persons and organisations; one row per mention */
	size_t n_actors;
	const struct quote *quotes;
	size_t n_quotes;
};

struct initiative {
	struct slice name;
	struct slices aliases;
	enum initiative_kind kind;
	enum theme themes[THEME_COUNT]; /* most supported first */
	size_t n_themes;
	int part_of; /* index in the article's list, or -1 */
	struct slices components;
	enum initiative_stage stage;
	struct jurisdiction jurisdiction;
	bool has_time;
	struct time_mention time;
	const struct measure *measures;
	size_t n_measures;
	const struct actor *actors;
	size_t n_actors;
	const struct quote *quotes;
	size_t n_quotes;
	const struct span *evidence; /* sentences; at least one; in text order */
	size_t n_evidence;
	unsigned confidence_percent; /* 0..100 */
};

/* A name that was looked at, and what decided about it. */
struct judged_name {
	struct slice name; /* as in the record, or as it stands in the text */
	struct span span;
	uint64_t facts; /* bit of each enum fact of extract/initiative_rules.h that holds */
	double score;   /* the sum of their weights */
	bool kept;
};

struct initiatives {
	const struct initiative *items;
	size_t n;
	const struct judged_name *judged; /* kept and dropped ones, in no order */
	size_t n_judged;
};

#endif
