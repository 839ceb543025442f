/* cmd_tail.c - `jiceng tail`: events, outcomes or dead letters from their topic, as a table or as
 * the JSON they are. Reads committed records only. Joins no consumer group: all partitions are
 * assigned by hand, and nothing is committed, so that looking never disturbs. */
#include <librdkafka/rdkafka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "commands.h"
#include "display.h"
#include "kafka_config.h"
#include "record_table.h"

#define METADATA_TIMEOUT_MS 15000
#define HEADERS_MAX         64

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
	(void)number;
	stopped = 1;
}

struct tail {
	const struct options *options;
	const struct log *log;
	struct kafka_owner owner;
	rd_kafka_t *consumer;
	char topic[256];
	enum record_kind kind;
	size_t columns;
	int64_t n_shown;
	int n_partitions;
	bool *at_end; /* one for each partition */
	int n_at_end;
};

static void choose_topic(struct tail *tail)
{
	const struct options *options = tail->options;

	switch (options->tail_show) {
	case TAIL_OUTCOMES:
		tail->kind = RECORD_OUTCOME;
		snprintf(tail->topic, sizeof tail->topic, "%s", options->outcomes_topic);
		break;
	case TAIL_DEAD_LETTERS:
		tail->kind = RECORD_DEAD_LETTER;
		if (options->dlq_topic)
			snprintf(tail->topic, sizeof tail->topic, "%s", options->dlq_topic);
		else
			snprintf(tail->topic, sizeof tail->topic, "dlq.%s", options->input_topic);
		break;
	default:
		tail->kind = RECORD_EVENT;
		snprintf(tail->topic, sizeof tail->topic, "%s", options->events_topic);
	}
}

static bool open_consumer(struct tail *tail)
{
	struct err err = {0};
	char text[512];
	rd_kafka_conf_t *conf;

	tail->owner = (struct kafka_owner){.log = tail->log};
	if (kafka_config_new(tail->options, KAFKA_CONSUMER, &tail->owner, &conf, &err) !=
	    STATUS_OK) {
		log_line(tail->log, LOG_ERROR, err.text, NULL);
		return false;
	}
	/* assign() needs a group's name, but never joins the group. */
	snprintf(text, sizeof text, "jiceng-tail-%ld", (long)getpid());
	rd_kafka_conf_set(conf, "group.id", text, NULL, 0);
	rd_kafka_conf_set(conf, "enable.auto.commit", "false", NULL, 0);
	rd_kafka_conf_set(conf, "enable.partition.eof", "true", NULL, 0);
	tail->consumer = rd_kafka_new(RD_KAFKA_CONSUMER, conf, text, sizeof text);
	if (!tail->consumer) {
		rd_kafka_conf_destroy(conf);
		log_line(tail->log, LOG_ERROR, text, NULL);
		return false;
	}
	rd_kafka_poll_set_consumer(tail->consumer);
	return true;
}

static rd_kafka_resp_err_t count_partitions(struct tail *tail)
{
	const struct rd_kafka_metadata *metadata;
	rd_kafka_topic_t *topic = rd_kafka_topic_new(tail->consumer, tail->topic, NULL);

	if (!topic)
		return rd_kafka_last_error();
	rd_kafka_resp_err_t error =
	    rd_kafka_metadata(tail->consumer, 0, topic, &metadata, METADATA_TIMEOUT_MS);
	if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
		error = metadata->topics[0].err;
		tail->n_partitions = metadata->topics[0].partition_cnt;
		rd_kafka_metadata_destroy(metadata);
	}
	rd_kafka_topic_destroy(topic);
	return error;
}

