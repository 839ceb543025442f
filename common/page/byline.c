/* byline.c - see byline.h. One pass over the line, from label to label. Names that were found keep
 * their list until a label behind them says otherwise (陈立新 摄, 吴晓燕/图). Names printed without
 * a space between them are cut apart at surnames. */
#include "page/byline.h"

#include "lexicon/matcher.h"
#include "page/dateline.h"
#include "text/utf8.h"

enum byline_role { NO_ROLE, AUTHOR, CORRESPONDENT, PHOTOGRAPHER, EDITOR, SOURCE, TAKEN, OTHER };
enum byline_place { BEFORE, AFTER, APART, REPORT, COLON, MARKED };

struct label {
	enum byline_role role;
	enum byline_place place;
	bool is_single; /* one letter: counts only with a mark beside it */
};

struct byline_rules {
	const struct matcher *words; /* value: index into labels */
	const struct label *labels;
	const struct outlet_rules *outlets;
	const struct person_rules *names;
};

#define MOST_NAMES   64
#define MOST_LETTERS 6  /* of a pen-name */
#define ROOM         16 /* bytes of a name that is put together */

struct reading {
	const struct byline_rules *rules;
	struct slice line;
	size_t at;
	enum byline_role role;
	bool explicit;    /* the label has a colon or a slash: pen-names are taken too */
	bool other;       /* something that is neither name nor mark was passed over */
	bool squares;     /* the line begins with a square or the like */
	size_t label_end; /* behind the last label and its marks */
	char room[ROOM];  /* a name put together, where the line is only looked at */
	struct slice names[MOST_NAMES]; /* since the last label */
	size_t n_names;
	struct credits *out;
	struct byline *found;
	bool failed;
};

static bool find_name(struct slice name, const char *const *names, size_t n, size_t *out)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal(name, slice_of(names[i]))) {
			*out = i;
			return true;
		}
	return false;
}

static enum status load_labels(struct arena *process, const struct table *table,
			       struct byline_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "role", "place"};
	static const char *const ROLES[] = {"",       "author", "correspondent", "photographer",
					    "editor", "source", "taken",         "other"};
	static const char *const PLACES[] = {"before", "after", "apart",
					     "report", "colon", "marked"};
	size_t column[3], found;
	enum status status = table_columns(table, COLUMNS, 3, column, err);

	if (status != STATUS_OK)
		return status;
	struct label *labels = arena_array(process, table->n_rows, sizeof *labels);
	if (!labels)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		if (!find_name(table_cell(table, row, column[1]), ROLES, 8, &found) || !found)
			return table_refuse(table, row, err, "no such role");
		labels[row].role = (enum byline_role)found;
		if (!find_name(table_cell(table, row, column[2]), PLACES, 6, &found))
			return table_refuse(table, row, err, "no such place");
		labels[row].place = (enum byline_place)found;
		labels[row].is_single = utf8_count(table_cell(table, row, column[0])) == 1;
	}
	rules->labels = labels;
	rules->words = matcher_of_column(process, table, column[0]);
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status byline_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct outlet_rules *outlets, const struct person_rules *names,
			      const struct byline_rules **out, struct err *err)
{
	struct byline_rules *rules = arena_alloc(process, sizeof *rules);
	const struct table *table;

	if (!rules)
		return STATUS_MEMORY_LIMIT;
	enum status status = lexicon_table(lexicon, "bylines", &table, err);
	if (status == STATUS_OK)
		status = load_labels(process, table, rules, err);
	rules->outlets = outlets;
	rules->names = names;
	*out = rules;
	return status;
}

struct credits credits_in(struct arena *arena)
{
	struct vec names = vec_of(arena, sizeof(struct slice));

