/* times.c - one pass over the text. At each place where a number or a word of the tables begins, a
 * mention is read: [frame] date [range mark, date] [frame], or a relative word. What the frames say
 * (每年: no date; 自 ... 以来: from there to publication) decides how the dates are resolved. Only
 * `published` is ever resolved against; without it only dates that give their year are known. */
#include "extract/times.h"

#include "extract/times_scan.h"
#include "text/numeral.h"
#include "text/utf8.h"

/* Whether a frame that looks forward stands behind the date (6月底前). */
static bool looks_forward(const struct time_scan *scan, size_t end, enum time_frame before)
{
	size_t behind;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->behind, scan->text, end, &behind);

	return before == FRAME_FUTURE || (word && word->frame == FRAME_UNTIL);
}

/* 2024年春节, 去年中秋节: *next moves behind the festival when one follows the year. */
static const struct time_word *festival_behind_year(const struct time_scan *scan,
						    const struct date_point *point, size_t *next)
{
	size_t end;
	const struct time_word *word;

	if (point->first_month != 0 || point->first_year != point->last_year)
		return NULL;
	word = time_word_at(scan->rules, scan->rules->starts, scan->text,
			    behind_space(scan->text, point->span.end), &end);
	if (!word || word->kind != TIME_FESTIVAL)
		return NULL;
	*next = end;
	return word;
}

/* A written date at `at`, with its range and frames. *next is the byte behind it, or `at` when no
 * date stands there. start: where the mention begins (its frame, if it has one). */
static enum status read_date(struct time_scan *scan, size_t start, size_t at,
			     enum time_frame before, size_t *next)
{
	struct date_point first, last;
	struct time_mention mention = {0};

	*next = at;
	if (!date_point_at(scan->rules, scan->text, at, NULL, scan->taiwan, &first))
		return STATUS_OK;
	const struct time_word *festival = festival_behind_year(scan, &first, next);
	if (festival && before == FRAME_NONE) {
		int year = times_resolve_year(&scan->reference, &first, LATEST);
		mention.precision = PRECISION_DAY;
		if (year != 0)
			times_resolve_festival(&scan->reference, festival, year, &mention);
		return time_scan_emit(scan, at, *next, &mention);
	}
	last = first;
	size_t mark = behind_space(scan->text, behind_clock(scan->text, first.span.end));
	size_t half = behind_range_mark(scan->text, mark);
	if (half != mark && !date_point_at(scan->rules, scan->text, behind_space(scan->text, half),
					   &first, scan->taiwan, &last))
		last = first;
	*next = last.span.end;
	/* 同年9月 needs a month, and a year to be the same as. */
	if (first.year_is == YEAR_EARLIER &&
	    (first.precision == PRECISION_YEAR || !date_is_set(scan->reference.earlier)))
		return STATUS_OK;
	if (before == FRAME_RECURRING ||
	    !times_resolve_points(&scan->reference, &first, &last,
				  looks_forward(scan, *next, before) ? NEXT : LATEST, &mention))
		return STATUS_OK;
	size_t end = time_scan_frames(scan, *next, before, &mention);
	if (before == FRAME_SINCE && end == *next)
		end = time_scan_since(scan, end, &mention);
	if (before != FRAME_UNTIL && !(before == FRAME_SINCE && end != *next))
		start = at;
	*next = end;
	return time_scan_emit(scan, start, end, &mention);
}

static enum status read_part(struct time_scan *scan, const struct time_word *part, size_t start,
			     size_t *next)
{
	struct date_point point = {.first_month = part->first_month,
				   .last_month = part->last_month,
				   .precision = part->precision};
	struct time_mention mention = {0};

	if (!times_resolve_points(&scan->reference, &point, &point, LATEST, &mention))
		return STATUS_OK;
	*next = time_scan_frames(scan, *next, FRAME_NONE, &mention);
	return time_scan_emit(scan, start, *next, &mention);
}

/* Behind the festival at `at`, which recurs (每年重阳节), or `none` when there is none. */
static size_t behind_festival(const struct time_scan *scan, size_t at, size_t none)
{
	size_t end;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->starts, scan->text, at, &end);

	return word && word->kind == TIME_FESTIVAL ? end : none;
}

