/* consumer.c - see consumer.h. Invariant: partitions holds exactly what the group gave us, and
 * partition.next is one more than the last page that was handed out, so what is committed never
 * runs ahead of what was done. */
#include "consumer.h"

#include <string.h>

#include "clock.h"
#include "kafka_trouble.h"

#define COOPERATIVE_IS_SOUND 0x020a00ff /* librdkafka 2.10: six bugs fixed by then */
#define STAGE                "consumer"

static void on_error(rd_kafka_t *client, int code, const char *reason, void *opaque)
{
	struct kafka_owner *owner = opaque;
	struct consumer *consumer = owner->context;
	rd_kafka_resp_err_t error = (rd_kafka_resp_err_t)code;

	if (error == RD_KAFKA_RESP_ERR__FATAL) {
		char text[256];
		error = rd_kafka_fatal_error(client, text, sizeof text);
		consumer->failed = true;
		kafka_trouble_note(consumer->setup, error, text);
		return;
	}
	if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
		consumer->brokers_down = true;
	kafka_trouble_note(consumer->setup, error, reason);
}

static bool take_over(struct consumer *consumer, const rd_kafka_topic_partition_list_t *list)
{
	int64_t now = clock_monotonic_ms();

	for (int i = 0; i < list->cnt; i++) {
		if (!partitions_add(&consumer->partitions, list->elems[i].partition, now))
			return false;
	}
	return true;
}

static void log_rebalance(const struct consumer *consumer, enum rebalance event, int n)
{
	consumer->row->happenings.rebalances[event]++;
	log_line(
	    consumer->owner.log, LOG_INFO, "rebalance",
	    LOG_FIELDS(log_string("event", rebalance_name(event)), log_number("partitions", n)));
}

static bool is_cooperative(rd_kafka_t *client)
{
	const char *protocol = rd_kafka_rebalance_protocol(client);

	return protocol && strcmp(protocol, "COOPERATIVE") == 0;
}

static void assign(struct consumer *consumer, rd_kafka_topic_partition_list_t *list)
{
	if (!take_over(consumer, list))
		consumer->failed = true;
	if (is_cooperative(consumer->client))
		rd_kafka_error_destroy(rd_kafka_incremental_assign(consumer->client, list));
	else
		rd_kafka_assign(consumer->client, list);
	consumer->joined = true;
	if (consumer->paused)
		rd_kafka_pause_partitions(consumer->client, list);
	log_rebalance(consumer, REBALANCE_ASSIGNED, list->cnt);
}

static void revoke(struct consumer *consumer, rd_kafka_topic_partition_list_t *list)
{
	bool lost = rd_kafka_assignment_lost(consumer->client);

	consumer->give_up(consumer->context, lost);
	log_rebalance(consumer, lost ? REBALANCE_LOST : REBALANCE_REVOKED, list->cnt);
	for (int i = 0; i < list->cnt; i++)
		partitions_remove(&consumer->partitions, list->elems[i].partition);
	if (is_cooperative(consumer->client))
		rd_kafka_error_destroy(rd_kafka_incremental_unassign(consumer->client, list));
	else {
		partitions_clear(&consumer->partitions);
		rd_kafka_assign(consumer->client, NULL);
	}
}

static void on_rebalance(rd_kafka_t *client, rd_kafka_resp_err_t error,
			 rd_kafka_topic_partition_list_t *list, void *opaque)
{
	struct kafka_owner *owner = opaque;
	struct consumer *consumer = owner->context;

	if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
		assign(consumer, list);
	else if (error == RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS)
		revoke(consumer, list);
	else {
		kafka_trouble_note(consumer->setup, error, "rebalance failed");
		partitions_clear(&consumer->partitions);
		rd_kafka_assign(client, NULL);
	}
	/* Else the same poll could hand out a page from before the rewind. */
	rd_kafka_yield(client);
	consumer_show_positions(consumer);
}

