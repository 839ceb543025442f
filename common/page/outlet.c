/* outlet.c - see outlet.h. Endings are looked up longest first; each word of the tables has one
 * kind of its own. */
#include "page/outlet.h"

#include "lexicon/matcher.h"
#include "text/utf8.h"

enum outlet_kind { NO_OUTLET, MEDIA, NAME, SITE, CHANNEL, LEAD, PAPER, OWN, NONE };
enum word_kind { NO_WORD, WHOLE, START, MARK, END, WHEN, UNKNOWN, OWNER };

struct outlet_rules {
	const struct matcher *outlets; /* value: enum outlet_kind + KINDS * most letters */
	const struct matcher *words;   /* value: enum word_kind */
};

#define KINDS 16u

static enum outlet_kind kind_in(const struct matcher_entry *entry)
{
	return (enum outlet_kind)(entry->value % KINDS);
}

static bool kind_of(struct slice name, const char *const *names, size_t n, uint32_t *out)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal(name, slice_of(names[i]))) {
			*out = (uint32_t)i + 1;
			return true;
		}
	return false;
}

/* The most letters of the name, where the table has a column for it. */
static bool add_letters(const struct table *table, size_t row, uint32_t *value)
{
	size_t column = table_column(table, SLICE("letters"));
	uint64_t letters;

	if (column == SIZE_MAX)
		return true;
	if (!slice_to_uint64(table_cell(table, row, column), &letters) || !letters || letters > 99)
		return false;
	*value += (uint32_t)letters * KINDS;
	return true;
}

static enum status load(struct arena *process, const struct lexicon *lexicon, const char *name,
			const char *const *kinds, size_t n_kinds, const struct matcher **out,
			struct err *err)
{
	static const char *const COLUMNS[] = {"word", "kind"};
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, name, &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		entries[row].word = table_cell(table, row, column[0]);
		if (!kind_of(table_cell(table, row, column[1]), kinds, n_kinds,
			     &entries[row].value))
			return table_refuse(table, row, err, "no such kind");
		if (!add_letters(table, row, &entries[row].value))
			return table_refuse(table, row, err, "letters: from 1 to 99");
	}
	*out = matcher_build(process, entries, table->n_rows);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status outlet_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct outlet_rules **out, struct err *err)
{
	static const char *const OUTLETS[] = {"media", "name",  "site", "channel",
					      "lead",  "paper", "own",  "none"};
	static const char *const WORDS[] = {"whole", "start",   "mark", "end",
					    "when",  "unknown", "owner"};
	struct outlet_rules *rules = arena_alloc(process, sizeof *rules);

	if (!rules)
		return STATUS_MEMORY_LIMIT;
	enum status status = load(process, lexicon, "outlets", OUTLETS, 8, &rules->outlets, err);
	if (status == STATUS_OK)
		status = load(process, lexicon, "meta_words", WORDS, 7, &rules->words, err);
	*out = rules;
	return status;
}

static enum outlet_kind whole_kind(const struct outlet_rules *rules, struct slice name)
{
	const struct matcher_entry *entry = matcher_find(rules->outlets, name);

	return entry ? kind_in(entry) : NO_OUTLET;
}

static enum outlet_kind end_kind(const struct outlet_rules *rules, struct slice name,
				 struct span *end)
{
	struct match match;

	if (!matcher_before(rules->outlets, name, name.n, &match) ||
	    utf8_count(name) > match.entry->value / KINDS)
		return NO_OUTLET;
	*end = match.span;
	return kind_in(match.entry);
}

/* 新华社 and 人民日报 end names too (新华社客户端 does by its end). */
static bool is_media_kind(enum outlet_kind kind, struct span end)
{
	return (kind == MEDIA && end.start > 0) || kind == LEAD || (kind == NAME && end.start == 0);
}

/* The parts of a name: 人民网－湖北频道, 澎湃新闻·澎湃号·政务, 新华社、人民日报. */
static bool is_joint(uint32_t c)
{
	return c == '-' || c == 0xFF0D || c == 0x2014 || c == 0xB7 || c == 0x3001 || c == '|' ||
	       c == ' ' || c == '/';
}

bool outlet_is_media(const struct outlet_rules *rules, struct slice name)
{
	size_t start = 0, at = 0, before = 0;
	uint32_t c;

	while (start < name.n) {
		bool more = utf8_next(name, &at, &c);
		if (more && !is_joint(c)) {
			before = at;
			continue;
		}
		struct slice part = slice_sub(name, start, more ? before : name.n);
		struct span end = {0, 0};
		if (is_media_kind(end_kind(rules, part, &end), end))
			return true;
		start = before = at;
		if (!more)
			break;
	}
	return false;
}

bool outlet_is_own(const struct outlet_rules *rules, struct slice name)
{
	struct match match;

	return (matcher_at(rules->outlets, name, 0, &match) && kind_in(match.entry) == OWN) ||
	       (matcher_before(rules->outlets, name, name.n, &match) &&
		kind_in(match.entry) == OWN);
}

