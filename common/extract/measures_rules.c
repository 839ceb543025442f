/* measures_rules.c - see measures_rules.h. */
#include "extract/measures_rules.h"

#include "base/vec.h"
#include "extract/measures.h"
#include "text/utf8.h"

struct loader {
	struct arena *arena;
	const struct lexicon *lexicon;
	struct measure_rules *rules;
	struct err *err;
};

static const char *const KINDS[MEASURE_KIND_COUNT] = {"count", "ratio",  "money",
						      "area",  "length", "duration"};
static const char *const COUNTED[COUNTED_COUNT] = {"person", "event", "thing"};
static const char *const BOUNDS[BOUND_COUNT] = {"exact", "about", "at_least",
						"over",  "under", "nearly"};
static const char *const ROLES[ROLE_COUNT] = {
    "verb", "link",   "turn", "break",    "opener", "start", "keep", "act",
    "head", "suffix", "tail", "compound", "money",  "body",  "span", "edge"};
static const char *const BOUND_SIDE_NAMES[BOUND_SIDES] = {"before", "middle", "behind"};
static const char *const GUARD_SIDE_NAMES[GUARD_SIDES] = {"before", "before_han", "behind", "near",
							  "whole"};
static const char *const SMALL[] = {"no", "yes", "digits"};

static enum status out_of_memory(struct loader *loader)
{
	return err_set(loader->err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX,
		       "no memory for the rules of figures");
}

static enum status read_name(struct loader *loader, const struct table *table, size_t row,
			     size_t column, const char *const *names, size_t n, size_t *out)
{
	struct slice cell = table_cell(table, row, column);

	for (*out = 0; *out < n; ++*out)
		if (slice_equal(cell, slice_of(names[*out])))
			return STATUS_OK;
	return table_refuse(table, row, loader->err, "'%.*s' is none of the allowed words",
			    SLICE_ARG(cell));
}

static enum status open_table(struct loader *loader, const char *name, const char *const *columns,
			      size_t n, const struct table **table, size_t *at)
{
	enum status status = lexicon_table(loader->lexicon, name, table, loader->err);

	return status == STATUS_OK ? table_columns(*table, columns, n, at, loader->err) : status;
}

static enum status add_entry(struct loader *loader, struct vec *entries, struct slice word,
			     size_t value)
{
	struct matcher_entry entry = {word, (uint32_t)value};

	return vec_add(entries, &entry) ? STATUS_OK : out_of_memory(loader);
}

static enum status build(struct loader *loader, const struct vec *entries,
			 const struct matcher **out)
{
	*out = matcher_build(loader->arena, entries->items, entries->n);
	return *out ? STATUS_OK : out_of_memory(loader);
}

static enum status load_units(struct loader *loader)
{
	static const char *const COLUMNS[] = {"word", "kind", "of", "small", "not_before"};
	struct vec units = vec_of(loader->arena, sizeof(struct measure_unit));
	const struct table *table;
	size_t at[5], kind = 0, of = 0, small = 0;
	enum status status = open_table(loader, "units", COLUMNS, 5, &table, at);

	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		status = read_name(loader, table, row, at[1], KINDS, MEASURE_KIND_COUNT, &kind);
		if (status == STATUS_OK)
			status = read_name(loader, table, row, at[2], COUNTED, COUNTED_COUNT, &of);
		if (status == STATUS_OK)
			status = read_name(loader, table, row, at[3], SMALL, 3, &small);
		if (status != STATUS_OK)
			return status;
		struct measure_unit unit = {table_cell(table, row, at[0]),
					    (enum measure_kind)kind,
					    (enum counted)of,
					    small == 1,
					    small == 2,
					    table_cell(table, row, at[4])};
		if (!vec_add(&units, &unit))
			return out_of_memory(loader);
	}
	if (status != STATUS_OK)
		return status;
	loader->rules->units = units.items;
	loader->rules->unit_words = matcher_of_column(loader->arena, table, at[0]);
	return loader->rules->unit_words ? STATUS_OK : out_of_memory(loader);
}

static enum status load_bounds(struct loader *loader)
{
	static const char *const COLUMNS[] = {"word", "side", "bound", "not_after"};
	struct vec entries[BOUND_SIDES];
	struct vec bounds = vec_of(loader->arena, sizeof(struct measure_bound_word));
	const struct table *table;
	size_t at[4], side = 0, bound = 0;
	enum status status = open_table(loader, "bounds", COLUMNS, 4, &table, at);

	for (size_t i = 0; i < BOUND_SIDES; i++)
		entries[i] = vec_of(loader->arena, sizeof(struct matcher_entry));
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		status = read_name(loader, table, row, at[1], BOUND_SIDE_NAMES, BOUND_SIDES, &side);
		if (status == STATUS_OK)
			status = read_name(loader, table, row, at[2], BOUNDS, BOUND_COUNT, &bound);
		if (status != STATUS_OK)
			return status;
		struct measure_bound_word word = {(enum measure_bound)bound,
						  table_cell(table, row, at[3])};
		if (!vec_add(&bounds, &word))
			return out_of_memory(loader);
		status = add_entry(loader, &entries[side], table_cell(table, row, at[0]), row);
	}
	loader->rules->bounds = bounds.items;
	for (size_t i = 0; status == STATUS_OK && i < BOUND_SIDES; i++)
		status = build(loader, &entries[i], &loader->rules->bound_words[i]);
	return status;
}

