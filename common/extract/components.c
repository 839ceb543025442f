/* components.c - see components.h. Tried in this order: the pieces of a chain or of a sum of words;
 * the members of a summed-up list; the steps named in the core; the meanings of the parts of a
 * number formula; a list as long as the number in the name says, before or behind it. */
#include "extract/components.h"

#include "extract/name_bounds.h"
#include "text/utf8.h"

#define LONGEST_PART 120 /* bytes */
#define MOST_PARTS   24

static bool is_joint(uint32_t c, bool chain)
{
	if (chain)
		return c == 0x2014 || c == 0x2013 || c == 0x2192 || c == '-' || c == 0xFF0D;
	return c == '+' || c == 0xFF0B;
}

static bool add_part(struct vec *parts, struct slice part)
{
	part = text_trim(part);
	if (part.n == 0 || part.n > LONGEST_PART || parts->n >= MOST_PARTS)
		return true;
	return vec_add(parts, &part);
}

/* The pieces between dashes or plus signs. */
static bool split_joints(struct slice words, bool chain, struct vec *parts)
{
	size_t at = 0, start = 0, from = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c)) {
		if (is_joint(c, chain)) {
			if (start < from && !add_part(parts, slice_sub(words, start, from)))
				return false;
			start = at;
		}
		from = at;
	}
	return start >= words.n || add_part(parts, slice_from(words, start));
}

static bool split_at(struct slice words, const char *separator, struct vec *parts)
{
	struct slice mark = slice_of(separator);
	size_t at;

	while ((at = slice_find(words, mark)) != SIZE_MAX) {
		if (!add_part(parts, slice_sub(words, 0, at)))
			return false;
		words = slice_from(words, at + mark.n);
	}
	return add_part(parts, words);
}

/* 一图一表一体系: a new piece at each numeral. */
static bool split_numerals(struct slice words, struct vec *parts)
{
	size_t at = 0, start = 0, from = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c)) {
		if (is_numeral(c) && from > start) {
			if (!add_part(parts, slice_sub(words, start, from)))
				return false;
			start = from;
		}
		from = at;
	}
	return add_part(parts, slice_from(words, start));
}

static unsigned numeral_value(uint32_t c)
{
	static const uint32_t LETTERS[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
					   0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
	for (unsigned i = 0; i < 10; i++)
		if (LETTERS[i] == c)
			return i + 1;
	if (c == 0x4E24 || c == 0x53CC)
		return 2;
	return c >= '0' && c <= '9' ? c - '0' : 0;
}

/* What the numerals of a name add up to (三官两师: 5), and how many there are. */
static unsigned sum_of_numerals(struct slice words, unsigned *n, bool *all_one)
{
	unsigned sum = 0;
	size_t at = 0;
	uint32_t c;

	*n = 0;
	*all_one = true;
	while (utf8_next(words, &at, &c)) {
		unsigned value = is_numeral(c) ? numeral_value(c) : 0;
		if (!value)
			continue;
		sum += value;
		(*n)++;
		*all_one = *all_one && value == 1;
	}
	return sum;
}

/* The words of one part of a list without what leads up to it or follows it. */
static struct slice cut_before(const struct passage *passage, struct slice part)
{
	static const char *const LEADS[] = {
	    "辖区", "分别是", "分别为", "分别指", "就是", "推动", "引导", "发动", "动员",
	    "包括", "即",     "涵盖",   "围绕",   "聚焦", "联络", "整合", "抓好", "运用",
	    "组织", "通过",   "做好",   "坚持",   "推出", "实施", "以",   "按照", "推行",
	    "建立", "开展",   "联合",   "吸纳",   "分为", "由"};
	for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++) {
		size_t at = slice_find_last(part, slice_of(LEADS[i]));
		if (at != SIZE_MAX && at + slice_of(LEADS[i]).n + 6 <= part.n)
			part = slice_from(part, at + slice_of(LEADS[i]).n);
	}
	(void)passage;
	return part;
}

/* The last part of a list ends at the next verb: 律师、调解员|走进楼院. */
static struct slice cut_behind(const struct initiative_rules *rules, struct slice list)
{
	size_t comma = slice_find_last(list, SLICE("、")), at;
	struct match match;

	at = comma == SIZE_MAX ? 6 : comma + strlen("、") + 6;
	while (at < list.n && matcher_next(rules->verbs, list, &at, &match))
		if (rules->verb_rows[match.entry->value].force <= VERB_CARRIES &&
		    match.span.end - match.span.start >= 6)
			return slice_sub(list, 0, match.span.start);
	return list;
}

