/* attachment_time.c - see attachment_time.h. Where the initiative is named best, the last time
 * before the name in its sentence counts (a list shares it), unless it tells of another one
 * (A于5月启用，B……); else a time behind the name in its clause. Where it is only named again, the
 * time must stand in the clause of the name or open its sentence. */
#include "extract/attachment_time.h"

#include "extract/name_bounds.h"
#include "extract/sentences.h"
#include "text/utf8.h"

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

/* The first time behind the name, in its clause and before the next name. */
static const struct time_mention *time_behind(const struct passage *passage,
					      const struct anchors *anchors, struct span name)
{
	const struct mentions *mentions = passage->mentions;
	size_t paragraph = anchors_paragraph(passage->article, name.start);
	size_t end =
	    clause_end(passage->text, name.end, passage->article->paragraphs[paragraph].span.end);
	size_t next = anchors_before(anchors, name.end), n = times_before(mentions, name.end);

	if (next < anchors->n && anchors->items[next].span.start < end)
		end = anchors->items[next].span.start;
	return n < mentions->n_times && mentions->times[n].span.start >= name.end &&
		       mentions->times[n].span.end <= end
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

void attach_times(const struct passage *passage, const struct anchors *anchors,
		  struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		struct draft *draft = &drafts->items[i];
		if (draft->merged)
			continue;
		const struct time_mention *time = time_of_mention(
		    passage, anchors, passage->candidates[draft->best].span, i, false);
		for (size_t m = 0; !time && m < draft->n_mentions; m++)
			time = time_of_mention(passage, anchors, draft->mentions[m], i, true);
		draft->record.has_time = time != NULL;
		if (time)
			draft->record.time = *time;
	}
}
