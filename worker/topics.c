/* topics.c - see topics.h. Asks through the consumer, which never creates a topic by asking. */
#include "topics.h"

#include <string.h>

#include "backoff.h"
#include "kafka_trouble.h"

#define ANSWER_MS 3000

static const char *const OPTIONS[TOPIC_USES] = {
    "--input-topic", "--events-topic", "--outcomes-topic", "--dlq-topic", "--articles-topic"};

enum finding { FOUND, NOT_FOUND, NO_ANSWER, WRONG };

/* The first lane speaks for all, so that one missing topic gives one line and not one a lane. */
static enum log_level level_of(const struct lane_setup *setup, enum log_level level)
{
	return setup->number == 0 ? level : LOG_DEBUG;
}

static void say_no_answer(const struct lane_setup *setup, rd_kafka_resp_err_t error)
{
	log_line(&setup->log, level_of(setup, LOG_WARNING), "no broker answers; waiting",
		 LOG_FIELDS(log_string("brokers", setup->options->brokers),
			    log_string("error.type", rd_kafka_err2name(error))));
}

static enum finding look_at(const struct lane_setup *setup, enum topic_use use,
			    const struct rd_kafka_metadata_topic *topic)
{
	enum kafka_trouble trouble = kafka_trouble_of(topic->err);

	if (!topic->err && topic->partition_cnt > 0)
		return FOUND;
	log_line(&setup->log, level_of(setup, LOG_WARNING),
		 trouble == TROUBLE_AUTHORIZATION ? "no permission to use a topic; waiting"
		 : trouble == TROUBLE_UNKNOWN_TOPIC
		     ? "a topic does not exist; waiting for it (create it, or name another)"
		     : "a topic cannot be used yet; waiting",
		 LOG_FIELDS(log_string("messaging.destination.name", topic->topic),
			    log_string("option", OPTIONS[use]),
			    log_string("error.type", rd_kafka_err2name(topic->err))));
	return NOT_FOUND;
}

static enum finding find_topic(const struct topics *topics, enum topic_use use,
			       struct consumer *consumer)
{
	const struct rd_kafka_metadata *metadata = NULL;
	rd_kafka_topic_t *topic = rd_kafka_topic_new(consumer->client, topics->names[use], NULL);
	enum finding finding = NOT_FOUND;

	if (!topic) {
		log_line(&consumer->setup->log, LOG_ERROR, "not a name for a topic",
			 LOG_FIELDS(log_string("option", OPTIONS[use])));
		return WRONG;
	}
	rd_kafka_resp_err_t error =
	    rd_kafka_metadata(consumer->client, 0, topic, &metadata, ANSWER_MS);
	if (error) {
		say_no_answer(consumer->setup, error);
		finding = NO_ANSWER;
	} else if (metadata->topic_cnt == 1)
		finding = look_at(consumer->setup, use, &metadata->topics[0]);
	if (metadata)
		rd_kafka_metadata_destroy(metadata);
	rd_kafka_topic_destroy(topic);
	return finding;
}

/* librdkafka's mock cluster says yes to transactions and does nothing. */
static bool is_mock(struct consumer *consumer)
{
	char *cluster = rd_kafka_clusterid(consumer->client, ANSWER_MS);
	bool mock = cluster && strncmp(cluster, "mockCluster", 11) == 0;

	if (cluster)
		rd_kafka_mem_free(consumer->client, cluster);
	return mock;
}

static enum finding refuse_mock(struct consumer *consumer)
{
	if (consumer->setup->options->delivery != DELIVERY_EXACTLY_ONCE || !is_mock(consumer))
		return FOUND;
	log_line(&consumer->setup->log, level_of(consumer->setup, LOG_ERROR),
		 "this is the embedded broker, which accepts transactions and ignores them; "
		 "run the worker with --delivery at-least-once, or use a real Kafka",
		 LOG_FIELDS(log_string("brokers", consumer->setup->options->brokers)));
	return WRONG;
}

static enum finding find_all(const struct topics *topics, struct consumer *consumer)
{
	enum finding finding = FOUND;

	for (int use = 0; use < TOPIC_USES; use++) {
		if (!topics->names[use])
			continue;
		enum finding one = find_topic(topics, (enum topic_use)use, consumer);
		if (one == NO_ANSWER || one == WRONG)
			return one;
		if (one != FOUND)
			finding = one;
	}
	return finding == FOUND ? refuse_mock(consumer) : finding;
}