/* What the guarantees need; set last, so that neither file nor -X can change it. */
static enum status configure(const struct options *options, int lane, struct kafka_owner *owner,
			     rd_kafka_conf_t **out, struct err *err)
{
	char session[32], heartbeat[32], instance[256] = "";
	enum status status = kafka_config_new(options, KAFKA_CONSUMER, owner, out, err);

	snprintf(session, sizeof session, "%lld", (long long)options->session_timeout);
	snprintf(heartbeat, sizeof heartbeat, "%lld", (long long)options->session_timeout / 4);
	if (options->instance_id)
		snprintf(instance, sizeof instance, "%s-%d", options->instance_id, lane);
	const struct kafka_setting_row rows[] = {
	    {"group.id", options->group},
	    {"group.instance.id", *instance ? instance : NULL},
	    {"enable.auto.commit", "false"},
	    {"enable.partition.eof", "true"},
	    {"isolation.level", "read_committed"},
	    {"allow.auto.create.topics", "false"},
	    {"auto.offset.reset", options->offset_reset},
	    {"partition.assignment.strategy", options->assignor},
	    {"session.timeout.ms", session},
	    {"heartbeat.interval.ms", heartbeat},
	    {NULL, NULL},
	};
	if (status != STATUS_OK)
		return status;
	status = kafka_config_set_rows(*out, rows, err);
	if (status == STATUS_OK && strcmp(options->assignor, "cooperative-sticky") == 0 &&
	    rd_kafka_version() < COOPERATIVE_IS_SOUND)
		status = err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
				 "--assignor cooperative-sticky needs librdkafka 2.10 or later "
				 "(this is %s, which loses assignments with it); use range",
				 rd_kafka_version_str());
	if (status != STATUS_OK)
		rd_kafka_conf_destroy(*out);
	return status;
}

enum status consumer_check_settings(const struct options *options, struct err *err)
{
	struct kafka_owner owner = {0};
	rd_kafka_conf_t *config;
	enum status status = configure(options, 0, &owner, &config, err);

	if (status == STATUS_OK)
		rd_kafka_conf_destroy(config);
	return status;
}

enum status consumer_open(struct consumer *consumer, const struct lane_setup *setup,
			  struct err *err)
{
	char why[256];
	rd_kafka_conf_t *config;

	consumer->setup = setup;
	consumer->row = setup_row(setup);
	consumer->owner = (struct kafka_owner){&setup->log, consumer};
	enum status status =
	    configure(setup->options, setup->number, &consumer->owner, &config, err);
	if (status != STATUS_OK)
		return status;
	rd_kafka_conf_set_error_cb(config, on_error);
	rd_kafka_conf_set_rebalance_cb(config, on_rebalance);
	consumer->client = rd_kafka_new(RD_KAFKA_CONSUMER, config, why, sizeof why);
	if (!consumer->client) {
		rd_kafka_conf_destroy(config);
		return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX, "Kafka consumer: %s", why);
	}
	rd_kafka_poll_set_consumer(consumer->client);
	return STATUS_OK;
}

bool consumer_join(struct consumer *consumer)
{
	rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);

	rd_kafka_topic_partition_list_add(topics, consumer->setup->options->input_topic,
					  RD_KAFKA_PARTITION_UA);
	rd_kafka_resp_err_t error = rd_kafka_subscribe(consumer->client, topics);
	rd_kafka_topic_partition_list_destroy(topics);
	if (error)
		kafka_trouble_note(consumer->setup, error, "cannot subscribe");
	return !error;
}

/* Records that Kafka deleted before we read them: the offset jumps to the log's new start. Smaller
 * jumps are control records and aborted ones. */
static void look_for_gap(struct consumer *consumer, const struct partition *partition,
			 const rd_kafka_message_t *message)
{
	int64_t low, high;

	if (partition->next < 0 || message->offset <= partition->next ||
	    rd_kafka_get_watermark_offsets(consumer->client, consumer->setup->options->input_topic,
					   message->partition, &low, &high) ||
	    low <= partition->next)
		return;
	consumer->row->happenings.gap_records += (uint64_t)(low - partition->next);
	log_line(consumer->owner.log, LOG_WARNING, "pages were deleted before they were read",
		 LOG_FIELDS(log_number("messaging.destination.partition.id", message->partition),
			    log_number("from", partition->next), log_number("to", low)));
}

