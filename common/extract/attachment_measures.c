/* attachment_measures.c - see attachment_measures.h. The one that the counted noun names, else the
 * one that governs the clause: named before the figure in its sentence, or behind it when the
 * clause leads up to it (投入200万元，打造……), else the one that the paragraph, or the one before
 * it, goes on about. What only describes a place (常住人口5.6万人) goes to none that way. */
#include "extract/attachment_measures.h"

#include "base/vec.h"
#include "extract/name_bounds.h"
#include "extract/sentences.h"
#include "text/utf8.h"

enum { NEXT_TO_BEFORE = 6, NEXT_TO_BEHIND = 3 }; /* bytes between a name and its figure */
enum { PARAGRAPHS_BACK = 2, MOST_LOOKS = 12, SENTENCE_REACH = 600 /* bytes */ };

struct given { /* the last figure that was given to what its sentence goes on about */
	size_t at;
	size_t owner;
};

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
		    anchor->span.end + NEXT_TO_BEFORE >= measure->span.start)
			return anchor->draft;
		if (anchor->span.start >= measure->span.end &&
		    anchor->span.start <= measure->span.end + NEXT_TO_BEHIND)
			return anchor->draft;
	}
	return NO_CANDIDATE;
}

/* `start`, or a letter SENTENCE_REACH before `at` where the sentence is endless. */
static size_t not_farther(struct slice text, size_t start, size_t at)
{
	if (at - start <= SENTENCE_REACH)
		return start;
	for (start = at - SENTENCE_REACH;
	     start < at && ((unsigned char)text.p[start] & 0xC0) == 0x80;)
		start++;
	return start;
}

/* Whether a place or its past is described, not what somebody does. */
static bool is_background(const struct passage *passage, const struct measure *measure)
{
	const struct initiative_rules *rules = passage->rules;
	const struct sentences *sentences = &passage->mentions->sentences;
	struct slice text = passage->text;
	size_t sentence = sentence_at(sentences, measure->span.start);
	struct match match;

	if (sentence == SIZE_MAX)
		return false;
	size_t start = sentences->items[sentence].span.start;
	size_t clause = clause_start(text, start, measure->span.start);
	if (matcher_before(rules->background_objects, text, measure->object_span.end, &match) &&
	    match.span.start >= measure->object_span.start)
		return true;
	if (matcher_at(rules->background_starts, text, start, &match) ||
	    matcher_at(rules->background_starts, text, clause, &match))
		return true;
	struct slice before = slice_sub(text, 0, measure->span.start);
	start = not_farther(text, start, measure->span.start);
	return matcher_next(rules->background_clauses, before, &clause, &match) ||
	       matcher_next(rules->background_sentences, before, &start, &match);
}

/* Whether the sentence of the figure speaks of another place than the draft's. */
static bool is_elsewhere(const struct passage *passage, const struct draft *draft, size_t at)
{
	struct slice there = draft->record.jurisdiction.code, here;

	if (!passage->places || there.n == 0)
		return false;
	here = places_at(passage->places, at).code;
	return !slice_starts(here, there) && !slice_starts(there, here);
}

/* 投入200万元，打造“A”: whether the clause of the figure leads up to what follows. */
static bool leads_up(const struct passage *passage, size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t sentence = sentence_at(sentences, at);
	struct match match;

	if (sentence == SIZE_MAX)
		return false;
	size_t from = clause_start(passage->text, sentences->items[sentence].span.start, at);
	return matcher_next(passage->rules->measure_leads, slice_sub(passage->text, 0, at), &from,
			    &match);
}

/* 建成食堂12处 after “幸福里”食堂, 划分网格612个 after “红色网格”: the counted noun is the last
 * word of the name. */
static bool is_named_by(const struct passage *passage, const struct draft *draft,
			struct slice object)
{
	const struct head_noun *head = passage->candidates[draft->best].head;

	if (object.n < SLICE("食堂").n)
		return false;
	return slice_ends(draft->full, object) || slice_ends(draft->key, object) ||
	       (head && head->word.n >= SLICE("食堂").n && slice_ends(object, head->word));
}

/* Whether the anchor is near enough to be what a sentence at `at` goes on about. */
static bool is_in_reach(const struct passage *passage, const struct anchor *anchor, size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t here = sentence_at(sentences, at),
	       there = sentence_at(sentences, anchor->span.start);

	return here != SIZE_MAX && there != SIZE_MAX &&
	       sentences->items[there].section == sentences->items[here].section &&
	       sentences->items[there].paragraph + PARAGRAPHS_BACK >=
		   sentences->items[here].paragraph;
}