	return (struct credits){names, names, names, names, SLICE_EMPTY, false};
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

/* Each name once. False: no memory. */
static bool add_once(struct vec *list, struct slice name)
{
	for (size_t i = 0; i < list->n; i++)
		if (slice_equal(*(struct slice *)vec_at(list, i), name))
			return true;
	return vec_add(list, &name);
}

static void give(struct reading *r, enum byline_role role)
{
	struct vec *list = r->out ? list_of(r->out, role) : NULL;

	for (size_t i = 0; list && i < r->n_names; i++)
		if (!add_once(list, r->names[i]))
			r->failed = true;
	r->n_names = 0;
}

static void note_name(struct reading *r, struct slice name)
{
	r->found->names++;
	r->found->bytes += name.n;
	if (r->n_names < MOST_NAMES && !outlet_is_unknown(r->rules->outlets, name))
		r->names[r->n_names++] = name;
}

/* Several names without a space. False: the run is something else. */
static bool note_glued(struct reading *r, struct slice run)
{
	size_t end;

	for (int noting = 0; noting < 2; noting++)
		for (size_t at = 0; at < run.n; at = end) {
			end = person_name_cut(r->rules->names, run, at);
			if (!end)
				return false;
			if (noting)
				note_name(r, slice_sub(run, at, end));
		}
	return true;
}

/* What may stand for a person behind 作者： though no surname begins it: 叨叨姐, but no office and
 * no outlet. */
static bool is_pen_name(const struct byline_rules *rules, struct slice run)
{
	size_t letters = utf8_count(run);

	return letters >= 2 && letters <= MOST_LETTERS && !person_name_is_body(rules->names, run) &&
	       !outlet_is_media(rules->outlets, run) && !outlet_is_site(rules->outlets, run) &&
	       !outlet_is_noise(rules->outlets, run);
}

/* A body among the names (通讯员 东湖街道 吴晓燕): the names go on behind it. */
static bool is_body_between(const struct reading *r, struct slice run)
{
	size_t n;

	if (!person_name_is_body(r->rules->names, run) || utf8_count(run) > 14)
		return false;
	return r->at >= r->line.n || !is_han(utf8_at(r->line, r->at, &n));
}

static void note_run(struct reading *r, struct slice run)
{
	if (r->role == NO_ROLE || r->role == SOURCE || r->role == TAKEN || r->role == OTHER)
		return;
	if (person_name_is_labelled(r->rules->names, run))
		note_name(r, run);
	else if (utf8_count(run) >= 4 && !person_name_is_body(r->rules->names, run) &&
		 note_glued(r, run))
		;
	else if (r->explicit && is_pen_name(r->rules, run))
		note_name(r, run);
	else if (is_body_between(r, run))
		r->found->bytes += run.n;
	else if (outlet_is_unknown(r->rules->outlets, run))
		note_name(r, run); /* which keeps no such name */
	else {
		give(r, r->role);
		r->role = NO_ROLE;
	}
}

static bool is_mark(uint32_t c)
{
	return c == ':' || c == 0xFF1A || c == '/' || c == '|' || c == 0x4E28 || c == 0xFF0F ||
	       c == 0xFF5C || c == 0x2223 || c == 0x4E36;
}

static size_t skip_space(struct slice line, size_t at)
{
	size_t n;

	while (at < line.n && is_space(utf8_at(line, at, &n)))
		at += n;
	return at;
}

static uint32_t letter_at(struct slice line, size_t at)
{
	size_t n;

	return at < line.n ? utf8_at(line, at, &n) : 0;
}

static uint32_t letter_before(struct slice line, size_t at)
{
	size_t n;

	return at > 0 ? utf8_before(line, at, &n) : 0;
}

/* Does a person's name begin at byte `at`? */
static bool name_follows(const struct reading *r, size_t at)
{
	size_t end = at, n;

	while (end < r->line.n && is_han(utf8_at(r->line, end, &n)))
		end += n;
	return person_name_is(r->rules->names, slice_sub(r->line, at, end));
}

static bool is_slash(uint32_t c)
{
	return c == '/' || c == 0xFF0F || c == '\\';
}

/* A label behind the names: 陈立新 摄, 陈立新/文, 记者陈立新报道. The names stand before it. */
static bool fits_after(const struct reading *r, const struct label *label, struct span span,
		       bool has_names)
{
	uint32_t next = letter_at(r->line, span.end);
	size_t behind = skip_space(r->line, span.end);

	if (has_names && is_slash(letter_before(r->line, span.start)))
		return true;
	if (label->place == APART && is_han(letter_before(r->line, span.start)))
		return false;
	if (is_mark(next) || (behind > span.end && name_follows(r, behind)))
		return false;
	return has_names ? !is_han(next) : !label->is_single;
}

static bool fits_before(const struct reading *r, const struct label *label, struct span span,
			bool has_names)
{
	uint32_t before = letter_before(r->line, span.start);
	size_t behind = skip_space(r->line, span.end);

	if (!label->is_single)
		return true;
	if (is_han(before) && !(has_names && r->role != NO_ROLE))
		return false;
	if (has_names && is_slash(before))
		return false;
	return is_mark(letter_at(r->line, behind)) ||
	       (behind > span.end && !is_han(before) && name_follows(r, behind));
}

/* 转自《某某日报》, 摘自：某某日报: only with a mark behind, or at the beginning of a bracket. */
static bool fits_marked(const struct reading *r, struct span span)
{
	uint32_t before = letter_before(r->line, span.start), next = letter_at(r->line, span.end);

	return is_mark(next) || next == 0x300A || next == 0x201C || before == '(' ||
	       before == 0xFF08 || span.start == 0;
}

static bool is_behind(const struct label *label)
{
	return label->place == AFTER || label->place == APART || label->place == REPORT;
}

static bool fits(const struct reading *r, const struct label *label, struct span span,
		 bool has_names)
{
	switch (label->place) {
	case BEFORE:
		return fits_before(r, label, span, has_names);
	case COLON:
		return is_mark(letter_at(r->line, skip_space(r->line, span.end)));
	case MARKED:
		return fits_marked(r, span);
	default:
		return fits_after(r, label, span, has_names);
	}
}

/* The label at byte `at`. `has_run`: letters that may be a name stand right before it. */
static const struct label *label_at(const struct reading *r, size_t at, bool has_run,
				    struct match *out)
{
	bool has_names = has_run || r->n_names > 0;

