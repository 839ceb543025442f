/* delivery.c - see delivery.h. */
#include "delivery.h"

#include "clock.h"
#include "kafka_trouble.h"

#define FLUSH_STEP_MS 2000

static bool is_exactly_once(const struct delivery *delivery)
{
	return delivery->producer.setup->options->delivery == DELIVERY_EXACTLY_ONCE;
}

enum status delivery_open(struct delivery *delivery, const struct lane_setup *setup,
			  struct consumer *consumer, struct stop *stop, struct err *err)
{
	delivery->consumer = consumer;
	delivery->stop = stop;
	return producer_open(&delivery->producer, setup, stop, err);
}

enum transaction_step delivery_prepare(struct delivery *delivery)
{
	return is_exactly_once(delivery) ? transaction_init(&delivery->producer) : STEP_DONE;
}

enum delivery_result delivery_begin(struct delivery *delivery)
{
	if (delivery->is_open)
		return DELIVERY_DONE;
	if (is_exactly_once(delivery)) {
		if (transaction_begin(&delivery->producer) != STEP_DONE)
			return DELIVERY_FATAL;
		delivery->in_transaction = true;
	}
	delivery->is_open = true;
	delivery->opened_at = clock_monotonic_ms();
	return DELIVERY_DONE;
}

static void end_batch(struct delivery *delivery)
{
	delivery->is_open = false;
	delivery->in_transaction = false;
	producer_forget_batch(&delivery->producer);
}

/* After an EndTxn whose answer never came, a request of the old producer may still be on its way.
 * A new one has a new epoch, and the broker refuses the late request. */
static enum delivery_result renew_producer(struct delivery *delivery)
{
	struct producer *producer = &delivery->producer;
	const struct lane_setup *setup = producer->setup;
	struct err err = {0};

	log_line(&setup->log, LOG_WARNING,
		 "the end of a transaction was not answered in time; making a new producer", NULL);
	producer->row->happenings.producers_recreated++;
	producer_close(producer);
	*producer = (struct producer){.past = producer->past};
	if (producer_open(producer, setup, delivery->stop, &err) != STATUS_OK) {
		log_line(&setup->log, LOG_ERROR, err.text, NULL);
		return DELIVERY_FATAL;
	}
	return transaction_init(producer) == STEP_DONE ? DELIVERY_DONE : DELIVERY_FATAL;
}

static enum delivery_result after_transaction(struct delivery *delivery,
					      enum delivery_result result)
{
	end_batch(delivery);
	if (!atomic_load(&delivery->producer.end_in_doubt))
		return result;
	return renew_producer(delivery) == DELIVERY_DONE ? result : DELIVERY_FATAL;
}

static enum delivery_result abort_transaction(struct delivery *delivery)
{
	if (transaction_abort(&delivery->producer) != STEP_DONE)
		return DELIVERY_FATAL;
	return after_transaction(delivery, DELIVERY_UNDONE);
}

static enum delivery_result commit_transaction(struct delivery *delivery,
					       const rd_kafka_topic_partition_list_t *offsets,
					       int64_t deadline)
{
	enum transaction_step step =
	    transaction_commit(&delivery->producer, delivery->consumer->client, offsets, deadline);

	if (step == STEP_ABORT)
		return abort_transaction(delivery);
	if (step != STEP_DONE)
		return DELIVERY_FATAL;
	return after_transaction(delivery, DELIVERY_DONE);
}

/* False: records were not delivered, or not in time. */
static bool wait_for_acknowledgements(struct delivery *delivery, int64_t deadline)
{
	struct producer *producer = &delivery->producer;

	while (rd_kafka_flush(producer->client, FLUSH_STEP_MS)) {
		producer->row->ready = 0; /* until the lane's loop goes round again */
		if (stop_level(delivery->stop) >= 2 || clock_monotonic_ms() > deadline ||
		    producer->failed)
			return false;
	}
	return producer->n_failed == 0;
}

static enum delivery_result commit_offsets(struct delivery *delivery,
					   const rd_kafka_topic_partition_list_t *offsets)
{
	rd_kafka_resp_err_t error = offsets->cnt
					? rd_kafka_commit(delivery->consumer->client, offsets, 0)
					: RD_KAFKA_RESP_ERR_NO_ERROR;

	if (!error) {
		end_batch(delivery);
		return DELIVERY_DONE;
	}
	log_line(&delivery->producer.setup->log, LOG_INFO, "offsets could not be committed yet",
		 LOG_FIELDS(log_string("error.type", rd_kafka_err2name(error))));
	return DELIVERY_LATER;
}

static enum delivery_result commit_acknowledged(struct delivery *delivery,
						const rd_kafka_topic_partition_list_t *offsets,
						int64_t deadline)
{
	int64_t began = clock_monotonic_ns();

	if (!wait_for_acknowledgements(delivery, deadline))
		return delivery_abort(delivery);
	enum delivery_result result = commit_offsets(delivery, offsets);
	if (result == DELIVERY_DONE)
		histogram_add(&delivery->producer.row->happenings.commit_time,
			      clock_monotonic_ns() - began);
	return result;
}

enum delivery_result delivery_commit(struct delivery *delivery, int64_t deadline)
{
	rd_kafka_topic_partition_list_t *offsets = consumer_offsets(delivery->consumer);
	enum delivery_result result = DELIVERY_DONE;

	if (is_exactly_once(delivery)) {
		result = delivery_begin(delivery);
		if (result == DELIVERY_DONE)
			result = commit_transaction(delivery, offsets, deadline);
	} else
		result = commit_acknowledged(delivery, offsets, deadline);
	rd_kafka_topic_partition_list_destroy(offsets);
	return result;
}

enum delivery_result delivery_abort(struct delivery *delivery)
{
	struct producer *producer = &delivery->producer;

	if (producer->failed)
		return DELIVERY_FATAL;
	if (delivery->in_transaction)
		return abort_transaction(delivery);
	rd_kafka_purge(producer->client, RD_KAFKA_PURGE_F_QUEUE);
	rd_kafka_flush(producer->client, FLUSH_STEP_MS);
	end_batch(delivery);
	return DELIVERY_UNDONE;
}

void delivery_close(struct delivery *delivery)
{
	producer_close(&delivery->producer);
}
