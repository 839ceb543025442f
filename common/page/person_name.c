/* person_name.c - see person_name.h. Glued names are cut at surnames: three letters are tried
 * before two, and two before four (a surname of two letters). */
#include "page/person_name.h"

#include "base/buf.h"
#include "lexicon/matcher.h"
#include "text/utf8.h"

#define LONGEST_DOTTED   20 /* letters */
#define LONGEST_BY_SOUND 8
#define FREQUENT_BITS    16 /* a word met this often is one, whatever stands behind it */

enum { SURNAME_OF_ONE, SURNAME_OF_TWO };
enum { WORD_START, WORD_WHOLE };

struct person_rules {
	const struct matcher *surnames;
	const struct matcher *parts;   /* of names without a surname */
	struct slice foreign;          /* letters of such names */
	const struct matcher *bodies;  /* how the names of bodies end */
	const struct matcher *offices; /* letters that end them and no person's name */
	const struct matcher *common;  /* words of common_words.tsv; value: bits */
	const struct matcher *words;   /* ordinary words that begin like a name */
};

static enum status load_surnames(struct arena *process, const struct lexicon *lexicon,
				 struct person_rules *rules, struct err *err)
{
	static const char *const TABLES[] = {"surnames", "compound_surnames"};
	struct vec entries = vec_of(process, sizeof(struct matcher_entry));

	for (uint32_t i = 0; i < 2; i++) {
		const struct table *table;
		enum status status = lexicon_table(lexicon, TABLES[i], &table, err);
		if (status != STATUS_OK)
			return status;
		size_t column = table_column(table, SLICE("word"));
		for (size_t row = 0; column != SIZE_MAX && row < table->n_rows; row++) {
			struct matcher_entry entry = {table_cell(table, row, column), i};
			if (!vec_add(&entries, &entry))
				return STATUS_MEMORY_LIMIT;
		}
	}
	rules->surnames = matcher_build(process, entries.items, entries.n);
	return rules->surnames ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static enum status load_words(struct arena *process, const struct lexicon *lexicon,
			      struct person_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "kind"};
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, "not_names", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		bool is_whole = slice_equal(table_cell(table, row, column[1]), SLICE("whole"));
		entries[row] = (struct matcher_entry){table_cell(table, row, column[0]),
						      is_whole ? WORD_WHOLE : WORD_START};
	}
	rules->words = matcher_build(process, entries, table->n_rows);
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* The words of common_words.tsv that begin like a name; value: their bits. */
static enum status add_common(const struct table *table, const size_t *column,
			      const struct person_rules *rules, struct vec *entries,
			      struct err *err)
{
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice words = table_cell(table, row, column[0]), word;
		uint64_t bits;
		if (!slice_to_uint64(table_cell(table, row, column[1]), &bits) || bits > 254)
			return table_refuse(table, row, err, "bits must be a number");
		while (slice_next_field(&words, ' ', &word)) {
			struct matcher_entry entry = {word, (uint32_t)bits};
			struct match match;
			if (matcher_at(rules->surnames, word, 0, &match) &&
			    match.span.end < word.n && !vec_add(entries, &entry))
				return STATUS_MEMORY_LIMIT;
		}
	}
	return STATUS_OK;
}

static enum status load_common(struct arena *process, const struct lexicon *lexicon,
			       struct person_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"words", "bits"};
	struct vec entries = vec_of(process, sizeof(struct matcher_entry));
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, "common_words", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status == STATUS_OK)
		status = add_common(table, column, rules, &entries, err);
	if (status != STATUS_OK)
		return status;
	rules->common = matcher_build(process, entries.items, entries.n);
	return rules->common ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static enum status load_column(struct arena *process, const struct lexicon *lexicon,
			       const char *name, const struct matcher **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word"};
	const struct table *table;
	size_t column;
	enum status status = lexicon_table(lexicon, name, &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 1, &column, err);
	if (status != STATUS_OK)
		return status;
	*out = matcher_of_column(process, table, column);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* The letters by which names of other languages are written (given_letters.tsv), in a row. */
static enum status load_foreign(struct arena *process, const struct lexicon *lexicon,
				struct person_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"letters", "kind"};
	const struct table *table;
	struct buf letters = buf_in(process);
	size_t column[2];
	enum status status = lexicon_table(lexicon, "given_letters", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++)
		if (slice_equal(table_cell(table, row, column[1]), SLICE("foreign")))
			buf_append(&letters, table_cell(table, row, column[0]));
	rules->foreign = buf_slice(&letters);
	return buf_failed(&letters) ? STATUS_MEMORY_LIMIT : status;
}

