/* times_rules.c - see times_rules.h. All rows become one array; the matchers hold indexes into it.
 */
#include "extract/times_rules.h"

#include "base/vec.h"
#include "extract/times.h"
#include "text/utf8.h"

struct loader {
	struct arena *arena;
	const struct lexicon *lexicon;
	struct vec words;
	struct err *err;
};

static const char *const PRECISIONS[PRECISION_COUNT] = {
    "day", "month", "quarter", "year", "year_to_date", "open",
};
static const char *const PERIODS[PERIOD_KIND_COUNT] = {
    "none",    "day",   "week",        "month",         "quarter",      "year",
    "to_date", "until", "earlier_day", "earlier_month", "earlier_year",
};
static const char *const FRAMES[FRAME_COUNT] = {
    "none", "recurring", "future", "since", "from", "until", "recent",
};

static enum status out_of_memory(struct loader *loader)
{
	return err_set(loader->err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX,
		       "no memory for the time words");
}

static enum status read_name(struct loader *loader, const struct table *table, size_t row,
			     size_t column, const char *const *names, size_t n, int *out)
{
	struct slice cell = table_cell(table, row, column);

	for (size_t i = 0; i < n; i++) {
		if (slice_equal(cell, slice_of(names[i]))) {
			*out = (int)i;
			return STATUS_OK;
		}
	}
	return table_refuse(table, row, loader->err, "'%.*s' is none of the allowed words",
			    SLICE_ARG(cell));
}

static enum status read_number(struct loader *loader, const struct table *table, size_t row,
			       size_t column, int lowest, int highest, int *out)
{
	struct slice cell = table_cell(table, row, column);
	bool negative = slice_starts(cell, SLICE("-"));
	uint64_t value;

	if (!slice_to_uint64(slice_from(cell, negative), &value) || value > 1000 ||
	    (negative ? -(int)value : (int)value) < lowest ||
	    (negative ? -(int)value : (int)value) > highest)
		return table_refuse(table, row, loader->err, "'%.*s' is no number from %d to %d",
				    SLICE_ARG(cell), lowest, highest);
	*out = negative ? -(int)value : (int)value;
	return STATUS_OK;
}

static enum status add_word(struct loader *loader, const struct time_word *word)
{
	return vec_add(&loader->words, word) ? STATUS_OK : out_of_memory(loader);
}

static enum status load_relative(struct loader *loader)
{
	static const char *const COLUMNS[] = {"word",      "period",    "shift",
					      "precision", "not_after", "not_before"};
	const struct table *table;
	size_t at[6];
	enum status status = lexicon_table(loader->lexicon, "time_words", &table, loader->err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 6, at, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct time_word word = {.word = table_cell(table, row, at[0]),
					 .kind = TIME_RELATIVE,
					 .not_after = table_cell(table, row, at[4]),
					 .not_before = table_cell(table, row, at[5])};
		int period = 0, precision = 0;
		status = read_name(loader, table, row, at[1], PERIODS, PERIOD_KIND_COUNT, &period);
		if (status == STATUS_OK)
			status = read_number(loader, table, row, at[2], -9, 9, &word.shift);
		if (status == STATUS_OK)
			status = read_name(loader, table, row, at[3], PRECISIONS, PRECISION_COUNT,
					   &precision);
		word.period = (enum time_period)period;
		word.precision = (enum time_precision)precision;
		if (status == STATUS_OK)
			status = add_word(loader, &word);
	}
	return status;
}

static enum status load_parts(struct loader *loader, struct vec *starts, struct vec *parts)
{
	static const char *const COLUMNS[] = {"word",      "from",  "to",
					      "precision", "alone", "not_before"};
	const struct table *table;
	size_t at[6];
	enum status status = lexicon_table(loader->lexicon, "time_parts", &table, loader->err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 6, at, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct time_word word = {.word = table_cell(table, row, at[0]),
					 .kind = TIME_PART,
					 .not_before = table_cell(table, row, at[5])};
		struct matcher_entry entry = {word.word, (uint32_t)loader->words.n};
		int precision = 0;
		status = read_number(loader, table, row, at[1], 1, 12, &word.first_month);
		if (status == STATUS_OK)
			status = read_number(loader, table, row, at[2], word.first_month, 12,
					     &word.last_month);
		if (status == STATUS_OK)
			status = read_name(loader, table, row, at[3], PRECISIONS, PRECISION_COUNT,
					   &precision);
		word.precision = (enum time_precision)precision;
		if (status == STATUS_OK)
			status = add_word(loader, &word);
		if (status == STATUS_OK && !vec_add(parts, &entry))
			status = out_of_memory(loader);
		if (status == STATUS_OK &&
		    slice_equal(table_cell(table, row, at[4]), SLICE("yes")) &&
		    !vec_add(starts, &entry))
			status = out_of_memory(loader);
	}
	return status;
}

static enum status load_frames(struct loader *loader, struct vec *starts, struct vec *behind)
{
	static const char *const COLUMNS[] = {"word", "side", "effect", "not_before"};
	static const char *const SIDES[] = {"before", "behind"};
	const struct table *table;
	size_t at[4];
	enum status status = lexicon_table(loader->lexicon, "time_frames", &table, loader->err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 4, at, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct time_word word = {.word = table_cell(table, row, at[0]),
					 .kind = TIME_FRAME,
					 .not_before = table_cell(table, row, at[3])};
		struct matcher_entry entry = {word.word, (uint32_t)loader->words.n};
		int side = 0, frame = 0;
		status = read_name(loader, table, row, at[1], SIDES, 2, &side);
		if (status == STATUS_OK)
			status = read_name(loader, table, row, at[2], FRAMES, FRAME_COUNT, &frame);
		word.frame = (enum time_frame)frame;
		if (status == STATUS_OK)
			status = add_word(loader, &word);
		if (status == STATUS_OK && !vec_add(side == 0 ? starts : behind, &entry))
			status = out_of_memory(loader);
	}
	return status;
}

