/* test_delivery.c - what each broker error means for a batch: errors are pushed into librdkafka's
 * mock cluster, one for each branch. That offsets and records really go together is shown on a real
 * Kafka (tests/integration), never here. */
#include <librdkafka/rdkafka.h>

#include <librdkafka/rdkafka_mock.h>
#include <string.h>

#include "clock.h"
#include "delivery.h"
#include "harness.h"

#define API_PRODUCE           0
#define API_OFFSET_COMMIT     8
#define API_ADD_PARTITIONS    24
#define API_END_TXN           26
#define API_TXN_OFFSET_COMMIT 28

static rd_kafka_t *host;
static rd_kafka_mock_cluster_t *cluster;
static struct options options;
static struct lane_setup setup;
static struct stop stop;
static struct consumer consumer;
static struct delivery delivery;

static const char *no_environment(const char *name)
{
	(void)name;
	return NULL;
}

static void start_cluster(void)
{
	char why[200];
	rd_kafka_conf_t *config = rd_kafka_conf_new();

	rd_kafka_conf_set_log_cb(config, NULL);
	host = rd_kafka_new(RD_KAFKA_PRODUCER, config, why, sizeof why);
	cluster = rd_kafka_mock_cluster_new(host, 1);
	ck_assert_ptr_nonnull(cluster);
	rd_kafka_mock_topic_create(cluster, "raw-pages", 1, 1);
	rd_kafka_mock_topic_create(cluster, "out", 1, 1);
}

static void stop_cluster(void)
{
	rd_kafka_mock_cluster_destroy(cluster);
	rd_kafka_destroy(host);
}

/* A lane that owns partition 0 and has processed offset 4 of it. */
static void open_lane(const char *mode)
{
	static const char *operands[1];
	char *argv[] = {(char *)(uintptr_t) "--delivery",
			(char *)(uintptr_t)mode,
			(char *)(uintptr_t) "--brokers",
			(char *)(uintptr_t)rd_kafka_mock_cluster_bootstraps(cluster),
			(char *)(uintptr_t) "--transaction-timeout",
			(char *)(uintptr_t) "10s"};
	struct err err = {0};

	ck_assert_msg(options_parse(6, argv, FOR_WORKER, no_environment, operands, &options,
				    &err) == STATUS_OK,
		      "%s", err.text);
	setup = (struct lane_setup){.options = &options,
				    .board = scoreboard_new(1),
				    .host = "test",
				    .log = {.descriptor = 2, .level = LOG_ERROR, .lane = 0}};
	stop = (struct stop){.row = setup_row(&setup)};
	consumer = (struct consumer){0};
	delivery = (struct delivery){0};
	ck_assert_int_eq(consumer_open(&consumer, &setup, &err), STATUS_OK);
	ck_assert_int_eq(delivery_open(&delivery, &setup, &consumer, &stop, &err), STATUS_OK);
	ck_assert_int_eq(delivery_prepare(&delivery), STEP_DONE);
	ck_assert(partitions_add(&consumer.partitions, 0, 0));
	ck_assert_int_eq(delivery_begin(&delivery), DELIVERY_DONE);
	ck_assert(producer_begin_page(&delivery.producer, 0, 4));
	ck_assert(producer_send(&delivery.producer, &(struct outgoing){
							.topic = "out",
							.key = SLICE("k"),
							.value = SLICE("v"),
							.headers = rd_kafka_headers_new(1),
						    }));
	partition_took(partitions_find(&consumer.partitions, 0), 4, 1, 1);
}

static void close_lane(void)
{
	delivery_close(&delivery);
	consumer_close(&consumer);
	scoreboard_free(setup.board);
}

static enum delivery_result commit(void)
{
	return delivery_commit(&delivery, clock_monotonic_ms() + 20000);
}

struct row {
	const char *name;
	const char *mode;
	int16_t api; /* -1: no error is pushed */
	rd_kafka_resp_err_t error;
	int times;
	enum delivery_result result;
	bool fenced;
	bool refused_size;
};

#define EXACTLY "exactly-once"
#define ATLEAST "at-least-once"

