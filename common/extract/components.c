/* components.c - see components.h. Tried in this order: the pieces of a chain or of a sum of words;
 * the members of a summed-up list; the steps named in the core; the meanings of the parts of a
 * number formula; a list as long as the number in the name says, before or behind it. */
#include "extract/components.h"

#include <string.h>

#include "extract/component_lists.h"
#include "extract/name_bounds.h"
#include "text/utf8.h"

#define LONGEST_MEANING 120 /* bytes */

static bool is_joint(uint32_t c, bool chain)
{
	if (chain)
		return c == 0x2014 || c == 0x2013 || c == 0x2192 || c == '-' || c == 0xFF0D;
	return c == '+' || c == 0xFF0B;
}

/* The pieces between dashes or plus signs. */
static bool split_joints(struct slice words, bool chain, struct vec *parts)
{
	size_t at = 0, start = 0, from = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c)) {
		if (is_joint(c, chain)) {
			if (start < from && !component_add(parts, slice_sub(words, start, from)))
				return false;
			start = at;
		}
		from = at;
	}
	return start >= words.n || component_add(parts, slice_from(words, start));
}

/* 一图一表一体系: a new piece at each numeral. */
static bool split_numerals(struct slice words, struct vec *parts)
{
	size_t at = 0, start = 0, from = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c)) {
		if (is_numeral(c) && from > start) {
			if (!component_add(parts, slice_sub(words, start, from)))
				return false;
			start = from;
		}
		from = at;
	}
	return component_add(parts, slice_from(words, start));
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

static bool starts_lead(struct slice part, const char *const *leads, size_t n, size_t *length)
{
	for (size_t i = 0; i < n; i++)
		if (slice_starts(part, slice_of(leads[i]))) {
			*length = slice_of(leads[i]).n;
			return true;
		}
	return false;
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
		if (meaning.n > 3 * LONGEST_MEANING || !vec_add(parts, &meaning))
			return meaning.n > 3 * LONGEST_MEANING;
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
		if (!component_add(parts, name))
			return false;
	}
	return true;
}

/* 六位一体, 多网合一: the last numeral says that they are one, not that there is one more. */
static bool sums_up_as_one(struct slice words)
{
	return slice_contains(words, SLICE("一体")) || slice_ends(words, SLICE("合一"));
}

/* As many parts as the numerals say, or fewer where 等 left some out. */
static bool fits(const struct vec *parts, unsigned number, bool open_list)
{
	return parts->n >= 2 && (parts->n == number || (open_list && parts->n < number));
}

static bool parts_by_number(const struct passage *passage, const struct name_candidate *candidate,
			    struct vec *parts)
{
	const struct initiative_rules *rules = passage->rules;
	const struct sentences *sentences = &passage->mentions->sentences;
	struct slice text = passage->text, core = slice_span(text, candidate->core);
	struct slice tail = slice_span(text, candidate->tail);
	size_t lowest = passage->article->paragraphs[candidate->paragraph].span.start;
	struct vec before = vec_of(passage->arena, sizeof(struct slice)), behind = before;
	unsigned numerals, number;
	size_t step;
	bool all_one, open_list;

	bool tail_counts = candidate->tail.end && slice_contains(core, SLICE("、")) &&
			   sum_of_numerals(tail, &numerals, &all_one) >= 2;
	number = sum_of_numerals(tail_counts ? tail : core, &numerals, &all_one);
	uint32_t lead = utf8_at(core, 0, &step);
	if (number < 2 || numerals == 0)
		return true;
	if (slice_contains(core, SLICE("、")) && (!is_numeral(lead) || tail_counts))
		return component_split(core, "、", parts);
	if (numerals >= 2 && all_one && candidate->shape == NAME_QUOTED &&
	    !slice_contains(core, SLICE("、")))
		return split_numerals(core, parts);
	number -= sums_up_as_one(tail_counts ? tail : core);
	if (!component_list_before(rules, text, lowest, candidate->span.start, &before, &open_list))
		return false;
	if (fits(&before, number, open_list)) {
		*parts = before;
		return true;
	}
	size_t end = sentences->n ? sentences->items[candidate->sentence].span.end : text.n;
	if (!component_list_behind(rules, text, candidate->span.end, end, &behind))
		return false;
	if (fits(&behind, number, false))
		*parts = behind;
	return true;
}

/* What the sentence says right behind the name: ，即A、B、C; 包括A、B、C; 由A、B、C组成. */
static bool parts_stated(const struct passage *passage, const struct name_candidate *candidate,
			 struct vec *parts)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t end =
	    sentences->n ? sentences->items[candidate->sentence].span.end : passage->text.n;

	return component_list_stated(passage->rules, passage->text, candidate->span.end, end,
				     parts);
}

static bool parts_of_candidate(const struct passage *passage, size_t i, struct vec *parts)
{
	const struct name_candidate *candidate = &passage->candidates[i];
	struct slice core = slice_span(passage->text, candidate->core);

	if (candidate->shape == NAME_DOCUMENT)
		return true;
	if (candidate->joint)
		return component_split(core, "、", parts);
	if (candidate->shape == NAME_CHAIN)
		return split_joints(core, true, parts);
	if (candidate->shape == NAME_UNQUOTED) {
		if (!parts_of_list(passage, i, parts))
			return false;
		return parts->n > 1 || parts_stated(passage, candidate, parts);
	}
	if (!parts_of_sum(passage, candidate, core, parts))
		return false;
	if (parts->n)
		return true;
	if (!parts_by_number(passage, candidate, parts))
		return false;
	if (parts->n == 0 && candidate->head &&
	    (candidate->head->kind == KIND_MECHANISM || candidate->head->kind == KIND_PROGRAMME) &&
	    slice_contains(core, SLICE("、")))
		return component_split(core, "、", parts);
	return parts->n > 0 || parts_stated(passage, candidate, parts);
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