static bool is_list_of_days(struct slice days)
{
	struct slice day;
	size_t n = 0;

	for (; slice_next_field(&days, ' ', &day); n++) {
		if (day.n != 5 && day.n != 10)
			return false;
		for (size_t i = 0; i < day.n; i++)
			if ((i + 3 == day.n || i + 6 == day.n) ? day.p[i] != '-'
							       : day.p[i] < '0' || day.p[i] > '9')
				return false;
	}
	return n > 0;
}

static enum status load_festivals(struct loader *loader, struct vec *starts)
{
	static const char *const COLUMNS[] = {"word", "days", "not_after", "not_before"};
	const struct table *table;
	size_t at[4];
	enum status status = lexicon_table(loader->lexicon, "time_festivals", &table, loader->err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 4, at, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct time_word word = {.word = table_cell(table, row, at[0]),
					 .kind = TIME_FESTIVAL,
					 .precision = PRECISION_DAY,
					 .days = table_cell(table, row, at[1]),
					 .not_after = table_cell(table, row, at[2]),
					 .not_before = table_cell(table, row, at[3])};
		struct matcher_entry entry = {word.word, (uint32_t)loader->words.n};
		if (!is_list_of_days(word.days))
			return table_refuse(table, row, loader->err,
					    "days are written MM-DD or YYYY-MM-DD");
		status = add_word(loader, &word);
		if (status == STATUS_OK && !vec_add(starts, &entry))
			status = out_of_memory(loader);
	}
	return status;
}

static enum status build(struct loader *loader, const struct vec *entries,
			 const struct matcher **out)
{
	*out = matcher_build(loader->arena, entries->items, entries->n);
	return *out ? STATUS_OK : out_of_memory(loader);
}

static enum status load_days(struct loader *loader, struct time_rules *rules)
{
	static const char *const COLUMNS[] = {"word", "place"};
	static const char *const PLACES[DAY_PLACES] = {"opener", "follower", "verb", "refuser"};
	struct vec entries[DAY_PLACES];
	const struct table *table;
	size_t at[2];
	enum status status = lexicon_table(loader->lexicon, "time_days", &table, loader->err);

	for (int i = 0; i < DAY_PLACES; i++)
		entries[i] = vec_of(loader->arena, sizeof(struct matcher_entry));
	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, at, loader->err);
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++) {
		struct matcher_entry entry = {table_cell(table, row, at[0]), (uint32_t)row};
		int place = 0;
		status = read_name(loader, table, row, at[1], PLACES, DAY_PLACES, &place);
		if (status == STATUS_OK && !vec_add(&entries[place], &entry))
			status = out_of_memory(loader);
	}
	for (int i = 0; status == STATUS_OK && i < DAY_PLACES; i++)
		status = build(loader, &entries[i], &rules->days[i]);
	return status;
}

enum status time_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct time_rules **out, struct err *err)
{
	struct loader loader = {process, lexicon, vec_of(process, sizeof(struct time_word)), err};
	struct vec starts = vec_of(process, sizeof(struct matcher_entry));
	struct vec parts = starts, behind = starts;
	struct time_rules *rules = arena_alloc(process, sizeof *rules);
	enum status status;

	if (!rules)
		return out_of_memory(&loader);
	status = load_relative(&loader);
	for (size_t i = 0; status == STATUS_OK && i < loader.words.n; i++) {
		struct matcher_entry entry = {((struct time_word *)vec_at(&loader.words, i))->word,
					      (uint32_t)i};
		if (!vec_add(&starts, &entry))
			status = out_of_memory(&loader);
	}
	if (status == STATUS_OK)
		status = load_parts(&loader, &starts, &parts);
	if (status == STATUS_OK)
		status = load_frames(&loader, &starts, &behind);
	if (status == STATUS_OK)
		status = load_festivals(&loader, &starts);
	rules->words = loader.words.items;
	if (status == STATUS_OK)
		status = build(&loader, &starts, &rules->starts);
	if (status == STATUS_OK)
		status = build(&loader, &parts, &rules->parts);
	if (status == STATUS_OK)
		status = build(&loader, &behind, &rules->behind);
	if (status == STATUS_OK)
		status = load_days(&loader, rules);
	*out = rules;
	return status;
}

static bool holds_letter(struct slice letters, struct slice letter)
{
	return slice_contains(letters, letter);
}

static bool neighbours_allow(const struct time_word *word, struct slice text, struct span span)
{
	size_t n;

	if (word->not_after.n && span.start > 0) {
		utf8_before(text, span.start, &n);
		if (holds_letter(word->not_after, slice_sub(text, span.start - n, span.start)))
			return false;
	}
	if (word->not_before.n && span.end < text.n) {
		utf8_at(text, span.end, &n);
		if (holds_letter(word->not_before, slice_sub(text, span.end, span.end + n)))
			return false;
	}
	return true;
}

const struct time_word *time_word_at(const struct time_rules *rules, const struct matcher *matcher,
				     struct slice text, size_t at, size_t *end)
{
	struct slice rest = text;
	struct match match;

	/* A word that its neighbours refuse gives way to a shorter one: 今年来到 holds 今年. */
	while (matcher_at(matcher, rest, at, &match)) {
		const struct time_word *word = &rules->words[match.entry->value];
		if (neighbours_allow(word, text, match.span)) {
			*end = match.span.end;
			return word;
		}
		rest.n = match.span.end - 1;
	}
	return NULL;
}
