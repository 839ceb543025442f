/* kafka_config.c - see kafka_config.h. */
#include "kafka_config.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "java_properties.h"

#define STAGE           "kafka"
#define FILE_BUDGET     ((size_t)8 * 1024 * 1024)
#define LONGEST_SETTING 8192
/* syslog.h cannot be included: its LOG_… names are those of log.h. */
#define SYSLOG_WARNING 4

struct setting {
	const char *name;
	const char *value;
};

/* Pages are large, so the prefetch is small: librdkafka's own defaults would hold up to 64 MiB per
 * client before decompression. */
static const struct setting FOR_BOTH[] = {
    {"client.software.name", "jiceng"},
    {"log.connection.close", "false"},
    {"reconnect.backoff.max.ms", "5000"},
    {"socket.keepalive.enable", "true"},
    {"topic.metadata.refresh.interval.ms", "60000"},
};
static const struct setting FOR_CONSUMER[] = {
    {"queued.max.messages.kbytes", "8192"},
    {"queued.min.messages", "100"},
    {"fetch.message.max.bytes", "1048576"},
    {"fetch.max.bytes", "8388608"},
    {"receive.message.max.bytes", "536870912"},
    {"fetch.wait.max.ms", "100"},
    {"check.crcs", "true"},
};
static const struct setting FOR_PRODUCER[] = {
    {"queue.buffering.max.kbytes", "65536"},
    {"queue.buffering.max.messages", "200000"},
    {"message.max.bytes", "536870912"},
    {"linger.ms", "10"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void route_log(const rd_kafka_t *client, int level, const char *facility, const char *text)
{
	const struct kafka_owner *owner = rd_kafka_opaque(client);
	/* The embedded broker's protocol has no such flag; nothing is wrong. */
	bool is_noise = strcmp(facility, "AUTOCREATE") == 0;
	enum log_level ours = is_noise                  ? LOG_DEBUG
			      : level < SYSLOG_WARNING  ? LOG_WARNING
			      : level == SYSLOG_WARNING ? LOG_INFO
							: LOG_DEBUG;

	log_line(owner->log, ours, text,
		 LOG_FIELDS(log_string("messaging.client.id", rd_kafka_name(client)),
			    log_string("facility", facility)));
}

enum status kafka_config_set(rd_kafka_conf_t *config, const char *name, const char *value,
			     struct err *err)
{
	char why[256];
	rd_kafka_conf_res_t result = rd_kafka_conf_set(config, name, value, why, sizeof why);

	if (result == RD_KAFKA_CONF_OK)
		return STATUS_OK;
	/* librdkafka's text for a bad value repeats it, and it may be a secret. */
	if (result == RD_KAFKA_CONF_INVALID)
		return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
			       "Kafka setting %.80s: its value is not accepted", name);
	return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
		       "Kafka setting %.80s: librdkafka %s has no such setting", name,
		       rd_kafka_version_str());
}

/* One file holds the settings of consumers and producers, as Java's does; one that is only for the
 * other kind of client is accepted by librdkafka (with a log line). */
static enum status set_from_file(void *context, const char *name, const char *value,
				 struct err *err)
{
	return kafka_config_set(context, name, value, err);
}

static enum status read_file(struct arena *arena, const char *path, struct slice *out,
			     struct err *err)
{
	FILE *file = fopen(path, "rb");
	struct buf text = buf_in(arena);
	char block[4096];
	size_t n;

	if (!file)
		return err_set(err, STATUS_CANNOT_READ, STAGE, SIZE_MAX,
			       "--kafka-config %.150s: %s", path, strerror(errno));
	while ((n = fread(block, 1, sizeof block, file)) > 0)
		buf_append(&text, (struct slice){block, n});
	bool failed = ferror(file) || buf_failed(&text);
	fclose(file);
	if (failed)
		return err_set(err, STATUS_CANNOT_READ, STAGE, SIZE_MAX,
			       "--kafka-config %.150s: cannot be read", path);
	*out = buf_slice(&text);
	return STATUS_OK;
}

static enum status apply_file(rd_kafka_conf_t *config, const char *path, struct err *err)
{
	struct arena *arena = arena_new(FILE_BUDGET);
	struct slice text;
	struct err wrong = {0};

	if (!arena)
		return err_set(err, STATUS_MEMORY_LIMIT, STAGE, SIZE_MAX, "no memory");
	enum status status = read_file(arena, path, &text, err);
	if (status == STATUS_OK) {
		status = java_properties_read(arena, text, set_from_file, config, &wrong);
		if (status != STATUS_OK)
			err_set(err, status, STAGE, SIZE_MAX, "%.100s: %s", path, wrong.text);
	}
	arena_free(arena);
	return status;
}

static enum status apply_user_settings(rd_kafka_conf_t *config, const struct options *options,
				       struct err *err)
{
	enum status status = STATUS_OK;
	char name[128], value[LONGEST_SETTING];

