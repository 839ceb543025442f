/* transaction.c - see transaction.h. Each call is repeated while its error is retriable; in all
 * but send_offsets a repeated call resumes the one that timed out. A time-out of ours during EndTxn
 * counts as doubt about it (KAFKA's late EndTxn can end the next transaction, so the producer is
 * made anew before that). */
#include "transaction.h"

#include "backoff.h"
#include "clock.h"
#include "kafka_trouble.h"

#define STEP_MS 5000

enum error_kind { ERROR_NONE, ERROR_AGAIN, ERROR_ABORT, ERROR_FATAL };

static enum error_kind kind_of(const rd_kafka_error_t *error)
{
	if (!error)
		return ERROR_NONE;
	if (rd_kafka_error_is_fatal(error))
		return ERROR_FATAL;
	if (rd_kafka_error_txn_requires_abort(error))
		return ERROR_ABORT;
	if (rd_kafka_error_is_retriable(error))
		return ERROR_AGAIN;
	return ERROR_FATAL;
}

/* Logs and counts the error, and ends it. */
static enum error_kind settle(struct producer *producer, const char *call, rd_kafka_error_t *error)
{
	enum error_kind kind = kind_of(error);

	if (!error)
		return kind;
	enum kafka_trouble trouble = kafka_trouble_of(rd_kafka_error_code(error));
	producer->row->happenings.troubles[trouble]++;
	if (kind == ERROR_AGAIN)
		producer->row->ready = 0; /* until the lane's loop goes round again */
	if (kind == ERROR_FATAL) {
		producer->failed = true;
		producer->fenced = producer->fenced || trouble == TROUBLE_FENCED;
	}
	log_line(producer->owner.log,
		 kind == ERROR_FATAL   ? LOG_ERROR
		 : kind == ERROR_AGAIN ? LOG_INFO
				       : LOG_WARNING,
		 kind == ERROR_FATAL   ? "transaction failed for good; the lane ends"
		 : kind == ERROR_AGAIN ? "transaction waits"
				       : "transaction will be aborted and its pages done again",
		 LOG_FIELDS(log_string("call", call),
			    log_string("error.type", rd_kafka_error_name(error)),
			    log_string("detail", rd_kafka_error_string(error)),
			    log_string("advice", kafka_trouble_advice(trouble))));
	rd_kafka_error_destroy(error);
	return kind;
}

static enum transaction_step step_of(enum error_kind kind)
{
	return kind == ERROR_NONE ? STEP_DONE : kind == ERROR_ABORT ? STEP_ABORT : STEP_FATAL;
}

enum transaction_step transaction_init(struct producer *producer)
{
	struct backoff backoff = {.first_ms = 200, .limit_ms = 10000};

	for (;;) {
		enum error_kind kind =
		    settle(producer, "init_transactions",
			   rd_kafka_init_transactions(producer->client, STEP_MS));
		if (kind != ERROR_AGAIN)
			return step_of(kind);
		if (!stop_wait(producer->stop, backoff_next(&backoff), 1))
			return STEP_STOPPED;
	}
}

enum transaction_step transaction_begin(struct producer *producer)
{
	enum error_kind kind =
	    settle(producer, "begin_transaction", rd_kafka_begin_transaction(producer->client));

	if (kind != ERROR_NONE)
		return STEP_FATAL;
	producer->row->transaction_at = clock_monotonic_ms();
	return STEP_DONE;
}

static bool may_wait(struct producer *producer, struct backoff *backoff, int64_t deadline)
{
	int64_t wait = backoff_next(backoff);

	return clock_monotonic_ms() + wait < deadline && stop_wait(producer->stop, wait, 2);
}

static int step_before(int64_t deadline)
{
	int64_t left = deadline - clock_monotonic_ms();

	return left < 1 ? 1 : left < STEP_MS ? (int)left : STEP_MS;
}

/* The group's metadata is asked for anew each time: it holds the generation by which a member that
 * was thrown out is refused. */
static enum transaction_step send_offsets(struct producer *producer, rd_kafka_t *consumer,
					  const rd_kafka_topic_partition_list_t *offsets,
					  int64_t deadline)
{
	struct backoff backoff = {.first_ms = 100, .limit_ms = 2000};

	for (;;) {
		rd_kafka_consumer_group_metadata_t *group =
		    rd_kafka_consumer_group_metadata(consumer);
		if (!group)
			return STEP_ABORT;
		rd_kafka_error_t *error = rd_kafka_send_offsets_to_transaction(
		    producer->client, offsets, group, step_before(deadline));
		rd_kafka_consumer_group_metadata_destroy(group);
		enum error_kind kind = settle(producer, "send_offsets_to_transaction", error);
		if (kind != ERROR_AGAIN)
			return step_of(kind);
		if (!may_wait(producer, &backoff, deadline))
			return STEP_ABORT;
	}
}

static enum transaction_step end_by_commit(struct producer *producer, int64_t deadline)
{
	struct backoff backoff = {.first_ms = 100, .limit_ms = 2000};

	for (;;) {
		enum error_kind kind =
		    settle(producer, "commit_transaction",
			   rd_kafka_commit_transaction(producer->client, step_before(deadline)));
		if (kind != ERROR_AGAIN)
			return step_of(kind);
		atomic_store(&producer->end_in_doubt, true);
		/* A commit that was begun cannot be given up: an abort would be refused, and what
		 * became of it would not be known. */
		if (!stop_wait(producer->stop, backoff_next(&backoff), 2))
			return STEP_FATAL;
		deadline = clock_monotonic_ms() + STEP_MS;
	}
}

enum transaction_step transaction_commit(struct producer *producer, rd_kafka_t *consumer,
					 const rd_kafka_topic_partition_list_t *offsets,
					 int64_t deadline)
{
	int64_t began = clock_monotonic_ns();
	enum transaction_step step = STEP_DONE;

	if (offsets->cnt)
		step = send_offsets(producer, consumer, offsets, deadline);
	if (step == STEP_DONE)
		step = end_by_commit(producer, deadline);
	if (step == STEP_DONE) {
		producer->row->transaction_at = 0;
		producer->row->happenings.transactions[TRANSACTION_COMMITTED]++;
		histogram_add(&producer->row->happenings.commit_time, clock_monotonic_ns() - began);
	} else if (step == STEP_FATAL && producer->fenced)
		producer->row->happenings.transactions[TRANSACTION_FENCED]++;
	return step;
}

enum transaction_step transaction_abort(struct producer *producer)
{
	struct backoff backoff = {.first_ms = 100, .limit_ms = 2000};

	for (;;) {
		enum error_kind kind =
		    settle(producer, "abort_transaction",
			   rd_kafka_abort_transaction(producer->client, STEP_MS));
		if (kind == ERROR_NONE) {
			producer->row->transaction_at = 0;
			producer->row->happenings.transactions[TRANSACTION_ABORTED]++;
			return STEP_DONE;
		}
		if (kind != ERROR_AGAIN)
			return STEP_FATAL;
		atomic_store(&producer->end_in_doubt, true);
		if (!stop_wait(producer->stop, backoff_next(&backoff), 2))
			return STEP_FATAL;
	}
}
