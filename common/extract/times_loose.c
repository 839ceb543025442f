/* times_loose.c - times that leave out what the reader knows: the month, the date, the beginning.
 * See times_scan.h. */
#include "extract/times_scan.h"

#include "text/numeral.h"
#include "text/utf8.h"

/* Behind a number of years, months or weeks (三年, 两年多, 一个多月, 半年) at `at`, or `at`. */
static size_t behind_duration(struct slice text, size_t at)
{
	static const char *const UNITS[] = {"年", "个月", "个多月", "个星期", "周"};
	struct numeral numeral;
	size_t end = at;

	if (slice_starts(slice_from(text, at), SLICE("半")))
		end += SLICE("半").n;
	else if (numeral_at(text, at, &numeral) && numeral.value <= 99)
		end = numeral.span.end;
	else
		return at;
	if (slice_starts(slice_from(text, end), SLICE("多")) ||
	    slice_starts(slice_from(text, end), SLICE("余")))
		end += SLICE("多").n;
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
		struct slice rest = slice_from(text, end);
		if (!slice_starts(rest, slice_of(UNITS[i])))
			continue;
		end += slice_of(UNITS[i]).n;
		return end + (slice_starts(slice_from(text, end), SLICE("多")) ? SLICE("多").n : 0);
	}
	return at;
}

enum status time_recent(struct time_scan *scan, size_t start, size_t at, size_t *next)
{
	struct time_mention mention = {.precision = PRECISION_OPEN};
	size_t end = behind_duration(scan->text, at), behind = end;

	*next = at;
	if (end == at)
		return STATUS_OK;
	struct slice rest = slice_from(scan->text, end);
	if (slice_starts(rest, SLICE("以来")))
		behind += SLICE("以来").n;
	else if (slice_starts(rest, SLICE("来")) && !slice_starts(rest, SLICE("来到")))
		behind += SLICE("来").n;
	if ((start == at && behind == end) || slice_starts(rest, SLICE("级")) ||
	    slice_starts(rest, SLICE("代")))
		return STATUS_OK;
	*next = behind;
	return time_scan_emit(scan, start, behind, &mention);
}

static bool letter_before(struct slice text, size_t at, struct slice letters)
{
	size_t n;

	utf8_before(text, at, &n);
	return at > 0 && slice_contains(letters, slice_sub(text, at - n, at));
}

static bool letter_at(struct slice text, size_t at, struct slice letters)
{
	size_t n;

	if (at >= text.n || slice_find_byte(letters, text.p[at], 0) == SIZE_MAX)
		return false;
	utf8_at(text, at, &n);
	return slice_contains(letters, slice_sub(text, at, at + n));
}

/* Whether what stands beside the day says that it is a date. */
static bool is_named_day(const struct time_scan *scan, struct span day, enum time_frame before)
{
	const struct time_rules *rules = scan->rules;
	struct slice text = scan->text;
	struct match match;
	size_t n;

	if (matcher_before(rules->days[DAY_REFUSER], text, day.start, &match))
		return false;
	uint32_t c = day.start > 0 ? utf8_before(text, day.start, &n) : '\n';
	bool opens = before == FRAME_FUTURE || c == '\n' || (is_punctuation(c) && c != 0x3001) ||
		     matcher_before(rules->days[DAY_OPENER], text, day.start, &match);
	if (matcher_at(rules->days[DAY_VERB], text, day.end, &match))
		return opens || is_han(c);
	return opens && (letter_at(text, day.end, SLICE("，,")) ||
			 matcher_at(rules->days[DAY_FOLLOWER], text, day.end, &match));
}

/* 4月18日、|19日: the date before it gives the month. */
static bool is_listed_day(const struct time_scan *scan, size_t at)
{
	return at >= 3 && scan->earlier_end == at - SLICE("、").n &&
	       letter_before(scan->text, at, SLICE("、和")) &&
	       date_is_set(scan->reference.earlier) &&
	       scan->reference.earlier_precision == PRECISION_DAY;
}

enum status time_bare_day(struct time_scan *scan, size_t at, enum time_frame before, size_t *next)
{
	struct time_mention mention = {.precision = PRECISION_DAY};
	struct date earlier = scan->reference.earlier;
	size_t end;
	int day;

	*next = at;
	if (!bare_day_at(scan->text, at, &end, &day))
		return STATUS_OK;
	if (is_listed_day(scan, at)) {
		mention.start = mention.end = (struct date){earlier.year, earlier.month, day};
		if (!date_is_valid(mention.start))
			return STATUS_OK;
	} else if (is_named_day(scan, (struct span){at, end}, before)) {
		times_resolve_day(&scan->reference, day, before == FRAME_FUTURE ? NEXT : LATEST,
				  &mention);
	} else {
		return STATUS_OK;
	}
	*next = time_scan_frames(scan, end, before, &mention);
	return time_scan_emit(scan, at, *next, &mention);
}

enum status time_bracketed_day(struct time_scan *scan, size_t at, size_t *next)
{
	struct slice text = scan->text;
	struct time_mention mention = {0};
	size_t end, p = at + SLICE("今").n;
	int day;

	*next = at;
	if (!letter_at(text, p, SLICE("（(")) || !letter_at(text, at, SLICE("今昨明")))
		return STATUS_OK;
	p += text.p[p] == '(' ? 1 : SLICE("（").n;
	if (!digits_at(text, p, &end, &day) || day < 1 || day > 31)
		return STATUS_OK;
	p = end + (letter_at(text, end, SLICE("日")) ? SLICE("日").n : 0);
	if (!letter_at(text, p, SLICE("）)")))
		return STATUS_OK;
	p += text.p[p] == ')' ? 1 : SLICE("）").n;
	if (!letter_at(text, p, SLICE("日天晚早晨")))
		return STATUS_OK;
	*next = p + SLICE("日").n;
	times_resolve_day(&scan->reference, day,
			  slice_starts(slice_from(text, at), SLICE("明")) ? NEXT : LATEST,
			  &mention);
	return time_scan_emit(scan, at, *next, &mention);
}

size_t time_behind_weekday(struct slice text, size_t at, struct time_mention *mention)
{
	static const char *const DAYS[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
	struct slice rest = slice_from(text, at);

	for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
		size_t n, end = at + SLICE("一").n;
		if (!slice_starts(rest, slice_of(DAYS[i])))
			continue;
		if (end < text.n) {
			utf8_at(text, end, &n);
			if (slice_contains(SLICE("场次名个家户人位期轮堂节至到、"),
					   slice_sub(text, end, end + n)))
				return at;
		}
		if (date_is_set(mention->start))
			mention->start = mention->end =
			    date_add_days(mention->start, i < 6 ? (int)i : 6);
		return end;
	}
	return at;
}
