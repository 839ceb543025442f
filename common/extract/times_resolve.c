/* times_resolve.c - see times_resolve.h. */
#include "extract/times_resolve.h"

enum { ANNOUNCED_DAYS = 31 };
enum { FESTIVAL_REACH = 60 }; /* days from publication within which a festival is the one meant */

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

int times_resolve_year(const struct time_reference *reference, const struct date_point *point,
		       enum direction direction)
{
	int year = reference->published.year;

	if (point->year_is == YEAR_WRITTEN)
		return point->first_year;
	if (point->year_is == YEAR_EARLIER)
		return date_is_set(reference->earlier) ? reference->earlier.year + point->first_year
						       : 0;
	if (!date_is_set(reference->published))
		return 0;
	if (point->year_is == YEAR_RELATIVE)
		return year + point->first_year;
	if (direction == LATEST)
		return latest_year(reference->published, point);
	return year + (date_compare(last_day(point, year), reference->published) < 0);
}

bool times_resolve_points(const struct time_reference *reference, const struct date_point *first,
			  const struct date_point *last, enum direction direction,
			  struct time_mention *out)
{
	int year = times_resolve_year(reference, first, direction);

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

/* 同日, 次日, 同月: counted from the date named before. */
static bool resolve_after(const struct time_reference *reference, const struct time_word *word,
			  struct time_mention *out)
{
	if (!date_is_set(reference->earlier))
		return false;
	if (word->period == PERIOD_EARLIER_MONTH) {
		if (reference->earlier_precision > PRECISION_MONTH)
			return false;
		out->start = add_months(reference->earlier, word->shift);
		out->end = last_of_month(out->start.year, out->start.month);
		return true;
	}
	if (reference->earlier_precision != PRECISION_DAY)
		return false;
	out->start = out->end = date_add_days(reference->earlier, word->shift);
	return true;
}

bool times_resolve_word(const struct time_reference *reference, const struct time_word *word,
			struct time_mention *out)
{
	struct date today = reference->published;

	out->precision = word->precision;
	if (word->period == PERIOD_EARLIER_DAY || word->period == PERIOD_EARLIER_MONTH)
		return resolve_after(reference, word, out);
	if (!date_is_set(today))
		return true;
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
	default:
		break;
	}
	return true;
}

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

void times_resolve_festival(const struct time_reference *reference,
			    const struct time_word *festival, int year, struct time_mention *out)
{
	int nearest = FESTIVAL_REACH + 1;

	out->precision = festival->precision;
	if (year != 0) {
		out->start = out->end = festival_day(festival, year);
		return;
	}
	if (!date_is_set(reference->published))
		return;
	for (int i = -1; i <= 1; i++) {
		struct date day = festival_day(festival, reference->published.year + i);
		if (!date_is_set(day))
			continue;
		int distance = date_days_between(reference->published, day);
		distance = distance < 0 ? -distance : distance;
		if (distance < nearest) {
			nearest = distance;
			out->start = out->end = day;
		}
	}
}

void times_resolve_day(const struct time_reference *reference, int day, enum direction direction,
		       struct time_mention *out)
{
	struct date today = reference->published;
	int step = direction == LATEST ? -1 : 1;

	out->precision = PRECISION_DAY;
	if (!date_is_set(today))
		return;
	bool past = direction == LATEST ? day > today.day : day < today.day;
	struct date month = add_months(today, past ? step : 0);
	/* A month without such a day is passed over: 31日 in July means May's when June is next. */
	while (day > date_days_in_month(month.year, month.month))
		month = add_months(month, step);
	out->start = out->end = (struct date){month.year, month.month, day};
}
