/* attachment.c - see attachment.h. All mentions of all drafts are laid out in text order once; each
 * figure, time, person and quote then looks for the nearest one by binary search, so that the cost
 * grows with the number of mentions, not with its square. */
#include "extract/attachment.h"

#include "extract/attachment_anchors.h"
#include "extract/attachment_measures.h"
#include "extract/attachment_place.h"
#include "extract/attachment_time.h"
#include "extract/sentences.h"

#define MOST_EVIDENCE 6

static enum status attach_evidence(const struct passage *passage, struct draft *draft)
{
	const struct sentences *all = &passage->mentions->sentences;
	struct vec spans = vec_of(passage->arena, sizeof(struct span));
	size_t best = passage->candidates[draft->best].sentence, last = SIZE_MAX;
	bool best_in = false;

	for (size_t i = 0; i < draft->n_mentions && spans.n < MOST_EVIDENCE; i++) {
		size_t sentence = sentence_at(all, draft->mentions[i].start);
		if (sentence == SIZE_MAX || sentence == last)
			continue;
		if (!best_in && sentence > best && !vec_add(&spans, &all->items[best].span))
			return STATUS_MEMORY_LIMIT;
		best_in = best_in || sentence >= best;
		last = sentence;
		if (!vec_add(&spans, &all->items[sentence].span))
			return STATUS_MEMORY_LIMIT;
	}
	if (!best_in && !vec_add(&spans, &all->items[best].span))
		return STATUS_MEMORY_LIMIT;
	draft->record.evidence = spans.items;
	draft->record.n_evidence = spans.n;
	return STATUS_OK;
}

enum status attach_context(const struct passage *passage, struct draft *draft)
{
	enum status status = attach_evidence(passage, draft);

	if (status != STATUS_OK)
		return status;
	if (passage->places)
		draft->record.jurisdiction = attachment_place(passage, draft);
	return STATUS_OK;
}

/* The nearest one before it in the sentence; else behind it in the clause; else the last one of the
 * paragraph. */
static size_t owner_by_place(const struct passage *passage, const struct anchors *anchors,
			     size_t at)
{
	size_t owner = anchors_before_in_sentence(passage, anchors, at);

	if (owner == NO_CANDIDATE && sentence_at(&passage->mentions->sentences, at) != SIZE_MAX)
		owner = anchors_behind_in_clause(passage, anchors, at);
	if (owner == NO_CANDIDATE && sentence_at(&passage->mentions->sentences, at) != SIZE_MAX)
		owner = anchors_before_in_paragraph(passage, anchors, at);
	return owner;
}

/* People and quotes go to the nearest initiative of the paragraph, else of the neighbouring ones.
 */
static size_t nearest_owner(const struct passage *passage, const struct anchors *anchors, size_t at)
{
	size_t owner = owner_by_place(passage, anchors, at);
	size_t before = anchors_before(anchors, at), behind_gap = SIZE_MAX, before_gap = SIZE_MAX;
	size_t here = anchors_paragraph(passage->article, at);

	if (owner != NO_CANDIDATE)
		return owner;
	if (before < anchors->n)
		behind_gap =
		    anchors_paragraph(passage->article, anchors->items[before].span.start) - here;
	if (before > 0)
		before_gap = here - anchors_paragraph(passage->article,
						      anchors->items[before - 1].span.start);
	if (before_gap == SIZE_MAX && behind_gap == SIZE_MAX)
		return NO_CANDIDATE;
	return before_gap <= behind_gap ? anchors->items[before - 1].draft
					: anchors->items[before].draft;
}

/* One row for each person or organisation of an initiative, however often it is mentioned. */
static bool has_actor(const struct vec *actors, const struct actor *actor)
{
	size_t from = actors->n > 32 ? actors->n - 32 : 0;

	for (size_t i = from; i < actors->n; i++)
		if (slice_equal(((struct actor *)vec_at(actors, i))->name, actor->name))
			return true;
	return false;
}

static enum status attach_actors(const struct passage *passage, const struct anchors *anchors,
				 struct vec *of_draft)
{
	for (size_t i = 0; i < passage->mentions->n_actors; i++) {
		const struct actor *actor = &passage->mentions->actors[i];
		size_t owner = actor->kind == ACTOR_PERSON
				   ? nearest_owner(passage, anchors, actor->span.start)
				   : owner_by_place(passage, anchors, actor->span.start);
		if (owner == NO_CANDIDATE || has_actor(&of_draft[owner], actor))
			continue;
		if (!vec_add(&of_draft[owner], actor))
			return STATUS_MEMORY_LIMIT;
	}
	return STATUS_OK;
}

static enum status attach_quotes(const struct passage *passage, const struct anchors *anchors,
				 struct vec *of_draft)
{
	for (size_t i = 0; i < passage->mentions->n_quotes; i++) {
		const struct quote *quote = &passage->mentions->quotes[i];
		size_t inside = anchors_before(anchors, quote->span.start);
		size_t owner =
		    inside < anchors->n && anchors->items[inside].span.start < quote->span.end
			? anchors->items[inside].draft
			: nearest_owner(passage, anchors, quote->span.end);
		if (owner != NO_CANDIDATE && !vec_add(&of_draft[owner], quote))
			return STATUS_MEMORY_LIMIT;
	}
	return STATUS_OK;
}

static struct vec *new_lists(const struct passage *passage, size_t n, size_t item_size)
{
	struct vec *lists = arena_array(passage->arena, n + 1, sizeof *lists);

	for (size_t i = 0; lists && i < n; i++)
		lists[i] = vec_of(passage->arena, item_size);
	return lists;
}

enum status attach_mentions(const struct passage *passage, struct drafts *drafts)
{
	struct anchors anchors = {0};
	struct vec *actors = new_lists(passage, drafts->n, sizeof(struct actor));
	struct vec *quotes = new_lists(passage, drafts->n, sizeof(struct quote));
	enum status status;

	if (!actors || !quotes || !anchors_lay(passage, drafts, &anchors))
		return STATUS_MEMORY_LIMIT;
	attach_times(passage, &anchors, drafts);
	status = attach_measures(passage, &anchors, drafts);
	if (status == STATUS_OK)
		status = attach_actors(passage, &anchors, actors);
	if (status == STATUS_OK)
		status = attach_quotes(passage, &anchors, quotes);
	for (size_t i = 0; i < drafts->n; i++) {
		struct initiative *record = &drafts->items[i].record;
		record->actors = actors[i].items;
		record->n_actors = actors[i].n;
		record->quotes = quotes[i].items;
		record->n_quotes = quotes[i].n;
	}
	return status;
}
