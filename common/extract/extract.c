/* extract.c - see extract.h. Runs the modules in the order in which they need each other. */
#include "extract/extract.h"

#include "extract/initiatives.h"
#include "extract/measures.h"
#include "extract/people.h"
#include "extract/places.h"
#include "extract/quotes.h"
#include "extract/sentences.h"
#include "extract/times.h"

struct extract_rules {
	const struct place_rules *places;
	const struct time_rules *times;
	const struct measure_rules *measures;
	const struct people_rules *people;
	const struct initiative_rules *initiatives;
};

enum status extract_rules_load(struct arena *process, const struct lexicon *lexicon,
			       const struct gazetteer *gazetteer, const struct extract_rules **out,
			       struct err *err)
{
	struct extract_rules *rules = arena_alloc(process, sizeof *rules);
	enum status status;

	if (!rules)
		return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
	status = place_rules_load(process, lexicon, gazetteer, &rules->places, err);
	if (status == STATUS_OK)
		status = time_rules_load(process, lexicon, &rules->times, err);
	if (status == STATUS_OK)
		status = measure_rules_load(process, lexicon, &rules->measures, err);
	if (status == STATUS_OK)
		status = people_rules_load(process, lexicon, &rules->people, err);
	if (status == STATUS_OK)
		status = initiative_rules_load(process, lexicon, &rules->initiatives, err);
	*out = rules;
	return status;
}

enum status extract_mentions(struct arena *arena, const struct extract_rules *rules,
			     const struct page *page, const struct article *article,
			     struct mentions *out, struct places **places)
{
	*out = (struct mentions){0};
	enum status status = sentences_split(arena, article, &out->sentences);

	if (status == STATUS_OK)
		status = places_find(arena, rules->places, page, article, &out->sentences, places);
	if (status == STATUS_OK) {
		out->places = places_mentions(*places, &out->n_places);
		status = times_find(arena, rules->times, article, &out->times, &out->n_times);
	}
	if (status == STATUS_OK)
		status = measures_find(arena, rules->measures, article, out, &out->measures,
				       &out->n_measures);
	if (status == STATUS_OK)
		status =
		    people_find(arena, rules->people, article, out, &out->actors, &out->n_actors);
	if (status == STATUS_OK)
		status =
		    quotes_find(arena, rules->people, article, out, &out->quotes, &out->n_quotes);
	return status;
}

enum status extract_initiatives(struct arena *arena, const struct extract_rules *rules,
				const struct article *article, const struct mentions *mentions,
				const struct places *places, struct initiatives *out)
{
	return initiatives_find(arena, rules->initiatives, article, mentions, places, out);
}

enum status extract_article(struct arena *arena, const struct extract_rules *rules,
			    const struct page *page, const struct article *article,
			    struct initiatives *out, struct err *err)
{
	struct mentions mentions;
	struct places *places = NULL;
	enum status status = extract_mentions(arena, rules, page, article, &mentions, &places);

	if (status == STATUS_OK)
		status = extract_initiatives(arena, rules, article, &mentions, places, out);
	if (status != STATUS_OK)
		err_set(err, status, "extract", SIZE_MAX, "article %u: %s", article->ordinal,
			status_name(status));
	return status;
}
