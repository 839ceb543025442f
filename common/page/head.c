/* head.c - what the head and the foot of a page say about all its articles: read once, since a page
 * may hold thousands. The owners are whoever the page says it belongs to: og:site_name, the tail of
 * <title>, the masthead, the copyright line. */
#include "page/draft.h"

#define LAST_BLOCKS    60 /* of the page, where copyright lines stand */
#define LONGEST_NOTICE 300

static void read_date(const struct draft *draft, enum fact fact, struct timestamp *out)
{
	struct slice value;
	struct dated dated;
	size_t at = 0;

	while (!date_is_set(out->date) &&
	       fact_next(draft->rules->facts, draft->arena, &draft->blocks, fact, &at, &value))
		if (dateline_find(value, 0, &dated))
			*out = dated.at;
}

static enum status read_source(struct draft *draft)
{
	const struct clean_rules *rules = draft->rules;
	struct slice value;
	size_t at = 0;

	while (!draft->says.source.n &&
	       fact_next(rules->facts, draft->arena, &draft->blocks, FACT_SOURCE, &at, &value)) {
		struct credits own = credits_in(draft->arena); /* 来源：东湖日报 in the tag */
		struct byline found;
		if (draft_restore_text(draft, value, &value) != STATUS_OK ||
		    byline_read(rules->bylines, value, &own, &found) != STATUS_OK)
			return STATUS_MEMORY_LIMIT;
		draft->says.source =
		    own.source.n ? own.source : outlet_as_credited(rules->outlets, value);
	}
	return STATUS_OK;
}

static enum status read_owners_of_head(struct draft *draft, struct vec *owners)
{
	const struct clean_rules *rules = draft->rules;
	struct slice value;
	size_t at = 0;

	while (fact_next(rules->facts, draft->arena, &draft->blocks, FACT_SITE, &at, &value)) {
		if (draft_restore_text(draft, value, &value) != STATUS_OK ||
		    !vec_add(owners, &value))
			return STATUS_MEMORY_LIMIT;
		if (!draft->says.site.n)
			draft->says.site = value;
	}
	value = page_fact(&draft->blocks, SLICE("title"));
	if (draft_restore_text(draft, value, &value) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	value = headline_site(rules->titles, value);
	return !value.n || vec_add(owners, &value) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* 版权所有：东湖网 */
static enum status read_owners_of_foot(struct draft *draft, struct vec *owners)
{
	size_t n = draft->blocks.n, from = n > LAST_BLOCKS ? n - LAST_BLOCKS : 0;

	for (size_t i = from; i < n; i++) {
		struct slice name, text = slice_sub(draft->blocks.items[i].text, 0, LONGEST_NOTICE);
		size_t at = 0;
		while (outlet_next_owner(draft->rules->outlets, text, &at, &name))
			if (!vec_add(owners, &name))
				return STATUS_MEMORY_LIMIT;
	}
	return STATUS_OK;
}

enum status draft_read_head(struct draft *draft)
{
	struct vec owners = vec_of(draft->arena, sizeof(struct slice));
	enum status status = read_source(draft);

	read_date(draft, FACT_PUBLISHED, &draft->says.published);
	read_date(draft, FACT_UPDATED, &draft->says.updated);
	if (status == STATUS_OK)
		status = read_owners_of_head(draft, &owners);
	if (status == STATUS_OK)
		status = read_owners_of_foot(draft, &owners);
	if (status == STATUS_OK && draft->masthead.n && !vec_add(&owners, &draft->masthead))
		status = STATUS_MEMORY_LIMIT;
	draft->says.owners = (struct slices){owners.items, owners.n};
	return status == STATUS_OK && arena_is_full(draft->arena) ? STATUS_MEMORY_LIMIT : status;
}
