/* dateline.h - dates and times of day as pages print them. What a date means (day of publication,
 * day of the story) is for the caller to know. */
#ifndef JICENG_PAGE_DATELINE_H
#define JICENG_PAGE_DATELINE_H

#include "text/date.h"

struct dated {
	struct timestamp at;
	struct span span; /* bytes in the text given */
};

/* The first full date (year, month, day) at or after byte `from`, with the time of day that follows
 * it: 2021-12-16 09:23, 2021年12月16日 9时23分, 2021.12.16, 二○二一年十二月十六日,
 * 民國110年12月16日, 20211216092312, 2021 12/16 09:23, 21-12-16 08:00,
 * 2019-09-07T04:04:00+08:00; behind a colon also 21-12-16 and 110-12-16. False: none. */
bool dateline_find(struct slice text, size_t from, struct dated *out);
/* Month, day and time of day without a year: 10-08 12:00, 9月7日 16:28. out->at.date.year is 0. */
bool dateline_find_short(struct slice text, struct dated *out);
/* The day in the path of a URL: /2021/1216/, /202112/t20211216_1.html, /art/2021/12/6/, 2021-12/06/.
 */
bool dateline_find_in_address(struct slice address, struct date *out);

#endif
