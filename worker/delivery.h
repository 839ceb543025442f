/* delivery.h - a batch: the pages between two commits, with all records made from them.
 *
 * Exactly once: one transaction, ended by the commit of offsets and records together. At least
 * once: all records acknowledged, then the offsets committed; a lane that dies between the two does
 * the batch again. */
#ifndef JICENG_DELIVERY_H
#define JICENG_DELIVERY_H

#include "consumer.h"
#include "transaction.h"

struct delivery {
	struct producer producer;
	struct consumer *consumer; /* borrowed */
	struct stop *stop;
	bool is_open; /* a batch has begun */
	bool in_transaction;
	int64_t opened_at; /* monotonic ms */
};

enum delivery_result {
	DELIVERY_DONE,
	DELIVERY_UNDONE, /* nothing of the batch counts; go back to what is committed */
	DELIVERY_LATER,  /* the group is changing hands; try again after the next poll */
	DELIVERY_FATAL,  /* the lane must end */
};

enum status delivery_open(struct delivery *delivery, const struct lane_setup *setup,
			  struct consumer *consumer, struct stop *stop, struct err *err)
    __attribute__((warn_unused_result));
/* Before the first page: registers the transactional id. */
enum transaction_step delivery_prepare(struct delivery *delivery);
/* Begins a batch unless one is open. */
enum delivery_result delivery_begin(struct delivery *delivery);
/* Ends the batch, giving up at the monotonic time `deadline` (ms). The offsets are the consumer's.
 * Also with no batch open, for offsets alone. */
enum delivery_result delivery_commit(struct delivery *delivery, int64_t deadline);
/* Takes the batch back. DELIVERY_UNDONE or DELIVERY_FATAL. */
enum delivery_result delivery_abort(struct delivery *delivery);
void delivery_close(struct delivery *delivery);

#endif
