/* facts.c - see facts.h. JSON-LD is searched as text, so that a broken one still gives what it has;
 * only the string found goes through a JSON parser. */
#include "page/facts.h"

#include <jansson.h>

struct source {
	struct slice name;
	enum fact fact;
	bool in_json;
};

struct fact_rules {
	const struct source *sources; /* in the order of the table */
	size_t n;
};

static bool fact_of(struct slice name, enum fact *out)
{
	static const char *const NAMES[] = {"title", "published", "updated", "source", "site"};

	for (size_t i = 0; i < FACT_COUNT; i++)
		if (slice_equal(name, slice_of(NAMES[i]))) {
			*out = (enum fact)i;
			return true;
		}
	return false;
}

enum status fact_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct fact_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "place", "gives"};
	const struct table *table;
	size_t column[3];
	enum status status = lexicon_table(lexicon, "page_facts", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 3, column, err);
	if (status != STATUS_OK)
		return status;
	struct fact_rules *rules = arena_alloc(process, sizeof *rules);
	struct source *sources = arena_array(process, table->n_rows, sizeof *sources);
	if (!rules || !sources)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice place = table_cell(table, row, column[1]);
		sources[row].name = table_cell(table, row, column[0]);
		sources[row].in_json = slice_equal(place, SLICE("json"));
		if (!sources[row].in_json && !slice_equal(place, SLICE("meta")))
			return table_refuse(table, row, err, "no such place");
		if (!fact_of(table_cell(table, row, column[2]), &sources[row].fact))
			return table_refuse(table, row, err, "no such meaning");
	}
	*rules = (struct fact_rules){sources, table->n_rows};
	*out = rules;
	return STATUS_OK;
}

/* Where the value of the member begins; SIZE_MAX: there is no such member. */
static size_t member_value(struct slice json, struct slice name)
{
	size_t at = 0;

	while ((at = slice_find_byte(json, '"', at)) != SIZE_MAX) {
		struct slice rest = slice_from(json, ++at);
		if (!slice_starts_ignore_case(rest, name) ||
		    !slice_starts(slice_from(rest, name.n), SLICE("\"")))
			continue;
		struct slice after = slice_trim(slice_from(rest, name.n + 1));
		if (slice_starts(after, SLICE(":")))
			return (size_t)(slice_trim(slice_from(after, 1)).p - json.p);
	}
	return SIZE_MAX;
}

struct slice fact_in_json(struct arena *arena, struct slice json, struct slice name)
{
	size_t at = member_value(json, name);
	struct slice text = SLICE_EMPTY, rest = slice_from(json, at == SIZE_MAX ? json.n : at);
	json_error_t error;

	if (!slice_starts(rest, SLICE("\"")))
		return SLICE_EMPTY;
	json_t *value =
	    json_loadb(rest.p, rest.n, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &error);
	if (json_is_string(value))
		text = arena_copy(
		    arena, (struct slice){json_string_value(value), json_string_length(value)});
	json_decref(value);
	return text;
}

static struct slice from_json(struct arena *arena, const struct blocks *blocks, struct slice name)
{
	for (size_t i = 0; i < blocks->n_facts; i++) {
		if (!slice_equal(blocks->facts[i].name, SLICE("json-ld")))
			continue;
		struct slice value = fact_in_json(arena, blocks->facts[i].value, name);
		if (value.n)
			return value;
	}
	return SLICE_EMPTY;
}

bool fact_next(const struct fact_rules *rules, struct arena *arena, const struct blocks *blocks,
	       enum fact fact, size_t *at, struct slice *value)
{
	while (blocks->n_facts && *at < rules->n) {
		const struct source *source = &rules->sources[(*at)++];
		if (source->fact != fact)
			continue;
		*value = source->in_json ? from_json(arena, blocks, source->name)
					 : page_fact(blocks, source->name);
		if (value->n)
			return true;
	}
	return false;
}
