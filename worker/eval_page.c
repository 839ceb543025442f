/* eval_page.c - see eval_page.h. Articles are paired by the text they share, each event then goes
 * with its article. */
#include "eval_page.h"

#include "base/buf.h"
#include "text/utf8.h"

#define TITLE_WORTH 50 /* shingles: an equal title decides between articles that share little */

void eval_miss(struct eval_page *page, const char *what, struct slice detail)
{
	if (page->misses && page->n_misses++ < page->most_misses)
		fprintf(page->misses, "   %-22s %.*s\n", what, SLICE_ARG(detail));
}

bool eval_is_among(struct eval_page *page, struct slice text, struct slice also,
		   const json_t *array)
{
	struct slice bare = eval_bare(page->arena, text);
	size_t i;
	json_t *item;

	if (slice_equal(bare, eval_bare(page->arena, also)))
		return true;
	json_array_foreach(
	    array, i,
	    item) if (slice_equal(bare, eval_bare(page->arena, json_slice_of(item)))) return true;
	return false;
}

/* Is it the first of its kind in the array? */
static bool is_first(struct eval_page *page, const json_t *array, size_t at)
{
	struct slice bare = eval_bare(page->arena, json_slice_of(json_array_get(array, at)));

	for (size_t i = 0; i < at; i++)
		if (slice_equal(bare,
				eval_bare(page->arena, json_slice_of(json_array_get(array, i)))))
			return false;
	return true;
}

static bool holds(struct eval_page *page, const json_t *array, struct slice text)
{
	return json_array_size(array) > 0 &&
	       eval_is_among(page, text, json_slice_of(json_array_get(array, 0)), array);
}

void eval_compare_sets(struct eval_page *page, enum eval_part part, const json_t *gold,
		       const json_t *got)
{
	struct eval_tally *tally = &page->totals->parts[part];
	size_t i;
	json_t *item;

	json_array_foreach(gold, i, item)
	{
		bool right = holds(page, got, json_slice_of(item));
		if (!is_first(page, gold, i))
			continue;
		eval_tally_add(tally, right, 0, !right);
		if (!right)
			eval_miss(page, eval_part_name(part), json_slice_of(item));
	}
	json_array_foreach(got, i, item) if (is_first(page, got, i) &&
					     !holds(page, gold, json_slice_of(item)))
	    eval_tally_add(tally, 0, 1, 0);
}

static struct slice text_of(const json_t *article)
{
	return json_slice(article, "text");
}

/* For each gold article the best article that is still free, or SIZE_MAX. */
static void pair_articles(struct eval_page *page, const json_t *gold, const json_t *got,
			  size_t *partner, bool *used)
{
	size_t i, k;
	json_t *a, *b;

	json_array_foreach(gold, i, a)
	{
		struct shingles wanted = eval_shingles(page->arena, text_of(a));
		size_t best = 0;
		partner[i] = SIZE_MAX;
		json_array_foreach(got, k, b)
		{
			size_t shared =
			    used[k] ? 0
				    : eval_shared(wanted, eval_shingles(page->arena, text_of(b)));
			struct slice title = json_slice(a, "title");
			if (!used[k] && title.n &&
			    eval_is_among(page, title, json_slice(b, "title"), NULL))
				shared += TITLE_WORTH;
			if (shared > best) {
				best = shared;
				partner[i] = k;
			}
		}
		if (partner[i] != SIZE_MAX)
			used[partner[i]] = true;
	}
}

static json_int_t ordinal_of(const json_t *event)
{
	return json_integer_value(json_object_get(json_object_get(event, "article"), "ordinal"));
}

/* A new array of the events of that article. */
static json_t *events_of(const struct eval_page *page, const json_t *article)
{
	json_t *out = json_array(), *event;
	size_t i;

	json_array_foreach(page->events, i,
			   event) if (article &&
				      ordinal_of(event) ==
					  json_integer_value(json_object_get(article, "ordinal")))
	    json_array_append(out, event);
	return out;
}

