#include "extract/quotes.h"
struct quote_rules {
	int unused;
};
enum status quote_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct quote_rules **out, struct err *err)
{
	(void)lexicon;
	(void)err;
	*out = arena_alloc(process, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
enum status quotes_find(struct arena *arena, const struct quote_rules *rules,
			const struct article *article, const struct mentions *mentions,
			const struct quote **out, size_t *n)
{
	(void)arena;
	(void)rules;
	(void)article;
	(void)mentions;
	*out = NULL;
	*n = 0;
	return STATUS_OK;
}