static enum status read_word(struct time_scan *scan, size_t at, size_t *next)
{
	struct time_mention mention = {0};
	size_t end;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->starts, scan->text, at, &end);

	*next = at;
	if (!word)
		return STATUS_OK;
	if (word->kind == TIME_FRAME) {
		size_t inner = behind_space(scan->text, end);
		enum status status = word->frame == FRAME_RECENT
					 ? time_recent(scan, at, inner, next)
					 : read_date(scan, at, inner, word->frame, next);
		if (status == STATUS_OK && *next == inner && word->frame == FRAME_FUTURE)
			status = time_bare_day(scan, inner, word->frame, next);
		if (*next == inner)
			*next =
			    word->frame == FRAME_RECURRING ? behind_festival(scan, inner, at) : at;
		return status;
	}
	if (word->kind == TIME_RELATIVE &&
	    (word->period == PERIOD_YEAR || word->period == PERIOD_EARLIER_YEAR))
		return read_date(scan, at, at, FRAME_NONE, next);
	*next = end;
	if (word->kind == TIME_PART)
		return read_part(scan, word, at, next);
	if (word->kind == TIME_FESTIVAL)
		times_resolve_festival(&scan->reference, word, 0, &mention);
	else if (!times_resolve_word(&scan->reference, word, &mention))
		return STATUS_OK;
	if (word->period == PERIOD_WEEK)
		end = time_behind_weekday(scan->text, end, &mention);
	if (word->period == PERIOD_DAY || word->period == PERIOD_WEEK ||
	    word->period == PERIOD_MONTH || word->period == PERIOD_QUARTER)
		end = time_scan_frames(scan, end, FRAME_NONE, &mention);
	*next = end;
	return time_scan_emit(scan, at, end, &mention);
}

/* Letters behind which a number is no date: B12, 0546-83, 1.3, 第3, 近3月. */
static bool number_may_start(struct slice text, size_t at)
{
	uint32_t c;
	size_t n;

	if (at == 0)
		return true;
	c = utf8_before(text, at, &n);
	if (c >= 0x4E00 && c <= 0x9FFF)
		return !slice_contains(
		    SLICE("第每时达共约近历年零一二三四五六七八九十百千万两几数比较"),
		    slice_sub(text, at - n, at));
	return !is_digit(c) && !is_latin(c) && c != '.' && c != '-' && c != '+' && c != '/' &&
	       c != 0x3007;
}

/* Digits, Chinese digits, and the 民 of 民国: most letters are none of them and cost nothing more.
 */
static bool may_begin_date(uint32_t c)
{
	switch (c) {
	case 0x3007: /* 〇 */
	case 0x96F6: /* 零 */
	case 0x4E00: /* 一 */
	case 0x4E8C: /* 二 */
	case 0x4E24: /* 两 */
	case 0x4E09: /* 三 */
	case 0x56DB: /* 四 */
	case 0x4E94: /* 五 */
	case 0x516D: /* 六 */
	case 0x4E03: /* 七 */
	case 0x516B: /* 八 */
	case 0x4E5D: /* 九 */
	case 0x5341: /* 十 */
	case 0x534A: /* 半 */
	case 0x5143: /* 元 */
	case 0x6C11: /* 民 */
		return true;
	default:
		return is_digit(c);
	}
}

/* Past the digits or Chinese digits at `at`, so that no run is read twice. */
static size_t behind_digits(struct slice text, size_t at)
{
	uint32_t c;
	size_t n;

	while (at < text.n && is_digit(c = utf8_at(text, at, &n)))
		at += n;
	return at;
}

/* What begins with a number: a date, 19日, 三年来. */
static enum status read_number(struct time_scan *scan, size_t at, size_t *next)
{
	enum status status = read_date(scan, at, at, FRAME_NONE, next);

	if (status == STATUS_OK && *next == at)
		status = time_bare_day(scan, at, FRAME_NONE, next);
	if (status == STATUS_OK && *next == at)
		status = time_recent(scan, at, at, next);
	return status;
}

static enum status step(struct time_scan *scan, size_t *at)
{
	size_t n, next = *at;
	enum status status = STATUS_OK;
	uint32_t c = utf8_at(scan->text, *at, &n);

	if (c < 0x80 && !is_digit(c)) {
		*at += n;
		if (c == '\n' && ++scan->breaks == 6) /* 同日 looks a few paragraphs back */
			scan->reference.earlier = (struct date){0};
		return STATUS_OK;
	}
	if (!is_digit(c))
		status = read_word(scan, *at, &next);
	if (status == STATUS_OK && next == *at)
		status = time_bracketed_day(scan, *at, &next);
	if (status == STATUS_OK && next == *at && may_begin_date(c) &&
	    number_may_start(scan->text, *at))
		status = read_number(scan, *at, &next);
	if (next == *at)
		next = behind_digits(scan->text, *at);
	*at = next == *at ? *at + n : next;
	return status;
}

enum status times_find(struct arena *arena, const struct time_rules *rules,
		       const struct article *article, const struct time_mention **out, size_t *n)
{
	struct time_scan scan = {.rules = rules,
				 .text = article->text,
				 .reference = {.published = article->published.date},
				 .taiwan = article->script == SCRIPT_HANT,
				 .article = article,
				 .mentions = vec_of(arena, sizeof(struct time_mention))};
	enum status status = STATUS_OK;

	for (size_t at = 0; status == STATUS_OK && at < article->text.n;)
		status = step(&scan, &at);
	*out = scan.mentions.items;
	*n = scan.mentions.n;
	return status;
}