static bool assign_all(struct tail *tail)
{
	rd_kafka_resp_err_t error = count_partitions(tail);

	if (error != RD_KAFKA_RESP_ERR_NO_ERROR || tail->n_partitions == 0) {
		log_line(tail->log, LOG_ERROR, "cannot read the topic",
			 LOG_FIELDS(log_string("brokers", tail->options->brokers),
				    log_string("topic", tail->topic),
				    log_string("error", rd_kafka_err2str(error))));
		return false;
	}
	tail->at_end = calloc((size_t)tail->n_partitions, sizeof *tail->at_end);
	if (!tail->at_end)
		return false;
	rd_kafka_topic_partition_list_t *list =
	    rd_kafka_topic_partition_list_new(tail->n_partitions);
	for (int i = 0; i < tail->n_partitions; i++)
		rd_kafka_topic_partition_list_add(list, tail->topic, i)->offset =
		    tail->options->from_beginning ? RD_KAFKA_OFFSET_BEGINNING : RD_KAFKA_OFFSET_END;
	error = rd_kafka_assign(tail->consumer, list);
	rd_kafka_topic_partition_list_destroy(list);
	return error == RD_KAFKA_RESP_ERR_NO_ERROR;
}

static size_t read_headers(const rd_kafka_message_t *message, struct header *out)
{
	rd_kafka_headers_t *headers;
	const char *name;
	const void *value;
	size_t size, n = 0;

	if (rd_kafka_message_headers(message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
		return 0;
	while (n < HEADERS_MAX && rd_kafka_header_get_all(headers, n, &name, &value, &size) == 0) {
		out[n].name = slice_of(name);
		out[n].value = (struct slice){value, size};
		n++;
	}
	return n;
}

static void show(struct tail *tail, const rd_kafka_message_t *message)
{
	struct header headers[HEADERS_MAX];
	struct slice key = {message->key, message->key_len};
	struct slice value = {message->payload, message->len};

	tail->n_shown++;
	if (tail->options->format == FORMAT_JSON) {
		fwrite(value.p, 1, value.n, stdout);
		fputc('\n', stdout);
		return;
	}
	if (tail->n_shown == 1)
		record_table_head(stdout, tail->kind, tail->columns);
	record_table_row(stdout, tail->kind, key, value, headers, read_headers(message, headers),
			 tail->columns);
}

/* A partition may reach its end again and again while records keep coming. */
static void note_end(struct tail *tail, int32_t partition)
{
	if (partition < tail->n_partitions && !tail->at_end[partition]) {
		tail->at_end[partition] = true;
		tail->n_at_end++;
	}
}

static bool is_done(const struct tail *tail)
{
	if (stopped || (tail->options->count && tail->n_shown >= tail->options->count))
		return true;
	return tail->options->from_beginning && tail->n_at_end >= tail->n_partitions;
}

/* Returns false on an error that does not pass by itself. */
static bool read_topic(struct tail *tail)
{
	bool ok = true;

	while (ok && !is_done(tail)) {
		rd_kafka_message_t *message = rd_kafka_consumer_poll(tail->consumer, 200);
		if (!message) {
			fflush(stdout);
			continue;
		}
		if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
			show(tail, message);
		} else if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
			note_end(tail, message->partition);
		} else {
			log_line(tail->log, LOG_ERROR, rd_kafka_message_errstr(message), NULL);
			ok = message->err == RD_KAFKA_RESP_ERR__TRANSPORT ||
			     message->err == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
		}
		rd_kafka_message_destroy(message);
	}
	return ok;
}

int cmd_tail(const struct options *options, const struct log *log)
{
	struct tail tail = {
	    .options = options, .log = log, .columns = display_terminal_columns(stdout)};
	bool ok = false;

	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	choose_topic(&tail);
	if (!open_consumer(&tail))
		return EXIT_CODE_USAGE;
	if (assign_all(&tail))
		ok = read_topic(&tail);
	rd_kafka_assign(tail.consumer, NULL);
	rd_kafka_consumer_close(tail.consumer);
	rd_kafka_destroy(tail.consumer);
	free(tail.at_end);
	if (ok && tail.n_shown == 0)
		log_line(log, LOG_INFO, "nothing there",
			 LOG_FIELDS(log_string("topic", tail.topic)));
	return ok ? EXIT_CODE_OK : EXIT_CODE_FAILURE;
}
