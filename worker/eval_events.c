/* eval_events.c - see eval_page.h: initiatives, and what belongs to them. Gold of weight "optional"
 * is neither rewarded nor punished. Measures, people and quotes are compared for the article as a
 * whole, since two readers differ on which initiative owns them. */
#include <math.h>

#include "eval_page.h"
#include "text/utf8.h"

bool eval_is_core(const json_t *gold)
{
	struct slice weight = json_slice(gold, "weight");

	return weight.n == 0 || slice_equal(weight, SLICE("core"));
}

bool eval_names_it(struct eval_page *page, const json_t *gold, struct slice name)
{
	static const char *const MORE[] = {"accept", "aliases"};
	struct slice bare = eval_bare(page->arena, name);
	size_t i;
	json_t *other;

	if (eval_same_name(eval_bare(page->arena, json_slice(gold, "name")), bare))
		return true;
	for (int list = 0; list < 2; list++)
		json_array_foreach(
		    json_object_get(gold, MORE[list]), i,
		    other) if (eval_same_name(eval_bare(page->arena, json_slice_of(other)),
					      bare)) return true;
	return false;
}

static const json_t *initiative_of(const json_t *event)
{
	return json_object_get(event, "initiative");
}

/* The first event that is not taken and bears the name; its aliases come after all names. */
static size_t find_event(struct eval_page *page, const json_t *gold, const json_t *events,
			 const bool *taken)
{
	size_t i, k;
	json_t *event, *alias;

	json_array_foreach(
	    events, i, event) if (!taken[i] &&
				  eval_names_it(page, gold,
						json_slice(initiative_of(event), "name"))) return i;
	json_array_foreach(events, i, event)
	{
		if (taken[i])
			continue;
		json_array_foreach(
		    json_object_get(initiative_of(event), "aliases"), k,
		    alias) if (eval_names_it(page, gold, json_slice_of(alias))) return i;
	}
	return SIZE_MAX;
}

static void compare_choice(struct eval_page *page, enum eval_part part, const json_t *gold,
			   const char *key, const char *accept, const json_t *got)
{
	struct slice have = json_slice(got, key);

	if (part != EVAL_KIND && !json_slice(gold, key).n)
		return;
	bool right =
	    eval_is_among(page, have, json_slice(gold, key), json_object_get(gold, accept));
	eval_tally_add_one(&page->totals->parts[part], right);
	if (!right) {
		eval_miss(page, eval_part_name(part), json_slice(gold, "name"));
		eval_miss(page, "  is", have);
	}
}

static void compare_themes(struct eval_page *page, const json_t *gold, const json_t *got)
{
	const json_t *want = json_object_get(gold, "themes");
	const json_t *have = json_object_get(got, "themes");
	bool right = false;

	if (json_array_size(want) == 0)
		return;
	for (size_t i = 0; i < 3 && i < json_array_size(have); i++)
		right = right || eval_is_among(page, json_slice_of(json_array_get(have, i)),
					       json_slice_of(json_array_get(want, 0)), want);
	eval_tally_add_one(&page->totals->parts[EVAL_THEMES], right);
	if (!right)
		eval_miss(page, "themes", json_slice(gold, "name"));
}

static void compare_whole(struct eval_page *page, const json_t *gold, const json_t *got)
{
	const json_t *accepted = json_object_get(gold, "part_of_accept");
	struct slice want = json_slice(gold, "part_of");
	struct slice have = json_slice(json_object_get(got, "part_of"), "name");
	struct slice bare = eval_bare(page->arena, have);
	size_t i;
	json_t *other;

	if (!json_object_get(gold, "part_of"))
		return;
	bool right = eval_is_among(page, have, want, accepted);
	if (bare.n && want.n)
		right = right || eval_same_name(eval_bare(page->arena, want), bare);
	json_array_foreach(accepted, i, other) right =
	    right || (bare.n && json_is_string(other) &&
		      eval_same_name(eval_bare(page->arena, json_slice_of(other)), bare));
	eval_tally_add_one(&page->totals->parts[EVAL_PART_OF], right);
	if (!right)
		eval_miss(page, "part_of", json_slice(gold, "name"));
}

