/* attachment.c - see attachment.h. All mentions of all drafts are laid out in text order once; each
 * figure, person and quote then looks for the nearest one by binary search, so that the cost grows
 * with the number of mentions, not with its square. */
#include "extract/attachment.h"

#include <stdlib.h>

#include "extract/name_bounds.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define MOST_EVIDENCE 6

static size_t paragraph_of(const struct article *article, size_t at)
{
	size_t low = 0, high = article->n_paragraphs;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		if (article->paragraphs[middle].span.start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

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

/* The last time named in the sentence before the name. */
static void attach_time(const struct passage *passage, struct draft *draft)
{
	const struct mentions *mentions = passage->mentions;
	const struct name_candidate *best = &passage->candidates[draft->best];
	size_t start = mentions->sentences.items[best->sentence].span.start;
	size_t low = 0, high = mentions->n_times;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->times[middle].span.end <= best->span.start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || mentions->times[low - 1].span.start < start)
		return;
	draft->record.time = mentions->times[low - 1];
	draft->record.has_time = true;
}

enum status attach_context(const struct passage *passage, struct draft *draft)
{
	enum status status = attach_evidence(passage, draft);

	if (status != STATUS_OK)
		return status;
	attach_time(passage, draft);
	if (passage->places)
		draft->record.jurisdiction =
		    places_at(passage->places, passage->candidates[draft->best].span.start);
	return STATUS_OK;
}

struct anchor { /* a mention of a draft */
	struct span span;
	size_t draft;
};

struct anchors {
	struct anchor *items;
	size_t n;
};

static int by_start(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

static bool lay_anchors(const struct passage *passage, const struct drafts *drafts,
			struct anchors *out)
{
	size_t n = 0;

	for (size_t i = 0; i < drafts->n; i++)
		n += drafts->items[i].merged ? 0 : drafts->items[i].n_mentions;
	out->items = arena_array(passage->arena, n + 1, sizeof *out->items);
	if (!out->items)
		return false;
	for (size_t i = 0; i < drafts->n; i++)
		for (size_t m = 0; !drafts->items[i].merged && m < drafts->items[i].n_mentions; m++)
			out->items[out->n++] = (struct anchor){drafts->items[i].mentions[m], i};
	qsort(out->items, out->n, sizeof *out->items, by_start);
	return true;
}

/* Number of anchors that start before `at`. */
static size_t anchors_before(const struct anchors *anchors, size_t at)
{
	size_t low = 0, high = anchors->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (anchors->items[middle].span.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The draft that the counted noun names: a mention within the object or touching the figure. */
static size_t owner_by_object(const struct anchors *anchors, const struct measure *measure)
{
	size_t from = measure->object_span.start, to = measure->object_span.end;
	size_t i = anchors_before(anchors, from < measure->span.start ? from : measure->span.start);

	if (i > 0)
		i--;
	for (; i < anchors->n && anchors->items[i].span.start <= measure->span.end + 12; i++) {
		const struct anchor *anchor = &anchors->items[i];
		if (to > from && anchor->span.start < to && from < anchor->span.end)
			return anchor->draft;
		if (anchor->span.end <= measure->span.start &&
		    anchor->span.end + 6 >= measure->span.start)
			return anchor->draft;
		if (anchor->span.start >= measure->span.end &&
		    anchor->span.start <= measure->span.end + 3)
			return anchor->draft;
	}
	return NO_CANDIDATE;
}

/* The nearest one before it in the sentence; else behind it in the clause; else the last one of the
 * paragraph. */
static size_t owner_by_place(const struct passage *passage, const struct anchors *anchors,
			     size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t sentence = sentence_at(sentences, at), before = anchors_before(anchors, at);
	size_t paragraph = paragraph_of(passage->article, at);
	struct span bounds = passage->article->paragraphs[paragraph].span;

	if (sentence == SIZE_MAX)
		return NO_CANDIDATE;
	if (before > 0 &&
	    anchors->items[before - 1].span.start >= sentences->items[sentence].span.start)
		return anchors->items[before - 1].draft;
	size_t end = clause_end(passage->text, at, bounds.end);
	if (before < anchors->n && anchors->items[before].span.start < end)
		return anchors->items[before].draft;
	if (before > 0 && anchors->items[before - 1].span.start >= bounds.start)
		return anchors->items[before - 1].draft;
	return NO_CANDIDATE;
}

/* People and quotes go to the nearest initiative of the paragraph, else of the neighbouring ones.
 */
static size_t nearest_owner(const struct passage *passage, const struct anchors *anchors, size_t at)
{
	size_t owner = owner_by_place(passage, anchors, at);
	size_t before = anchors_before(anchors, at), behind_gap = SIZE_MAX, before_gap = SIZE_MAX;
	size_t here = paragraph_of(passage->article, at);

	if (owner != NO_CANDIDATE)
		return owner;
	if (before < anchors->n)
		behind_gap =
		    paragraph_of(passage->article, anchors->items[before].span.start) - here;
	if (before > 0)
		before_gap =
		    here - paragraph_of(passage->article, anchors->items[before - 1].span.start);
	if (before_gap == SIZE_MAX && behind_gap == SIZE_MAX)
		return NO_CANDIDATE;
	return before_gap <= behind_gap ? anchors->items[before - 1].draft
					: anchors->items[before].draft;
}

/* A paragraph that names no initiative goes on about the last one of its section, if that was named
 * in one of the two paragraphs before it. */
static size_t owner_carried_over(const struct passage *passage, const struct anchors *anchors,
				 size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t before = anchors_before(anchors, at), here = sentence_at(sentences, at);

	if (before == 0 || here == SIZE_MAX)
		return NO_CANDIDATE;
	const struct anchor *last = &anchors->items[before - 1];
	size_t there = sentence_at(sentences, last->span.start);
	if (there == SIZE_MAX ||
	    sentences->items[there].section != sentences->items[here].section ||
	    sentences->items[there].paragraph + 2 < sentences->items[here].paragraph)
		return NO_CANDIDATE;
	return last->draft;
}

static enum status attach_measures(const struct passage *passage, const struct anchors *anchors,
				   struct vec *of_draft)
{
	for (size_t i = 0; i < passage->mentions->n_measures; i++) {
		const struct measure *measure = &passage->mentions->measures[i];
		size_t owner = owner_by_object(anchors, measure);
		if (owner == NO_CANDIDATE)
			owner = owner_by_place(passage, anchors, measure->span.start);
		if (owner == NO_CANDIDATE)
			owner = owner_carried_over(passage, anchors, measure->span.start);
		if (owner != NO_CANDIDATE && !vec_add(&of_draft[owner], measure))
			return STATUS_MEMORY_LIMIT;
	}
	return STATUS_OK;
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
	struct vec *measures = new_lists(passage, drafts->n, sizeof(struct measure));
	struct vec *actors = new_lists(passage, drafts->n, sizeof(struct actor));
	struct vec *quotes = new_lists(passage, drafts->n, sizeof(struct quote));
	enum status status;

	if (!measures || !actors || !quotes || !lay_anchors(passage, drafts, &anchors))
		return STATUS_MEMORY_LIMIT;
	status = attach_measures(passage, &anchors, measures);
	if (status == STATUS_OK)
		status = attach_actors(passage, &anchors, actors);
	if (status == STATUS_OK)
		status = attach_quotes(passage, &anchors, quotes);
	for (size_t i = 0; i < drafts->n; i++) {
		struct initiative *record = &drafts->items[i].record;
		record->measures = measures[i].items;
		record->n_measures = measures[i].n;
		record->actors = actors[i].items;
		record->n_actors = actors[i].n;
		record->quotes = quotes[i].items;
		record->n_quotes = quotes[i].n;
	}
	return status;
}
