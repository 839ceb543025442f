#include "extract/initiatives.h"
struct initiative_rules {
	int unused;
};
enum status initiative_rules_load(struct arena *process, const struct lexicon *lexicon,
				  const struct initiative_rules **out, struct err *err)
{
	(void)lexicon;
	(void)err;
	*out = arena_alloc(process, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
enum status initiatives_find(struct arena *arena, const struct initiative_rules *rules,
			     const struct article *article, const struct mentions *mentions,
			     const struct places *places, struct initiatives *out)
{
	(void)arena;
	(void)rules;
	(void)article;
	(void)mentions;
	(void)places;
	*out = (struct initiatives){0};
	return STATUS_OK;
}
