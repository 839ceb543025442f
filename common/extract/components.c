/* components.c - see components.h. Tried in this order: the pieces of a chain or of a sum of words;
 * the members of a summed-up list; the steps named in the core; the meanings of the parts of a
 * number formula; a list as long as the number in the name says, before or behind it. */
#include "extract/components.h"

#include <string.h>

#include "extract/component_lists.h"
#include "extract/component_symbols.h"
#include "extract/name_bounds.h"
#include "text/utf8.h"

#define MEANINGS_REACH 1200 /* bytes behind a name in which its parts are explained */

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

/* What the numerals of a name add up to (三官两师: 5), and how many there are. */
static unsigned sum_of_numerals(struct slice words, unsigned *n, bool *all_one)
{
	unsigned sum = 0;
	size_t at = 0;
	uint32_t c;

	*n = 0;
	*all_one = true;
	while (utf8_next(words, &at, &c)) {
		unsigned value = is_numeral(c) ? component_numeral(c) : 0;
		if (!value)
			continue;
		sum += value;
		(*n)++;
		*all_one = *all_one && value == 1;
	}
	return sum;
}

/* How far behind the name its letters and numbers may be explained. */
static size_t explained_until(const struct passage *passage, const struct name_candidate *candidate)
{
	size_t end = passage->article->paragraphs[candidate->paragraph].span.end;
	size_t reach = candidate->span.end + MEANINGS_REACH;

	/* the next paragraph too, where this one ends with the name's sentence */
	if (end < candidate->span.end + 90 &&
	    candidate->paragraph + 1 < passage->article->n_paragraphs)
		end = passage->article->paragraphs[candidate->paragraph + 1].span.end;
	if (reach >= end)
		return end;
	while (((unsigned char)passage->text.p[reach] & 0xC0) == 0x80)
		reach--;
	return reach;
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
	return short_ones < symbols.n ||
	       component_meanings(passage->text, candidate->span.end,
				  explained_until(passage, candidate), &symbols, parts);
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

static unsigned first_numeral(struct slice words)
{
	size_t at = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c))
		if (component_numeral(c))
			return component_numeral(c);
	return 0;
}

static unsigned last_numeral(struct slice words)
{
	unsigned last = 0;
	size_t at = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c))
		if (component_numeral(c))
			last = component_numeral(c);
	return last;
}

/* A list before or behind the name with as many parts as one of the numbers says. */
static bool list_of_number(const struct passage *passage, const struct name_candidate *candidate,
			   const unsigned *numbers, size_t n, struct vec *parts)
{
	const struct initiative_rules *rules = passage->rules;
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t lowest = passage->article->paragraphs[candidate->paragraph].span.start;
	size_t end =
	    sentences->n ? sentences->items[candidate->sentence].span.end : passage->text.n;
	struct vec before = vec_of(passage->arena, sizeof(struct slice)), behind = before;
	struct list_close close;

	if (!component_list_before(rules, passage->text, lowest, candidate->span.start, &before,
				   &close) ||
	    !component_list_behind(rules, passage->text, candidate->span.end, end, &behind))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (fits(&before, numbers[i], close.open)) {
			*parts = before;
			return true;
		}
		if (fits(&behind, numbers[i], false)) {
			*parts = behind;
			return true;
		}
	}
	return true;
}

/* The core's letters, when the tail counts as many: 酸甜苦辣|四步工作法. */
static bool parts_of_letters(const struct passage *passage, const struct name_candidate *candidate,
			     unsigned number, struct vec *parts)
{
	struct slice core = slice_span(passage->text, candidate->core);
	struct vec symbols = vec_of(passage->arena, sizeof(struct slice));

	if (number < 2 || utf8_count(core) != number)
		return true;
	for (size_t at = 0, from = 0; utf8_next(core, &at, &(uint32_t){0}); from = at) {
		struct slice letter = slice_sub(core, from, at);
		if (!vec_add(&symbols, &letter))
			return false;
	}
	return component_meanings(passage->text, candidate->span.end,
				  explained_until(passage, candidate), &symbols, parts);
}

