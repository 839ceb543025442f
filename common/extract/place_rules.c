/* place_rules.c - see place_rules.h. Codes in the tables must exist in the gazetteer. */
#include "extract/place_rules.h"

#include <stdlib.h>

#include "base/vec.h"
#include "text/utf8.h"

static const char *const ROLE_NAMES[ROLE_COUNT] = {
    "village",     "zone",   "estate",   "town",   "back", "none",  "name_end", "suffix",
    "institution", "object", "boundary", "member", "use",  "organ", "generic"};

/* The roles of place_rules.marks. */
#define MARKS                                                                                      \
	(1u << ROLE_VILLAGE | 1u << ROLE_ZONE | 1u << ROLE_ESTATE | 1u << ROLE_TOWN |              \
	 1u << ROLE_BACK | 1u << ROLE_NONE)

static enum status no_memory(struct err *err)
{
	return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory for places");
}

static enum status load_words(struct arena *process, const struct table *table,
			      const size_t *columns, struct place_rules *rules, struct err *err)
{
	struct place_word *words = arena_array(process, table->n_rows, sizeof *words);

	if (!words)
		return no_memory(err);
	for (size_t i = 0; i < table->n_rows; i++) {
		struct slice role = table_cell(table, i, columns[0]);
		size_t r = 0;
		while (r < ROLE_COUNT && !slice_equal(slice_of(ROLE_NAMES[r]), role))
			r++;
		if (r == ROLE_COUNT)
			return table_refuse(table, i, err, "no such role: %.*s", SLICE_ARG(role));
		if (table_cell(table, i, columns[2]).n == 0)
			return table_refuse(table, i, err, "a row without a word");
		words[i] =
		    (struct place_word){(enum place_role)r, table_cell(table, i, columns[1])};
	}
	rules->words = words;
	return STATUS_OK;
}

static void note_first_letter(struct place_rules *rules, struct slice word)
{
	size_t n;
	uint32_t letter = utf8_at(word, 0, &n);

	if (letter < 0x10000)
		rules->first_letters[letter / 8] |= (unsigned char)(1u << letter % 8);
}

/* So that most letters of a text need no look-up in a matcher. */
static void note_first_letters(struct place_rules *rules, const struct table *table, size_t column)
{
	static const struct slice UNITS[] = PLACE_UNITS;
	for (size_t i = 0; i < table->n_rows; i++)
		if (MARKS >> rules->words[i].role & 1)
			note_first_letter(rules, table_cell(table, i, column));
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		note_first_letter(rules, UNITS[i]);
}

/* A matcher over the words of the roles in the mask. */
static const struct matcher *roles(struct arena *process, const struct table *table, size_t column,
				   const struct place_word *words, unsigned mask)
{
	struct matcher_entry *entries = calloc(table->n_rows + 1, sizeof *entries);
	size_t n = 0;

	if (!entries)
		return NULL;
	for (size_t i = 0; i < table->n_rows; i++)
		if (mask >> words[i].role & 1)
			entries[n++] =
			    (struct matcher_entry){table_cell(table, i, column), (uint32_t)i};
	const struct matcher *matcher = matcher_build(process, entries, n);
	free(entries);
	return matcher;
}

/* Adds the words of a table, or those of one `kind` when that is not empty. */
static enum status add_words(const struct lexicon *lexicon, const char *name, struct slice kind,
			     struct vec *entries, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "kind"};
	const struct table *table;
	size_t columns[2];
	enum status status = lexicon_table(lexicon, name, &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, kind.n ? 2 : 1, columns, err);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < table->n_rows; i++) {
		struct matcher_entry entry = {table_cell(table, i, columns[0]), (uint32_t)i};
		if (kind.n && !slice_equal(table_cell(table, i, columns[1]), kind))
			continue;
		if (entry.word.n == 0)
			return table_refuse(table, i, err, "a row without a word");
		if (!vec_add(entries, &entry))
			return no_memory(err);
	}
	return STATUS_OK;
}

/* What shows that the letters before it are the name of a community: its organs and people, and
 * what any body does. */
static enum status load_members(struct arena *process, const struct lexicon *lexicon,
				const struct table *table, size_t column, struct place_rules *rules,
				struct err *err)
{
	struct vec entries = vec_of(process, sizeof(struct matcher_entry));
	enum status status = add_words(lexicon, "organisation_acts", SLICE_EMPTY, &entries, err);

	for (size_t i = 0; status == STATUS_OK && i < table->n_rows; i++) {
		struct matcher_entry entry = {table_cell(table, i, column), (uint32_t)i};
		if (rules->words[i].role == ROLE_MEMBER && !vec_add(&entries, &entry))
			return no_memory(err);
	}
	if (status == STATUS_OK)
		rules->members = matcher_build(process, entries.items, entries.n);
	return status != STATUS_OK || rules->members ? status : no_memory(err);
}

