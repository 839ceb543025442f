/* broker.c - see broker.h. The mock cluster lives in a producer handle that does nothing else. */
#include "broker.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <stdlib.h>

#define MAX_PARTITIONS 1000

struct broker {
	rd_kafka_t *client;
	rd_kafka_mock_cluster_t *cluster;
};

static enum status create_topic(struct broker *broker, struct slice item, struct err *err)
{
	size_t colon = slice_find_last(item, SLICE(":"));
	uint64_t partitions = 1;
	char name[250];

	if (colon != SIZE_MAX && !slice_to_uint64(slice_from(item, colon + 1), &partitions))
		partitions = 0;
	int n = snprintf(name, sizeof name, "%.*s", SLICE_ARG(slice_sub(item, 0, colon)));
	if (n == 0 || (size_t)n >= sizeof name || partitions < 1 || partitions > MAX_PARTITIONS ||
	    rd_kafka_mock_topic_create(broker->cluster, name, (int)partitions, 1))
		return err_set(err, STATUS_BAD_OPTION, "broker", SIZE_MAX,
			       "--topics: %.*s is not NAME:PARTITIONS (1 to %d)",
			       SLICE_ARG(slice_sub(item, 0, 100)), MAX_PARTITIONS);
	return STATUS_OK;
}

static enum status start(struct broker *broker, const char *topics, struct err *err)
{
	char why[256];
	struct slice rest = slice_of(topics), item;
	rd_kafka_conf_t *config = rd_kafka_conf_new();
	enum status status = STATUS_OK;

	rd_kafka_conf_set_log_cb(config, NULL);
	broker->client = rd_kafka_new(RD_KAFKA_PRODUCER, config, why, sizeof why);
	if (!broker->client) {
		rd_kafka_conf_destroy(config);
		return err_set(err, STATUS_BAD_OPTION, "broker", SIZE_MAX, "%s", why);
	}
	broker->cluster = rd_kafka_mock_cluster_new(broker->client, 1);
	if (!broker->cluster)
		return err_set(err, STATUS_BAD_OPTION, "broker", SIZE_MAX,
			       "the embedded broker could not be started");
	while (status == STATUS_OK && slice_next_field(&rest, ',', &item))
		status = create_topic(broker, slice_trim(item), err);
	return status;
}

struct broker *broker_start(const char *topics, struct err *err)
{
	struct broker *broker = calloc(1, sizeof *broker);

	if (!broker) {
		err_set(err, STATUS_MEMORY_LIMIT, "broker", SIZE_MAX, "no memory");
		return NULL;
	}
	if (start(broker, topics, err) == STATUS_OK)
		return broker;
	broker_stop(broker);
	return NULL;
}

const char *broker_address(const struct broker *broker)
{
	return rd_kafka_mock_cluster_bootstraps(broker->cluster);
}

void broker_stop(struct broker *broker)
{
	if (!broker)
		return;
	if (broker->cluster)
		rd_kafka_mock_cluster_destroy(broker->cluster);
	if (broker->client)
		rd_kafka_destroy(broker->client);
	free(broker);
}
