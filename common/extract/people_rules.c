/* people_rules.c - compiles the tables; see people_rules.h. Each matcher may hold several tables;
 * the value of an entry is the number of its kind. */
#include "extract/people_rules.h"

#include "base/vec.h"
#include "text/utf8.h"

struct loader {
	struct arena *process;
	const struct lexicon *lexicon;
	struct err *err;
	struct word_costs *costs;
	struct vec entries; /* struct matcher_entry; of the matcher being filled */
};

/* What a word of the tables below costs, which common_words.tsv may not have. */
#define TABLE_WORD_BITS 15

static enum status out_of_memory(struct loader *loader)
{
	return err_set(loader->err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
}

/* The kind in that row; a table without that column has one kind only, number 0. */
static enum status kind_of(struct loader *loader, const struct table *table, size_t row,
			   const char *const *kinds, uint32_t *kind)
{
	size_t column = table_column(table, SLICE("kind"));

	*kind = 0;
	if (!kinds || column == SIZE_MAX)
		return STATUS_OK;
	for (; kinds[*kind]; ++*kind)
		if (slice_equal(table_cell(table, row, column), slice_of(kinds[*kind])))
			return STATUS_OK;
	return table_refuse(table, row, loader->err, "no such kind");
}

/* Adds the words of a table; `offset` is added to their kinds. kinds: names up to NULL, or NULL. */
static enum status add_words(struct loader *loader, const char *name, const char *const *kinds,
			     uint32_t offset)
{
	static const char *const COLUMNS[] = {"word"};
	const struct table *table;
	size_t word;
	enum status status = lexicon_table(loader->lexicon, name, &table, loader->err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 1, &word, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct matcher_entry entry = {table_cell(table, row, word), 0};
		if (entry.word.n == 0)
			return table_refuse(table, row, loader->err, "empty word");
		status = kind_of(loader, table, row, kinds, &entry.value);
		entry.value += offset;
		if (status == STATUS_OK && !vec_add(&loader->entries, &entry))
			return out_of_memory(loader);
	}
	return status;
}

/* The words added last, from number `first`, are ordinary ones. */
static enum status cost_words(struct loader *loader, size_t first)
{
	for (size_t i = first; i < loader->entries.n; i++) {
		const struct matcher_entry *entry = vec_at(&loader->entries, i);
		if (entry->word.n > 3 &&
		    !word_costs_add(loader->costs, entry->word, TABLE_WORD_BITS))
			return err_set(loader->err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
				       "more words than there is room for");
	}
	return STATUS_OK;
}

static void set_bit(unsigned char *bits, uint32_t c)
{
	if (c < 0x10000)
		bits[c / 8] |= (unsigned char)(1u << c % 8);
}

/* Letters outside the bits' range always need the look-up. */
static bool has_bit(const unsigned char *bits, uint32_t c)
{
	return c >= 0x10000 || (bits[c / 8] & 1u << c % 8) != 0;
}

/* Two letters as one; others may give the same. */
static uint32_t mixed(uint32_t first, uint32_t second)
{
	return (first * 0x9E37u ^ second) & 0xFFFF;
}

bool words_build(struct arena *arena, const struct matcher_entry *entries, size_t n,
		 struct words *out)
{
	size_t length;

	for (size_t i = 0; i < n; i++) {
		struct slice word = entries[i].word;
		uint32_t last = utf8_before(word, word.n, &length);
		set_bit(out->first, utf8_at(word, 0, &length));
		utf8_before(word, word.n, &length);
		if (length == word.n)
			set_bit(out->last, last);
		else
			set_bit(out->last_two,
				mixed(utf8_before(word, word.n - length, &length), last));
	}
	out->matcher = matcher_build(arena, entries, n);
	return out->matcher != NULL;
}

static enum status finish(struct loader *loader, struct words *out)
{
	bool built = words_build(loader->process, loader->entries.items, loader->entries.n, out);

