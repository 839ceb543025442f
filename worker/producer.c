/* producer.c - see producer.h. A record's opaque is the index of its page in the batch, plus one.
 */
#include "producer.h"

#include <stdlib.h>

#include "kafka_trouble.h"

#define STAGE           "producer"
#define API_KEY_END_TXN 26
#define FULL_WAIT_MS    100

static void on_error(rd_kafka_t *client, int code, const char *reason, void *opaque)
{
	struct kafka_owner *owner = opaque;
	struct producer *producer = owner->context;
	rd_kafka_resp_err_t error = (rd_kafka_resp_err_t)code;
	char text[256];

	if (error == RD_KAFKA_RESP_ERR__FATAL) {
		error = rd_kafka_fatal_error(client, text, sizeof text);
		producer->failed = true;
		producer->fenced = kafka_trouble_of(error) == TROUBLE_FENCED;
		reason = text;
	} else if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
		producer->brokers_down = true;
	kafka_trouble_note(producer->setup, error, reason);
}

static void on_delivery(rd_kafka_t *client, const rd_kafka_message_t *message, void *opaque)
{
	struct kafka_owner *owner = opaque;
	struct producer *producer = owner->context;
	size_t page = (size_t)(uintptr_t)message->_private;

	(void)client;
	if (!message->err) {
		producer->brokers_down = false;
		return;
	}
	producer->n_failed++;
	if (message->err == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
		producer->refused_size = true;
	/* Purged: the end of an aborted batch, no trouble of its own. */
	if (message->err == RD_KAFKA_RESP_ERR__PURGE_QUEUE ||
	    message->err == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT || page == 0 ||
	    page > producer->n_pages)
		return;
	producer->row->happenings.troubles[kafka_trouble_of(message->err)]++;
	log_line(
	    producer->owner.log, LOG_DEBUG, "record was not delivered",
	    LOG_FIELDS(log_string("error.type", rd_kafka_err2name(message->err)),
		       log_string("messaging.destination.name", rd_kafka_topic_name(message->rkt)),
		       log_number("from_partition", producer->pages[page - 1].partition),
		       log_number("from_offset", producer->pages[page - 1].offset)));
}

static rd_kafka_resp_err_t on_response(rd_kafka_t *client, int socket, const char *broker,
				       int32_t broker_id, int16_t api_key, int16_t version,
				       int32_t correlation, size_t size, int64_t round_trip,
				       rd_kafka_resp_err_t error, void *context)
{
	struct producer *producer = context;

	(void)client, (void)socket, (void)broker, (void)broker_id, (void)version;
	(void)correlation, (void)size, (void)round_trip;
	if (api_key == API_KEY_END_TXN && error)
		atomic_store(&producer->end_in_doubt, true);
	return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static rd_kafka_resp_err_t on_new(rd_kafka_t *client, const rd_kafka_conf_t *config, void *context,
				  char *why, size_t room)
{
	(void)config, (void)why, (void)room;
	return rd_kafka_interceptor_add_on_response_received(client, "jiceng", on_response,
							     context);
}

/* socket.timeout.ms and message.timeout.ms have to stay below the transaction's time-out, or a
 * request could outlive the transaction it belongs to. */
static enum status configure(const struct options *options, const char *transactional_id,
			     struct kafka_owner *owner, rd_kafka_conf_t **out, struct err *err)
{
	bool exactly_once = options->delivery == DELIVERY_EXACTLY_ONCE;
	int64_t limit = options->transaction_timeout;
	char whole[32], socket[32];
	enum status status = kafka_config_new(options, KAFKA_PRODUCER, owner, out, err);

	snprintf(whole, sizeof whole, "%lld", (long long)limit);
	snprintf(socket, sizeof socket, "%lld", (long long)(limit > 20000 ? 10000 : limit / 2));
	const struct kafka_setting_row rows[] = {
	    {"enable.idempotence", "true"},
	    {"acks", "all"},
	    {"transactional.id", exactly_once ? transactional_id : NULL},
	    {"transaction.timeout.ms", exactly_once ? whole : NULL},
	    {"message.timeout.ms", exactly_once ? whole : "60000"},
	    {"socket.timeout.ms", exactly_once ? socket : "10000"},
	    {NULL, NULL},
	};
	if (status != STATUS_OK)
		return status;
	status = kafka_config_set_rows(*out, rows, err);
	if (status != STATUS_OK)
		rd_kafka_conf_destroy(*out);
	return status;
}

enum status producer_check_settings(const struct options *options, struct err *err)
{
	struct kafka_owner owner = {0};
	rd_kafka_conf_t *config;
	enum status status = configure(options, "check", &owner, &config, err);

	if (status == STATUS_OK)
		rd_kafka_conf_destroy(config);
	return status;
}

enum status producer_open(struct producer *producer, const struct lane_setup *setup,
			  struct stop *stop, struct err *err)
{
	char why[256], id[512];
	rd_kafka_conf_t *config;

	producer->setup = setup;
	producer->row = setup_row(setup);
	producer->stop = stop;
	producer->owner = (struct kafka_owner){&setup->log, producer};
	atomic_store(&producer->end_in_doubt, false);
	snprintf(id, sizeof id, "%s-%s-%s-%d", setup->options->transactional_prefix,
		 setup->options->group, setup->host, setup->number);
	enum status status = configure(setup->options, id, &producer->owner, &config, err);
	if (status != STATUS_OK)
		return status;
	rd_kafka_conf_set_error_cb(config, on_error);
	rd_kafka_conf_set_dr_msg_cb(config, on_delivery);
	rd_kafka_conf_interceptor_add_on_new(config, "jiceng", on_new, producer);
	producer->client = rd_kafka_new(RD_KAFKA_PRODUCER, config, why, sizeof why);
	if (producer->client)
		return STATUS_OK;
	rd_kafka_conf_destroy(config);
	return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX, "Kafka producer: %s", why);
}

bool producer_begin_page(struct producer *producer, int32_t partition, int64_t offset)
{
	if (producer->n_pages == producer->room) {
		size_t room = producer->room ? 2 * producer->room : 128;
		void *pages = realloc(producer->pages, room * sizeof *producer->pages);
		if (!pages)
			return false;
		producer->pages = pages;
		producer->room = room;
	}
	producer->pages[producer->n_pages++] = (struct page_place){partition, offset};
	return true;
}

static rd_kafka_resp_err_t offer(struct producer *producer, const struct outgoing *record)
{
	void *page = (void *)(uintptr_t)producer->n_pages;
	int64_t timestamp = record->timestamp > 0 ? record->timestamp : 0;

	return rd_kafka_producev(
	    producer->client, RD_KAFKA_V_TOPIC(record->topic),
	    RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
	    RD_KAFKA_V_KEY((void *)(uintptr_t)record->key.p, record->key.n),
	    RD_KAFKA_V_VALUE((void *)(uintptr_t)record->value.p, record->value.n),
	    RD_KAFKA_V_TIMESTAMP(timestamp), RD_KAFKA_V_HEADERS(record->headers),
	    RD_KAFKA_V_OPAQUE(page), RD_KAFKA_V_END);
}

bool producer_send(struct producer *producer, const struct outgoing *record)
{
	rd_kafka_resp_err_t error;

	while ((error = offer(producer, record)) == RD_KAFKA_RESP_ERR__QUEUE_FULL) {
		rd_kafka_poll(producer->client, FULL_WAIT_MS);
		if (stop_level(producer->stop) >= 2 || producer->failed)
			break;
	}
	if (!error) {
		producer->bytes += record->key.n + record->value.n;
		return true;
	}
	rd_kafka_headers_destroy(record->headers);
	if (error == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
		producer->refused_size = true;
	if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL)
		kafka_trouble_note(producer->setup, error, "record could not be produced");
	producer->n_failed++;
	return false;
}

void producer_serve(struct producer *producer)
{
	rd_kafka_poll(producer->client, 0);
}

void producer_forget_batch(struct producer *producer)
{
	producer->past = (struct past_batch){
	    .n_pages = producer->n_pages,
	    .first = producer->n_pages ? producer->pages[0] : (struct page_place){-1, -1},
	    .refused_size = producer->refused_size,
	};
	producer->n_pages = 0;
	producer->bytes = 0;
	producer->n_failed = 0;
	producer->refused_size = false;
}

void producer_close(struct producer *producer)
{
	if (producer->client) {
		rd_kafka_purge(producer->client, RD_KAFKA_PURGE_F_QUEUE);
		rd_kafka_destroy(producer->client);
		producer->client = NULL;
	}
	free(producer->pages);
	producer->pages = NULL;
	producer->n_pages = producer->room = 0;
}