static bool is_page(struct consumer *consumer, const rd_kafka_message_t *message)
{
	struct partition *partition = partitions_find(&consumer->partitions, message->partition);

	if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
		consumer->brokers_down = false;
		if (partition)
			partition_reached_end(partition, message->offset, clock_monotonic_ms());
		return false;
	}
	if (message->err) {
		kafka_trouble_note(consumer->setup, message->err, rd_kafka_message_errstr(message));
		return false;
	}
	consumer->brokers_down = false;
	if (!partition)
		return false;
	look_for_gap(consumer, partition, message);
	return true;
}

rd_kafka_message_t *consumer_poll(struct consumer *consumer, int timeout_ms)
{
	rd_kafka_message_t *message = rd_kafka_consumer_poll(consumer->client, timeout_ms);

	if (!message || is_page(consumer, message))
		return message;
	rd_kafka_message_destroy(message);
	return NULL;
}

rd_kafka_topic_partition_list_t *consumer_offsets(const struct consumer *consumer)
{
	const struct partitions *partitions = &consumer->partitions;
	rd_kafka_topic_partition_list_t *list =
	    rd_kafka_topic_partition_list_new((int)partitions->n);

	for (size_t i = 0; i < partitions->n; i++) {
		const struct partition *partition = &partitions->items[i];
		if (!partition_is_ahead(partition))
			continue;
		rd_kafka_topic_partition_list_add(list, consumer->setup->options->input_topic,
						  partition->id)
		    ->offset = partition->next;
	}
	return list;
}

/* The time-out of rd_kafka_seek_partitions() is 1,000 times too short in librdkafka 2.0.2; -1 is
 * right in all. */
bool consumer_rewind(struct consumer *consumer)
{
	struct partitions *partitions = &consumer->partitions;
	rd_kafka_topic_partition_list_t *list =
	    rd_kafka_topic_partition_list_new((int)partitions->n);
	bool good = true;

	partitions_rewind(partitions);
	for (size_t i = 0; i < partitions->n; i++) {
		if (partitions->items[i].committed >= 0)
			rd_kafka_topic_partition_list_add(
			    list, consumer->setup->options->input_topic, partitions->items[i].id)
			    ->offset = partitions->items[i].committed;
	}
	if (list->cnt)
		rd_kafka_error_destroy(rd_kafka_seek_partitions(consumer->client, list, -1));
	for (int i = 0; i < list->cnt; i++) {
		if (!list->elems[i].err)
			continue;
		kafka_trouble_note(consumer->setup, list->elems[i].err,
				   "cannot go back to what is committed");
		good = false;
	}
	rd_kafka_topic_partition_list_destroy(list);
	return good;
}

void consumer_set_paused(struct consumer *consumer, bool paused)
{
	rd_kafka_topic_partition_list_t *list = NULL;

	consumer->paused = paused;
	if (rd_kafka_assignment(consumer->client, &list) || !list)
		return;
	if (paused)
		rd_kafka_pause_partitions(consumer->client, list);
	else
		rd_kafka_resume_partitions(consumer->client, list);
	rd_kafka_topic_partition_list_destroy(list);
}

static int64_t lag_of(const struct consumer *consumer, const struct partition *partition)
{
	int64_t low, high;

	if (partition->at_end)
		return 0;
	if (partition->next < 0 ||
	    rd_kafka_get_watermark_offsets(consumer->client, consumer->setup->options->input_topic,
					   partition->id, &low, &high) ||
	    high < 0)
		return -1;
	return high > partition->next ? high - partition->next : 0;
}

void consumer_show_positions(struct consumer *consumer)
{
	for (size_t i = 0; i < PARTITION_ROWS; i++) {
		struct partition_row *row = &consumer->row->partitions[i];
		if (i >= consumer->partitions.n) {
			row->partition = -1;
			continue;
		}
		const struct partition *partition = &consumer->partitions.items[i];
		row->partition = partition->id;
		row->next = partition->next;
		row->committed = partition->is_stored ? partition->committed : -1;
		row->lag = lag_of(consumer, partition);
		row->page_time = partition->page_time;
		row->moved_at = partition->moved_at;
	}
}

void consumer_close(struct consumer *consumer)
{
	if (consumer->client) {
		rd_kafka_consumer_close(consumer->client);
		rd_kafka_destroy(consumer->client);
		consumer->client = NULL;
	}
	partitions_release(&consumer->partitions);
}
