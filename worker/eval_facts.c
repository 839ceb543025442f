/* eval_facts.c - see eval_page.h. */
#include "eval_page.h"
#include "extract/initiative_rules.h"

static const char *label_of(struct eval_page *page, const json_t *gold, struct slice name)
{
	const char *label = "wrong";
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(gold, "initiatives"), i, item)
	{
		if (!eval_names_it(page, item, name))
			continue;
		if (eval_is_core(item))
			return "right";
		label = "optional";
	}
	return label;
}

void eval_facts(struct eval_page *page, const json_t *gold, const struct initiatives *list)
{
	struct slice file = json_slice(page->gold, "page");

	for (size_t i = 0; i < list->n_judged; i++) {
		const struct judged_name *judged = &list->judged[i];
		json_t *facts = json_array();
		for (int fact = 0; fact < FACT_COUNT; fact++)
			if (judged->facts >> fact & 1)
				json_array_append_new(facts, json_string(fact_name(fact)));
		json_t *line = json_pack("{s:s%,s:s%,s:s,s:b,s:f,s:o}", "page", file.p, file.n,
					 "name", judged->name.p, judged->name.n, "label",
					 label_of(page, gold, judged->name), "kept", judged->kept,
					 "score", judged->score, "facts", facts);
		json_dumpf(line, page->facts, JSON_COMPACT | JSON_REAL_PRECISION(6));
		fputc('\n', page->facts);
		json_decref(line);
	}
}
