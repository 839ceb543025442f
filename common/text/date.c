/* date.c - see date.h. Days are counted with the civil-from-days method (Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms"): a year begins in March, so that the leap day is
 * its last. */
#include "text/date.h"

#include <stdio.h>

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : DAYS[month - 1];
}

bool date_is_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= date_days_in_month(d.year, d.month);
}

bool date_is_set(struct date date)
{
	return date.year != 0;
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

static long days_from_civil(struct date d)
{
	long year = d.year - (d.month <= 2);
	long era = year / 400;
	long year_of_era = year - era * 400;
	long day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
}

static struct date civil_from_days(long days)
{
	long era = days / 146097;
	long day_of_era = days - era * 146097;
	long year_of_era =
	    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long shifted_month = (5 * day_of_year + 2) / 153;
	int month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);

	return (struct date){(int)(year_of_era + era * 400 + (month <= 2)), month,
			     (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

struct date date_add_days(struct date date, int days)
{
	return civil_from_days(days_from_civil(date) + days);
}

int date_days_between(struct date from, struct date to)
{
	return (int)(days_from_civil(to) - days_from_civil(from));
}

int date_weekday(struct date date)
{
	int days = date_days_between((struct date){2000, 1, 3}, date); /* a Monday */

	return ((days % 7) + 7) % 7;
}

static struct slice copy_text(struct arena *arena, const char *text, int n)
{
	return arena_copy(arena, (struct slice){text, (size_t)n});
}

struct slice date_format(struct arena *arena, struct date d)
{
	char text[48];

	return copy_text(arena, text,
			 snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day));
}

struct slice timestamp_format(struct arena *arena, struct timestamp t)
{
	char text[96];

	if (!t.has_time)
		return date_format(arena, t.date);
	return copy_text(arena, text,
			 snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d+08:00",
				  t.date.year, t.date.month, t.date.day, t.hour, t.minute,
				  t.second));
}
