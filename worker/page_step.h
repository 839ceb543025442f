/* page_step.h - one page on its way through a lane: from the Kafka message through the engine to
 * the producer. */
#ifndef JICENG_PAGE_STEP_H
#define JICENG_PAGE_STEP_H

#include "publish.h"
#include "tally.h"

struct page_step {
	const struct lane_setup *setup;
	struct producer *producer;
	const struct topics *topics;
	struct arena *page_arena;   /* the engine's; bounded by --page-memory */
	struct arena *record_arena; /* headers of the message */
	struct tally *tally;
};

/* False: a record could not be produced; the batch must be aborted. */
bool page_step_run(const struct page_step *step, const rd_kafka_message_t *message)
    __attribute__((warn_unused_result));

#endif
