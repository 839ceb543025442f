/* tally.c - see tally.h. */
#include "tally.h"

void tally_add(struct tally *tally, const struct engine_result *result, size_t bytes_in)
{
	tally->pages[result->status]++;
	if (result->status == PAGE_DEAD_LETTERED)
		tally->dead_letters[result->error.status]++;
	for (unsigned flag = 0; flag < FLAG_COUNT; flag++)
		tally->flags[flag] += (result->flags & FLAG_BIT(flag)) != 0;
	tally->events += result->n_events;
	tally->articles += result->n_articles;
	tally->bytes_in += bytes_in;
	tally->bytes_out += result->outcome.value.n;
	for (size_t i = 0; i < result->n_events; i++)
		tally->bytes_out += result->events[i].value.n;
}

uint64_t tally_pages(const struct tally *tally)
{
	uint64_t n = 0;

	for (size_t i = 0; i < PAGE_STATUS_COUNT; i++)
		n += tally->pages[i];
	return n;
}

static void add_all(counter *counters, const uint64_t *numbers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		counters[i] += numbers[i];
}

void tally_publish(const struct tally *tally, struct counters *counters)
{
	add_all(counters->pages, tally->pages, PAGE_STATUS_COUNT);
	add_all(counters->dead_letters, tally->dead_letters, STATUS_COUNT);
	add_all(counters->flags, tally->flags, FLAG_COUNT);
	counters->events += tally->events;
	counters->articles += tally->articles;
	counters->bytes_in += tally->bytes_in;
	counters->bytes_out += tally->bytes_out;
}
