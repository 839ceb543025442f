/* times.c - one pass over the text. At each place where a number or a word of the tables begins, a
 * mention is read: [frame] date [range mark, date] [frame], or a relative word. What the frames say
 * (每年: no date; 自 ... 以来: from there to publication) decides how the dates are resolved. Only
 * `published` is ever resolved against; without it only dates that give their year are known. */
#include "extract/times.h"

#include "base/vec.h"
#include "extract/times_point.h"
#include "text/numeral.h"
#include "text/utf8.h"

struct scan {
	const struct time_rules *rules;
	struct slice text;
	struct date published;
	bool taiwan;
	const struct article *article;
	size_t next_broken; /* index in article->broken of the first span not yet passed */
	struct vec mentions;
};

enum { ANNOUNCED_DAYS = 31 };

enum direction { LATEST, NEXT }; /* which of the dates without a year is meant */

static struct date last_of_month(int year, int month)
{
	return (struct date){year, month, date_days_in_month(year, month)};
}

static struct date first_day(const struct date_point *point, int year)
{
	return (struct date){year, point->first_month ? point->first_month : 1,
			     point->first_day ? point->first_day : 1};
}

static struct date last_day(const struct date_point *point, int year)
{
	int month = point->last_month ? point->last_month : 12;

	return point->last_day ? (struct date){year, month, point->last_day}
			       : last_of_month(year, month);
}

/* The year in which the date came last. A day within the month after publication is announced and
 * meant itself, not the one eleven months ago. */
static int latest_year(struct date published, const struct date_point *point)
{
	int year = published.year + 1;

	for (; year >= published.year; year--) {
		struct date first = first_day(point, year);
		if (date_is_valid(first) &&
		    date_days_between(published, first) <= (point->first_day ? ANNOUNCED_DAYS : 0))
			break;
	}
	return year;
}

/* The year of the first day of `point`, or 0 when it cannot be known. */
static int year_of(const struct scan *scan, const struct date_point *point,
		   enum direction direction)
{
	int year = scan->published.year;

	if (point->year_is == YEAR_WRITTEN)
		return point->first_year;
	if (!date_is_set(scan->published))
		return 0;
	if (point->year_is == YEAR_RELATIVE)
		return year + point->first_year;
	if (direction == LATEST)
		return latest_year(scan->published, point);
	return year + (date_compare(last_day(point, year), scan->published) < 0);
}

/* Dates of the range first..last (last may be the same point). False: no such day exists. */
static bool resolve(const struct scan *scan, const struct date_point *first,
		    const struct date_point *last, enum direction direction,
		    struct time_mention *out)
{
	int year = year_of(scan, first, direction);

	out->precision = first->precision > last->precision ? first->precision : last->precision;
	if (year == 0) {
		/* Leap year 2000: is there such a day at all? */
		return date_is_valid(first_day(first, 2000)) && date_is_valid(last_day(last, 2000));
	}
	out->start = first_day(first, year);
	year += last->year_is == YEAR_MISSING ? 0 : last->last_year - first->first_year;
	out->end = last_day(last, year);
	if (date_compare(out->end, out->start) < 0 && last->year_is != YEAR_WRITTEN)
		out->end = last_day(last, ++year); /* 12月28日至1月3日 */
	return date_is_valid(out->start) && date_is_valid(out->end) &&
	       date_compare(out->start, out->end) <= 0;
}

static struct date add_months(struct date date, int months)
{
	int index = date.year * 12 + date.month - 1 + months;

	return (struct date){index / 12, index % 12 + 1, 1};
}

static void resolve_relative(const struct scan *scan, const struct time_word *word,
			     struct time_mention *out)
{
	struct date today = scan->published;

	out->precision = word->precision;
	if (!date_is_set(today))
		return;
	switch (word->period) {
	case PERIOD_DAY:
		out->start = out->end = date_add_days(today, word->shift);
		break;
	case PERIOD_WEEK:
		out->start = date_add_days(today, 7 * word->shift - date_weekday(today));
		out->end = date_add_days(out->start, 6);
		break;
	case PERIOD_MONTH:
		out->start = add_months(today, word->shift);
		out->end = last_of_month(out->start.year, out->start.month);
		break;
	case PERIOD_QUARTER:
		out->start = add_months(today, 3 * word->shift - (today.month - 1) % 3);
		out->end = add_months(out->start, 2);
		out->end = last_of_month(out->end.year, out->end.month);
		break;
	case PERIOD_YEAR:
		out->start = (struct date){today.year + word->shift, 1, 1};
		out->end = (struct date){today.year + word->shift, 12, 31};
		break;
	case PERIOD_TO_DATE:
		out->start = (struct date){today.year + word->shift, 1, 1};
		out->end = today;
		break;
	case PERIOD_UNTIL:
		out->end = today;
		break;
	case PERIOD_NONE:
	case PERIOD_KIND_COUNT:
		break;
	}
}