static void count_orphans(struct eval_page *page, const json_t *articles, const bool *used)
{
	size_t i, k;
	json_t *event, *article;

	json_array_foreach(page->events, i, event)
	{
		bool found = false;
		json_array_foreach(articles, k, article) found =
		    found ||
		    (used[k] &&
		     ordinal_of(event) == json_integer_value(json_object_get(article, "ordinal")));
		if (found)
			continue;
		eval_tally_add(&page->totals->parts[EVAL_INITIATIVES], 0, 1, 0);
		eval_count_event(page->totals,
				 json_number_value(json_object_get(event, "confidence")), false);
		eval_miss(page, "event of no article",
			  json_slice(json_object_get(event, "initiative"), "name"));
	}
}

/* The piece of the text that the evidence names is the evidence. */
static bool evidence_is_right(const json_t *evidence, struct slice text)
{
	json_int_t start = json_integer_value(json_object_get(evidence, "start"));
	json_int_t end = json_integer_value(json_object_get(evidence, "end"));

	if (start < 0 || end < start)
		return false;
	size_t from = utf8_offset(text, (size_t)start), to = utf8_offset(text, (size_t)end);
	return slice_equal(slice_sub(text, from, to), json_slice(evidence, "text"));
}

static void check_invariants(struct eval_page *page, const json_t *articles)
{
	size_t i, k;
	json_t *event, *evidence;

	json_array_foreach(page->events, i, event)
	{
		const json_t *article = json_array_get(articles, (size_t)ordinal_of(event));
		const json_t *all = json_object_get(event, "evidence");
		bool single = json_array_size(all) > 0;
		json_array_foreach(all, k, evidence)
		    eval_tally_add_one(&page->totals->parts[EVAL_OFFSETS],
				       evidence_is_right(evidence, text_of(article)));
		for (k = 0; k < json_array_size(page->events); k++)
			single = single &&
				 (k == i || !slice_equal(json_slice(event, "event_id"),
							 json_slice(json_array_get(page->events, k),
								    "event_id")));
		eval_tally_add_one(&page->totals->parts[EVAL_IDS], single);
	}
}

static void compare_flags(struct eval_page *page, const json_t *articles)
{
	const json_t *gold = json_object_get(page->gold, "flags");
	const json_t *accepted = json_object_get(page->gold, "flags_accept");
	json_t *all = json_array(), *item, *article;
	size_t i;

	json_array_foreach(json_object_get(page->clean, "flags"), i, item)
	    json_array_append(all, item);
	json_array_foreach(articles, i, article)
	    json_array_extend(all, json_object_get(article, "flags"));
	for (i = json_array_size(all); i-- > 0;)
		if (holds(page, accepted, json_slice_of(json_array_get(all, i))))
			json_array_remove(all, i);
	if (gold)
		eval_compare_sets(page, EVAL_FLAGS, gold, all);
	json_decref(all);
}

void eval_page(struct eval_page *page)
{
	const json_t *gold = json_object_get(page->gold, "articles");
	const json_t *got = json_object_get(page->clean, "articles");
	size_t n = json_array_size(gold), m = json_array_size(got), i;
	size_t *partner = arena_array(page->arena, n + 1, sizeof *partner);
	bool *used = arena_array(page->arena, m + 1, sizeof *used);
	json_t *article;

	page->totals->n_pages++;
	if (!partner || !used)
		return;
	compare_flags(page, got);
	pair_articles(page, gold, got, partner, used);
	json_array_foreach(gold, i, article)
	{
		const json_t *found =
		    partner[i] == SIZE_MAX ? NULL : json_array_get(got, partner[i]);
		json_t *events = events_of(page, found);
		eval_tally_add(&page->totals->parts[EVAL_ARTICLES], found != NULL, 0, !found);
		eval_article(page, article, found);
		eval_events(page, article, events);
		if (page->facts && found)
			eval_facts(page, article, &page->initiatives[partner[i]]);
		json_decref(events);
	}
	for (i = 0; i < m; i++) {
		eval_tally_add(&page->totals->parts[EVAL_ARTICLES], 0, !used[i], 0);
		if (page->facts && !used[i])
			eval_facts(page, NULL, &page->initiatives[i]);
	}
	count_orphans(page, got, used);
	check_invariants(page, got);
}
