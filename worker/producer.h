/* producer.h - a lane's producer: hands records to librdkafka and hears what became of them.
 *
 * Each record is tied to the page it was made from, so that when a broker refuses one the page at
 * fault is known. Transactional or idempotent; see delivery.h for what is done with it. */
#ifndef JICENG_PRODUCER_H
#define JICENG_PRODUCER_H

#include <librdkafka/rdkafka.h>
#include <stdatomic.h>

#include "kafka_config.h"
#include "lane_setup.h"
#include "stop.h"

struct page_place {
	int32_t partition;
	int64_t offset;
};

/* What is remembered of the batch before. */
struct past_batch {
	size_t n_pages;
	struct page_place first;
	bool refused_size;
};

struct producer {
	rd_kafka_t *client;
	const struct lane_setup *setup;
	struct lane_row *row;
	struct kafka_owner owner;
	struct stop *stop;
	/* The open batch: */
	struct page_place *pages;
	size_t n_pages;
	size_t room;
	uint64_t bytes;
	uint64_t n_failed; /* records that were not delivered */
	bool refused_size; /* a broker said one was too large */
	bool brokers_down;
	bool failed; /* a fatal error: the lane must end */
	bool fenced;
	/* An EndTxn request got no answer: it may still reach the broker, and end the next
	 * transaction there. Written by librdkafka's threads. */
	atomic_bool end_in_doubt;
	struct past_batch past;
};

/* setup->options->delivery decides the kind. STATUS_BAD_OPTION, STATUS_MEMORY_LIMIT. `producer`
 * must stay where it is until producer_close(). */
enum status producer_open(struct producer *producer, const struct lane_setup *setup,
			  struct stop *stop, struct err *err) __attribute__((warn_unused_result));
enum status producer_check_settings(const struct options *options, struct err *err)
    __attribute__((warn_unused_result));

struct outgoing {
	const char *topic;
	struct slice key;            /* .p NULL: none */
	struct slice value;          /* .p NULL: null */
	int64_t timestamp;           /* unix ms; <= 0: now */
	rd_kafka_headers_t *headers; /* taken over, also on failure */
};

/* The records sent from now on are made from this page. False: no memory. */
bool producer_begin_page(struct producer *producer, int32_t partition, int64_t offset)
    __attribute__((warn_unused_result));
/* Copies the record into librdkafka's queue, waiting while that is full. False: it cannot be
 * produced (fatal error, or told to give up). */
bool producer_send(struct producer *producer, const struct outgoing *record)
    __attribute__((warn_unused_result));
/* Serves callbacks; returns at once. */
void producer_serve(struct producer *producer);
/* The batch is over, one way or the other. */
void producer_forget_batch(struct producer *producer);
void producer_close(struct producer *producer);

#endif