static bool starts_lead(struct slice part, const char *const *leads, size_t n, size_t *length)
{
	for (size_t i = 0; i < n; i++)
		if (slice_starts(part, slice_of(leads[i]))) {
			*length = slice_of(leads[i]).n;
			return true;
		}
	return false;
}

/* A list A、B、C that ends right before the mark at `end`, in text[lowest, end). */
static bool list_before(const struct passage *passage, size_t lowest, size_t end, struct vec *parts)
{
	size_t start = clause_start(passage->text, lowest, end);
	struct slice words = slice_sub(passage->text, start, end), first, rest;
	static const char *const TAILS[] = {
	    "等",       "为参与主体的", "组成的",   "为主体的", "为主要内容的",
	    "为核心的", "为重点的",     "为一体的", "的",       "为内容的",
	    "构成的",   "共同参与的",   "为抓手的", "为载体的"};
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
		if (slice_ends(words, slice_of(TAILS[i])))
			words.n -= slice_of(TAILS[i]).n;
	size_t comma = slice_find(words, SLICE("、"));
	if (comma == SIZE_MAX)
		return true;
	first = cut_before(passage, slice_sub(words, 0, comma));
	rest = slice_from(words, comma + strlen("、"));
	return add_part(parts, first) && split_at(rest, "、", parts);
}

/* The first list A、B、C behind `from` in the sentence: after 即, 包括, a verb. */
static bool list_behind(const struct passage *passage, size_t from, size_t end, struct vec *parts)
{
	static const char *const LEADS[] = {"即",   "包括",   "分别是", "分别为",
					    "就是", "指的是", "是指"};
	struct slice text = passage->text;
	size_t at = from, length;

	while (at < end) {
		size_t stop = clause_end(text, at, end), n;
		struct slice words = slice_sub(text, at, stop);
		size_t comma = slice_find(words, SLICE("、"));
		if (comma != SIZE_MAX) {
			struct slice first = slice_sub(words, 0, comma), rest;
			if (starts_lead(first, LEADS, sizeof LEADS / sizeof *LEADS, &length))
				first = slice_from(first, length);
			rest = slice_from(words, comma + strlen("、"));
			size_t et_cetera = slice_find(rest, SLICE("等"));
			if (et_cetera != SIZE_MAX)
				rest.n = et_cetera;
			return add_part(parts, cut_before(passage, first)) &&
			       split_at(cut_behind(passage->rules, rest), "、", parts);
		}
		if (stop >= end)
			break;
		utf8_at(text, stop, &n);
		at = stop + n;
	}
	return true;
}

static bool opens_symbol(struct slice text, size_t at, size_t end)
{
	size_t n;
	return at < end && is_opening_mark(utf8_at(text, at, &n));
}

/* ‘1’是指…；‘10’是…；: the meanings of the parts of a number formula, in order. */
static bool meanings(const struct passage *passage, const struct name_candidate *candidate,
		     const struct vec *symbols, struct vec *parts)
{
	static const char *const LINKS[] = {"是指", "即", "就是", "指的是",
					    "代表", "为", "是",   "指"};
	struct slice text = passage->text;
	size_t paragraph_end = passage->article->paragraphs[candidate->paragraph].span.end;
	size_t at = candidate->span.end, n;

	for (size_t i = 0; i < symbols->n; i++) {
		struct slice symbol = *(struct slice *)vec_at(symbols, i);
		size_t found = slice_find_from(slice_sub(text, 0, paragraph_end), symbol, at),
		       length;
		if (found == SIZE_MAX)
			return true;
		at = found + symbol.n;
		uint32_t c = at < paragraph_end ? utf8_at(text, at, &n) : 0;
		if (!is_closing_mark(c) && c != '"')
			return true;
		at += n;
		if (!starts_lead(slice_sub(text, at, paragraph_end), LINKS,
				 sizeof LINKS / sizeof *LINKS, &length))
			if (!starts_lead(slice_sub(text, at, paragraph_end),
					 (const char *const[]){"，即", ",即"}, 2, &length))
				return true;
		size_t start = at + length, stop = start;
		while (stop < paragraph_end) {
			c = utf8_at(text, stop, &n);
			if (c == 0xFF1B || c == ';' || c == 0x3002)
				break;
			if ((c == 0xFF0C || c == ',') &&
			    opens_symbol(text, stop + n, paragraph_end))
				break;
			stop += n;
		}
		struct slice meaning = slice_sub(text, start, stop);
		if (meaning.n > 3 * LONGEST_PART || !vec_add(parts, &meaning))
			return meaning.n > 3 * LONGEST_PART;
		at = stop;
	}
	return true;
}