static void note_limit(struct topics *topics, const rd_kafka_ConfigResource_t *resource)
{
	size_t n;
	const rd_kafka_ConfigEntry_t **entries = rd_kafka_ConfigResource_configs(resource, &n);

	for (size_t i = 0; i < n; i++) {
		const char *value = rd_kafka_ConfigEntry_value(entries[i]);
		uint64_t bytes;
		if (strcmp(rd_kafka_ConfigEntry_name(entries[i]), "max.message.bytes") != 0 ||
		    !value || !slice_to_uint64(slice_of(value), &bytes))
			continue;
		for (int use = 0; use < TOPIC_USES; use++) {
			if (topics->names[use] &&
			    strcmp(topics->names[use], rd_kafka_ConfigResource_name(resource)) == 0)
				topics->max_bytes[use] = (size_t)bytes;
		}
	}
}

static void take_answer(struct topics *topics, rd_kafka_event_t *event)
{
	const rd_kafka_DescribeConfigs_result_t *result =
	    rd_kafka_event_DescribeConfigs_result(event);
	size_t n = 0;
	const rd_kafka_ConfigResource_t **resources =
	    result ? rd_kafka_DescribeConfigs_result_resources(result, &n) : NULL;

	for (size_t i = 0; i < n; i++) {
		if (!rd_kafka_ConfigResource_error(resources[i]))
			note_limit(topics, resources[i]);
	}
}

/* Without an answer (no permission, the embedded broker) limits stay unknown. */
static void ask_limits(struct topics *topics, struct consumer *consumer)
{
	rd_kafka_ConfigResource_t *resources[TOPIC_USES];
	rd_kafka_queue_t *queue = rd_kafka_queue_new(consumer->client);
	rd_kafka_AdminOptions_t *options =
	    rd_kafka_AdminOptions_new(consumer->client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
	char why[128];
	size_t n = 0;

	rd_kafka_AdminOptions_set_request_timeout(options, ANSWER_MS, why, sizeof why);
	for (int use = 0; use < TOPIC_USES; use++) {
		if (topics->names[use])
			resources[n++] = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC,
								     topics->names[use]);
	}
	rd_kafka_DescribeConfigs(consumer->client, resources, n, options, queue);
	rd_kafka_event_t *event = rd_kafka_queue_poll(queue, ANSWER_MS + 1000);
	if (event) {
		take_answer(topics, event);
		rd_kafka_event_destroy(event);
	}
	rd_kafka_ConfigResource_destroy_array(resources, n);
	rd_kafka_AdminOptions_destroy(options);
	rd_kafka_queue_destroy(queue);
}

enum topics_result topics_wait(struct topics *topics, struct consumer *consumer,
			       const struct lane_setup *setup, struct stop *stop)
{
	struct backoff backoff = {.first_ms = 500, .limit_ms = 30000};
	const struct options *options = setup->options;

	*topics = (struct topics){.names = {options->input_topic, options->events_topic,
					    options->outcomes_topic, setup->dlq_topic,
					    options->articles_topic}};
	row_set_state(setup_row(setup), LANE_WAITING);
	for (;;) {
		rd_kafka_poll(consumer->client, 0);
		enum finding finding = find_all(topics, consumer);
		if (finding == FOUND) {
			if (!is_mock(consumer))
				ask_limits(topics, consumer);
			return TOPICS_READY;
		}
		if (finding == WRONG || (finding == NOT_FOUND && !options->wait_for_topics))
			return TOPICS_REFUSED;
		if (!stop_wait(stop, backoff_next(&backoff), 1))
			return TOPICS_STOPPED;
	}
}

bool topics_cluster_answers(struct consumer *consumer)
{
	const struct rd_kafka_metadata *metadata = NULL;
	rd_kafka_topic_t *topic =
	    rd_kafka_topic_new(consumer->client, consumer->setup->options->input_topic, NULL);
	bool good = topic && !rd_kafka_metadata(consumer->client, 0, topic, &metadata, 500);

	if (metadata)
		rd_kafka_metadata_destroy(metadata);
	if (topic)
		rd_kafka_topic_destroy(topic);
	return good;
}