/* 1 for the right code, less for one that is right but not as deep, 0 for a wrong one. */
static double code_worth(struct slice want, struct slice have)
{
	static const double DEPTH[13] = {[2] = .25, [4] = .5, [6] = .75, [9] = .9, [12] = 1};

	if (!want.n)
		return !have.n;
	if (slice_equal(want, have))
		return 1;
	if (!have.n || have.n > 12)
		return 0;
	if (slice_starts(want, have))
		return DEPTH[have.n];
	return slice_starts(have, want) && want.n >= 6;
}

static void compare_place(struct eval_page *page, const json_t *gold, const json_t *event)
{
	const json_t *want = json_object_get(gold, "jurisdiction");
	struct slice have = json_slice(json_object_get(event, "jurisdiction"), "code");
	double worth;
	size_t i;
	json_t *other;

	if (!json_is_object(want) || json_object_size(want) == 0)
		return;
	worth = code_worth(json_slice(want, "code"), have);
	json_array_foreach(json_object_get(want, "accept_codes"), i, other) worth =
	    fmax(worth, code_worth(json_slice_of(other), have));
	eval_tally_add(&page->totals->parts[EVAL_JURISDICTION], worth, 1 - worth, 1 - worth);
	if (worth < 1) {
		eval_miss(page, "jurisdiction", json_slice(gold, "name"));
		eval_miss(page, "  is", have);
	}
}

static void compare_time(struct eval_page *page, const json_t *gold, const json_t *event)
{
	const json_t *want = json_object_get(gold, "time"), *have = json_object_get(event, "time");

	if (!json_slice(want, "start").n)
		return;
	bool right = slice_equal(json_slice(want, "start"), json_slice(have, "start")) &&
		     slice_equal(json_slice(want, "end"), json_slice(have, "end"));
	eval_tally_add_one(&page->totals->parts[EVAL_TIME], right);
	if (!right) {
		eval_miss(page, "time", json_slice(gold, "name"));
		eval_miss(page, "  is", json_slice(have, "text"));
	}
}

static void compare_initiative(struct eval_page *page, const json_t *gold, const json_t *event)
{
	const json_t *got = initiative_of(event);

	eval_tally_add(&page->totals->parts[EVAL_INITIATIVES], 1, 0, 0);
	compare_choice(page, EVAL_KIND, gold, "kind", "kind_accept", got);
	compare_themes(page, gold, got);
	compare_choice(page, EVAL_STAGE, gold, "stage", "stage_accept", got);
	if (json_array_size(json_object_get(gold, "components")) > 0)
		eval_compare_sets(page, EVAL_COMPONENTS, json_object_get(gold, "components"),
				  json_object_get(got, "components"));
	compare_whole(page, gold, got);
	compare_place(page, gold, event);
	compare_time(page, gold, event);
}

static void compare_initiatives(struct eval_page *page, const json_t *gold, const json_t *events)
{
	bool *taken = arena_array(page->arena, json_array_size(events) + 1, sizeof *taken);
	size_t i;
	json_t *item;

	if (!taken)
		return;
	json_array_foreach(json_object_get(gold, "initiatives"), i, item)
	{
		size_t hit = find_event(page, item, events, taken);
		if (hit != SIZE_MAX)
			taken[hit] = true;
		if (hit != SIZE_MAX && eval_is_core(item)) {
			compare_initiative(page, item, json_array_get(events, hit));
		} else if (eval_is_core(item)) {
			eval_tally_add(&page->totals->parts[EVAL_INITIATIVES], 0, 0, 1);
			eval_miss(page, "initiative missed", json_slice(item, "name"));
		}
	}
	json_array_foreach(events, i, item)
	{
		const json_t *unwanted = json_object_get(gold, "not_initiatives");
		struct slice name = json_slice(initiative_of(item), "name");
		eval_count_event(page->totals,
				 json_number_value(json_object_get(item, "confidence")), taken[i]);
		if (json_array_size(unwanted) &&
		    eval_is_among(page, name, json_slice_of(json_array_get(unwanted, 0)), unwanted))
			eval_tally_add(&page->totals->parts[EVAL_FIGURES_OF_SPEECH], 0, 1, 0);
		if (taken[i])
			continue;
		eval_tally_add(&page->totals->parts[EVAL_INITIATIVES], 0, 1, 0);
		eval_miss(page, "not an initiative", name);
	}
}