static bool parts_of_sum(const struct passage *passage, const struct name_candidate *candidate,
			 struct slice core, struct vec *parts)
{
	struct vec symbols = vec_of(passage->arena, sizeof(struct slice));
	size_t short_ones = 0;

	if (!split_joints(core, false, &symbols))
		return false;
	for (size_t i = 0; i < symbols.n; i++)
		short_ones += ((struct slice *)vec_at(&symbols, i))->n <= 4;
	if (symbols.n < 2)
		return true;
	if (short_ones == 0) {
		*parts = symbols;
		return true;
	}
	return short_ones < symbols.n || meanings(passage, candidate, &symbols, parts);
}

static bool parts_of_list(const struct passage *passage, size_t umbrella, struct vec *parts)
{
	for (size_t i = 0; i < passage->n_candidates && i < umbrella; i++) {
		const struct name_candidate *member = &passage->candidates[i];
		if (member->umbrella != umbrella)
			continue;
		struct slice name = member->modifier.end ? slice_span(passage->text, member->span)
							 : slice_span(passage->text, member->core);
		if (!add_part(parts, name))
			return false;
	}
	return true;
}

/* As many parts as the numerals say (六位一体: 6 of 7), or fewer where 等 left some out. */
static bool fits(const struct vec *parts, unsigned number, bool open_list)
{
	return parts->n >= 2 && parts->n <= number && (open_list || parts->n + 1 >= number);
}

static bool parts_by_number(const struct passage *passage, const struct name_candidate *candidate,
			    struct vec *parts)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	struct slice text = passage->text, core = slice_span(text, candidate->core);
	struct slice tail = slice_span(text, candidate->tail);
	size_t lowest = passage->article->paragraphs[candidate->paragraph].span.start;
	struct vec before = vec_of(passage->arena, sizeof(struct slice)), behind = before;
	unsigned numerals, number;
	size_t step;
	bool all_one;

	bool tail_counts = candidate->tail.end && slice_contains(core, SLICE("、")) &&
			   sum_of_numerals(tail, &numerals, &all_one) >= 2;
	number = sum_of_numerals(tail_counts ? tail : core, &numerals, &all_one);
	uint32_t lead = utf8_at(core, 0, &step);
	if (number < 2 || numerals == 0)
		return true;
	if (slice_contains(core, SLICE("、")) && (!is_numeral(lead) || tail_counts))
		return split_at(core, "、", parts);
	if (numerals >= 2 && all_one && candidate->shape == NAME_QUOTED &&
	    !slice_contains(core, SLICE("、")))
		return split_numerals(core, parts);
	if (!list_before(passage, lowest, candidate->span.start, &before))
		return false;
	bool open_list = slice_ends(slice_sub(text, lowest, candidate->span.start), SLICE("等"));
	if (fits(&before, number, open_list)) {
		*parts = before;
		return true;
	}
	size_t end = sentences->n ? sentences->items[candidate->sentence].span.end : text.n;
	if (!list_behind(passage, candidate->span.end, end, &behind))
		return false;
	if (fits(&behind, number, false))
		*parts = behind;
	return true;
}

static bool parts_of_candidate(const struct passage *passage, size_t i, struct vec *parts)
{
	const struct name_candidate *candidate = &passage->candidates[i];
	struct slice core = slice_span(passage->text, candidate->core);

	if (candidate->shape == NAME_DOCUMENT)
		return true;
	if (candidate->joint)
		return split_at(core, "、", parts);
	if (candidate->shape == NAME_CHAIN)
		return split_joints(core, true, parts);
	if (candidate->shape == NAME_UNQUOTED)
		return parts_of_list(passage, i, parts);
	if (!parts_of_sum(passage, candidate, core, parts))
		return false;
	if (parts->n)
		return true;
	if (!parts_by_number(passage, candidate, parts))
		return false;
	if (parts->n == 0 && candidate->head &&
	    (candidate->head->kind == KIND_MECHANISM || candidate->head->kind == KIND_PROGRAMME) &&
	    slice_contains(core, SLICE("、")))
		return split_at(core, "、", parts);
	return true;
}

enum status draft_components(const struct passage *passage, struct draft *draft, size_t number)
{
	struct vec parts = vec_of(passage->arena, sizeof(struct slice));

	for (size_t i = draft->first; i < passage->n_candidates && parts.n == 0; i++)
		if (passage->draft_of[i] == number && !parts_of_candidate(passage, i, &parts))
			return STATUS_MEMORY_LIMIT;
	draft->record.components = (struct slices){parts.items, parts.n > 1 ? parts.n : 0};
	return STATUS_OK;
}
