#include "extract/places.h"
struct place_rules {
	int unused;
};
struct places {
	int unused;
};
enum status place_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct gazetteer *g, const struct place_rules **out,
			     struct err *err)
{
	(void)lexicon;
	(void)g;
	(void)err;
	*out = arena_alloc(process, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
enum status places_find(struct arena *arena, const struct place_rules *rules,
			const struct page *page, const struct article *article,
			const struct sentences *sentences, struct places **out)
{
	(void)rules;
	(void)page;
	(void)article;
	(void)sentences;
	*out = arena_alloc(arena, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
const struct place_mention *places_mentions(const struct places *p, size_t *n)
{
	(void)p;
	*n = 0;
	return NULL;
}
struct jurisdiction places_of_article(const struct places *p)
{
	(void)p;
	return (struct jurisdiction){0};
}
struct jurisdiction places_at(const struct places *p, size_t at)
{
	(void)p;
	(void)at;
	return (struct jurisdiction){0};
}