/* “一站两员”: “一站”就是工作站；“两员”是调解员和联络员. */
static bool parts_of_formula(const struct passage *passage, const struct name_candidate *candidate,
			     struct vec *parts)
{
	struct vec symbols = vec_of(passage->arena, sizeof(struct slice));

	return split_numerals(slice_span(passage->text, candidate->core), &symbols) &&
	       component_meanings(passage->text, candidate->span.end,
				  explained_until(passage, candidate), &symbols, parts);
}

static bool parts_by_number(const struct passage *passage, const struct name_candidate *candidate,
			    struct vec *parts)
{
	struct slice text = passage->text, core = slice_span(text, candidate->core);
	struct slice tail = slice_span(text, candidate->tail);
	unsigned numerals, in_tail, numbers[3];
	size_t step;
	bool all_one;

	unsigned tail_number = candidate->tail.end ? sum_of_numerals(tail, &in_tail, &all_one) : 0;
	numbers[0] = sum_of_numerals(core, &numerals, &all_one);
	numbers[1] = first_numeral(core);
	numbers[2] = numbers[1] == 1 ? last_numeral(core) : numbers[1]; /* 一格五员: the five */
	uint32_t lead = utf8_at(core, 0, &step);
	bool listed = slice_contains(core, SLICE("、"));
	if (listed && (tail_number >= 2 || (numbers[0] >= 2 && !is_numeral(lead))))
		return component_split(core, "、", parts);
	if (numerals == 0 && tail_number >= 2) {
		numbers[0] = tail_number - sums_up_as_one(tail);
		numbers[1] = first_numeral(tail);
		if (!parts_of_letters(passage, candidate, numbers[0], parts))
			return false;
		if (parts->n)
			return true;
	} else if (numbers[0] < 2 || numerals == 0) {
		return true;
	} else if (numerals >= 2 && all_one && candidate->shape == NAME_QUOTED && !listed) {
		return split_numerals(core, parts);
	} else {
		numbers[0] -= sums_up_as_one(core);
	}
	if (numerals >= 2 && is_numeral(lead) && !listed) {
		if (!parts_of_formula(passage, candidate, parts))
			return false;
		if (parts->n)
			return true;
	}
	if (!list_of_number(passage, candidate, numbers, 3, parts))
		return false;
	return parts->n || numerals == 0 ||
	       component_shorthand(text, candidate->span.end, explained_until(passage, candidate),
				   core, parts);
}

/* Does no other name that may count stand between candidate i and text[at]? */
static bool is_nearest(const struct passage *passage, size_t i, size_t at)
{
	for (size_t k = i + 1; k < passage->n_candidates; k++) {
		const struct name_candidate *other = &passage->candidates[k];
		if (other->span.start >= at)
			return true;
		if (passage->draft_of[k] != NO_CANDIDATE &&
		    passage->draft_of[k] != passage->draft_of[i] && passage->scores[k] > 0 &&
		    other->span.start >= passage->candidates[i].span.end)
			return false;
	}
	return true;
}

/* What the sentence says: 由A、B、C组成的|name, name|，即A、B、C; 包括A、B、C; name …A、B、C三项.
 */
static bool parts_stated(const struct passage *passage, size_t i, struct vec *parts)
{
	const struct name_candidate *candidate = &passage->candidates[i];
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t lowest = passage->article->paragraphs[candidate->paragraph].span.start;
	size_t end =
	    sentences->n ? sentences->items[candidate->sentence].span.end : passage->text.n;
	struct vec found = vec_of(passage->arena, sizeof(struct slice));
	struct list_close close;
	size_t start;

	if (!component_list_before(passage->rules, passage->text, lowest, candidate->span.start,
				   &found, &close))
		return false;
	if (close.made && found.n >= 2) {
		*parts = found;
		return true;
	}
	if (!component_list_stated(passage->rules, passage->text, candidate->span.end, end, parts))
		return false;
	found.n = 0;
	if (parts->n == 0 && !component_list_counted(passage->rules, passage->text,
						     candidate->span.end, end, &found, &start))
		return false;
	if (found.n && is_nearest(passage, i, start))
		*parts = found;
	return true;
}

