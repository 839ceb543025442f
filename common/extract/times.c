#include "extract/times.h"
struct time_rules {
	int unused;
};
enum status time_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct time_rules **out, struct err *err)
{
	(void)lexicon;
	(void)err;
	*out = arena_alloc(process, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
enum status times_find(struct arena *arena, const struct time_rules *rules, struct slice text,
		       struct date published, const struct time_mention **out, size_t *n)
{
	(void)arena;
	(void)rules;
	(void)text;
	(void)published;
	*out = NULL;
	*n = 0;
	return STATUS_OK;
}
