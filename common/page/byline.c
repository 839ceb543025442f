/* byline.c - see byline.h. One pass over the line, from label to label. Names that were found keep
 * their list until 摄 behind them says that they took pictures. Names printed without a space
 * between them are cut apart at surnames. */
#include "page/byline.h"

#include "lexicon/matcher.h"
#include "page/dateline.h"
#include "text/utf8.h"

enum byline_role { NO_ROLE, AUTHOR, CORRESPONDENT, PHOTOGRAPHER, EDITOR, SOURCE, OTHER };

struct label {
	enum byline_role role;
	bool is_after;
	bool is_single; /* one letter: counts only with a mark beside it */
};

struct byline_rules {
	const struct matcher *words; /* value: index into labels */
	const struct label *labels;
	const struct matcher *surnames; /* of one letter and of two */
};

#define MOST_NAMES 64

struct reading {
	const struct byline_rules *rules;
	struct slice line;
	size_t at;
	enum byline_role role;
	bool explicit; /* the label has a colon or a slash: pen-names are taken too */
	struct slice names[MOST_NAMES]; /* since the last label */
	size_t n_names;
	struct credits *out;
	struct byline *found;
	bool failed;
};

static bool role_of(struct slice name, enum byline_role *out)
{
	static const char *const NAMES[] = {"",       "author", "correspondent", "photographer",
					    "editor", "source", "other"};

	for (size_t i = 1; i < sizeof NAMES / sizeof *NAMES; i++)
		if (slice_equal(name, slice_of(NAMES[i]))) {
			*out = (enum byline_role)i;
			return true;
		}
	return false;
}

static enum status load_labels(struct arena *process, const struct table *table,
			       struct byline_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "role", "place"};
	size_t column[3];
	enum status status = table_columns(table, COLUMNS, 3, column, err);

	if (status != STATUS_OK)
		return status;
	struct label *labels = arena_array(process, table->n_rows, sizeof *labels);
	if (!labels)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		if (!role_of(table_cell(table, row, column[1]), &labels[row].role))
			return table_refuse(table, row, err, "no such role");
		labels[row].is_after =
		    slice_equal(table_cell(table, row, column[2]), SLICE("after"));
		labels[row].is_single = utf8_count(table_cell(table, row, column[0])) == 1;
	}
	rules->labels = labels;
	rules->words = matcher_of_column(process, table, column[0]);
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static enum status load_surnames(struct arena *process, const struct lexicon *lexicon,
				 struct byline_rules *rules, struct err *err)
{
	static const char *const TABLES[] = {"surnames", "compound_surnames"};
	struct vec entries = vec_of(process, sizeof(struct matcher_entry));

	for (size_t i = 0; i < 2; i++) {
		const struct table *table;
		enum status status = lexicon_table(lexicon, TABLES[i], &table, err);
		if (status != STATUS_OK)
			return status;
		size_t column = table_column(table, SLICE("word"));
		for (size_t row = 0; column != SIZE_MAX && row < table->n_rows; row++) {
			struct matcher_entry entry = {table_cell(table, row, column), (uint32_t)i};
			if (!vec_add(&entries, &entry))
				return STATUS_MEMORY_LIMIT;
		}
	}
	rules->surnames = matcher_build(process, entries.items, entries.n);
	return rules->surnames ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status byline_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct byline_rules **out, struct err *err)
{
	struct byline_rules *rules = arena_alloc(process, sizeof *rules);
	const struct table *table;

	if (!rules)
		return STATUS_MEMORY_LIMIT;
	enum status status = lexicon_table(lexicon, "bylines", &table, err);
	if (status == STATUS_OK)
		status = load_labels(process, table, rules, err);
	if (status == STATUS_OK)
		status = load_surnames(process, lexicon, rules, err);
	*out = rules;
	return status;
}

struct credits credits_in(struct arena *arena)
{
	struct vec names = vec_of(arena, sizeof(struct slice));

	return (struct credits){names, names, names, names, SLICE_EMPTY};
}

static bool begins_with_surname(const struct byline_rules *rules, struct slice name)
{
	struct match match;

	return matcher_at(rules->surnames, name, 0, &match) && match.span.end < name.n;
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

bool byline_is_name(const struct byline_rules *rules, struct slice text)
{
	size_t n = utf8_count(text);
	struct match match;

	if (n < 2 || n > 4 || !is_all_han(text) || !begins_with_surname(rules, text))
		return false;
	return n < 4 || (matcher_at(rules->surnames, text, 0, &match) && match.entry->value == 1);
}

/* No name, though it stands where one is due. */
static bool is_no_name(struct slice name)
{
	static const char *const WORDS[] = {"未知", "佚名", "匿名", "本站",   "不详",  "暂无",
					    "网络", "无",   "转载", "管理员", "admin", "整理"};

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_equal(name, slice_of(WORDS[i])))
			return true;
	return slice_ends(name, SLICE("提供")) || slice_ends(name, SLICE("供图"));
}

