/* eval_article.c - see eval_page.h: what cleaning gave. */
#include "eval_page.h"

static void compare_text(struct eval_page *page, const json_t *gold, const json_t *got)
{
	struct shingles a = eval_shingles(page->arena, json_slice(gold, "text"));
	struct shingles b = eval_shingles(page->arena, json_slice(got, "text"));
	double n = a.n ? (double)a.n : 1, both = (double)eval_shared(a, b);

	/* each article weighs the same, however long it is */
	eval_tally_add(&page->totals->parts[EVAL_TEXT], both / n, ((double)b.n - both) / n,
		       ((double)a.n - both) / n);
}

static void compare_field(struct eval_page *page, enum eval_part part, const char *key,
			  const char *accept, const json_t *gold, const json_t *got)
{
	struct slice want = json_slice(gold, key), have = json_slice(got, key);

	if (!want.n)
		return;
	bool right = eval_is_among(page, have, want, json_object_get(gold, accept));
	eval_tally_add_one(&page->totals->parts[part], right);
	if (!right)
		eval_miss(page, eval_part_name(part), have.n ? have : want);
}

static void compare_day(struct eval_page *page, const json_t *gold, const json_t *got)
{
	struct slice want = json_slice(gold, "published"), have = json_slice(got, "published");

	if (!want.n)
		return;
	bool right = slice_equal(slice_sub(want, 0, 10), slice_sub(have, 0, 10));
	eval_tally_add_one(&page->totals->parts[EVAL_PUBLISHED], right);
	if (!right)
		eval_miss(page, "published", have);
}

void eval_article(struct eval_page *page, const json_t *gold, const json_t *got)
{
	static const char *const PEOPLE[] = {"authors", "correspondents", "photographers",
					     "editors"};
	size_t i;
	json_t *unwanted;

	compare_text(page, gold, got);
	compare_field(page, EVAL_TITLE, "title", "title_accept", gold, got);
	compare_field(page, EVAL_SOURCE, "source", "source_accept", gold, got);
	compare_day(page, gold, got);
	for (i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
		eval_compare_sets(page, EVAL_PEOPLE_OF_PAPER, json_object_get(gold, PEOPLE[i]),
				  json_object_get(got, PEOPLE[i]));
	struct slice text = eval_bare(page->arena, json_slice(got, "text"));
	json_array_foreach(json_object_get(gold, "must_not"), i, unwanted)
	{
		bool right = !slice_contains(text, eval_bare(page->arena, json_slice_of(unwanted)));
		eval_tally_add_one(&page->totals->parts[EVAL_MUST_NOT], right);
		if (!right)
			eval_miss(page, "text must not hold", json_slice_of(unwanted));
	}
}