bool outlet_is_known(const struct outlet_rules *rules, struct slice name)
{
	enum outlet_kind kind = whole_kind(rules, name);

	return kind == NAME || kind == LEAD;
}

static bool is_sentence_like(struct slice text)
{
	static const struct slice MARKS[] = {SLICE_INIT("，"), SLICE_INIT("。"), SLICE_INIT("！"),
					     SLICE_INIT("？"), SLICE_INIT("“"),  SLICE_INIT("”"),
					     SLICE_INIT("、"), SLICE_INIT("：")};

	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (slice_contains(text, MARKS[i]))
			return true;
	return false;
}

bool outlet_is_site(const struct outlet_rules *rules, struct slice name)
{
	struct span end = {0, 0};

	name = text_trim(name);
	if (!name.n || is_sentence_like(name))
		return false;
	switch (end_kind(rules, name, &end)) {
	case NO_OUTLET:
	case OWN:
	case NONE:
		return false;
	case NAME:
		return end.start == 0;
	default:
		return true;
	}
}

bool outlet_is_channel(const struct outlet_rules *rules, struct slice name)
{
	struct span end;

	return end_kind(rules, name, &end) == CHANNEL;
}

struct slice outlet_in_front(const struct outlet_rules *rules, struct slice text)
{
	struct match match;

	if (matcher_at(rules->outlets, text, 0, &match) &&
	    (kind_in(match.entry) == LEAD || kind_in(match.entry) == NAME))
		return match.entry->word;
	return SLICE_EMPTY;
}

struct slice outlet_without_edition(const struct outlet_rules *rules, struct slice name,
				    bool *is_paper)
{
	struct span end = {0, 0};

	*is_paper = end_kind(rules, name, &end) == PAPER && end.start > 0;
	return *is_paper ? text_trim(slice_sub(name, 0, end.start)) : name;
}

struct slice outlet_as_credited(const struct outlet_rules *rules, struct slice text)
{
	size_t close;

	text = text_trim(text);
	if (slice_starts(text, SLICE("《"))) {
		close = slice_find(text, SLICE("》"));
		if (close == SIZE_MAX)
			text = slice_from(text, 3);
		else if (close == text.n - 3)
			text = slice_sub(text, 3, close);
	}
	text = text_trim(text);
	if (slice_starts_ignore_case(text, SLICE("http")) ||
	    slice_starts_ignore_case(text, SLICE("www.")) || outlet_is_unknown(rules, text))
		return SLICE_EMPTY;
	return text;
}

static const struct matcher_entry *word_of(const struct outlet_rules *rules, struct slice field)
{
	return matcher_find(rules->words, field);
}

static bool has_han(struct slice text)
{
	size_t at = 0;
	uint32_t c;

	while (utf8_next(text, &at, &c))
		if (is_han(c))
			return true;
	return false;
}

/* 1.2万, 35次 */
static bool is_count(struct slice field)
{
	size_t at = 0, han = 0;
	uint32_t c;

	while (utf8_next(field, &at, &c))
		han += is_han(c);
	at = 0;
	return utf8_next(field, &at, &c) && is_digit(c) && han <= 2;
}

bool outlet_is_noise(const struct outlet_rules *rules, struct slice field)
{
	struct match match;

	field = text_trim(field);
	if (!has_han(field) || is_count(field) || word_of(rules, field))
		return true;
	if (matcher_at(rules->words, field, 0, &match) && match.entry->value == START)
		return true;
	return matcher_before(rules->words, field, field.n, &match) &&
	       (match.entry->value == END || match.entry->value == WHEN);
}

bool outlet_says_when(const struct outlet_rules *rules, struct slice text, struct span *span)
{
	struct match match;
	size_t from = 0;

	while (matcher_next(rules->words, text, &from, &match))
		if (match.entry->value == WHEN) {
			*span = match.span;
			return true;
		}
	return false;
}

bool outlet_is_unknown(const struct outlet_rules *rules, struct slice field)
{
	const struct matcher_entry *entry = word_of(rules, field);

	return entry && entry->value == UNKNOWN;
}

struct slice outlet_without_mark(const struct outlet_rules *rules, struct slice field)
{
	struct match match;

	if (matcher_at(rules->words, field, 0, &match) && match.entry->value == MARK)
		return text_trim(slice_from(field, match.span.end));
	return field;
}

bool outlet_next_owner(const struct outlet_rules *rules, struct slice line, size_t *at,
		       struct slice *name)
{
	struct match match;
	size_t from = 0, n;
	bool says_so = false;

	while (!says_so && matcher_next(rules->words, line, &from, &match))
		says_so = match.entry->value == OWNER;
	while (says_so && *at < line.n) {
		size_t start = *at;
		while (*at < line.n && is_han(utf8_at(line, *at, &n)))
			*at += n;
		*name = slice_sub(line, start, *at);
		if (name->n && outlet_is_media(rules, *name))
			return true;
		if (*at < line.n) {
			utf8_at(line, *at, &n);
			*at += n;
		}
	}
	return false;
}
