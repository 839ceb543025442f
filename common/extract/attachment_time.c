/* attachment_time.c - see attachment_time.h. Where the initiative is named best, the last time
 * before the name in its sentence counts (a list shares it), unless it tells of another one
 * (A于5月启用，B……); else a time behind the name in its clause. Where it is only named again, the
 * time must stand in the clause of the name or open its sentence. */
#include "extract/attachment_time.h"

#include "extract/name_bounds.h"
#include "extract/sentences.h"
#include "text/utf8.h"

enum { LINK_REACH = 18 }; /* bytes of a sentence within which it links itself to the one before */

/* Number of times that end at `at` or before it. */
static size_t times_before(const struct mentions *mentions, size_t at)
{
	size_t low = 0, high = mentions->n_times;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->times[middle].span.end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether another draft is named between `start` and the time, in the clause of the time: then the
 * time is that one's. */
static bool is_of_another(const struct passage *passage, const struct anchors *anchors,
			  const struct time_mention *time, size_t sentence, size_t draft)
{
	size_t clause = clause_start(passage->text, sentence, time->span.start);
	size_t before = anchors_before(anchors, time->span.start);

	return before > 0 && anchors->items[before - 1].span.start >= clause &&
	       anchors->items[before - 1].draft != draft;
}

/* The time of the sentence before the name. near: only in the clause of the name, or at the
 * beginning of the sentence. */
static const struct time_mention *time_before(const struct passage *passage,
					      const struct anchors *anchors, struct span name,
					      size_t sentence, size_t draft, bool near)
{
	const struct mentions *mentions = passage->mentions;
	size_t n = times_before(mentions, name.start);

	if (n == 0 || mentions->times[n - 1].span.start < sentence)
		return NULL;
	const struct time_mention *time = &mentions->times[n - 1];
	if (is_of_another(passage, anchors, time, sentence, draft) ||
	    (near && time->span.start != sentence &&
	     time->span.start < clause_start(passage->text, sentence, name.start)))
		return NULL;
	return time;
}

/* Whether a draft is named in text[from, to). */
static bool names_one(const struct anchors *anchors, size_t from, size_t to)
{
	size_t next = anchors_before(anchors, from);

	return next < anchors->n && anchors->items[next].span.start < to;
}

/* Whether text[from, to) says that something began: 启用, 揭牌. */
static bool tells_of_a_beginning(const struct passage *passage, size_t from, size_t to)
{
	const struct initiative_rules *rules = passage->rules;
	struct slice clause = slice_sub(passage->text, 0, to);
	struct match match;

	for (size_t at = from; matcher_next(rules->verbs, clause, &at, &match);) {
		const struct governing_verb *verb = &rules->verb_rows[match.entry->value];
		if (verb->force == VERB_FOUNDING &&
		    (verb->stage == STAGE_LAUNCHED || verb->stage == STAGE_COMPLETED ||
		     verb->stage == STAGE_ANNOUNCED))
			return true;
	}
	return matcher_next(rules->beginnings, clause, &from, &match);
}

/* The first time behind the name in its sentence, when it stands in the clause of the name or opens
 * a later clause that tells of its beginning, and neither before it nor in that clause anything
 * else is named (开办A，去年5月启用). */
static const struct time_mention *time_behind(const struct passage *passage,
					      const struct anchors *anchors, struct span name)
{
	const struct mentions *mentions = passage->mentions;
	const struct sentences *sentences = &mentions->sentences;
	size_t sentence = sentence_at(sentences, name.start);
	size_t n = times_before(mentions, name.end);

	if (n == mentions->n_times || sentence == SIZE_MAX)
		return NULL;
	const struct time_mention *time = &mentions->times[n];
	size_t end = sentences->items[sentence].span.end;
	if (time->span.start < name.end || time->span.end > end)
		return NULL;
	if (time->span.end <= clause_end(passage->text, name.end, end))
		return names_one(anchors, name.end, time->span.start) ? NULL : time;
	size_t clause = clause_start(passage->text, name.end, time->span.start);
	size_t until = clause_end(passage->text, time->span.end, end);
	return time->span.start <= clause + SLICE("自").n &&
		       tells_of_a_beginning(passage, time->span.end, until) &&
		       !names_one(anchors, name.end, until)
		   ? time
		   : NULL;
}

/* Of a sentence that goes on with the one before (街道便……): the time that opened that one. */
static const struct time_mention *time_of_sentence_before(const struct passage *passage,
							  const struct anchors *anchors,
							  size_t sentence)
{
	const struct mentions *mentions = passage->mentions;
	const struct sentence *here = &mentions->sentences.items[sentence];
	size_t from = here->span.start, n;
	struct match match;

	if (sentence == 0 || here[-1].paragraph != here->paragraph ||
	    !matcher_next(passage->rules->sentence_links,
			  slice_sub(passage->text, 0, from + LINK_REACH), &from, &match))
		return NULL;
	n = times_before(mentions, here[-1].span.start);
	return n < mentions->n_times && mentions->times[n].span.start == here[-1].span.start &&
		       !names_one(anchors, here[-1].span.start, here[-1].span.end)
		   ? &mentions->times[n]
		   : NULL;
}

static const struct time_mention *time_of_mention(const struct passage *passage,
						  const struct anchors *anchors, struct span name,
						  size_t draft, bool near)
{
	const struct sentences *sentences = &passage->mentions->sentences;
	size_t sentence = sentence_at(sentences, name.start);

	if (sentence == SIZE_MAX)
		return NULL;
	size_t start = sentences->items[sentence].span.start;
	const struct time_mention *time = time_before(passage, anchors, name, start, draft, near);
	return time ? time : time_behind(passage, anchors, name);
}

static bool is_dated(const struct time_mention *time)
{
	return date_is_set(time->start);
}

/* A date told anywhere counts more than a vague word beside the best name. */
static const struct time_mention *time_of_draft(const struct passage *passage,
						const struct anchors *anchors,
						const struct draft *draft, size_t i)
{
	const struct name_candidate *best = &passage->candidates[draft->best];
	const struct time_mention *time = time_of_mention(passage, anchors, best->span, i, false);

	if (!time)
		time = time_of_sentence_before(passage, anchors, best->sentence);
	for (size_t m = 0; (!time || !is_dated(time)) && m < draft->n_mentions; m++) {
		const struct time_mention *other =
		    time_of_mention(passage, anchors, draft->mentions[m], i, true);
		if (other && (!time || is_dated(other)))
			time = other;
	}
	return time;
}

void attach_times(const struct passage *passage, const struct anchors *anchors,
		  struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		struct draft *draft = &drafts->items[i];
		if (draft->merged)
			continue;
		const struct time_mention *time = time_of_draft(passage, anchors, draft, i);
		draft->record.has_time = time != NULL;
		if (time)
			draft->record.time = *time;
	}
}