	if (!matcher_at(r->rules->words, r->line, at, out))
		return NULL;
	const struct label *found = NULL;
	const struct matcher_entry *e = out->entry;
	for (; e < matcher_end(r->rules->words) && slice_equal(e->word, out->entry->word); e++) {
		const struct label *label = &r->rules->labels[e->value];
		if (fits(r, label, out->span, has_names) && (!found || is_behind(label)))
			found = label; /* where both ways of reading it fit, the names are before */
	}
	return found;
}

static void skip_marks(struct reading *r)
{
	size_t n;

	while (r->at < r->line.n) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		if (is_mark(c))
			r->explicit = true;
		else if (!is_space(c))
			break;
		r->found->bytes += n;
		r->at += n;
	}
}

/* 图/本报记者 陈立新: what was done goes before what somebody is. */
static bool keeps_role(const struct reading *r, const struct label *label)
{
	return r->role == PHOTOGRAPHER && r->explicit && r->n_names == 0 &&
	       (label->role == AUTHOR || label->role == CORRESPONDENT);
}

/* 吴晓燕 in 通讯员 吴晓燕 文/图 stays a correspondent. */
static enum byline_role role_behind(const struct reading *r, const struct label *label)
{
	bool writes = r->role == AUTHOR || r->role == CORRESPONDENT;

	return label->role == AUTHOR && writes ? r->role : label->role;
}

