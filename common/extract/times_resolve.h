/* times_resolve.h - from what a text names to days of the calendar. Only for extract/times*.c.
 * Nothing is resolved against anything but the day of publication and the date that the paragraph
 * named last; where these are not known, dates stay unset. */
#ifndef JICENG_EXTRACT_TIMES_RESOLVE_H
#define JICENG_EXTRACT_TIMES_RESOLVE_H

#include "extract/times_point.h"

enum direction { LATEST, NEXT }; /* which of the dates without a year is meant */

struct time_reference {
	struct date published; /* year 0: not known */
	struct date earlier;   /* first day of the date named last (同年, 次日); year 0: none */
	enum time_precision earlier_precision;
};

/* Year of the first day of `point`, or 0 when it cannot be known. */
int times_resolve_year(const struct time_reference *reference, const struct date_point *point,
		       enum direction direction);
/* Dates of the range first..last (last may be the same point). False: no such day exists. */
bool times_resolve_points(const struct time_reference *reference, const struct date_point *first,
			  const struct date_point *last, enum direction direction,
			  struct time_mention *out);
/* False: it refers to an earlier date (同日), and there is none. */
bool times_resolve_word(const struct time_reference *reference, const struct time_word *word,
			struct time_mention *out);
/* The festival of the given year, or (year 0) the one nearest to publication. */
void times_resolve_festival(const struct time_reference *reference,
			    const struct time_word *festival, int year, struct time_mention *out);
/* 19日: the day of that number nearest before (or, NEXT, behind) publication. */
void times_resolve_day(const struct time_reference *reference, int day, enum direction direction,
		       struct time_mention *out);

#endif
