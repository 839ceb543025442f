/* tally.h - what a batch would add to the counters; added when it is committed, so that the
 * counters agree with what readers of the topics see. */
#ifndef JICENG_TALLY_H
#define JICENG_TALLY_H

#include "page/article.h"
#include "scoreboard.h"

struct tally {
	uint64_t pages[PAGE_STATUS_COUNT];
	uint64_t dead_letters[STATUS_COUNT];
	uint64_t flags[32];
	uint64_t events;
	uint64_t articles;
	uint64_t bytes_in;
	uint64_t bytes_out;
};

void tally_add(struct tally *tally, const struct engine_result *result, size_t bytes_in);
uint64_t tally_pages(const struct tally *tally);
void tally_publish(const struct tally *tally, struct counters *counters);

#endif