static void read_label(struct reading *r, const struct label *label, struct span span)
{
	r->found->labels++;
	r->found->bytes += span.end - span.start;
	r->at = span.end;
	if (is_behind(label)) {
		give(r, role_behind(r, label));
		return;
	}
	if (!keeps_role(r, label)) {
		give(r, r->role);
		r->role = label->role;
	}
	r->explicit = false;
	skip_marks(r);
	r->label_end = r->at;
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

static void take_source(struct reading *r, struct slice source)
{
	source = outlet_as_credited(r->rules->outlets, source);
	if (!source.n)
		return;
	r->found->names++;
	if (r->out && !r->out->source.n)
		r->out->source = source;
}

/* 《中国城市报》 and 第 22 版 behind a byline: where the piece was printed. */
static bool skip_print(struct reading *r)
{
	static const struct slice MARKS[] = {SLICE_INIT("第"), SLICE_INIT("版"), SLICE_INIT("期")};
	struct slice rest = slice_from(r->line, r->at);
	size_t end = slice_find(slice_sub(rest, 0, 48), SLICE("》"));

	if (slice_starts(rest, SLICE("《")) && end != SIZE_MAX) {
		struct slice name = text_trim(slice_sub(rest, 3, end));
		if (outlet_is_media(r->rules->outlets, name))
			take_source(r, name);
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
	r->other = true;
}

/* （东湖区委党校教师） behind a name: what somebody is, unless labels stand in it. */
static bool skip_bracket(struct reading *r)
{
	struct slice rest = slice_from(r->line, r->at);
	uint32_t open = letter_at(r->line, r->at);
	size_t close = open == '('      ? slice_find(rest, SLICE(")"))
		       : open == 0xFF08 ? slice_find(rest, SLICE("）"))
					: SIZE_MAX;
	struct match match;

	if (close == SIZE_MAX || r->n_names == 0)
		return false;
	for (size_t at = r->at + 1; at < r->at + close; at++)
		if (label_at(r, at, false, &match))
			return false;
	close += open == '(' ? 1 : 3;
	r->at += close;
	r->found->bytes += close;
	return true;
}

static bool is_name_dot(uint32_t c)
{
	return c == 0xB7 || c == 0x2022 || c == 0x30FB;
}

/* A run of Han letters up to a label, with the dot of foreign names inside. */
static struct slice take_run(struct reading *r)
{
	size_t n, start = r->at;
	struct match match;

	while (r->at < r->line.n) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		if (!is_han(c) &&
		    !(is_name_dot(c) && r->at > start && is_han(letter_at(r->line, r->at + n))))
			break;
		if (r->at > start && label_at(r, r->at, true, &match))
			break;
		r->at += n;
	}
	return slice_sub(r->line, start, r->at);
}

/* May stand inside the name of an outlet. */
static bool is_inner_mark(uint32_t c)
{
	return c == '-' || c == 0xFF0D || c == 0xB7 || c == 0x2022 || c == 0x3001 || c == '@' ||
	       c == '_' || c == 0x2014 || c == '&' || c == '.' || c == '+' || c == 0x300A ||
	       c == 0x300B || c == 0x201C || c == 0x201D;
}

/* A day that is glued to an outlet: 东湖日报2024-03-05. */
static bool date_at(const struct reading *r)
{
	struct dated dated;

	return is_digit(letter_at(r->line, r->at)) &&
	       dateline_find(slice_sub(r->line, r->at, r->at + 24), 0, &dated) &&
	       dated.span.start == 0;
}

/* 来源： 作者：陈立新: the value is missing, another label follows. */
static bool is_label_with_mark(const struct reading *r, size_t at)
{
	struct match match;

	return matcher_at(r->rules->words, r->line, at, &match) &&
	       (is_mark(letter_at(r->line, skip_space(r->line, match.span.end))) ||
		match.span.end == r->line.n);
}

/* 本文来自【东湖日报】: the outlet in heavy brackets; empty: none stands there. */
static struct slice source_in_brackets(struct reading *r)
{
	struct slice rest = slice_sub(r->line, r->at, r->at + 90);
	size_t close = slice_starts(rest, SLICE("【"))   ? slice_find(rest, SLICE("】"))
		       : slice_starts(rest, SLICE("「")) ? slice_find(rest, SLICE("」"))
							 : SIZE_MAX;

	if (close == SIZE_MAX)
		return SLICE_EMPTY;
	r->at += close + 3;
	r->found->bytes += 6;
	return text_trim(slice_sub(rest, 3, close));
}

/* The outlet behind 来源: up to white space, a mark, a date or a label. */
static void read_source(struct reading *r)
{
	size_t n, start = r->at;
	struct match match;
	bool taken = r->role == TAKEN;

	r->role = NO_ROLE;
	if (!r->explicit && slice_starts(slice_from(r->line, start), SLICE("于")))
		return; /* 图片来源于网络 is no label */
	struct slice source = source_in_brackets(r);
	while (!source.n && r->at < r->line.n && !is_label_with_mark(r, r->at) && !date_at(r)) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		if (is_space(c) || (is_punctuation(c) && !is_inner_mark(c)))
			break;
		if (r->at > start && matcher_at(r->rules->words, r->line, r->at, &match) &&
		    !r->rules->labels[match.entry->value].is_single &&
		    r->rules->labels[match.entry->value].place == BEFORE)
			break;
		r->at += n;
		if (c == 0x300B && letter_at(r->line, start) == 0x300A)
			break; /* 《东湖日报》2024年第3期 */
	}
	bool is_bracketed = source.n > 0;
	if (!is_bracketed)
		source = slice_sub(r->line, start, r->at);
	size_t before = r->found->names;
	if (taken && !is_bracketed && !r->explicit && !outlet_is_media(r->rules->outlets, source) &&
	    !slice_starts(source, SLICE("《")))
		return; /* 转自闲置厂房 takes nothing over */
	take_source(r, source);
	r->found->bytes += source.n;
	if (taken && r->out && r->found->names > before)
		r->out->taken = true;
}

/* Two letters set apart, as short names are printed: 白 聪. They are put together. */
static struct slice join_spaced(struct reading *r, struct slice run)
{
	size_t n, at = skip_space(r->line, r->at);