enum { FESTIVAL_REACH = 60 }; /* days from publication within which a festival is the one meant */

static int number_in(struct slice digits)
{
	uint64_t value = 0;

	return slice_to_uint64(digits, &value) ? (int)value : 0;
}

/* The day of the festival in `year`, year 0 when the table does not say. */
static struct date festival_day(const struct time_word *festival, int year)
{
	struct slice day, days = festival->days;

	while (slice_next_field(&days, ' ', &day)) {
		struct date date = {year, number_in(slice_sub(day, day.n - 5, day.n - 3)),
				    number_in(slice_from(day, day.n - 2))};
		if ((day.n == 5 || number_in(slice_sub(day, 0, 4)) == year) && date_is_valid(date))
			return date;
	}
	return (struct date){0};
}

/* The festival of the given year, or (year 0) the one nearest to publication. */
static void resolve_festival(const struct scan *scan, const struct time_word *festival, int year,
			     struct time_mention *out)
{
	int nearest = FESTIVAL_REACH + 1;

	out->precision = festival->precision;
	if (year != 0) {
		out->start = out->end = festival_day(festival, year);
		return;
	}
	if (!date_is_set(scan->published))
		return;
	for (int i = -1; i <= 1; i++) {
		struct date day = festival_day(festival, scan->published.year + i);
		if (!date_is_set(day))
			continue;
		int distance = date_days_between(scan->published, day);
		distance = distance < 0 ? -distance : distance;
		if (distance < nearest) {
			nearest = distance;
			out->start = out->end = day;
		}
	}
}

static enum status emit(struct scan *scan, size_t start, size_t end, struct time_mention *mention)
{
	mention->span = (struct span){start, end};
	mention->text = slice_span(scan->text, mention->span);
	if (article_is_broken(scan->article, &scan->next_broken, mention->span))
		return STATUS_OK;
	return vec_add(&scan->mentions, mention) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* A word behind the date (以来, 起, 前) and what it makes of the dates. `frame` is the word before.
 */
static size_t apply_frames(const struct scan *scan, size_t end, enum time_frame before,
			   struct time_mention *mention)
{
	size_t behind;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->behind, scan->text, end, &behind);
	enum time_frame frame = word ? word->frame : FRAME_NONE;

	if (frame == FRAME_SINCE) {
		mention->end = date_is_set(mention->start) ? scan->published : mention->start;
		if (mention->precision == PRECISION_YEAR ||
		    (date_is_set(mention->start) &&
		     date_compare(mention->start, (struct date){scan->published.year, 1, 1}) == 0))
			mention->precision = PRECISION_YEAR_TO_DATE;
		if (date_is_set(mention->end) && date_compare(mention->end, mention->start) < 0)
			mention->end = (struct date){0};
	} else if (frame == FRAME_FROM) {
		mention->end = (struct date){0};
	} else if (frame == FRAME_UNTIL || before == FRAME_UNTIL) {
		mention->start = (struct date){0};
	}
	return word ? behind : end;
}

/* Whether a frame that looks forward stands behind the date (6月底前). */
static bool looks_forward(const struct scan *scan, size_t end, enum time_frame before)
{
	size_t behind;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->behind, scan->text, end, &behind);

	return before == FRAME_FUTURE || (word && word->frame == FRAME_UNTIL);
}

