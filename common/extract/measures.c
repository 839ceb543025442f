#include "extract/measures.h"
struct measure_rules {
	int unused;
};
enum status measure_rules_load(struct arena *process, const struct lexicon *lexicon,
			       const struct measure_rules **out, struct err *err)
{
	(void)lexicon;
	(void)err;
	*out = arena_alloc(process, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
enum status measures_find(struct arena *arena, const struct measure_rules *rules,
			  const struct article *article, const struct mentions *mentions,
			  const struct measure **out, size_t *n)
{
	(void)arena;
	(void)rules;
	(void)article;
	(void)mentions;
	*out = NULL;
	*n = 0;
	return STATUS_OK;
}