	if (utf8_count(run) != 1 || at == r->at || at >= r->line.n ||
	    !is_han(utf8_at(r->line, at, &n)) || is_han(letter_at(r->line, at + n)))
		return run;
	for (size_t i = 0; i < run.n + n; i++)
		r->room[i] = i < run.n ? run.p[i] : r->line.p[at + i - run.n];
	struct slice joined = {r->room, run.n + n};
	if (!person_name_is(r->rules->names, joined))
		return run;
	if (r->out)
		joined = arena_copy(r->out->authors.arena, joined);
	if (!joined.p) {
		r->failed = true;
		return run;
	}
	r->found->bytes += at - r->at;
	r->at = at + n;
	return joined;
}

/* What stands before a label glued to it: a name where one is due (记者王薇记者李琅), else what the
 * label belongs to (昆明日报|记者). */
static void read_before_label(struct reading *r, struct slice run)
{
	const struct person_rules *names = r->rules->names;
	bool is_due = r->role != NO_ROLE && r->role != SOURCE && r->role != OTHER;

	if (outlet_is_known(r->rules->outlets, run) || !is_due ||
	    !(person_name_is(names, run) || person_name_cut(names, run, 0) == 9))
		r->found->bytes += run.n <= 60 ? run.n : 0;
	else
		note_run(r, run);
}

/* 新北 in 记者陈立新／新北报导 */
static bool is_place_of_report(const struct reading *r, size_t start, const struct label *label)
{
	return label && label->place == REPORT && r->n_names > 0 &&
	       is_slash(letter_before(r->line, start));
}

/* Two to four letters with a slash and a kind of work behind them: a name, whatever its surname. */
static bool is_signed_work(const struct reading *r, struct slice run)
{
	size_t letters = utf8_count(run), n;
	struct match match;

	if (letters < 2 || letters > 4 || !is_slash(letter_at(r->line, r->at)))
		return false;
	utf8_at(r->line, r->at, &n);
	const struct label *label = label_at(r, r->at + n, true, &match);
	return label && is_behind(label);
}

static void read_han(struct reading *r)
{
	size_t start = r->at;
	struct slice run = take_run(r);
	struct match match;
	const struct label *label = r->at < r->line.n ? label_at(r, r->at, true, &match) : NULL;

	if (is_place_of_report(r, start, label)) {
		r->found->bytes += run.n;
		return;
	}
	if (label && !is_behind(label)) {
		read_before_label(r, run);
		return;
	}
	run = join_spaced(r, run);
	if (r->role != NO_ROLE && is_signed_work(r, run))
		note_name(r, run); /* 蹇汶佑/摄 */
	else if (r->role != NO_ROLE)
		note_run(r, run);
	else if (person_name_is_alone(r->rules->names, run) && (r->found->labels == 0 || label))
		note_name(r, run); /* waits for 摄 */
	else
		r->other = true;
	r->other = r->other || !person_name_is_alone(r->rules->names, run);
}

static void read_mark(struct reading *r, uint32_t c, size_t n)
{
	if (c >= 0x25A0 && c <= 0x26FF && r->found->bytes == r->at)
		r->squares = true;
	if (c == 0x3002 || c == 0xFF0C || c == ',')
		give(r, r->role);
	if (c == 0x3002)
		r->role = NO_ROLE;
	r->found->bytes += n;
	r->at += n;
}

static void read_all(struct reading *r)
{
	struct match match;
	size_t n;

	while (r->at < r->line.n && !r->failed) {
		uint32_t c = utf8_at(r->line, r->at, &n);
		const struct label *label = label_at(r, r->at, false, &match);
		if (label) {
			if (r->found->labels == 0)
				r->found->begins = r->found->bytes + 12 >= r->at;
			read_label(r, label, match.span);
			if (r->role == SOURCE || r->role == TAKEN)
				read_source(r);
		} else if ((is_digit(c) && skip_date(r)) || skip_print(r) || skip_bracket(r)) {
			continue;
		} else if (is_han(c)) {
			read_han(r);
		} else if (is_space(c) || is_punctuation(c)) {
			read_mark(r, c, n);
		} else {
			skip_word(r);
		}
	}
}

enum status byline_read(const struct byline_rules *rules, struct slice line, struct credits *out,
			struct byline *found)
{
	struct reading r = {.rules = rules, .line = line, .out = out, .found = found};
	size_t n, end = line.n;

