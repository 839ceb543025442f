/* transaction.h - the calls of a transactional producer, each brought to an end.
 *
 * librdkafka's errors say what to do: fatal ends the lane, "requires abort" aborts, retriable is
 * tried again. Each call here waits in short steps, so that the lane stays seen to be alive and can
 * be told to stop. */
#ifndef JICENG_TRANSACTION_H
#define JICENG_TRANSACTION_H

#include "producer.h"

enum transaction_step {
	STEP_DONE,
	STEP_ABORT,   /* the transaction cannot be committed: abort it and do its pages again */
	STEP_FATAL,   /* the producer is of no more use: the lane must end */
	STEP_STOPPED, /* told to stop while waiting */
};

/* Registers with the coordinator; ends what an earlier producer of this id left open. */
enum transaction_step transaction_init(struct producer *producer);
enum transaction_step transaction_begin(struct producer *producer);
/* Offsets and records become visible together. `offsets` is borrowed. Gives up (STEP_ABORT) at the
 * monotonic time `deadline`, in ms. */
enum transaction_step transaction_commit(struct producer *producer, rd_kafka_t *consumer,
					 const rd_kafka_topic_partition_list_t *offsets,
					 int64_t deadline);
enum transaction_step transaction_abort(struct producer *producer);

#endif