/* A growing list of things that stand in several events. */
struct bag {
	const json_t **items;
	bool *taken;
	size_t n;
};

/* All that stand under `key` in the events, each once as `same` sees it. */
static struct bag gather(struct eval_page *page, const json_t *events, const char *key,
			 bool (*same)(const json_t *, const json_t *))
{
	struct bag bag = {0};
	size_t i, k, n = 0;
	json_t *event, *item;

	json_array_foreach(events, i, event) n += json_array_size(json_object_get(event, key));
	bag.items = arena_array(page->arena, n + 1, sizeof *bag.items);
	bag.taken = arena_array(page->arena, n + 1, sizeof *bag.taken);
	if (!bag.items || !bag.taken)
		return bag;
	json_array_foreach(events, i, event)
	    json_array_foreach(json_object_get(event, key), k, item)
	{
		size_t at = 0;
		while (at < bag.n && !same(bag.items[at], item))
			at++;
		if (at == bag.n)
			bag.items[bag.n++] = item;
	}
	return bag;
}

static bool same_measure(const json_t *a, const json_t *b)
{
	return slice_equal(json_slice(a, "text"), json_slice(b, "text")) &&
	       json_equal(json_object_get(a, "start"), json_object_get(b, "start")) &&
	       json_equal(json_object_get(a, "end"), json_object_get(b, "end"));
}

static struct slice bound_of(const json_t *measure)
{
	struct slice bound = json_slice(measure, "bound");

	return bound.n ? bound : SLICE("exact");
}

static bool is_measure(struct eval_page *page, const json_t *gold, const json_t *got)
{
	double a = json_number_value(json_object_get(gold, "value"));
	double b = json_number_value(json_object_get(got, "value"));
	struct slice object = eval_bare(page->arena, json_slice(got, "object"));
	size_t i;
	json_t *other;

	if (fabs(a - b) > 1e-4 || !slice_equal(bound_of(gold), bound_of(got)) ||
	    !slice_equal(eval_bare(page->arena, json_slice(gold, "unit")),
			 eval_bare(page->arena, json_slice(got, "unit"))))
		return false;
	double overlap =
	    eval_overlap(page->arena, eval_bare(page->arena, json_slice(gold, "object")), object);
	json_array_foreach(json_object_get(gold, "object_accept"), i, other) overlap =
	    fmax(overlap,
		 eval_overlap(page->arena, eval_bare(page->arena, json_slice_of(other)), object));
	return overlap >= 0.5;
}

static void compare_measures(struct eval_page *page, const json_t *gold, const json_t *events)
{
	struct eval_tally *tally = &page->totals->parts[EVAL_MEASURES];
	struct bag bag = gather(page, events, "measures", same_measure);
	size_t i, at;
	json_t *item;

	if (!json_object_get(gold, "measures"))
		return;
	json_array_foreach(json_object_get(gold, "measures"), i, item)
	{
		for (at = 0; at < bag.n; at++)
			if (!bag.taken[at] && is_measure(page, item, bag.items[at]))
				break;
		if (at < bag.n)
			bag.taken[at] = true;
		if (!eval_is_core(item) || !json_slice(item, "initiative").n)
			continue;
		eval_tally_add(tally, at < bag.n, 0, at == bag.n);
		if (at == bag.n)
			eval_miss(page, "measure missed", json_slice(item, "text"));
	}
	for (at = 0; at < bag.n; at++)
		if (!bag.taken[at]) {
			eval_tally_add(tally, 0, 1, 0);
			eval_miss(page, "measure not in gold", json_slice(bag.items[at], "text"));
			eval_miss(page, "  of", json_slice(bag.items[at], "object"));
		}
}

static bool is_person(const json_t *actor)
{
	return slice_equal(json_slice(actor, "kind"), SLICE("person"));
}

/* Every mention with a role of its own is kept: one of them may be the right one. */
static bool same_actor(const json_t *a, const json_t *b)
{
	return slice_equal(json_slice(a, "name"), json_slice(b, "name")) &&
	       slice_equal(json_slice(a, "role"), json_slice(b, "role")) &&
	       is_person(a) == is_person(b);
}

