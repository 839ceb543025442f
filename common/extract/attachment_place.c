/* attachment_place.c - see attachment_place.h. The place that governs the best mention; but a
 * headline says less than the report below it (鼓楼 温泉街道开“榕树课堂”), and who takes up an
 * initiative later is not who began it. */
#include "extract/attachment_place.h"

#define LINE_BYTES 240 /* what is longer is no headline */

/* Whether the paragraph at byte `at` is a heading, or a line that is no sentence. */
static bool is_headline(const struct article *article, size_t at)
{
	static const struct slice ENDS[] = {SLICE_INIT("。"), SLICE_INIT("！"), SLICE_INIT("？"),
					    SLICE_INIT("”"),  SLICE_INIT("…"),  SLICE_INIT("!"),
					    SLICE_INIT("?"),  SLICE_INIT("；"), SLICE_INIT("："),
					    SLICE_INIT(";"),  SLICE_INIT(":")};
	size_t low = 0, high = article->n_paragraphs;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (article->paragraphs[middle].span.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return false;
	const struct paragraph *paragraph = &article->paragraphs[low - 1];
	if (paragraph->kind == PARAGRAPH_HEADING)
		return true;
	struct slice text = slice_span(article->text, paragraph->span);
	if (text.n > LINE_BYTES)
		return false;
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
		if (slice_ends(text, ENDS[i]))
			return false;
	return !slice_contains(text, SLICE("。"));
}

struct jurisdiction attachment_place(const struct passage *passage, const struct draft *draft)
{
	size_t at = passage->candidates[draft->best].span.start;
	struct jurisdiction best = places_at(passage->places, at), other;
	bool best_is_headline = is_headline(passage->article, at);

	for (size_t i = 0; i < draft->n_mentions; i++) {
		if (is_headline(passage->article, draft->mentions[i].start))
			continue;
		other = places_at(passage->places, draft->mentions[i].start);
		bool is_deeper = slice_starts(other.code, best.code);
		bool is_wider = slice_starts(best.code, other.code);
		return best_is_headline          ? (is_deeper ? other : best)
		       : !is_deeper && !is_wider ? other
						 : best;
	}
	return best;
}
