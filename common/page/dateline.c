/* dateline.c - see dateline.h. A hand-written reader rather than patterns: every place where a
 * digit begins is tried once, so that the cost is one pass. */
#include "page/dateline.h"

#include "text/numeral.h"
#include "text/utf8.h"

struct reader {
	struct slice text;
	size_t at;
};

static bool is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip_spaces(struct reader *r)
{
	size_t n;

	while (r->at < r->text.n && is_space(utf8_at(r->text, r->at, &n)))
		r->at += n;
}

static bool take(struct reader *r, struct slice word)
{
	if (!slice_starts(slice_from(r->text, r->at), word))
		return false;
	r->at += word.n;
	return true;
}

/* A whole number, in digits of any width or Chinese numerals (year digit by digit). */
static bool number(struct reader *r, int *out)
{
	struct numeral numeral;
	size_t end;

	if (digits_at(r->text, r->at, &end, out)) {
		r->at = end;
		return true;
	}
	if (!numeral_at(r->text, r->at, &numeral) || !numeral.is_integer ||
	    numeral.span.start != r->at || numeral.value > 9999)
		return false;
	*out = (int)numeral.value;
	r->at = numeral.span.end;
	return true;
}

static bool two_digits(struct reader *r, int *out)
{
	size_t start = r->at;

	*out = 0;
	while (r->at < r->text.n && r->at < start + 2 && is_ascii_digit(r->text.p[r->at]))
		*out = *out * 10 + r->text.p[r->at++] - '0';
	return r->at > start;
}

static bool colon(struct reader *r)
{
	return take(r, SLICE(":")) || take(r, SLICE("："));
}

static void afternoon(struct reader *r, struct timestamp *out, bool is_late)
{
	struct reader at = *r;
	bool pm = is_late || take(&at, SLICE("下午")) || take(&at, SLICE("PM")) ||
		  take(&at, SLICE(" PM"));

	if (!pm)
		return;
	*r = at;
	if (out->hour < 12)
		out->hour += 12;
}

/* The zone: a time in UTC becomes Chinese time. */
static void zone(struct reader *r, struct timestamp *out)
{
	int hours = 8;

	if (take(r, SLICE(".")))
		while (r->at < r->text.n && is_ascii_digit(r->text.p[r->at]))
			r->at++;
	if (take(r, SLICE("Z"))) {
		hours = 0;
	} else if (r->at + 3 <= r->text.n && (r->text.p[r->at] == '+') &&
		   is_ascii_digit(r->text.p[r->at + 1]) && is_ascii_digit(r->text.p[r->at + 2])) {
		hours = (r->text.p[r->at + 1] - '0') * 10 + r->text.p[r->at + 2] - '0';
		r->at += 3;
		if (!take(r, SLICE(":00")))
			(void)take(r, SLICE("00"));
	}
	out->hour += 8 - hours;
	if (out->hour >= 24) {
		out->hour -= 24;
		out->date = date_add_days(out->date, 1);
	} else if (out->hour < 0) {
		out->hour += 24;
		out->date = date_add_days(out->date, -1);
	}
}

static bool open_bracket(struct reader *r)
{
	return take(r, SLICE("（")) || take(r, SLICE("(")) || take(r, SLICE("["));
}

static bool close_bracket(struct reader *r)
{
	return take(r, SLICE("）")) || take(r, SLICE(")")) || take(r, SLICE("]"));
}

/* 星期二, （周二） between the day and the time. */
static void weekday(struct reader *r)
{
	struct reader at = *r;
	bool is_open = open_bracket(&at);
	size_t n;

	if (!take(&at, SLICE("星期")) && !take(&at, SLICE("周")) && !take(&at, SLICE("礼拜")))
		return;
	if (at.at < at.text.n) {
		utf8_at(at.text, at.at, &n);
		at.at += n;
	}
	if (is_open && !close_bracket(&at))
		return;
	skip_spaces(&at);
	*r = at;
}