static size_t owner_by_last_word(const struct passage *passage, const struct anchors *anchors,
				 const struct drafts *drafts, const struct measure *measure)
{
	size_t i = anchors_before(anchors, measure->span.start);

	for (int look = 0; i > 0 && look < MOST_LOOKS; i--, look++) {
		const struct anchor *anchor = &anchors->items[i - 1];
		if (!is_in_reach(passage, anchor, measure->span.start))
			break;
		if (is_named_by(passage, &drafts->items[anchor->draft], measure->object))
			return anchor->draft;
	}
	return NO_CANDIDATE;
}

/* The figures of one sentence before which no initiative is named belong together. */
static size_t owner_of_last_figure(const struct passage *passage, const struct given *last,
				   size_t at)
{
	const struct sentences *sentences = &passage->mentions->sentences;

	return last->owner != NO_CANDIDATE &&
		       sentence_at(sentences, last->at) == sentence_at(sentences, at)
		   ? last->owner
		   : NO_CANDIDATE;
}

/* A paragraph that names no initiative goes on about the last one of its section, if that was named
 * in one of the two paragraphs before it. */
static size_t owner_carried_over(const struct passage *passage, const struct anchors *anchors,
				 size_t at)
{
	size_t before = anchors_before(anchors, at);

	return before > 0 && is_in_reach(passage, &anchors->items[before - 1], at)
		   ? anchors->items[before - 1].draft
		   : NO_CANDIDATE;
}

static size_t owner_in_sentence(const struct passage *passage, const struct anchors *anchors,
				const struct measure *measure)
{
	size_t at = measure->span.start, owner = owner_by_object(anchors, measure);

	if (owner == NO_CANDIDATE)
		owner = anchors_before_in_sentence(passage, anchors, at);
	if (owner == NO_CANDIDATE)
		owner = anchors_behind_in_clause(passage, anchors, at);
	if (owner == NO_CANDIDATE && leads_up(passage, at) && !is_background(passage, measure))
		owner = anchors_behind_in_sentence(passage, anchors, at);
	return owner;
}

/* Of a sentence that names no initiative before the figure. */
static size_t owner_gone_on_about(const struct passage *passage, const struct anchors *anchors,
				  const struct drafts *drafts, const struct measure *measure,
				  const struct given *last)
{
	size_t at = measure->span.start, owner;

	if (is_background(passage, measure))
		return NO_CANDIDATE;
	owner = owner_by_last_word(passage, anchors, drafts, measure);
	if (owner == NO_CANDIDATE)
		owner = owner_of_last_figure(passage, last, at);
	if (owner == NO_CANDIDATE)
		owner = anchors_before_in_paragraph(passage, anchors, at);
	if (owner == NO_CANDIDATE)
		owner = owner_carried_over(passage, anchors, at);
	return owner != NO_CANDIDATE && is_elsewhere(passage, &drafts->items[owner], at)
		   ? NO_CANDIDATE
		   : owner;
}

enum status attach_measures(const struct passage *passage, const struct anchors *anchors,
			    struct drafts *drafts)
{
	struct vec *of_draft = arena_array(passage->arena, drafts->n + 1, sizeof *of_draft);

	if (!of_draft)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < drafts->n; i++)
		of_draft[i] = vec_of(passage->arena, sizeof(struct measure));
	struct given last = {0, NO_CANDIDATE};
	for (size_t i = 0; i < passage->mentions->n_measures; i++) {
		const struct measure *measure = &passage->mentions->measures[i];
		size_t owner = owner_in_sentence(passage, anchors, measure);
		if (owner == NO_CANDIDATE) {
			owner = owner_gone_on_about(passage, anchors, drafts, measure, &last);
			last = (struct given){measure->span.start, owner};
		}
		if (owner != NO_CANDIDATE && !vec_add(&of_draft[owner], measure))
			return STATUS_MEMORY_LIMIT;
	}
	for (size_t i = 0; i < drafts->n; i++) {
		drafts->items[i].record.measures = of_draft[i].items;
		drafts->items[i].record.n_measures = of_draft[i].n;
	}
	return STATUS_OK;
}
