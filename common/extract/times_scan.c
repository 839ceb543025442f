/* times_scan.c - see times_scan.h. */
#include "extract/times_scan.h"

#include "text/utf8.h"

enum { SINCE_REACH = 16 }; /* code points between 自 ... and 以来 */

enum status time_scan_emit(struct time_scan *scan, size_t start, size_t end,
			   struct time_mention *mention)
{
	mention->span = (struct span){start, end};
	mention->text = slice_span(scan->text, mention->span);
	if (article_is_broken(scan->article, &scan->next_broken, mention->span))
		return STATUS_OK;
	if (date_is_set(mention->start) && mention->precision <= PRECISION_YEAR) {
		scan->reference.earlier = mention->start;
		scan->reference.earlier_precision = mention->precision;
		scan->earlier_end = end;
		scan->breaks = 0;
	}
	return vec_add(&scan->mentions, mention) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* From the date to the day of publication. */
static void reach_to_publication(const struct time_scan *scan, struct time_mention *mention)
{
	struct date published = scan->reference.published;

	mention->end = date_is_set(mention->start) ? published : mention->start;
	if (mention->precision == PRECISION_YEAR ||
	    (date_is_set(mention->start) &&
	     date_compare(mention->start, (struct date){published.year, 1, 1}) == 0))
		mention->precision = PRECISION_YEAR_TO_DATE;
	if (date_is_set(mention->end) && date_compare(mention->end, mention->start) < 0)
		mention->end = (struct date){0};
}

size_t time_scan_since(const struct time_scan *scan, size_t at, struct time_mention *mention)
{
	struct slice text = scan->text;
	size_t n, p = at;

	for (int i = 0; i < SINCE_REACH && p < text.n; i++, p += n) {
		uint32_t c = utf8_at(text, p, &n);
		if (slice_starts(slice_from(text, p), SLICE("以来"))) {
			reach_to_publication(scan, mention);
			return p + SLICE("以来").n;
		}
		if (c == '\n' || (is_punctuation(c) && !is_opening_mark(c) && !is_closing_mark(c) &&
				  c != '+' && c != 0xFF0B))
			break;
	}
	return at;
}

size_t time_scan_frames(const struct time_scan *scan, size_t end, enum time_frame before,
			struct time_mention *mention)
{
	size_t behind;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->behind, scan->text, end, &behind);
	enum time_frame frame = word ? word->frame : FRAME_NONE;

	if (frame == FRAME_SINCE) {
		reach_to_publication(scan, mention);
	} else if (frame == FRAME_FROM) {
		mention->end = (struct date){0};
	} else if (frame == FRAME_UNTIL || before == FRAME_UNTIL) {
		mention->start = (struct date){0};
	}
	return word ? behind : end;
}