	loader->entries = vec_of(loader->process, sizeof(struct matcher_entry));
	return built ? STATUS_OK : out_of_memory(loader);
}

static enum status load_table(struct loader *loader, const char *name, const char *const *kinds,
			      struct words *out)
{
	enum status status = add_words(loader, name, kinds, 0);
	return status == STATUS_OK ? finish(loader, out) : status;
}

static void mark_first_letters(const struct loader *loader, struct people_rules *rules,
			       enum letter_kind kind)
{
	for (size_t i = 0; i < loader->entries.n; i++) {
		const struct matcher_entry *entry = vec_at(&loader->entries, i);
		size_t n;
		uint32_t c = utf8_at(entry->word, 0, &n);
		if (c < 0x10000)
			rules->letters[c] |= (uint16_t)(1u << kind);
	}
}

static enum status load_surnames(struct loader *loader, struct people_rules *rules)
{
	static const char *const KINDS[] = {"common", "plain", "wary", "function", NULL};
	enum status status = add_words(loader, "surnames", KINDS, 0);

	if (status == STATUS_OK)
		status = add_words(loader, "compound_surnames", NULL, SURNAME_COMPOUND);
	if (status == STATUS_OK)
		status = add_words(loader, "minority_names", NULL, SURNAME_NONE);
	for (size_t i = 0; i < loader->entries.n; i++) {
		const struct matcher_entry *entry = vec_at(&loader->entries, i);
		uint32_t c;
		for (size_t at = 0; utf8_next(entry->word, &at, &c);)
			if (entry->value == SURNAME_NONE && c < 0x10000)
				rules->letters[c] |= 1u << LETTER_PART;
	}
	mark_first_letters(loader, rules, LETTER_BEGINS);
	rules->letters[0x8001] |= 1u << LETTER_BEGINS; /* 老 */
	rules->letters[0x5C0F] |= 1u << LETTER_BEGINS; /* 小 */
	return status == STATUS_OK ? finish(loader, &rules->surnames) : status;
}

static enum status load_titles(struct loader *loader, struct people_rules *rules)
{
	static const char *const KINDS[] = {"person", "staff", "crowd", "leader", NULL};
	enum status status = add_words(loader, "job_titles", NULL, TITLE_OFFICE);

	if (status == STATUS_OK)
		status = add_words(loader, "person_roles", KINDS, TITLE_PERSON);
	if (status == STATUS_OK)
		status = cost_words(loader, 0);
	if (status != STATUS_OK)
		return status;
	return finish(loader, &rules->titles);
}

static enum status load_followers(struct loader *loader, struct people_rules *rules)
{
	static const char *const KINDS[] = {"strong", "weak", "link", "thing", NULL};
	enum status status = add_words(loader, "speech_verbs", NULL, FOLLOWER_SPEECH);

	/* The first of equal words is the one that is found: a verb of speaking stays one. */
	if (status == STATUS_OK)
		status = add_words(loader, "name_followers", KINDS, 0);
	if (status == STATUS_OK)
		status = cost_words(loader, 0);
	return status == STATUS_OK ? finish(loader, &rules->followers) : status;
}

static enum status load_letters(struct loader *loader, struct people_rules *rules)
{
	/* Numbers of enum letter_kind, less one. */
	static const char *const KINDS[] = {"common", "usual", "fair", "foreign", "never", NULL};
	static const char *const COLUMNS[] = {"letters"};
	const struct table *table;
	size_t letters;
	enum status status = lexicon_table(loader->lexicon, "given_letters", &table, loader->err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 1, &letters, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct slice cell = table_cell(table, row, letters);
		uint32_t kind, c;
		status = kind_of(loader, table, row, KINDS, &kind);
		for (size_t at = 0; status == STATUS_OK && utf8_next(cell, &at, &c);)
			if (c < 0x10000)
				rules->letters[c] |= (uint16_t)(1u << (kind + 1));
	}
	return status;
}

/* The words of the trade in tables of other modules: 满意率, 知晓率. */
static enum status cost_trade_words(struct loader *loader)
{
	static const char *const TABLES[] = {
	    "measure_words",     "head_nouns", "community_words", "figures_of_speech",
	    "generic_modifiers", "themes",     "governing_verbs", "standing_bodies"};
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < sizeof TABLES / sizeof *TABLES; i++)
		status = add_words(loader, TABLES[i], NULL, 0);
	if (status == STATUS_OK)
		status = cost_words(loader, 0);
	loader->entries = vec_of(loader->process, sizeof(struct matcher_entry));
	return status;
}