static enum status load_word_table(struct arena *process, const struct lexicon *lexicon,
				   struct place_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"role", "unit", "word"};
	const struct table *table;
	size_t columns[3];
	enum status status = lexicon_table(lexicon, "place_words", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 3, columns, err);
	if (status == STATUS_OK)
		status = load_words(process, table, columns, rules, err);
	if (status != STATUS_OK)
		return status;
	const struct place_word *words = rules->words;
	size_t word = columns[2];
	rules->marks = roles(process, table, word, words, MARKS);
	note_first_letters(rules, table, word);
	rules->name_ends = roles(process, table, word, words, 1u << ROLE_NAME_END);
	rules->suffixes = roles(process, table, word, words, 1u << ROLE_SUFFIX);
	rules->bodies = roles(process, table, word, words, 1u << ROLE_INSTITUTION);
	rules->objects = roles(process, table, word, words, 1u << ROLE_OBJECT);
	rules->boundaries =
	    roles(process, table, word, words, 1u << ROLE_OBJECT | 1u << ROLE_BOUNDARY);
	rules->uses = roles(process, table, word, words, 1u << ROLE_USE);
	rules->organs = roles(process, table, word, words, 1u << ROLE_ORGAN);
	rules->generic = roles(process, table, word, words, 1u << ROLE_GENERIC);
	if (!rules->marks || !rules->name_ends || !rules->suffixes || !rules->bodies ||
	    !rules->objects || !rules->boundaries || !rules->uses || !rules->organs ||
	    !rules->generic)
		return no_memory(err);
	return load_members(process, lexicon, table, word, rules, err);
}

static enum status load_codes(struct arena *process, const struct lexicon *lexicon,
			      const char *name, const struct gazetteer *gazetteer,
			      const struct matcher **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "code"};
	const struct table *table;
	size_t columns[2];
	enum status status = lexicon_table(lexicon, name, &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, columns, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = calloc(table->n_rows + 1, sizeof *entries);
	if (!entries)
		return no_memory(err);
	for (size_t i = 0; status == STATUS_OK && i < table->n_rows; i++) {
		struct slice code = table_cell(table, i, columns[1]);
		uint32_t place = gazetteer_by_code(gazetteer, code);
		entries[i] = (struct matcher_entry){table_cell(table, i, columns[0]), place};
		if (place == GAZETTEER_NONE)
			status = table_refuse(table, i, err, "no place has the code %.*s",
					      SLICE_ARG(code));
		else if (entries[i].word.n == 0)
			status = table_refuse(table, i, err, "a row without a word");
	}
	if (status == STATUS_OK && !(*out = matcher_build(process, entries, table->n_rows)))
		status = no_memory(err);
	free(entries);
	return status;
}

static enum status load_weak(struct arena *process, const struct lexicon *lexicon,
			     struct place_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"word"};
	const struct table *table;
	size_t column;
	enum status status = lexicon_table(lexicon, "place_weak", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 1, &column, err);
	if (status == STATUS_OK && !(rules->weak = matcher_of_column(process, table, column)))
		status = no_memory(err);
	return status;
}

/* What shows that letters are a person's name; the lists are those of extract/people.h. */
static enum status load_people(struct arena *process, const struct lexicon *lexicon,
			       struct place_rules *rules, struct err *err)
{
	struct vec persons = vec_of(process, sizeof(struct matcher_entry));
	struct vec surnames = persons, speech = persons;
	enum status status = add_words(lexicon, "person_roles", SLICE("person"), &persons, err);

	if (status == STATUS_OK)
		status = add_words(lexicon, "job_titles", SLICE_EMPTY, &persons, err);
	if (status == STATUS_OK)
		status = add_words(lexicon, "surnames", SLICE("common"), &surnames, err);
	if (status == STATUS_OK)
		status = add_words(lexicon, "surnames", SLICE("plain"), &surnames, err);
	if (status == STATUS_OK)
		status = add_words(lexicon, "speech_verbs", SLICE_EMPTY, &speech, err);
	if (status != STATUS_OK)
		return status;
	rules->persons = matcher_build(process, persons.items, persons.n);
	rules->surnames = matcher_build(process, surnames.items, surnames.n);
	rules->speech = matcher_build(process, speech.items, speech.n);
	return rules->persons && rules->surnames && rules->speech ? STATUS_OK : no_memory(err);
}

enum status place_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct gazetteer *gazetteer, const struct place_rules **out,
			     struct err *err)
{
	struct place_rules *rules = arena_alloc(process, sizeof *rules);

	if (!rules)
		return no_memory(err);
	rules->gazetteer = gazetteer;
	enum status status = load_word_table(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status = load_weak(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status = load_people(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status =
		    load_codes(process, lexicon, "place_outlets", gazetteer, &rules->outlets, err);
	if (status == STATUS_OK)
		status = load_codes(process, lexicon, "place_hosts", gazetteer, &rules->hosts, err);
	*out = rules;
	return status;
}

const struct place_word *place_word_of(const struct place_rules *rules, const struct match *match)
{
	return &rules->words[match->entry->value];
}