static const struct row ROWS[] = {
    {"all is well", EXACTLY, -1, 0, 0, DELIVERY_DONE, false, false},
    {"all is well", ATLEAST, -1, 0, 0, DELIVERY_DONE, false, false},
    {"coordinator loading", EXACTLY, API_END_TXN, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, 2,
     DELIVERY_DONE, false, false},
    {"coordinator moved", EXACTLY, API_TXN_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_NOT_COORDINATOR, 1,
     DELIVERY_DONE, false, false},
    {"thrown out of the group", EXACTLY, API_TXN_OFFSET_COMMIT,
     RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, 1, DELIVERY_UNDONE, false, false},
    {"member unknown", EXACTLY, API_TXN_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID, 1,
     DELIVERY_UNDONE, false, false},
    {"no permission for the topic", EXACTLY, API_ADD_PARTITIONS,
     RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, 1, DELIVERY_UNDONE, false, false},
    {"a record is too large", EXACTLY, API_PRODUCE, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, 1,
     DELIVERY_UNDONE, false, true},
    {"fenced", EXACTLY, API_END_TXN, RD_KAFKA_RESP_ERR_PRODUCER_FENCED, 1, DELIVERY_FATAL, true,
     false},
    {"transaction timed out at the broker", EXACTLY, API_END_TXN,
     RD_KAFKA_RESP_ERR_INVALID_TXN_STATE, 1, DELIVERY_FATAL, false, false},
    {"leader moved", ATLEAST, API_PRODUCE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, 1,
     DELIVERY_DONE, false, false},
    {"a record is too large", ATLEAST, API_PRODUCE, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, 1,
     DELIVERY_UNDONE, false, true},
    {"group changes hands", ATLEAST, API_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, 1,
     DELIVERY_LATER, false, false},
};

START_TEST(errors)
{
	const struct row *row = &ROWS[_i];

	open_lane(row->mode);
	for (int i = 0; i < row->times; i++)
		rd_kafka_mock_push_request_errors(cluster, row->api, 1, row->error);
	enum delivery_result result = commit();
	ck_assert_msg(result == row->result, "%s (%s): result %d", row->name, row->mode, result);
	ck_assert_msg(delivery.producer.fenced == row->fenced, "%s: fenced", row->name);
	ck_assert_msg(result != DELIVERY_UNDONE ||
			  delivery.producer.past.refused_size == row->refused_size,
		      "%s: refused_size", row->name);
	ck_assert_msg(delivery.is_open == (result == DELIVERY_LATER || result == DELIVERY_FATAL),
		      "%s: batch open %d", row->name, delivery.is_open);
	if (result == DELIVERY_UNDONE || result == DELIVERY_LATER)
		ck_assert_msg(delivery_begin(&delivery) == DELIVERY_DONE &&
				  commit() == DELIVERY_DONE,
			      "%s: the next try fails", row->name);
	close_lane();
}
END_TEST

/* EndTxn gets no answer: the batch is committed in the end, by the same producer, and then a new
 * one is made. */
START_TEST(an_end_in_doubt_renews_the_producer)
{
	open_lane(EXACTLY);
	rd_kafka_t *before = delivery.producer.client;
	rd_kafka_mock_push_request_errors(cluster, API_END_TXN, 1, RD_KAFKA_RESP_ERR__TRANSPORT);
	ck_assert_int_eq(commit(), DELIVERY_DONE);
	ck_assert_uint_eq(setup_row(&setup)->happenings.producers_recreated, 1);
	ck_assert(before != delivery.producer.client ||
		  !atomic_load(&delivery.producer.end_in_doubt));
	ck_assert_int_eq(delivery_begin(&delivery), DELIVERY_DONE);
	ck_assert_int_eq(commit(), DELIVERY_DONE);
	close_lane();
}
END_TEST

START_TEST(a_past_deadline_gives_the_batch_up)
{
	open_lane(EXACTLY);
	for (int i = 0; i < 20; i++)
		rd_kafka_mock_push_request_errors(cluster, API_TXN_OFFSET_COMMIT, 1,
						  RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS);
	ck_assert_int_eq(delivery_commit(&delivery, clock_monotonic_ms() + 300), DELIVERY_UNDONE);
	close_lane();
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, start_cluster, stop_cluster);
	tcase_add_loop_test(tests, errors, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, an_end_in_doubt_renews_the_producer);
	tcase_add_test(tests, a_past_deadline_gives_the_batch_up);
}

TEST_MAIN("delivery", add_tests)