	for (size_t i = 0; status == STATUS_OK && i < options->n_settings; i++) {
		struct kafka_setting setting = options->settings[i];
		if (setting.name.n >= sizeof name || setting.value.n >= sizeof value)
			return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
				       "-X: a name or value that long is not accepted");
		snprintf(name, sizeof name, "%.*s", SLICE_ARG(setting.name));
		snprintf(value, sizeof value, "%.*s", SLICE_ARG(setting.value));
		status = kafka_config_set(config, name, value, err);
	}
	return status;
}

static enum status apply_rows(rd_kafka_conf_t *config, const struct setting *rows, size_t n,
			      struct err *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < n; i++)
		status = kafka_config_set(config, rows[i].name, rows[i].value, err);
	return status;
}

static int64_t number_of(rd_kafka_conf_t *config, const char *name)
{
	char text[32];
	size_t n = sizeof text;
	uint64_t number = 0;

	if (rd_kafka_conf_get(config, name, text, &n) == RD_KAFKA_CONF_OK)
		slice_to_uint64(slice_of(text), &number);
	return (int64_t)number;
}

/* librdkafka wants message.max.bytes <= fetch.max.bytes < receive.message.max.bytes, also of a
 * consumer, for which the first means nothing: who raises one gets the others raised. */
static enum status raise_sizes(rd_kafka_conf_t *config, struct err *err)
{
	int64_t message = number_of(config, "message.max.bytes");
	int64_t fetch = number_of(config, "fetch.max.bytes");
	int64_t receive = number_of(config, "receive.message.max.bytes");
	char text[32];
	enum status status = STATUS_OK;

	if (message > fetch) {
		fetch = message;
		snprintf(text, sizeof text, "%lld", (long long)fetch);
		status = kafka_config_set(config, "fetch.max.bytes", text, err);
	}
	if (status == STATUS_OK && fetch + 512 > receive) {
		snprintf(text, sizeof text, "%lld", (long long)fetch + 512);
		status = kafka_config_set(config, "receive.message.max.bytes", text, err);
	}
	return status;
}

static enum status apply_all(rd_kafka_conf_t *config, const struct options *options,
			     enum kafka_role role, struct err *err)
{
	enum status status = apply_rows(config, FOR_BOTH, COUNT(FOR_BOTH), err);

	if (status == STATUS_OK)
		status = role == KAFKA_CONSUMER
			     ? apply_rows(config, FOR_CONSUMER, COUNT(FOR_CONSUMER), err)
			     : apply_rows(config, FOR_PRODUCER, COUNT(FOR_PRODUCER), err);
	if (status == STATUS_OK && role == KAFKA_PRODUCER && options->compression)
		status = kafka_config_set(config, "compression.type", options->compression, err);
	if (status == STATUS_OK && options->kafka_config)
		status = apply_file(config, options->kafka_config, err);
	if (status == STATUS_OK)
		status = apply_user_settings(config, options, err);
	if (status == STATUS_OK && options->brokers)
		status = kafka_config_set(config, "bootstrap.servers", options->brokers, err);
	if (status == STATUS_OK && role == KAFKA_CONSUMER)
		status = raise_sizes(config, err);
	return status;
}

static bool has_brokers(rd_kafka_conf_t *config)
{
	char servers[8];
	size_t n = sizeof servers;

	return rd_kafka_conf_get(config, "bootstrap.servers", NULL, &n) == RD_KAFKA_CONF_OK &&
	       n > 1;
}

enum status kafka_config_new(const struct options *options, enum kafka_role role,
			     struct kafka_owner *owner, rd_kafka_conf_t **out, struct err *err)
{
	rd_kafka_conf_t *config = rd_kafka_conf_new();
	enum status status = apply_all(config, options, role, err);

	if (status == STATUS_OK && !has_brokers(config))
		status = err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
				 "--brokers is missing (or JICENG_BROKERS, or bootstrap.servers in "
				 "--kafka-config)");
	if (status != STATUS_OK) {
		rd_kafka_conf_destroy(config);
		return status;
	}
	rd_kafka_conf_set_opaque(config, owner);
	rd_kafka_conf_set_log_cb(config, route_log);
	*out = config;
	return STATUS_OK;
}

enum status kafka_config_set_rows(rd_kafka_conf_t *config, const struct kafka_setting_row *rows,
				  struct err *err)
{
	enum status status = STATUS_OK;

	for (; status == STATUS_OK && rows->name; rows++) {
		if (rows->value)
			status = kafka_config_set(config, rows->name, rows->value, err);
	}
	return status;
}

bool kafka_config_is_set_by_user(const struct options *options, const char *name)
{
	for (size_t i = 0; i < options->n_settings; i++) {
		if (slice_equal(options->settings[i].name, slice_of(name)))
			return true;
	}
	return false;
}
