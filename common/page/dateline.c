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
	bool pm = is_late || take(r, SLICE("下午"));

	if (pm && out->hour < 12)
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

static void time_of_day(struct reader *r, struct timestamp *out)
{
	struct reader at = *r;
	int hour, minute, second = 0;

	if (!take(&at, SLICE("T")))
		skip_spaces(&at);
	if (take(&at, SLICE("星期")) || take(&at, SLICE("周")) || take(&at, SLICE("礼拜"))) {
		size_t n;
		if (at.at < at.text.n) {
			utf8_at(at.text, at.at, &n);
			at.at += n;
		}
		skip_spaces(&at);
	}
	bool is_late = take(&at, SLICE("下午")) || take(&at, SLICE("晚上"));
	if (!is_late && !take(&at, SLICE("上午")))
		take(&at, SLICE("凌晨"));
	skip_spaces(&at);
	if (!two_digits(&at, &hour) || hour > 23 || !colon(&at) || !two_digits(&at, &minute) ||
	    minute > 59)
		return;
	struct reader before = at;
	if (!colon(&at) || !two_digits(&at, &second) || second > 59) {
		at = before;
		second = 0;
	}
	out->has_time = true;
	out->hour = hour;
	out->minute = minute;
	out->second = second;
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

static bool month_and_day(struct reader *r, struct date *date, char kind)
{
	if (!number(r, &date->month))
		return false;
	if (!separator(r, SLICE("月"), &kind) || !number(r, &date->day))
		return false;
	if (kind == 'h') {
		skip_spaces(r);
		if (!take(r, SLICE("日")) && !take(r, SLICE("号")))
			return false;
	}
	return date_is_valid(*date);
}

/* 20190907 or 201909/07, as addresses write it. */
static bool packed(struct reader *r, struct date *date)
{
	const char *p = r->text.p + r->at;
	size_t left = r->text.n - r->at, i = 6;

	if (left < 8 || p[0] != '2' || p[1] != '0')
		return false;
	for (size_t k = 0; k < 6; k++)
		if (!is_ascii_digit(p[k]))
			return false;
	if (p[6] == '/' || p[6] == '-')
		i = 7;
	if (left < i + 2 || !is_ascii_digit(p[i]) || !is_ascii_digit(p[i + 1]) ||
	    (left > i + 2 && is_ascii_digit(p[i + 2])))
		return false;
	date->year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + p[3] - '0';
	date->month = (p[4] - '0') * 10 + p[5] - '0';
	date->day = (p[i] - '0') * 10 + p[i + 1] - '0';
	r->at += i + 2;
	return date_is_valid(*date);
}

static bool full_date(struct reader *r, bool is_roc, struct timestamp *out)
{
	struct reader at = *r;
	char kind = 0;

	if (packed(&at, &out->date)) {
		*r = at;
		return true;
	}
	at = *r;
	size_t digits = at.at;
	if (!number(&at, &out->date.year))
		return false;
	digits = at.at - digits;
	if (is_roc)
		out->date.year += 1911;
	if (!separator(&at, SLICE("年"), &kind))
		return false;
	bool is_short = !is_roc && out->date.year < 100 && digits == 2;
	if (is_short)
		out->date.year += 2000;
	if (!is_roc && kind == 'h' && out->date.year >= 100 && out->date.year < 200)
		out->date.year += 1911;
	if (out->date.year < 1900 || out->date.year > 2100 || !month_and_day(&at, &out->date, kind))
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
		struct slice before = slice_sub(text, 0, at);
		bool is_roc =
		    slice_ends(before, SLICE("民国")) || slice_ends(before, SLICE("民國"));
		struct reader r = {text, at};
		struct timestamp found = {0};
		if (full_date(&r, is_roc, &found)) {
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
