/* times_point.c - see times_point.h. A date is read from left to right, largest unit first; each
 * unit is a number or a range of two numbers (3至5月) before 年, 月 or 日. What a broken page lost
 * (416日 for 4月16日) fits no unit and is left alone. */
#include "extract/times_point.h"

#include "text/numeral.h"
#include "text/utf8.h"

size_t behind_space(struct slice text, size_t at)
{
	size_t n;

	for (int i = 0; i < 3 && at < text.n && is_space(utf8_at(text, at, &n)); i++)
		at += n;
	return at;
}

static bool word_at(struct slice text, size_t at, struct slice word)
{
	return slice_starts(slice_from(text, at), word);
}

/* Whether the letter at `at` is one of `letters`. */
static bool letter_of(struct slice text, size_t at, struct slice letters)
{
	size_t n;

	if (at >= text.n)
		return false;
	utf8_at(text, at, &n);
	return slice_contains(letters, slice_sub(text, at, at + n));
}

size_t behind_range_mark(struct slice text, size_t at)
{
	static const struct slice MARKS[] = {
	    SLICE_INIT("——"), SLICE_INIT("--"), SLICE_INIT("—"), SLICE_INIT("–"),
	    SLICE_INIT("-"),  SLICE_INIT("－"), SLICE_INIT("~"), SLICE_INIT("～"),
	    SLICE_INIT("至"), SLICE_INIT("到"), SLICE_INIT("―"),
	};

	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (word_at(text, at, MARKS[i]))
			return at + MARKS[i].n;
	return at;
}

/* A whole number from lowest to highest at `at`, in either script. */
static bool number_at(struct slice text, size_t at, int lowest, int highest, size_t *end, int *out)
{
	struct numeral numeral;

	if (digits_at(text, at, end, out))
		return *out >= lowest && *out <= highest;
	if (!numeral_at(text, at, &numeral) || !numeral.is_integer || numeral.value < lowest ||
	    numeral.value > highest || (numeral.digit_by_digit && lowest < 1000))
		return false;
	*end = numeral.span.end;
	*out = (int)numeral.value;
	return true;
}

/* "5日", "3至5月": one or two numbers and the unit's letter. */
static bool unit_at(struct slice text, size_t at, struct slice units, int lowest, int highest,
		    size_t *end, int *first, int *last)
{
	size_t p, mark;

	if (!number_at(text, at, lowest, highest, &p, first))
		return false;
	*last = *first;
	mark = behind_range_mark(text, p);
	if (mark != p) {
		if (!number_at(text, behind_space(text, mark), *first + 1, highest, &p, last))
			return false;
	}
	p = behind_space(text, p);
	if (!letter_of(text, p, units))
		return false;
	*end = p + 3;
	return true;
}

/* 2021-12-16, 2021/12/16, 2021.12.16 */
static bool numeric_date_at(struct slice text, size_t at, struct date_point *out)
{
	int year, month, day;
	size_t p, start = at;

	if (!digits_at(text, at, &p, &year) || year < 1900 || year > 2099 || p >= text.n)
		return false;
	char mark = text.p[p];
	if ((mark != '-' && mark != '/' && mark != '.') || !digits_at(text, p + 1, &at, &month) ||
	    at - p > 3 || at >= text.n || text.p[at] != mark)
		return false;
	p = at;
	if (!digits_at(text, p + 1, &at, &day) || at - p > 3 ||
	    !date_is_valid((struct date){year, month, day}))
		return false;
	*out = (struct date_point){{start, at}, YEAR_WRITTEN, year, year,         month,
				   month,       day,          day,  PRECISION_DAY};
	return true;
}

static bool republic_year_at(struct slice text, size_t at, bool taiwan, size_t *end, int *year)
{
	bool named = word_at(text, at, SLICE("民国"));
	size_t p = at, digits;

	if (named)
		p = behind_space(text, at + SLICE("民国").n);
	else if (!taiwan || !digits_at(text, at, &digits, year) || *year < 100)
		return false;
	if (!unit_at(text, p, SLICE("年"), 1, 188, end, year, &(int){0}))
		return false;
	*year += 1911;
	return true;
}

/* The year and what stands between it and the month. False: none is written here. */
static bool year_at(const struct time_rules *rules, struct slice text, size_t at, bool taiwan,
		    struct date_point *out)
{
	const struct time_word *word;
	size_t end;

	if (unit_at(text, at, SLICE("年"), 1900, 2099, &end, &out->first_year, &out->last_year)) {
		if (letter_of(text, end, SLICE("级代龄多余历生")))
			return false;
		out->year_is = YEAR_WRITTEN;
	} else if (republic_year_at(text, at, taiwan, &end, &out->first_year)) {
		out->last_year = out->first_year;
		out->year_is = YEAR_WRITTEN;
	} else {
		word = time_word_at(rules, rules->starts, text, at, &end);
		if (!word || word->kind != TIME_RELATIVE ||
		    (word->period != PERIOD_YEAR && word->period != PERIOD_EARLIER_YEAR))
			return false;
		out->first_year = out->last_year = word->shift;
		out->year_is = word->period == PERIOD_YEAR ? YEAR_RELATIVE : YEAR_EARLIER;
	}
	if (word_at(text, end, SLICE("度")))
		end += SLICE("度").n;
	out->span.end = end;
	out->precision = PRECISION_YEAR;
	return true;
}

static bool part_at(const struct time_rules *rules, struct slice text, size_t at,
		    struct date_point *out)
{
	size_t end;
	const struct time_word *part = time_word_at(rules, rules->parts, text, at, &end);

