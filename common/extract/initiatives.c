/* initiatives.c - see initiatives.h. The order of the steps; each lives in its own file. Drafts
 * that do not reach the threshold go before anything is attached to them. */
#include "extract/initiatives.h"

#include "extract/attachment.h"
#include "extract/components.h"
#include "extract/judgement.h"
#include "extract/naming.h"
#include "extract/relations.h"
#include "extract/typing.h"

enum status initiative_rules_load(struct arena *process, const struct lexicon *lexicon,
				  const struct initiative_rules **out, struct err *err)
{
	struct initiative_rules *rules = arena_alloc(process, sizeof *rules);

	if (!rules)
		return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
	*out = rules;
	return initiative_rules_compile(process, lexicon, rules, err);
}

/* Final scores; what stays below the threshold counts as merged away. */
static void drop_unlikely(struct passage *passage, struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		struct draft *draft = &drafts->items[i];
		if (draft->merged)
			continue;
		judge_draft(passage, draft);
		draft->dropped = draft->score < passage->rules->threshold;
		draft->merged = draft->dropped;
	}
}

static enum status complete(struct passage *passage, struct drafts *drafts)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < drafts->n; i++) {
		struct draft *draft = &drafts->items[i];
		if (draft->merged)
			continue;
		status = attach_context(passage, draft);
		draft->record.confidence_percent = confidence_of(passage->rules, draft->score);
		draft_kind(passage, draft, i);
		draft_stage(passage, draft, i);
		draft_themes(passage, draft);
		if (status == STATUS_OK)
			status = draft_components(passage, draft, i);
	}
	return status;
}

static enum status collect(struct passage *passage, struct drafts *drafts, struct initiatives *out)
{
	struct initiative *items = arena_array(passage->arena, drafts->n + 1, sizeof *items);
	int *number = arena_array(passage->arena, drafts->n + 1, sizeof *number);

	if (!items || !number)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < drafts->n; i++)
		number[i] = drafts->items[i].merged ? -1 : (int)out->n++;
	for (size_t i = 0; i < drafts->n; i++) {
		if (number[i] < 0)
			continue;
		items[number[i]] = drafts->items[i].record;
		int whole = drafts->items[i].part_of;
		items[number[i]].part_of = whole < 0 ? -1 : number[whole];
	}
	out->items = items;
	return STATUS_OK;
}

static uint64_t bits_of(const struct facts *facts)
{
	uint64_t bits = 0;

	for (int fact = 0; fact < FACT_COUNT; fact++)
		bits |= (uint64_t)facts->has[fact] << fact;
	return bits;
}

/* Every name that was looked at, with the facts that decided. */
static enum status collect_judged(struct passage *passage, const struct drafts *drafts,
				  struct initiatives *out)
{
	struct vec judged = vec_of(passage->arena, sizeof(struct judged_name));

	for (size_t i = 0; i < drafts->n; i++) {
		const struct draft *draft = &drafts->items[i];
		if (draft->merged && !draft->dropped)
			continue;
		struct judged_name name = {draft->record.name,
					   passage->candidates[draft->best].span,
					   bits_of(&draft->facts), draft->score, !draft->merged};
		if (!vec_add(&judged, &name))
			return STATUS_MEMORY_LIMIT;
	}
	for (size_t i = 0; i < passage->n_candidates; i++) {
		const struct name_candidate *candidate = &passage->candidates[i];
		if (passage->draft_of[i] != NO_CANDIDATE || candidate->absorbed)
			continue;
		struct judged_name name = {slice_span(passage->text, candidate->span),
					   candidate->span, bits_of(&passage->facts[i]),
					   passage->scores[i], false};
		if (!vec_add(&judged, &name))
			return STATUS_MEMORY_LIMIT;
	}
	out->judged = judged.items;
	out->n_judged = judged.n;
	return STATUS_OK;
}

static enum status make_drafts(struct passage *passage, struct drafts *drafts)
{
	enum status status = drafts_group(passage, drafts);

	if (status == STATUS_OK)
		status = drafts_find_mentions(passage, drafts);
	if (status == STATUS_OK)
		status = drafts_name(passage, drafts);
	if (status == STATUS_OK) {
		drop_unlikely(passage, drafts);
		status = complete(passage, drafts);
	}
	if (status == STATUS_OK) {
		drafts_relate(passage, drafts);
		status = attach_mentions(passage, drafts);
	}
	return status;
}

enum status initiatives_find(struct arena *arena, const struct initiative_rules *rules,
			     const struct article *article, const struct mentions *mentions,
			     const struct places *places, struct initiatives *out)
{
	struct passage passage = {.arena = arena,
				  .rules = rules,
				  .article = article,
				  .mentions = mentions,
				  .places = places,
				  .text = article->text};
	struct drafts drafts = {0};
	struct vec candidates;
	enum status status;

	*out = (struct initiatives){0};
	status = names_find(arena, rules, article, &mentions->sentences, &candidates);
	if (status != STATUS_OK || candidates.n == 0)
		return status;
	passage.candidates = candidates.items;
	passage.n_candidates = candidates.n;
	passage.facts = arena_array(arena, candidates.n, sizeof *passage.facts);
	passage.scores = arena_array(arena, candidates.n, sizeof *passage.scores);
	passage.draft_of = arena_array(arena, candidates.n, sizeof *passage.draft_of);
	if (!passage.facts || !passage.scores || !passage.draft_of)
		return STATUS_MEMORY_LIMIT;
	judge_candidates(&passage);
	status = make_drafts(&passage, &drafts);
	if (status == STATUS_OK)
		status = collect_judged(&passage, &drafts, out);
	return status == STATUS_OK ? collect(&passage, &drafts, out) : status;
}
