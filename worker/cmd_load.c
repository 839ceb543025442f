/* cmd_load.c - `jiceng load`: pages from files go to the raw topic, as they are, with their content
 * type as a header. One thread; librdkafka sends in the background, and every page counts only when
 * the broker has confirmed it. */
#include <librdkafka/rdkafka.h>

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "input.h"
#include "kafka_config.h"

#define METADATA_TIMEOUT_MS 15000
#define PROGRESS_EVERY_S    1

struct loader {
	const struct options *options;
	const struct log *log;
	struct kafka_owner owner;
	rd_kafka_t *producer;
	uint64_t n_sent, n_confirmed, n_failed;
	uint64_t n_bytes;
	time_t last_progress;
	bool on_terminal;
};

static void on_delivery(rd_kafka_t *producer, const rd_kafka_message_t *message, void *context)
{
	struct loader *loader = ((struct kafka_owner *)context)->context;

	(void)producer;
	if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
		loader->n_confirmed++;
		loader->n_bytes += message->len;
		return;
	}
	loader->n_failed++;
	log_line(loader->log, LOG_ERROR, "a page was not accepted",
		 LOG_FIELDS(log_text("page", (struct slice){message->key, message->key_len}),
			    log_number("bytes", (int64_t)message->len),
			    log_string("error", rd_kafka_err2str(message->err))));
}

static void show_progress(struct loader *loader, bool last)
{
	time_t now = time(NULL);

	if (!loader->on_terminal || (!last && now - loader->last_progress < PROGRESS_EVERY_S))
		return;
	loader->last_progress = now;
	fprintf(stderr, "\r%llu pages, %.1f MiB%s", (unsigned long long)loader->n_confirmed,
		(double)loader->n_bytes / (1024 * 1024), last ? "\n" : " …");
}

static rd_kafka_t *open_producer(struct loader *loader)
{
	struct err err = {0};
	char reason[512];
	rd_kafka_conf_t *conf;

	loader->owner = (struct kafka_owner){loader->log, loader};
	if (kafka_config_new(loader->options, KAFKA_PRODUCER, &loader->owner, &conf, &err) !=
	    STATUS_OK) {
		log_line(loader->log, LOG_ERROR, err.text, NULL);
		return NULL;
	}
	/* How large a page may be is for the broker to say. */
	rd_kafka_conf_set(conf, "message.max.bytes", "1000000000", NULL, 0);
	rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
	rd_kafka_t *producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
	if (!producer) {
		log_line(loader->log, LOG_ERROR, reason, NULL);
		rd_kafka_conf_destroy(conf);
	}
	return producer;
}

/* One clear line now instead of a time-out for each page later. */
static bool topic_exists(const struct loader *loader)
{
	const struct rd_kafka_metadata *metadata;
	const char *name = loader->options->input_topic;
	rd_kafka_topic_t *topic = rd_kafka_topic_new(loader->producer, name, NULL);
	rd_kafka_resp_err_t error =
	    topic ? rd_kafka_metadata(loader->producer, 0, topic, &metadata, METADATA_TIMEOUT_MS)
		  : rd_kafka_last_error();

	if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
		error = metadata->topic_cnt ? metadata->topics[0].err
					    : RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
		rd_kafka_metadata_destroy(metadata);
	}
	if (topic)
		rd_kafka_topic_destroy(topic);
	if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
		return true;
	log_line(loader->log, LOG_ERROR,
		 error == RD_KAFKA_RESP_ERR__TRANSPORT ? "no broker answers (--brokers)"
						       : "cannot use the topic (--input-topic)",
		 LOG_FIELDS(log_string("brokers", loader->options->brokers),
			    log_string("topic", name),
			    log_string("error", rd_kafka_err2str(error))));
	return false;
}

static void add_headers(rd_kafka_headers_t *headers, const struct raw_record *raw)
{
	for (size_t i = 0; i < raw->n_headers; i++)
		rd_kafka_header_add(headers, raw->headers[i].name.p,
				    (ssize_t)raw->headers[i].name.n, raw->headers[i].value.p,
				    (ssize_t)raw->headers[i].value.n);
}

/* Waits for room in librdkafka's queue as long as it takes: nothing is dropped here. */
static void send_page(struct loader *loader, const struct raw_record *raw)
{
	rd_kafka_headers_t *headers = rd_kafka_headers_new(raw->n_headers);
	rd_kafka_resp_err_t error;

	add_headers(headers, raw);
	loader->n_sent++;
	while (
	    (error = rd_kafka_producev(
		 loader->producer, RD_KAFKA_V_TOPIC(loader->options->input_topic),
		 RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(raw->name.p, raw->name.n),
		 RD_KAFKA_V_VALUE((void *)(uintptr_t)raw->value.p, raw->value.n),
		 RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END)) == RD_KAFKA_RESP_ERR__QUEUE_FULL)
		rd_kafka_poll(loader->producer, 100);
	if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
		return;
	rd_kafka_headers_destroy(headers);
	loader->n_failed++;
	log_line(loader->log, LOG_ERROR, "a page was not accepted",
		 LOG_FIELDS(log_text("page", raw->name), log_number("bytes", (int64_t)raw->value.n),
			    log_string("error", rd_kafka_err2str(error))));
}

/* False when a file could not be read; the others are sent all the same. */
static bool send_all(struct loader *loader, struct input *input)
{
	struct raw_record raw;
	bool ok = true;

	for (;;) {
		struct err err;
		enum input_result result = input_next(input, &raw, &err);
		if (result == INPUT_END)
			break;
		if (result == INPUT_ERROR) {
			log_line(loader->log, LOG_ERROR, err.text, NULL);
			ok = false;
			continue;
		}
		send_page(loader, &raw);
		rd_kafka_poll(loader->producer, 0);
		show_progress(loader, false);
	}
	while (rd_kafka_outq_len(loader->producer) > 0) {
		rd_kafka_poll(loader->producer, 200);
		show_progress(loader, false);
	}
	show_progress(loader, true);
	return ok;
}

int cmd_load(const struct options *options, const struct log *log)
{
	struct loader loader = {
	    .options = options, .log = log, .on_terminal = isatty(STDERR_FILENO)};
	struct input *input = NULL;
	bool ok = false;

	loader.producer = open_producer(&loader);
	if (!loader.producer)
		return EXIT_CODE_USAGE;
	if (topic_exists(&loader))
		input = input_open(options->operands, options->n_operands,
				   slice_of(options->content_type));
	if (input)
		ok = send_all(&loader, input);
	input_close(input);
	rd_kafka_destroy(loader.producer);
	if (input)
		printf("loaded %llu of %llu pages (%.1f KiB) into %s\n",
		       (unsigned long long)loader.n_confirmed, (unsigned long long)loader.n_sent,
		       (double)loader.n_bytes / 1024, options->input_topic);
	return ok && loader.n_confirmed == loader.n_sent ? EXIT_CODE_OK : EXIT_CODE_FAILURE;
}