	*found = (struct byline){0};
	read_all(&r);
	found->signs = r.squares && found->names && !found->labels && !r.other;
	give(&r, found->signs ? AUTHOR : r.role);
	while (end > r.label_end && is_punctuation(utf8_before(line, end, &n)))
		end -= n;
	found->open = r.label_end > 0 && skip_space(line, r.label_end) >= end;
	return r.failed ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

bool byline_is_credit(struct slice line, const struct byline *found)
{
	if (line.n > 240 || (!found->names && !found->colon))
		return false;
	if (found->signs)
		return true;
	if (found->labels >= (found->begins ? 2u : 3u) && found->colon)
		return found->bytes * 2 >= line.n;
	return found->labels > 0 && found->begins && found->bytes * 10 >= line.n * 7;
}

static bool is_between_names(uint32_t c)
{
	return is_space(c) || c == 0x3001 || c == ',' || c == 0xFF0C || c == '/' || c == ';' ||
	       c == 0xFF1B;
}

/* All of the run as names glued together. */
static bool read_glued(const struct person_rules *names, struct slice run, struct vec *out,
		       bool *full)
{
	size_t at = 0, end;

	for (int adding = 0; adding < 2; adding++)
		for (at = 0; at < run.n; at = end) {
			end = person_name_cut(names, run, at);
			if (!end || !person_name_is_alone(names, slice_sub(run, at, end)))
				return false;
			if (adding && out && !add_once(out, slice_sub(run, at, end)))
				*full = true;
		}
	return run.n > 0;
}

/* Where no name is due, one of the names at least must be no ordinary word: 池文轩 冉冉. */
static bool read_one_name(const struct byline_rules *rules, struct slice field, bool is_due,
			  struct vec *out, bool *full)
{
	if (outlet_is_noise(rules->outlets, field) || outlet_is_known(rules->outlets, field))
		return false;
	if (is_due ? person_name_is_labelled(rules->names, field)
		   : person_name_is(rules->names, field) &&
			 !person_name_is_body(rules->names, field)) {
		if (out && !add_once(out, field))
			*full = true;
		return true;
	}
	return is_due && utf8_count(field) >= 4 && !outlet_is_media(rules->outlets, field) &&
	       !person_name_is_body(rules->names, field) &&
	       read_glued(rules->names, field, out, full);
}

/* The next field of a list of names; two letters with white space between them are one (孙 璐). */
static bool next_name(struct slice text, size_t *at, struct slice *field)
{
	size_t start, end, next = *at;
	uint32_t c = 0;

	while (*at < text.n && is_between_names(letter_at(text, *at)))
		utf8_next(text, at, &c);
	for (start = end = next = *at; utf8_next(text, &next, &c); end = next) {
		bool is_wide = is_space(c) && utf8_count(slice_sub(text, start, end)) == 1;
		if (is_between_names(c) && !is_wide)
			break;
		if (is_wide)
			next = skip_space(text, next);
	}
	*field = text_trim(slice_sub(text, start, end));
	*at = next;
	return field->n > 0;
}

/* The field without white space in it, in `room`; as it is where that is not a short name. */
static struct slice close_up(struct slice field, char *room)
{
	size_t n = 0, step;

	if (field.n > ROOM || slice_find_byte(field, ' ', 0) == SIZE_MAX)
		return field;
	for (size_t at = 0; at < field.n; at += step) {
		bool space = is_space(utf8_at(field, at, &step));
		for (size_t i = 0; !space && i < step; i++)
			room[n++] = field.p[at + i];
	}
	return (struct slice){room, n};
}

bool byline_read_names(const struct byline_rules *rules, struct slice text, bool is_due,
		       struct vec *out, bool *full)
{
	size_t at = 0, fields = 0, sure = 0, n_before = out ? out->n : 0;
	struct slice field;

	for (; fields <= MOST_NAMES && next_name(text, &at, &field); fields++) {
		char room[ROOM];
		struct slice name = close_up(field, room);
		if (out && name.p == room)
			name = arena_copy(out->arena, name);
		*full = *full || !name.p;
		if (!name.p || !read_one_name(rules, name, is_due, out, full))
			break;
		sure += is_due || person_name_is_alone(rules->names, name);
	}
	if (fields > 0 && fields <= MOST_NAMES && at >= text.n && !field.n && sure * 2 >= fields)
		return true;
	if (out)
		out->n = n_before;
	return false;
}