static enum status load_guards(struct loader *loader)
{
	static const char *const COLUMNS[] = {"word", "side", "not_after"};
	struct vec entries[GUARD_SIDES];
	struct vec not_after = vec_of(loader->arena, sizeof(struct slice));
	const struct table *table;
	size_t at[3], side = 0;
	enum status status = open_table(loader, "measure_guards", COLUMNS, 3, &table, at);

	for (size_t i = 0; i < GUARD_SIDES; i++)
		entries[i] = vec_of(loader->arena, sizeof(struct matcher_entry));
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct slice letters = table_cell(table, row, at[2]);
		status = read_name(loader, table, row, at[1], GUARD_SIDE_NAMES, GUARD_SIDES, &side);
		if (status == STATUS_OK)
			status =
			    add_entry(loader, &entries[side], table_cell(table, row, at[0]), row);
		if (status == STATUS_OK && !vec_add(&not_after, &letters))
			status = out_of_memory(loader);
	}
	loader->rules->guards_not_after = not_after.items;
	for (size_t i = 0; status == STATUS_OK && i < GUARD_SIDES; i++)
		status = build(loader, &entries[i], &loader->rules->guards[i]);
	return status;
}

static enum status load_words(struct loader *loader)
{
	static const char *const COLUMNS[] = {"word", "role"};
	struct measure_rules *rules = loader->rules;
	struct vec roles[ROLE_COUNT];
	struct vec words = vec_of(loader->arena, sizeof(struct matcher_entry));
	const struct table *table;
	size_t at[2], role = 0;
	enum status status = open_table(loader, "measure_words", COLUMNS, 2, &table, at);

	for (size_t i = 0; i < ROLE_COUNT; i++)
		roles[i] = vec_of(loader->arena, sizeof(struct matcher_entry));
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, at[0]);
		status = read_name(loader, table, row, at[1], ROLES, ROLE_COUNT, &role);
		if (status == STATUS_OK)
			status = add_entry(loader, &roles[role], word, role);
		if (status == STATUS_OK && role < ROLE_HEAD)
			status = add_entry(loader, &words, word, role);
		if (status == STATUS_OK && (role == ROLE_TURN || role == ROLE_EDGE))
			status = add_entry(loader, &roles[ROLE_LINK], word, role);
	}
	if (status == STATUS_OK)
		status = build(loader, &words, &rules->words);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_LINK], &rules->links);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_HEAD], &rules->heads);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_SUFFIX], &rules->suffixes);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_TAIL], &rules->tails);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_COMPOUND], &rules->compounds);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_MONEY], &rules->money);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_BODY], &rules->bodies);
	if (status == STATUS_OK)
		status = build(loader, &roles[ROLE_SPAN], &rules->spans);
	return status;
}

enum status measure_rules_load(struct arena *process, const struct lexicon *lexicon,
			       const struct measure_rules **out, struct err *err)
{
	struct loader loader = {process, lexicon, NULL, err};
	enum status status;

	loader.rules = arena_alloc(process, sizeof *loader.rules);
	*out = loader.rules;
	if (!loader.rules)
		return out_of_memory(&loader);
	status = load_units(&loader);
	if (status == STATUS_OK)
		status = load_bounds(&loader);
	if (status == STATUS_OK)
		status = load_guards(&loader);
	return status == STATUS_OK ? load_words(&loader) : status;
}

bool measure_letter_before(struct slice letters, struct slice text, size_t at)
{
	size_t n;

	if (at == 0 || letters.n == 0)
		return false;
	utf8_before(text, at, &n);
	return slice_contains(letters, slice_sub(text, at - n, at));
}

bool measure_bound_before(const struct measure_rules *rules, struct slice text, size_t at,
			  struct match *match)
{
	return matcher_before(rules->bound_words[BOUND_SIDE_BEFORE], text, at, match) &&
	       !measure_letter_before(rules->bounds[match->entry->value].not_after, text,
				      match->span.start);
}

bool measure_guard_before(const struct measure_rules *rules, int side, struct slice text, size_t at)
{
	struct match match;

	return matcher_before(rules->guards[side], text, at, &match) &&
	       !measure_letter_before(rules->guards_not_after[match.entry->value], text,
				      match.span.start);
}

/* Whether one of the words (a space between them) stands at byte `at`. */
static bool one_of_words_at(struct slice words, struct slice text, size_t at)
{
	struct slice word, rest = slice_from(text, at);

	while (slice_next_field(&words, ' ', &word))
		if (word.n && slice_starts(rest, word))
			return true;
	return false;
}

const struct measure_unit *measure_unit_at(const struct measure_rules *rules, struct slice text,
					   size_t at, size_t *end)
{
	struct slice rest = text;
	struct match match;

	/* A unit that its neighbours refuse gives way to a shorter one. */
	while (matcher_at(rules->unit_words, rest, at, &match)) {
		const struct measure_unit *unit = &rules->units[match.entry->value];
		if (!one_of_words_at(unit->not_before, text, match.span.end)) {
			*end = match.span.end;
			return unit;
		}
		rest.n = match.span.end - 1;
	}
	return NULL;
}
