/* relations.c - see relations.h. In this order: an event about a thing is part of the thing; a
 * member of a summed-up list is part of the sum; what is named in a section whose heading names an
 * initiative is part of that; the initiatives of headings are part of the one that the title names.
 */
#include "extract/relations.h"

#include "extract/name_bounds.h"
#include "text/utf8.h"

static int by_core(const struct passage *passage, const struct drafts *drafts, size_t self)
{
	const struct draft *draft = &drafts->items[self];
	const struct name_candidate *best = &passage->candidates[draft->best];

	if (!best->head || best->head->part != HEAD_OF_EVENT || !best->tail.end)
		return -1;
	struct slice core = slice_span(passage->text, best->core);
	for (size_t i = 0; i < drafts->n; i++)
		if (i != self && !drafts->items[i].merged &&
		    slice_equal(drafts->items[i].key, core))
			return (int)i;
	return -1;
}

static int by_umbrella(const struct passage *passage, const struct drafts *drafts, size_t self)
{
	for (size_t i = drafts->items[self].first; i < passage->n_candidates; i++) {
		if (passage->draft_of[i] != self || passage->candidates[i].umbrella == NO_CANDIDATE)
			continue;
		size_t whole = passage->draft_of[passage->candidates[i].umbrella];
		if (whole != NO_CANDIDATE && whole != self && !drafts->items[whole].merged)
			return (int)whole;
	}
	return -1;
}

/* A draft one of whose components is this one's name. */
static int by_component(const struct drafts *drafts, size_t self)
{
	const struct draft *draft = &drafts->items[self];

	for (size_t i = 0; i < drafts->n; i++) {
		const struct draft *whole = &drafts->items[i];
		if (i == self || whole->merged)
			continue;
		for (size_t c = 0; c < whole->record.components.n; c++) {
			struct slice part = whole->record.components.items[c];
			if (part.n <= 90 && (slice_contains(part, draft->key) ||
					     slice_equal(part, draft->record.name)))
				return (int)i;
		}
	}
	return -1;
}

/* The initiative named in the nearest heading above the paragraph. */
static int heading_above(const struct passage *passage, const struct drafts *drafts, size_t self,
			 size_t paragraph)
{
	for (size_t p = paragraph; p-- > 0;) {
		if (passage->article->paragraphs[p].kind != PARAGRAPH_HEADING)
			continue;
		for (size_t i = 0; i < drafts->n; i++)
			if (i != self && !drafts->items[i].merged && drafts->items[i].in_heading &&
			    drafts->items[i].heading_paragraph == p)
				return (int)i;
		if (p > 0 && passage->article->paragraphs[p - 1].kind == PARAGRAPH_HEADING)
			continue; /* two lines of one heading */
		return -1;
	}
	return -1;
}

static int named_in_title(const struct passage *passage, const struct drafts *drafts, size_t self)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (i != self && !drafts->items[i].merged && !drafts->items[i].in_heading &&
		    slice_contains(passage->article->title, drafts->items[i].key))
			return (int)i;
	return -1;
}

static int draft_at(const struct passage *passage, const struct drafts *drafts, size_t candidate,
		    size_t self)
{
	size_t draft = passage->draft_of[candidate];

	return draft == NO_CANDIDATE || draft == self || drafts->items[draft].merged ? -1
										     : (int)draft;
}

/* 在“四点半课堂”中增加国学读书项目; 该阵地 … 设置“骑士加油站”: what is set up inside a place or a
 * course named before it in the paragraph. */
static int by_inside(const struct passage *passage, const struct drafts *drafts, size_t self)
{
	const struct name_candidate *best = &passage->candidates[drafts->items[self].best];
	bool sets_up = best->verb && (slice_equal(best->verb->word, SLICE("设置")) ||
				      slice_equal(best->verb->word, SLICE("设有")) ||
				      slice_equal(best->verb->word, SLICE("内设")));

	for (size_t i = drafts->items[self].best; i-- > 0;) {
		const struct name_candidate *other = &passage->candidates[i];
		if (other->paragraph != best->paragraph)
			return -1;
		int draft = draft_at(passage, drafts, i, self);
		if (draft < 0 || other->span.end > best->span.start)
			continue;
		struct slice behind = slice_from(passage->text, other->span.end);
		if (other->sentence == best->sentence && other->span.end + 60 > best->span.start &&
		    (slice_starts(behind, SLICE("中")) || slice_starts(behind, SLICE("里")) ||
		     slice_starts(behind, SLICE("内"))))
			return draft;
		enum initiative_kind kind = drafts->items[draft].record.kind;
		if (sets_up && (kind == KIND_FACILITY || kind == KIND_PLATFORM) &&
		    other->sentence < best->sentence &&
		    !(other->verb && slice_equal(other->verb->word, best->verb->word)))
			return draft;
	}
	return -1;
}

/* “一体系”,即构建…六级网格体系: it spells out a part of the thing whose component is 一体系. */
static int by_definition(const struct passage *passage, const struct drafts *drafts, size_t self)
{
	const struct name_candidate *best = &passage->candidates[drafts->items[self].best];

	for (size_t i = drafts->items[self].best; i-- > 0;) {
		const struct name_candidate *symbol = &passage->candidates[i];
		if (symbol->paragraph != best->paragraph ||
		    symbol->span.end + 60 < best->span.start)
			return -1;
		struct slice behind = slice_from(passage->text, symbol->core.end);
		size_t stop = slice_find(slice_sub(behind, 0, 12), SLICE("即"));
		if (stop == SIZE_MAX || symbol->shape != NAME_QUOTED)
			continue;
		for (size_t d = 0; d < drafts->n; d++)
			for (size_t c = 0; d != self && !drafts->items[d].merged &&
					   c < drafts->items[d].record.components.n;
			     c++)
				if (slice_equal(drafts->items[d].record.components.items[c],
						slice_span(passage->text, symbol->core)))
					return (int)d;
	}
	return -1;
}

/* “一体系” by itself is only a part of “一图一表一体系”. */
static bool is_symbol(const struct drafts *drafts, size_t self, int whole)
{
	struct slice name = drafts->items[self].record.name;
	const struct slices *parts = &drafts->items[whole].record.components;
	size_t n;

	if (name.n > 15 || !is_numeral(utf8_at(name, 0, &n)))
		return false;
	for (size_t i = 0; i < parts->n; i++)
		if (slice_equal(parts->items[i], name))
			return true;
	return false;
}

void drafts_relate(const struct passage *passage, struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		struct draft *draft = &drafts->items[i];
		if (draft->merged)
			continue;
		draft->part_of = by_core(passage, drafts, i);
		if (draft->part_of < 0)
			draft->part_of = by_umbrella(passage, drafts, i);
		if (draft->part_of < 0)
			draft->part_of = by_component(drafts, i);
		if (draft->part_of >= 0 && is_symbol(drafts, i, draft->part_of)) {
			draft->merged = true;
			continue;
		}
		if (draft->part_of < 0)
			draft->part_of = by_definition(passage, drafts, i);
		if (draft->part_of < 0)
			draft->part_of = by_inside(passage, drafts, i);
		if (draft->part_of < 0 && !draft->in_heading)
			draft->part_of = heading_above(passage, drafts, i,
						       passage->candidates[draft->best].paragraph);
		if (draft->part_of < 0 && draft->in_heading)
			draft->part_of = named_in_title(passage, drafts, i);
	}
}
