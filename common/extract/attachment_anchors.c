/* attachment_anchors.c - see attachment_anchors.h. */
#include "extract/attachment_anchors.h"

#include <stdlib.h>

#include "extract/name_bounds.h"
#include "extract/sentences.h"

size_t anchors_paragraph(const struct article *article, size_t at)
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

static int by_start(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

bool anchors_lay(const struct passage *passage, const struct drafts *drafts, struct anchors *out)
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

size_t anchors_before(const struct anchors *anchors, size_t at)
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

/* The draft of the last anchor before `at` that starts at `lowest` or behind it. */
static size_t last_since(const struct anchors *anchors, size_t at, size_t lowest)
{
	size_t before = anchors_before(anchors, at);

	return before > 0 && anchors->items[before - 1].span.start >= lowest
		   ? anchors->items[before - 1].draft
		   : NO_CANDIDATE;
}

static size_t next_until(const struct anchors *anchors, size_t at, size_t end)
{
	size_t next = anchors_before(anchors, at);

	return next < anchors->n && anchors->items[next].span.start < end
		   ? anchors->items[next].draft
		   : NO_CANDIDATE;
}

size_t anchors_before_in_sentence(const struct passage *passage, const struct anchors *anchors,
				  size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t sentence = sentence_at(sentences, at);

	return sentence == SIZE_MAX
		   ? NO_CANDIDATE
		   : last_since(anchors, at, sentences->items[sentence].span.start);
}

size_t anchors_behind_in_clause(const struct passage *passage, const struct anchors *anchors,
				size_t at)
{
	size_t paragraph = anchors_paragraph(passage->article, at);
	size_t highest = passage->article->paragraphs[paragraph].span.end;

	return next_until(anchors, at, clause_end(passage->text, at, highest));
}

size_t anchors_behind_in_sentence(const struct passage *passage, const struct anchors *anchors,
				  size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t sentence = sentence_at(sentences, at);

	return sentence == SIZE_MAX ? NO_CANDIDATE
				    : next_until(anchors, at, sentences->items[sentence].span.end);
}

size_t anchors_before_in_paragraph(const struct passage *passage, const struct anchors *anchors,
				   size_t at)
{
	size_t paragraph = anchors_paragraph(passage->article, at);

	return last_since(anchors, at, passage->article->paragraphs[paragraph].span.start);
}