/* 2024年春节, 去年中秋节: *next moves behind the festival when one follows the year. */
static const struct time_word *festival_behind_year(const struct scan *scan,
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
static enum status read_date(struct scan *scan, size_t start, size_t at, enum time_frame before,
			     size_t *next)
{
	struct date_point first, last;
	struct time_mention mention = {0};

	*next = at;
	if (!date_point_at(scan->rules, scan->text, at, NULL, scan->taiwan, &first))
		return STATUS_OK;
	const struct time_word *festival = festival_behind_year(scan, &first, next);
	if (festival && before == FRAME_NONE) {
		int year = year_of(scan, &first, LATEST);
		mention.precision = PRECISION_DAY;
		if (year != 0)
			resolve_festival(scan, festival, year, &mention);
		return emit(scan, at, *next, &mention);
	}
	last = first;
	size_t mark = behind_space(scan->text, first.span.end);
	size_t half = behind_range_mark(scan->text, mark);
	if (half != mark && !date_point_at(scan->rules, scan->text, behind_space(scan->text, half),
					   &first, scan->taiwan, &last))
		last = first;
	*next = last.span.end;
	if (before == FRAME_RECURRING)
		return STATUS_OK;
	if (!resolve(scan, &first, &last, looks_forward(scan, *next, before) ? NEXT : LATEST,
		     &mention))
		return STATUS_OK;
	size_t end = apply_frames(scan, *next, before, &mention);
	if (before != FRAME_UNTIL && !(before == FRAME_SINCE && end != *next))
		start = at;
	*next = end;
	return emit(scan, start, end, &mention);
}

/* 近三年, 连续5年, 过去两个月: known as text only. */
static enum status read_recent(struct scan *scan, size_t start, size_t at, size_t *next)
{
	static const struct slice UNITS[] = {SLICE_INIT("年"), SLICE_INIT("个月")};
	struct time_mention mention = {.precision = PRECISION_OPEN};
	struct numeral numeral;

	*next = at;
	if (!numeral_at(scan->text, at, &numeral) || numeral.value > 99)
		return STATUS_OK;
	for (size_t i = 0; i < 2; i++) {
		size_t end = numeral.span.end + UNITS[i].n;
		struct slice rest = slice_from(scan->text, numeral.span.end);
		if (!slice_starts(rest, UNITS[i]))
			continue;
		rest = slice_from(scan->text, end);
		if (slice_starts(rest, SLICE("级")) || slice_starts(rest, SLICE("代")))
			return STATUS_OK;
		if (slice_starts(rest, SLICE("来")))
			end += SLICE("来").n;
		*next = end;
		return emit(scan, start, end, &mention);
	}
	return STATUS_OK;
}

static enum status read_part(struct scan *scan, const struct time_word *part, size_t start,
			     size_t *next)
{
	struct date_point point = {.first_month = part->first_month,
				   .last_month = part->last_month,
				   .precision = part->precision};
	struct time_mention mention = {0};

	if (!resolve(scan, &point, &point, LATEST, &mention))
		return STATUS_OK;
	*next = apply_frames(scan, *next, FRAME_NONE, &mention);
	return emit(scan, start, *next, &mention);
}

/* Behind the festival at `at`, which recurs (每年重阳节), or `none` when there is none. */
static size_t behind_festival(const struct scan *scan, size_t at, size_t none)
{
	size_t end;
	const struct time_word *word =
	    time_word_at(scan->rules, scan->rules->starts, scan->text, at, &end);

	return word && word->kind == TIME_FESTIVAL ? end : none;
}

static enum status read_word(struct scan *scan, size_t at, size_t *next)
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
					 ? read_recent(scan, at, inner, next)
					 : read_date(scan, at, inner, word->frame, next);
		if (*next == inner)
			*next =
			    word->frame == FRAME_RECURRING ? behind_festival(scan, inner, at) : at;
		return status;
	}
	if (word->kind == TIME_RELATIVE && word->period == PERIOD_YEAR)
		return read_date(scan, at, at, FRAME_NONE, next);
	*next = end;
	if (word->kind == TIME_PART)
		return read_part(scan, word, at, next);
	if (word->kind == TIME_FESTIVAL)
		resolve_festival(scan, word, 0, &mention);
	else
		resolve_relative(scan, word, &mention);
	return emit(scan, at, end, &mention);
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
		    SLICE("第每时达共约近历年零一二三四五六七八九十百千万两几数"),
		    slice_sub(text, at - n, at));
	return !is_digit(c) && !is_latin(c) && c != '.' && c != '-' && c != '+' && c != '/' &&
	       c != 0x3007;
}

/* Digits, Chinese digits, and the 民 of 民国: most letters are none of them and cost nothing more.
 */
static bool may_begin_date(struct slice text, size_t at, size_t n)
{
	return is_digit(utf8_at(text, at, &n)) ||
	       slice_contains(SLICE("〇零一二三四五六七八九十民"), slice_sub(text, at, at + n));
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

static enum status step(struct scan *scan, size_t *at)
{
	size_t n, next = *at;
	enum status status = STATUS_OK;
	uint32_t c = utf8_at(scan->text, *at, &n);

	if (c < 0x80 && !is_digit(c)) {
		*at += n;
		return STATUS_OK;
	}
	if (!is_digit(c))
		status = read_word(scan, *at, &next);
	if (status == STATUS_OK && next == *at && may_begin_date(scan->text, *at, n) &&
	    number_may_start(scan->text, *at))
		status = read_date(scan, *at, *at, FRAME_NONE, &next);
	if (next == *at)
		next = behind_digits(scan->text, *at);
	*at = next == *at ? *at + n : next;
	return status;
}

enum status times_find(struct arena *arena, const struct time_rules *rules,
		       const struct article *article, const struct time_mention **out, size_t *n)
{
	struct scan scan = {.rules = rules,
			    .text = article->text,
			    .published = article->published.date,
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