static struct vec *list_of(struct credits *credits, enum byline_role role)
{
	switch (role) {
	case AUTHOR:
		return &credits->authors;
	case CORRESPONDENT:
		return &credits->correspondents;
	case PHOTOGRAPHER:
		return &credits->photographers;
	case EDITOR:
		return &credits->editors;
	default:
		return NULL;
	}
}

static void give(struct reading *r, enum byline_role role)
{
	struct vec *list = r->out ? list_of(r->out, role) : NULL;

	for (size_t i = 0; list && i < r->n_names; i++) {
		bool known = false;
		for (size_t k = 0; k < list->n; k++)
			known = known || slice_equal(*(struct slice *)vec_at(list, k), r->names[i]);
		if (!known && !vec_add(list, &r->names[i]))
			r->failed = true;
	}
	r->n_names = 0;
}

static void note_name(struct reading *r, struct slice name)
{
	if (r->n_names < MOST_NAMES && !is_no_name(name))
		r->names[r->n_names++] = name;
	r->found->names++;
	r->found->bytes += name.n;
}

/* Where the glued names that begin at `at` can be cut: the end of the first one, trying three
 * letters, then two, then four with a surname of two. 0: they cannot. */
static size_t cut_first(const struct byline_rules *rules, struct slice run, size_t at)
{
	static const size_t LETTERS[] = {3, 2, 4};

	for (size_t i = 0; i < 3; i++) {
		struct slice rest = slice_from(run, at);
		struct slice name = utf8_head(rest, LETTERS[i]);
		if (utf8_count(name) != LETTERS[i] || !byline_is_name(rules, name))
			continue;
		struct slice after = slice_from(rest, name.n);
		if (!after.n || (utf8_count(after) >= 2 && begins_with_surname(rules, after)))
			return at + name.n;
	}
	return 0;
}

/* Several names without a space. False: the run is something else. */
static bool note_glued(struct reading *r, struct slice run)
{
	size_t at = 0, end;

	while (at < run.n) {
		end = cut_first(r->rules, run, at);
		if (!end)
			return at > 0;
		note_name(r, slice_sub(run, at, end));
		at = end;
	}
	return true;
}

static void note_run(struct reading *r, struct slice run)
{
	size_t letters = utf8_count(run);

	if (r->role == NO_ROLE || r->role == SOURCE || r->role == OTHER)
		return;
	if (byline_is_name(r->rules, run))
		note_name(r, run);
	else if (letters >= 4 && note_glued(r, run))
		;
	else if (r->explicit && letters >= 2 && letters <= 6)
		note_name(r, run);
	else {
		give(r, r->role);
		r->role = NO_ROLE;
	}
}

/* The label at byte `at`; one of a single letter only beside a mark. */
static bool label_at(const struct reading *r, size_t at, struct match *out)
{
	size_t n;

	if (!matcher_at(r->rules->words, r->line, at, out))
		return false;
	const struct label *label = &r->rules->labels[out->entry->value];
	if (!label->is_single)
		return true;
	uint32_t next = out->span.end < r->line.n ? utf8_at(r->line, out->span.end, &n) : 0;
	if (label->is_after)
		return !next || !is_han(next);
	return next == '/' || next == ':' || next == 0xFF1A || next == '|' || next == 0xFF0F ||
	       next == 0x4E28;
}

static void read_label(struct reading *r, const struct match *match)
{
	const struct label *label = &r->rules->labels[match->entry->value];
	size_t n;

	r->found->labels++;
	r->found->bytes += match->span.end - match->span.start;
	if (label->is_after) {
		give(r, label->role);
		r->role = NO_ROLE;
	} else {
		give(r, r->role);
		r->role = label->role;
	}
	r->at = match->span.end;
	r->explicit = false;
	while (r->at < r->line.n) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		if (c == ':' || c == 0xFF1A || c == '/' || c == '|' || c == 0x4E28 || c == 0xFF0F)
			r->explicit = true;
		else if (!is_space(c))
			break;
		r->found->bytes += n;
		r->at += n;
	}
	r->found->colon = r->found->colon || r->explicit;
}

/* A date, which is no part of what a line says besides. */
static bool skip_date(struct reading *r)
{
	struct dated dated;
	struct slice rest = slice_sub(r->line, r->at, r->at + 48);

	if (!dateline_find(rest, 0, &dated) || dated.span.start > 0)
		return false;
	r->at += dated.span.end;
	r->found->bytes += dated.span.end;
	return true;
}

/* 《中国城市报》 and 第 22 版 behind a byline: where the piece was printed. */
static bool skip_print(struct reading *r)
{
	static const struct slice MARKS[] = {SLICE_INIT("第"), SLICE_INIT("版"), SLICE_INIT("期")};
	struct slice rest = slice_from(r->line, r->at);
	size_t end = slice_find(slice_sub(rest, 0, 48), SLICE("》"));

	if (slice_starts(rest, SLICE("《")) && end != SIZE_MAX) {
		struct slice name = text_trim(slice_sub(rest, 3, end));
		if (r->out && !r->out->source.n && slice_ends(name, SLICE("报")))
			r->out->source = name;
		r->at += end + 3;
		r->found->bytes += end + 3;
		return true;
	}
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (slice_starts(rest, MARKS[i]) && r->found->labels) {
			r->at += 3;
			r->found->bytes += 3;
			return true;
		}
	return false;
}