/* “晒拼评”活动,晒成绩、拼思路、评实效: a part for each letter of the core, beginning with it. */
static bool parts_of_initials(const struct passage *passage, const struct name_candidate *candidate,
			      struct vec *parts)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	struct slice core = slice_span(passage->text, candidate->core);
	struct vec found = vec_of(passage->arena, sizeof(struct slice));
	size_t end =
	    sentences->n ? sentences->items[candidate->sentence].span.end : passage->text.n;
	size_t at = 0, n = 0;
	uint32_t letter;

	if (core.n < 9 || core.n > 15)
		return true;
	if (!component_list_behind(passage->rules, passage->text, candidate->span.end, end, &found))
		return false;
	while (utf8_next(core, &at, &letter) && n < found.n) {
		struct slice part = *(struct slice *)vec_at(&found, n++);
		size_t step;
		if (part.n < 6 || utf8_at(part, 0, &step) != letter)
			return true;
	}
	if (at == core.n && n == found.n)
		*parts = found;
	return true;
}

/* “责任链、服务链、平安链”三链融合, of a name that other places put into marks: the list before a
 * bare mention. */
static bool parts_before_mention(const struct passage *passage, const struct draft *draft,
				 struct vec *parts)
{
	const struct name_candidate *best = &passage->candidates[draft->best];
	struct slice core = slice_span(passage->text, best->core);
	unsigned number = first_numeral(core);
	size_t n;

	if (best->shape != NAME_QUOTED || number < 2 || !is_numeral(utf8_at(core, 0, &n)))
		return true;
	for (size_t i = 0; i < draft->n_mentions; i++) {
		struct vec found = vec_of(passage->arena, sizeof(struct slice));
		struct list_close close;
		if (!component_list_before(passage->rules, passage->text, 0,
					   draft->mentions[i].start, &found, &close))
			return false;
		if (!fits(&found, number, close.open))
			continue;
		*parts = found;
		return true;
	}
	return true;
}

static bool parts_of_candidate(const struct passage *passage, size_t i, struct vec *parts)
{
	const struct name_candidate *candidate = &passage->candidates[i];
	struct slice core = slice_span(passage->text, candidate->core);

	if (candidate->shape == NAME_DOCUMENT)
		return parts_stated(passage, i, parts);
	if (candidate->joint)
		return component_split(core, "、", parts);
	if (candidate->shape == NAME_CHAIN)
		return split_joints(core, true, parts);
	if (candidate->shape == NAME_UNQUOTED) {
		if (!parts_of_list(passage, i, parts))
			return false;
		return parts->n > 1 || parts_stated(passage, i, parts);
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
	if (parts->n == 0 && !parts_stated(passage, i, parts))
		return false;
	return parts->n > 0 || parts_of_initials(passage, candidate, parts);
}

enum status draft_components(const struct passage *passage, struct draft *draft, size_t number)
{
	struct vec parts = vec_of(passage->arena, sizeof(struct slice));

	for (size_t i = draft->first; i < passage->n_candidates && parts.n == 0; i++)
		if (passage->draft_of[i] == number && !parts_of_candidate(passage, i, &parts))
			return STATUS_MEMORY_LIMIT;
	if (parts.n == 0 && !parts_before_mention(passage, draft, &parts))
		return STATUS_MEMORY_LIMIT;
	draft->record.components = (struct slices){parts.items, parts.n > 1 ? parts.n : 0};
	return STATUS_OK;
}
