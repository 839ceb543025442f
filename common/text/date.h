/* date.h - calendar dates without a clock and without time zones: the proleptic Gregorian calendar.
 * published dates and resolved times are of this type; year 0 means "no date". */
#ifndef JICENG_TEXT_DATE_H
#define JICENG_TEXT_DATE_H

#include "base/arena.h"

struct date {
	int year;  /* 1..9999; 0: none */
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

/* A date, with a time of day where the page shows one (+08:00). */
struct timestamp {
	struct date date;
	bool has_time;
	int hour, minute, second;
};

bool date_is_valid(struct date date);
bool date_is_set(struct date date);
int date_days_in_month(int year, int month);
/* <0, 0, >0. */
int date_compare(struct date a, struct date b);
/* The date `days` later (negative: earlier). */
struct date date_add_days(struct date date, int days);
/* Days from `from` to `to`, negative when `to` is earlier. */
int date_days_between(struct date from, struct date to);
/* 0 Monday .. 6 Sunday. */
int date_weekday(struct date date);
/* "2021-12-16", in the arena; .p NULL when full. */
struct slice date_format(struct arena *arena, struct date date);
/* "2021-12-16" or "2021-12-16T09:23:12+08:00". */
struct slice timestamp_format(struct arena *arena, struct timestamp timestamp);

#endif