static bool is_role(struct eval_page *page, const json_t *gold, struct slice role)
{
	struct slice bare = eval_bare(page->arena, role);
	double overlap =
	    eval_overlap(page->arena, eval_bare(page->arena, json_slice(gold, "role")), bare);
	size_t i;
	json_t *other;

	json_array_foreach(json_object_get(gold, "role_accept"), i, other) overlap = fmax(
	    overlap, eval_overlap(page->arena, eval_bare(page->arena, json_slice_of(other)), bare));
	return overlap >= 0.6;
}

static void compare_person(struct eval_page *page, const json_t *gold, struct bag *bag)
{
	struct slice name = eval_bare(page->arena, json_slice(gold, "name"));
	bool found = false, role = false;

	for (size_t at = 0; at < bag->n; at++) {
		if (!is_person(bag->items[at]) ||
		    !slice_equal(eval_bare(page->arena, json_slice(bag->items[at], "name")), name))
			continue;
		found = bag->taken[at] = true;
		role = role || is_role(page, gold, json_slice(bag->items[at], "role"));
	}
	if (!eval_is_core(gold))
		return;
	eval_tally_add(&page->totals->parts[EVAL_PEOPLE], found, 0, !found);
	if (!found)
		eval_miss(page, "person missed", json_slice(gold, "name"));
	if (found && json_slice(gold, "role").n) {
		eval_tally_add_one(&page->totals->parts[EVAL_ROLES], role);
		if (!role)
			eval_miss(page, "role", json_slice(gold, "role"));
	}
}

static bool is_first_of_name(const struct bag *bag, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_person(bag->items[i]) && slice_equal(json_slice(bag->items[i], "name"),
							    json_slice(bag->items[at], "name")))
			return false;
	return true;
}

static void compare_people(struct eval_page *page, const json_t *gold, const json_t *events)
{
	struct bag bag = gather(page, events, "actors", same_actor);
	size_t i;
	json_t *item;

	if (!json_object_get(gold, "actors"))
		return;
	json_array_foreach(json_object_get(gold, "actors"), i, item) if (is_person(item))
	    compare_person(page, item, &bag);
	for (size_t at = 0; at < bag.n; at++) {
		if (bag.taken[at] || !is_person(bag.items[at]) || !is_first_of_name(&bag, at))
			continue;
		eval_tally_add(&page->totals->parts[EVAL_PEOPLE], 0, 1, 0);
		eval_miss(page, "person not in gold", json_slice(bag.items[at], "name"));
	}
}

#define QUOTE_LETTERS 8 /* that decide which quote it is */

static bool same_quote(const json_t *a, const json_t *b)
{
	return slice_equal(json_slice(a, "text"), json_slice(b, "text")) &&
	       slice_equal(json_slice(a, "speaker"), json_slice(b, "speaker"));
}

static void compare_quotes(struct eval_page *page, const json_t *gold, const json_t *events)
{
	struct bag bag = gather(page, events, "quotes", same_quote);
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(gold, "quotes"), i, item)
	{
		struct slice want = utf8_head(
		    eval_bare(page->arena, json_slice(item, "text_start")), QUOTE_LETTERS);
		struct slice speaker = json_slice(item, "speaker");
		bool right = false;
		for (size_t at = 0; at < bag.n; at++) {
			struct slice have =
			    utf8_head(eval_bare(page->arena, json_slice(bag.items[at], "text")),
				      QUOTE_LETTERS);
			if (slice_starts(have, want) || slice_starts(want, have))
				right = right || !speaker.n ||
					eval_is_among(page, json_slice(bag.items[at], "speaker"),
						      speaker, NULL);
		}
		eval_tally_add(&page->totals->parts[EVAL_QUOTES], right, 0, !right);
		if (!right)
			eval_miss(page, "quote missed", json_slice(item, "text_start"));
	}
}

void eval_events(struct eval_page *page, const json_t *gold, const json_t *events)
{
	compare_initiatives(page, gold, events);
	compare_measures(page, gold, events);
	compare_people(page, gold, events);
	compare_quotes(page, gold, events);
}