/* Latin names, code numbers of editors and what else is neither Han nor a mark. */
static void skip_word(struct reading *r)
{
	size_t n, start = r->at;
	uint32_t c;

	while (r->at < r->line.n && !is_space(c = utf8_at(r->line, r->at, &n)) && !is_han(c) &&
	       !is_punctuation(c))
		r->at += n;
	if (r->at == start) {
		utf8_at(r->line, r->at, &n);
		r->at += n;
	}
	r->found->bytes += r->at - start;
}

/* A run of Han letters up to a label, with the dot of foreign names inside. */
static struct slice take_run(struct reading *r)
{
	size_t n, start = r->at;
	struct match match;

	while (r->at < r->line.n) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		if (!is_han(c) && !(c == 0xB7 && r->at > start))
			break;
		if (r->at > start && label_at(r, r->at, &match))
			break;
		r->at += n;
	}
	return slice_sub(r->line, start, r->at);
}

/* The outlet behind 来源: up to white space, a mark or a label. */
static void read_source(struct reading *r)
{
	size_t n, start = r->at;
	struct match match;

	if (!r->explicit && slice_starts(slice_from(r->line, start), SLICE("于"))) {
		r->role = NO_ROLE; /* 图片来源于网络 is no label */
		return;
	}
	while (r->at < r->line.n) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		bool inner = c == '-' || c == 0xB7 || c == 0x3001 || c == '@' || c == '_' ||
			     c == 0x2014 || c == '&' || c == '.' || c == 0x300A || c == 0x300B ||
			     c == 0x201C || c == 0x201D;
		if (is_space(c) || (is_punctuation(c) && !inner))
			break;
		if (r->at > start && matcher_at(r->rules->words, r->line, r->at, &match) &&
		    !r->rules->labels[match.entry->value].is_single)
			break;
		r->at += n;
	}
	struct slice source = slice_sub(r->line, start, r->at);
	if (r->out && !r->out->source.n && source.n)
		r->out->source = source;
	if (source.n)
		r->found->names++;
	r->found->bytes += source.n;
	r->role = NO_ROLE;
}

/* Two letters set apart, as short names are printed: 白 聪. */
static struct slice join_spaced(struct reading *r, struct slice run)
{
	size_t n, at = r->at;

	if (utf8_count(run) != 1 || at >= r->line.n || !is_space(utf8_at(r->line, at, &n)))
		return run;
	while (at < r->line.n && is_space(utf8_at(r->line, at, &n)))
		at += n;
	if (at >= r->line.n || !is_han(utf8_at(r->line, at, &n)))
		return run;
	size_t end = at + n;
	if (end < r->line.n && is_han(utf8_at(r->line, end, &n)))
		return run;
	r->at = end;
	return slice_sub(r->line, (size_t)(run.p - r->line.p), end);
}

static void read_han(struct reading *r)
{
	size_t before = r->at;
	struct slice run = take_run(r);
	struct match match;

	if (r->at < r->line.n && label_at(r, r->at, &match) &&
	    !r->rules->labels[match.entry->value].is_after) {
		/* a prefix of the label: 昆明日报|记者; a name stands before it otherwise */
		if (byline_is_name(r->rules, run))
			note_run(r, run);
		else if (before == 0 || utf8_count(run) <= 8)
			r->found->bytes += run.n;
		return;
	}
	if (r->role == NO_ROLE && byline_is_name(r->rules, run) && r->found->labels == 0) {
		note_name(r, run); /* waits for 摄 */
		return;
	}
	note_run(r, join_spaced(r, run));
}

enum status byline_read(const struct byline_rules *rules, struct slice line, struct credits *out,
			struct byline *found)
{
	struct reading r = {.rules = rules, .line = line, .out = out, .found = found};
	struct match match;
	size_t n;

	*found = (struct byline){0};
	while (r.at < line.n && !r.failed) {
		uint32_t c = utf8_at(line, r.at, &n);
		if (label_at(&r, r.at, &match)) {
			if (found->labels == 0)
				found->begins = found->bytes + 12 >= r.at;
			read_label(&r, &match);
			if (r.role == SOURCE)
				read_source(&r);
		} else if ((is_digit(c) && skip_date(&r)) || skip_print(&r)) {
			continue;
		} else if (is_han(c)) {
			read_han(&r);
		} else if (is_space(c) || is_punctuation(c)) {
			if (c == 0x3002 || c == 0xFF0C || c == ',')
				give(&r, r.role), r.role = c == 0x3002 ? NO_ROLE : r.role;
			found->bytes += n;
			r.at += n;
		} else {
			skip_word(&r);
		}
	}
	give(&r, r.role);
	return r.failed ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

bool byline_is_credit(struct slice line, const struct byline *found)
{
	if (line.n > 240 || (!found->names && !found->colon))
		return false;
	if (found->labels >= 3 && found->colon)
		return found->bytes * 2 >= line.n;
	return found->labels > 0 && found->begins && found->bytes * 10 >= line.n * 7;
}
