/* times_point.h - a date as it is written, before it is resolved: which of year, month and day the
 * text gives. Only for extract/times*.c. */
#ifndef JICENG_EXTRACT_TIMES_POINT_H
#define JICENG_EXTRACT_TIMES_POINT_H

#include "extract/times_rules.h"

enum point_year { YEAR_MISSING, YEAR_WRITTEN, YEAR_RELATIVE, YEAR_EARLIER };

/* First and last differ in 3至5月, 2019—2021年, 上半年. 0: not given, all of them. */
struct date_point {
	struct span span;
	enum point_year year_is;
	int first_year, last_year; /* YEAR_RELATIVE: years from the one of publication;
				      YEAR_EARLIER: from the one named before */
	int first_month, last_month;
	int first_day, last_day;
	enum time_precision precision;
};

/* The longest date that starts at byte `at`. earlier: the first half of a range whose second half
 * is asked for (it may leave out what the first has: 5月20日至31日), else NULL.
 * taiwan: years of the Republic without 民国 are read (114年3月). */
bool date_point_at(const struct time_rules *rules, struct slice text, size_t at,
		   const struct date_point *earlier, bool taiwan, struct date_point *out);

/* 20日 alone: its number, and the byte behind it; false when none stands at `at`. */
bool bare_day_at(struct slice text, size_t at, size_t *end, int *day);
/* Behind the time of day at `at` (9时, 12:00, 下午3点半), or `at`. */
size_t behind_clock(struct slice text, size_t at);
/* Byte behind white space (at most three letters of it). */
size_t behind_space(struct slice text, size_t at);
/* Byte behind 至, 到, —, -, ～ ..., or `at` when none stands there. */
size_t behind_range_mark(struct slice text, size_t at);

#endif