enum status person_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct person_rules **out, struct err *err)
{
	struct person_rules *rules = arena_alloc(process, sizeof *rules);

	if (!rules)
		return STATUS_MEMORY_LIMIT;
	enum status status = load_surnames(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status = load_words(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status = load_common(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status = load_column(process, lexicon, "minority_names", &rules->parts, err);
	if (status == STATUS_OK)
		status = load_foreign(process, lexicon, rules, err);
	if (status == STATUS_OK)
		status =
		    load_column(process, lexicon, "organisation_suffixes", &rules->bodies, err);
	if (status == STATUS_OK)
		status = load_column(process, lexicon, "office_ends", &rules->offices, err);
	*out = rules;
	return status;
}

static bool is_all_han(struct slice text)
{
	size_t at = 0;
	uint32_t c;

	while (utf8_next(text, &at, &c))
		if (!is_han(c))
			return false;
	return text.n > 0;
}

static bool surname_at(const struct person_rules *rules, struct slice name, struct match *out)
{
	return matcher_at(rules->surnames, name, 0, out) && out->span.end < name.n;
}

bool person_name_is(const struct person_rules *rules, struct slice text)
{
	size_t n = utf8_count(text);
	struct match match;

	if (n < 2 || n > 4 || !is_all_han(text) || !surname_at(rules, text, &match))
		return false;
	return n < 4 || match.entry->value == SURNAME_OF_TWO;
}

/* 阿依古丽·买买提: at most three parts of two letters or more. */
static bool is_dotted(struct slice text)
{
	size_t at = 0, letters = 0, parts = 1;
	uint32_t c;

	while (utf8_next(text, &at, &c)) {
		if (c == 0xB7 || c == 0x2022 || c == 0x30FB) {
			if (letters < 1)
				return false;
			parts++;
			letters = 0;
		} else if (is_han(c)) {
			letters++;
		} else {
			return false;
		}
	}
	return parts > 1 && parts <= 4 && letters >= 2 && utf8_count(text) <= LONGEST_DOTTED;
}

/* 旦增卓玛, 多吉: a part of two letters or more, then only parts and the letters of such names. */
static bool is_written_by_sound(const struct person_rules *rules, struct slice text)
{
	struct match match;
	size_t at = 0, n;

	if (utf8_count(text) > LONGEST_BY_SOUND)
		return false;
	for (; at < text.n; at += n) {
		utf8_at(text, at, &n);
		if (matcher_at(rules->parts, text, at, &match)) {
			if (at == 0 && utf8_count(match.entry->word) < 2)
				return false;
			n = match.span.end - match.span.start;
		} else if (at == 0 ||
			   !slice_contains(rules->foreign, slice_sub(text, at, at + n))) {
			return false;
		}
	}
	return text.n > 0;
}

bool person_name_is_body(const struct person_rules *rules, struct slice text)
{
	struct match match;

	if (utf8_count(text) < 3)
		return false;
	if (matcher_before(rules->offices, text, text.n, &match))
		return true;
	return matcher_before(rules->bodies, text, text.n, &match) &&
	       (match.entry->word.n > 3 || !person_name_is(rules, text));
}

bool person_name_is_labelled(const struct person_rules *rules, struct slice text)
{
	if (person_name_is_body(rules, text))
		return false;
	return person_name_is(rules, text) || is_dotted(text) || is_written_by_sound(rules, text);
}

bool person_name_is_alone(const struct person_rules *rules, struct slice text)
{
	struct match match;

	if (!person_name_is(rules, text) || person_name_is_body(rules, text))
		return false;
	if (matcher_at(rules->words, text, 0, &match))
		return match.entry->value == WORD_WHOLE && match.span.end < text.n;
	if (!matcher_at(rules->common, text, 0, &match))
		return true;
	return match.span.end < text.n && match.entry->value > FREQUENT_BITS;
}

size_t person_name_cut(const struct person_rules *rules, struct slice run, size_t at)
{
	static const size_t LETTERS[] = {3, 2, 4};
	struct match match;

	for (size_t i = 0; i < 3; i++) {
		struct slice rest = slice_from(run, at);
		struct slice name = utf8_head(rest, LETTERS[i]);
		if (utf8_count(name) != LETTERS[i] || !person_name_is(rules, name))
			continue;
		struct slice after = slice_from(rest, name.n);
		if (!after.n || (utf8_count(after) >= 2 && surname_at(rules, after, &match)))
			return at + name.n;
	}
	return 0;
}