	if (!part)
		return false;
	out->first_month = part->first_month;
	out->last_month = part->last_month;
	out->precision = part->precision;
	out->span.end = end;
	return true;
}

/* 上旬, 月初: parts of a month. Days stay 0 where the word is vague. */
static bool month_part_at(struct slice text, size_t at, struct date_point *out)
{
	static const struct {
		struct slice word;
		int first_day, last_day;
	} PARTS[] = {{SLICE_INIT("上旬"), 1, 10}, {SLICE_INIT("中旬"), 11, 20},
		     {SLICE_INIT("下旬"), 21, 0}, {SLICE_INIT("初"), 0, 0},
		     {SLICE_INIT("底"), 0, 0},    {SLICE_INIT("末"), 0, 0}};

	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
		if (word_at(text, at, PARTS[i].word)) {
			out->first_day = PARTS[i].first_day;
			out->last_day = PARTS[i].last_day;
			out->span.end = at + PARTS[i].word.n;
			return true;
		}
	}
	return false;
}

static bool day_at(struct slice text, size_t at, struct date_point *out)
{
	size_t end;

	if (!unit_at(text, at, SLICE("日号"), 1,
		     date_days_in_month(2000, out->last_month ? out->last_month : 1), &end,
		     &out->first_day, &out->last_day)) {
		out->first_day = out->last_day = 0;
		return false;
	}
	out->precision = PRECISION_DAY;
	out->span.end = end;
	return true;
}

bool bare_day_at(struct slice text, size_t at, size_t *end, int *day)
{
	size_t digits;

	if (!digits_at(text, at, &digits, day) || *day < 1 || *day > 31 ||
	    !letter_of(text, digits, SLICE("日号")))
		return false;
	*end = digits + SLICE("日").n;
	return true;
}

size_t behind_clock(struct slice text, size_t at)
{
	static const char *const PARTS[] = {"上午", "下午", "晚上", "凌晨", "中午", "晚", "早"};
	int hour, minute;
	size_t end, p = behind_space(text, at);

	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		if (word_at(text, p, slice_of(PARTS[i]))) {
			p += slice_of(PARTS[i]).n;
			break;
		}
	if (!digits_at(text, p, &end, &hour) || hour > 24)
		return at;
	bool colon = word_at(text, end, SLICE(":")) || word_at(text, end, SLICE("："));
	if (!colon && !letter_of(text, end, SLICE("时点")))
		return at;
	p = end + (text.p[end] == ':' ? 1 : SLICE("：").n);
	if (digits_at(text, p, &end, &minute) && minute < 60)
		p = end + (letter_of(text, end, SLICE("分")) ? SLICE("分").n : 0);
	else if (colon)
		return at;
	return p;
}

/* 元月 or a number of a month before 月. */
static bool month_number_at(struct slice text, size_t at, size_t *end, struct date_point *out)
{
	if (!word_at(text, at, SLICE("元月")))
		return unit_at(text, at, SLICE("月"), 1, 12, end, &out->first_month,
			       &out->last_month);
	out->first_month = out->last_month = 1;
	*end = at + SLICE("元月").n;
	return true;
}

/* 5月, 5月20日, 5月底. needs_more: 三月 alone is too little without a year (阳春三月). */
static bool month_at(struct slice text, size_t at, bool has_year, struct date_point *out)
{
	struct numeral numeral;
	size_t end, day;
	bool more = false;

	if (!month_number_at(text, at, &end, out)) {
		out->first_month = out->last_month = 0;
		return false;
	}
	out->precision = PRECISION_MONTH;
	out->span.end = end;
	day = behind_space(text, end);
	if (word_at(text, end, SLICE("份"))) {
		out->span.end = end + SLICE("份").n;
		more = true;
	} else if (numeral_at(text, day, &numeral)) {
		more = day_at(text, day, out);
		size_t behind = behind_space(text, numeral.span.end);
		if (!more && letter_of(text, behind, SLICE("日号")))
			return false; /* 5月215日: a letter is lost, and who knows which */
	} else {
		more = month_part_at(text, end, out);
	}
	return more || has_year || !numeral_at(text, at, &numeral) || !numeral.has_han;
}

/* The second half of a range, where it leaves out what the first half has. */
static bool later_half_at(struct slice text, size_t at, const struct date_point *earlier,
			  struct date_point *out)
{
	if (month_at(text, at, true, out))
		return true;
	if (earlier->first_day == 0)
		return false;
	out->first_month = out->last_month = earlier->last_month;
	return day_at(text, at, out);
}

bool date_point_at(const struct time_rules *rules, struct slice text, size_t at,
		   const struct date_point *earlier, bool taiwan, struct date_point *out)
{
	*out = (struct date_point){.span = {at, at}};
	if (numeric_date_at(text, at, out))
		return true;
	if (year_at(rules, text, at, taiwan, out)) {
		size_t behind = behind_space(text, out->span.end);
		struct date_point with_month = *out;
		if (part_at(rules, text, behind, out))
			return true;
		if (word_at(text, behind, SLICE("的")))
			behind += SLICE("的").n;
		if (out->first_year == out->last_year && month_at(text, behind, true, &with_month))
			*out = with_month;
		return true;
	}
	*out = (struct date_point){.span = {at, at}};
	if (earlier) {
		out->year_is = earlier->year_is;
		out->first_year = out->last_year = earlier->last_year;
		return later_half_at(text, at, earlier, out);
	}
	return month_at(text, at, false, out);
}
