/* embedded.c - the article of a page whose body shows none: in an iframe's srcdoc, or as
 * articleBody in the JSON-LD. Tried only when nothing else was found. */
#include "page/draft.h"
#include "page/facts.h"
#include "page/main_text.h"
#include "page/plain.h"

static void keep_facts(struct blocks *to, const struct blocks *from)
{
	to->facts = from->facts;
	to->n_facts = from->n_facts;
	to->is_markup = true;
}

static enum status read_json(struct draft *draft, struct main_text *found)
{
	struct slice body = fact_in_json(draft->arena, page_fact(&draft->blocks, SLICE("json-ld")),
					 SLICE("articleBody"));
	struct blocks blocks;

	if (!body.p)
		return arena_is_full(draft->arena) ? STATUS_MEMORY_LIMIT : STATUS_OK;
	if (body.n < 200)
		return STATUS_OK;
	enum status status = plain_blocks(draft->arena, body, &blocks);
	if (status != STATUS_OK)
		return status;
	keep_facts(&blocks, &draft->blocks);
	draft->blocks = blocks;
	*found = (struct main_text){.end = (uint32_t)blocks.n, .weight = body.n};
	return STATUS_OK;
}

enum status draft_embedded(struct draft *draft, struct main_text *found, struct err *err)
{
	struct slice srcdoc = page_fact(&draft->blocks, SLICE("srcdoc"));
	struct main_text inner;
	struct blocks blocks;

	if (srcdoc.n < 200)
		return read_json(draft, found);
	enum status status =
	    html_blocks(draft->arena, draft->rules->html, srcdoc, false, &blocks, err);
	if (status == STATUS_OK)
		status = main_text_find(draft->arena, &blocks, &inner);
	if (status != STATUS_OK || inner.weight <= found->weight)
		return status == STATUS_OK ? read_json(draft, found) : status;
	keep_facts(&blocks, &draft->blocks);
	draft->blocks = blocks;
	*found = inner;
	return STATUS_OK;
}