enum status people_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct people_rules **out, struct err *err)
{
	static const char *const WORDS[] = {"start", "whole", "past", NULL};
	static const char *const FORMS[] = {"sure", "spoken", NULL};
	static const char *const ENDINGS[] = {"any", "long", NULL};
	static const char *const LIMITS[] = {"stop", "link", "keep", NULL};
	static const char *const BODY_LIMITS[] = {"start", "inside", NULL};
	struct loader loader = {process, lexicon, err, NULL,
				vec_of(process, sizeof(struct matcher_entry))};
	struct people_rules *rules = arena_alloc(process, sizeof *rules);
	enum status status = rules ? load_surnames(&loader, rules) : out_of_memory(&loader);

	*out = rules;
	if (status == STATUS_OK)
		status = word_costs_load(process, lexicon, &loader.costs, err);
	if (status == STATUS_OK)
		status = cost_trade_words(&loader);
	if (status == STATUS_OK)
		status = load_titles(&loader, rules);
	if (status == STATUS_OK)
		status = load_followers(&loader, rules);
	if (status == STATUS_OK)
		status = load_letters(&loader, rules);
	if (status == STATUS_OK)
		status = add_words(&loader, "not_names", WORDS, 0);
	if (status == STATUS_OK)
		status = cost_words(&loader, 0);
	if (status == STATUS_OK)
		status = finish(&loader, &rules->not_names);
	if (status == STATUS_OK)
		status = load_table(&loader, "role_endings", ENDINGS, &rules->endings);
	if (status == STATUS_OK)
		status = load_table(&loader, "written_words", NULL, &rules->written);
	if (status == STATUS_OK)
		status = add_words(&loader, "name_forms", FORMS, 0);
	if (status == STATUS_OK) {
		mark_first_letters(&loader, rules, LETTER_FORM);
		status = finish(&loader, &rules->forms);
	}
	if (status == STATUS_OK)
		status = load_table(&loader, "role_limits", LIMITS, &rules->limits);
	if (status == STATUS_OK)
		status = add_words(&loader, "organisation_suffixes", NULL, 0);
	if (status == STATUS_OK)
		status = cost_words(&loader, 0);
	if (status == STATUS_OK)
		status = finish(&loader, &rules->bodies);
	if (status == STATUS_OK)
		status = load_table(&loader, "organisation_limits", BODY_LIMITS, &rules->no_bodies);
	if (status == STATUS_OK)
		status = load_table(&loader, "organisation_acts", NULL, &rules->acts);
	if (status == STATUS_OK)
		rules->costs = loader.costs;
	return status;
}

bool letter_is(const struct people_rules *rules, uint32_t c, enum letter_kind kind)
{
	return c < 0x10000 && (rules->letters[c] & 1u << kind) != 0;
}

enum letter_kind letter_kind(const struct people_rules *rules, uint32_t c)
{
	static const enum letter_kind KINDS[] = {LETTER_NEVER, LETTER_COMMON, LETTER_USUAL,
						 LETTER_FAIR};

	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (letter_is(rules, c, KINDS[i]))
			return KINDS[i];
	return LETTER_UNKNOWN;
}

bool words_at(const struct words *words, struct slice text, size_t at, struct match *out)
{
	size_t n;

	return at < text.n && has_bit(words->first, utf8_at(text, at, &n)) &&
	       matcher_at(words->matcher, text, at, out);
}

bool words_before(const struct words *words, struct slice text, size_t end, struct match *out)
{
	size_t n;

	if (end == 0 || end > text.n)
		return false;
	uint32_t last = utf8_before(text, end, &n);
	bool may = has_bit(words->last, last);
	if (!may && n < end)
		may = has_bit(words->last_two, mixed(utf8_before(text, end - n, &n), last));
	return may && matcher_before(words->matcher, text, end, out);
}

bool words_next(const struct words *words, struct slice text, size_t *from, struct match *out)
{
	while (*from < text.n) {
		size_t n;
		uint32_t c = utf8_at(text, *from, &n);
		if (has_bit(words->first, c) && matcher_at(words->matcher, text, *from, out)) {
			*from = out->span.end;
			return true;
		}
		*from += n;
	}
	return false;
}
