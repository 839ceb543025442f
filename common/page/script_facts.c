/* script_facts.c - see script_facts.h. Each word is looked for in the whole source, the first
 * occurrence counts. */
#include "page/script_facts.h"

#include "page/dateline.h"

#define LONGEST_VALUE 200 /* bytes */
#define DAY_SECONDS   86400
#define ZONE_SECONDS  28800 /* Chinese time is eight hours ahead */

struct script_word {
	struct slice word;
	bool is_source, is_epoch;
};

struct script_rules {
	const struct script_word *words;
	size_t n;
};

enum status script_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct script_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "gives", "form"};
	const struct table *table;
	size_t column[3];
	enum status status = lexicon_table(lexicon, "script_facts", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 3, column, err);
	if (status != STATUS_OK)
		return status;
	struct script_rules *rules = arena_alloc(process, sizeof *rules);
	struct script_word *words = arena_array(process, table->n_rows, sizeof *words);
	if (!rules || !words)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice gives = table_cell(table, row, column[1]);
		words[row].word = table_cell(table, row, column[0]);
		words[row].is_source = slice_equal(gives, SLICE("source"));
		words[row].is_epoch =
		    slice_equal(table_cell(table, row, column[2]), SLICE("epoch"));
		if (!words[row].is_source && !slice_equal(gives, SLICE("published")))
			return table_refuse(table, row, err, "gives no such thing");
	}
	*rules = (struct script_rules){words, table->n_rows};
	*out = rules;
	return STATUS_OK;
}

/* What stands behind the word, up to a quotation mark. */
static struct slice value_of(const struct script_word *word, struct slice source)
{
	size_t at = slice_find(source, word->word), end = 0;

	if (at == SIZE_MAX)
		return SLICE_EMPTY;
	struct slice rest = slice_sub(source, at + word->word.n, at + word->word.n + LONGEST_VALUE);
	while (end < rest.n && rest.p[end] != '"' && rest.p[end] != '\'')
		end++;
	return slice_trim(slice_sub(rest, 0, end));
}

static bool from_epoch(struct slice value, struct timestamp *out)
{
	uint64_t seconds;

	if (value.n != 10 || !slice_to_uint64(value, &seconds))
		return false;
	seconds += ZONE_SECONDS;
	int rest = (int)(seconds % DAY_SECONDS);
	*out = (struct timestamp){
	    .date = date_add_days((struct date){1970, 1, 1}, (int)(seconds / DAY_SECONDS)),
	    .has_time = true,
	    .hour = rest / 3600,
	    .minute = rest / 60 % 60,
	    .second = rest % 60};
	return true;
}

bool script_published(const struct script_rules *rules, struct slice source, struct timestamp *out)
{
	struct dated dated;

	for (size_t i = 0; i < rules->n; i++) {
		const struct script_word *word = &rules->words[i];
		if (word->is_source)
			continue;
		struct slice value = value_of(word, source);
		if (!value.n)
			continue;
		if (word->is_epoch && from_epoch(value, out))
			return true;
		if (!word->is_epoch && dateline_find(value, 0, &dated)) {
			*out = dated.at;
			return true;
		}
	}
	return false;
}

struct slice script_source(const struct script_rules *rules, struct slice source)
{
	for (size_t i = 0; i < rules->n; i++) {
		struct slice value = SLICE_EMPTY;
		if (rules->words[i].is_source)
			value = value_of(&rules->words[i], source);
		if (value.n && value.n <= 90)
			return value;
	}
	return SLICE_EMPTY;
}
