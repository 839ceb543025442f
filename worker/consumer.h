/* consumer.h - a lane as a member of the consumer group: takes pages, knows its partitions.
 * Made after the fork; one thread. */
#ifndef JICENG_CONSUMER_H
#define JICENG_CONSUMER_H

#include <librdkafka/rdkafka.h>

#include "kafka_config.h"
#include "lane_setup.h"
#include "partitions.h"

struct consumer {
	rd_kafka_t *client;
	const struct lane_setup *setup;
	struct lane_row *row;
	struct kafka_owner owner;
	struct partitions partitions;
	/* Called inside consumer_poll() and consumer_close() before partitions are given up: commit
	 * or, where they are lost already, abort the open batch. */
	void (*give_up)(void *context, bool lost);
	void *context;
	bool joined;       /* an assignment has come, be it an empty one */
	bool brokers_down; /* none answered when last heard of */
	bool paused;
	bool failed; /* a fatal error: the lane must end */
};

/* A client that has not joined yet. STATUS_BAD_OPTION, STATUS_MEMORY_LIMIT. `consumer` must stay
 * where it is until consumer_close(). */
enum status consumer_open(struct consumer *consumer, const struct lane_setup *setup,
			  struct err *err) __attribute__((warn_unused_result));
/* Checks settings without making a client. */
enum status consumer_check_settings(const struct options *options, struct err *err)
    __attribute__((warn_unused_result));
bool consumer_join(struct consumer *consumer) __attribute__((warn_unused_result));
/* The next page, or NULL. Owned by the caller: rd_kafka_message_destroy(). Ends of partitions and
 * errors are dealt with inside. */
rd_kafka_message_t *consumer_poll(struct consumer *consumer, int timeout_ms);
/* The offsets to commit; NULL: no memory. Owned by the caller. */
rd_kafka_topic_partition_list_t *consumer_offsets(const struct consumer *consumer);
/* Goes back to what is committed. False: the consumer could not; the lane must end. */
bool consumer_rewind(struct consumer *consumer) __attribute__((warn_unused_result));
/* Stops fetching, or starts again; the member stays in the group. */
void consumer_set_paused(struct consumer *consumer, bool paused);
/* Writes lag and positions to the scoreboard. */
void consumer_show_positions(struct consumer *consumer);
/* Leaves the group and ends the client. */
void consumer_close(struct consumer *consumer);

#endif