/* 8:30, 08：30:12, 8时30分, 8点30分12秒. */
static bool clock_time(struct reader *r, struct timestamp *out)
{
	int hour, minute, second = 0;
	bool in_letters = false;

	if (!two_digits(r, &hour) || hour > 23)
		return false;
	if (!colon(r)) {
		in_letters = take(r, SLICE("时")) || take(r, SLICE("点")) || take(r, SLICE("時"));
		if (!in_letters)
			return false;
	}
	if (!two_digits(r, &minute) || minute > 59 || (in_letters && !take(r, SLICE("分"))))
		return false;
	struct reader before = *r;
	if ((!in_letters && !colon(r)) || !two_digits(r, &second) || second > 59 ||
	    (in_letters && !take(r, SLICE("秒")))) {
		*r = before;
		second = 0;
	}
	out->has_time = true;
	out->hour = hour;
	out->minute = minute;
	out->second = second;
	return true;
}

static void time_of_day(struct reader *r, struct timestamp *out)
{
	struct reader at = *r;

	if (!take(&at, SLICE("T")) && !take(&at, SLICE("-")))
		skip_spaces(&at);
	weekday(&at);
	if (take(&at, SLICE("|")) || take(&at, SLICE("/")) || take(&at, SLICE("·")))
		skip_spaces(&at);
	bool is_late = take(&at, SLICE("下午")) || take(&at, SLICE("晚上"));
	if (!is_late && !take(&at, SLICE("上午")))
		take(&at, SLICE("凌晨"));
	skip_spaces(&at);
	if (!clock_time(&at, out))
		return;
	afternoon(&at, out, is_late);
	zone(&at, out);
	*r = at;
}

/* -, /, ., 年 or 月 between the parts of a date. */
static bool separator(struct reader *r, struct slice letter, char *kind)
{
	skip_spaces(r);
	if (take(r, letter)) {
		*kind = 'h';
	} else if (r->at < r->text.n && (r->text.p[r->at] == '-' || r->text.p[r->at] == '/' ||
					 r->text.p[r->at] == '.')) {
		if (*kind && *kind != r->text.p[r->at])
			return false;
		*kind = r->text.p[r->at++];
	} else {
		return false;
	}
	skip_spaces(r);
	return true;
}

/* How many ASCII digits stand at byte `at`. */
static size_t count_digits(struct slice text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && is_ascii_digit(text.p[at + n]))
		n++;
	return n;
}

static int digits_of(struct slice text, size_t at, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + text.p[at + i] - '0';
	return value;
}

/* 0508:30 behind a month: day and time stood in two boxes. */
static bool is_day_and_hour(struct slice text, size_t at)
{
	return count_digits(text, at) == 4 && at + 4 < text.n && text.p[at + 4] == ':';
}

static bool month_and_day(struct reader *r, struct date *date, char kind)
{
	if (!number(r, &date->month))
		return false;
	if (!separator(r, SLICE("月"), &kind))
		return false;
	if (is_day_and_hour(r->text, r->at)) {
		date->day = digits_of(r->text, r->at, 2);
		r->at += 2;
	} else if (!number(r, &date->day)) {
		return false;
	}
	if (kind == 'h') {
		skip_spaces(r);
		if (!take(r, SLICE("日")) && !take(r, SLICE("号")))
			return false;
	}
	return date_is_valid(*date);
}

/* 0830 or 083012 glued behind a day. */
static bool packed_time(struct slice text, size_t at, size_t n, struct timestamp *out)
{
	out->hour = digits_of(text, at, 2);
	out->minute = digits_of(text, at + 2, 2);
	out->second = n == 6 ? digits_of(text, at + 4, 2) : 0;
	out->has_time = true;
	return out->hour < 24 && out->minute < 60 && out->second < 60;
}

/* 20190907, 201909/07, 20190907083012; and 201909/0708:30:12, which once was in three boxes. */
static bool packed(struct reader *r, struct timestamp *out)
{
	struct slice text = r->text;
	size_t n = count_digits(text, r->at), day = r->at + 6;

	if (n < 6 || text.p[r->at] != '2' || text.p[r->at + 1] != '0')
		return false;
	if (n == 6 && day < text.n && (text.p[day] == '/' || text.p[day] == '-')) {
		day++;
		n = 6 + count_digits(text, day);
		if (n == 10 && day + 4 < text.n && text.p[day + 4] == ':')
			n = 8;
	}
	if (n != 8 && n != 12 && n != 14)
		return false;
	out->date = (struct date){digits_of(text, r->at, 4), digits_of(text, r->at + 4, 2),
				  digits_of(text, day, 2)};
	if (!date_is_valid(out->date) || (n > 8 && !packed_time(text, day + 2, n - 8, out)))
		return false;
	r->at = day + n - 6;
	return true;
}

/* 2019 09/07 08:30: the year stood in a box of its own. */
static bool year_apart(struct reader *r, struct timestamp *out)
{
	struct slice text = r->text;
	size_t at = r->at;

	if (count_digits(text, at) != 4 || text.p[at] != '2' || text.p[at + 1] != '0' ||
	    at + 10 > text.n || text.p[at + 4] != ' ' || count_digits(text, at + 5) != 2 ||
	    (text.p[at + 7] != '/' && text.p[at + 7] != '-') || count_digits(text, at + 8) < 2)
		return false;
	out->date = (struct date){digits_of(text, at, 4), digits_of(text, at + 5, 2),
				  digits_of(text, at + 8, 2)};
	if (!date_is_valid(out->date))
		return false;
	r->at = at + 10;
	time_of_day(r, out);
	return out->has_time;
}

/* Zeros are circles of many kinds in print. */
static int digit_letter(uint32_t c)
{
	static const uint32_t DIGITS[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
					  0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

	for (int i = 0; i < 10; i++)
		if (DIGITS[i] == c)
			return i;
	return c == 0x96F6 || c == 0x25CB || c == 0x25EF || c == '0' || c == 'O' || c == 'o' ||
		       c == 0xFF10 || c == 0xFF2F
		   ? 0
		   : -1;
}

/* 二○二四: four letters, one by one. */
static bool year_in_letters(struct reader *r, int *year)
{
	size_t at = r->at, n;

	*year = 0;
	for (int i = 0; i < 4; i++) {
		int digit = at < r->text.n ? digit_letter(utf8_at(r->text, at, &n)) : -1;
		if (digit < 0)
			return false;
		*year = *year * 10 + digit;
		at += n;
	}
	if (*year < 1900 || !slice_starts(slice_from(r->text, at), SLICE("年")))
		return false;
	r->at = at;
	return true;
}

static bool ends_in_colon(struct slice text)
{
	text = text_trim(text);
	return slice_ends(text, SLICE(":")) || slice_ends(text, SLICE("："));
}

/* 113-03-05 and 24-03-05: what is read only where a label says that a date follows. */
static bool is_in_full(struct slice text, size_t at, size_t digits)
{
	return text.n - at >= digits + 6 && count_digits(text, at + digits + 1) == 2 &&
	       count_digits(text, at + digits + 4) == 2;
}

/* The year as written and how it is to be understood. */
struct year {
	int value;
	size_t digits; /* 0: in letters */
	bool is_roc;   /* years of the Republic of China: 民国113年 */
	bool is_labelled;
};

static bool resolve_year(struct year *year, struct slice text, size_t at, char kind, bool *is_short)
{
	bool in_full = kind != 'h' && is_in_full(text, at, year->digits);

	*is_short = !year->is_roc && year->value < 100 && year->digits == 2;
	if (*is_short) {
		year->value += 2000;
		*is_short = !(year->is_labelled && in_full);
	} else if (year->is_roc || (year->value >= 100 && year->value < 200 &&
				    (kind == 'h' || (in_full && year->is_labelled)))) {
		year->value += 1911;
	}
	return year->value >= 1900 && year->value <= 2100;
}

static bool full_date(struct reader *r, struct slice before, struct timestamp *out)
{
	struct reader at = *r;
	struct year year = {.is_roc = slice_ends(text_trim(before), SLICE("民国")) ||
				      slice_ends(text_trim(before), SLICE("民國")),
			    .is_labelled = ends_in_colon(before)};
	char kind = 0;
	bool is_short;

	if (packed(&at, out) || year_apart(&at, out)) {
		*r = at;
		return true;
	}
	*out = (struct timestamp){0};
	at = *r;
	if (!year_in_letters(&at, &year.value)) {
		if (!number(&at, &year.value))
			return false;
		year.digits = at.at - r->at;
	}
	if (!separator(&at, SLICE("年"), &kind) ||
	    !resolve_year(&year, r->text, r->at, kind, &is_short))
		return false;
	out->date.year = year.value;
	if (!month_and_day(&at, &out->date, kind))
		return false;
	*r = at;
	time_of_day(r, out);
	return !is_short || out->has_time;
}

/* May a number begin here? Digits and Chinese numerals only. */
static bool may_begin(struct slice text, size_t at)
{
	static const char *const NUMERALS[] = {"一", "二", "三", "〇", "零", "○"};
	unsigned char c = (unsigned char)text.p[at];

	if (is_ascii_digit((char)c))
		return at == 0 || !is_ascii_digit(text.p[at - 1]);
	if (c == 0xEF)
		return text.n - at >= 3 && (unsigned char)text.p[at + 1] == 0xBC &&
		       (unsigned char)text.p[at + 2] >= 0x90 &&
		       (unsigned char)text.p[at + 2] <= 0x99;
	if (c != 0xE4 && c != 0xE3 && c != 0xE9 && c != 0xE2)
		return false;
	for (size_t i = 0; i < sizeof NUMERALS / sizeof *NUMERALS; i++)
		if (slice_starts(slice_from(text, at), slice_of(NUMERALS[i])))
			return true;
	return false;
}

bool dateline_find(struct slice text, size_t from, struct dated *out)
{
	for (size_t at = from; at < text.n; at++) {
		if (!may_begin(text, at))
			continue;
		struct slice before = slice_sub(text, at < 24 ? 0 : at - 24, at);
		struct reader r = {text, at};
		struct timestamp found = {0};
		if (full_date(&r, before, &found)) {
			if (!found.has_time)
				time_of_day(&r, &found);
			*out = (struct dated){found, {at, r.at}};
			return true;
		}
	}
	return false;
}

bool dateline_find_short(struct slice text, struct dated *out)
{
	for (size_t at = 0; at < text.n; at++) {
		if (!is_ascii_digit(text.p[at]) || (at && is_ascii_digit(text.p[at - 1])))
			continue;
		struct reader r = {text, at};
		struct timestamp found = {.date.year = 2000};
		char kind = 0;
		if (!month_and_day(&r, &found.date, kind))
			continue;
		time_of_day(&r, &found);
		found.date.year = 0;
		*out = (struct dated){found, {at, r.at}};
		return true;
	}
	return false;
}

/* The month or the day of an address, with the mark before it. A slash before the day wants one
 * behind it: /202403/05/ is a day, /202403/05.html may be a number. */
static bool address_part(struct slice text, size_t *at, bool is_day, int *out)
{
	bool has_mark =
	    *at < text.n && slice_contains(SLICE("/-_."), slice_sub(text, *at, *at + 1));
	bool has_slash = has_mark && text.p[*at] == '/';
	size_t i = *at + has_mark, n = count_digits(text, i);

	if (!n || (n == 1 && !has_slash) || (n > 2 && (is_day || n != 4)))
		return false;
	n = n > 2 ? 2 : n;
	*out = digits_of(text, i, n);
	*at = i + n;
	return !is_day || !has_slash || slice_starts(slice_from(text, *at), SLICE("/"));
}

/* 20240305, 2024-03/05/, 2024/0305, /2024/3/5/ */
static bool address_date(struct slice text, size_t at, struct date *out)
{
	size_t digits = count_digits(text, at);

	if (digits != 4 && digits != 6 && digits != 8)
		return false;
	out->year = digits_of(text, at, 4);
	at += 4;
	return address_part(text, &at, false, &out->month) &&
	       address_part(text, &at, true, &out->day) && out->year >= 1995 && out->year <= 2100 &&
	       date_is_valid(*out);
}

bool dateline_find_in_address(struct slice address, struct date *out)
{
	size_t scheme = slice_find(address, SLICE("://"));
	size_t at = scheme == SIZE_MAX ? 0 : slice_find_byte(address, '/', scheme + 3);
	struct slice path = slice_sub(address, 0, slice_find_byte(address, '?', 0));

	for (; at < path.n; at++)
		if (is_ascii_digit(path.p[at]) && (at == 0 || !is_ascii_digit(path.p[at - 1])) &&
		    address_date(path, at, out))
			return true;
	return false;
}
