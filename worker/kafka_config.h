/* kafka_config.h - the settings of a Kafka client, from all places where they may stand.
 *
 * Later ones win: our defaults, --kafka-config FILE, -X key=value, and last what the guarantees
 * need (the caller sets that itself, after kafka_config_new()). Setting names are librdkafka's; in
 * the file also those of the Java clients, which are translated or refused by name. No value is
 * ever logged: it may be a password. */
#ifndef JICENG_KAFKA_CONFIG_H
#define JICENG_KAFKA_CONFIG_H

#include <librdkafka/rdkafka.h>

#include "log.h"
#include "options.h"

/* What librdkafka hands to each callback (its "opaque"). Outlives the client. */
struct kafka_owner {
	const struct log *log;
	void *context; /* the caller's own */
};

enum kafka_role { KAFKA_CONSUMER, KAFKA_PRODUCER };

/* librdkafka's log lines go to owner->log. STATUS_BAD_OPTION, STATUS_CANNOT_READ (the file),
 * STATUS_MEMORY_LIMIT; err->text is one line. *out is owned by the caller (rd_kafka_new() takes
 * it). */
enum status kafka_config_new(const struct options *options, enum kafka_role role,
			     struct kafka_owner *owner, rd_kafka_conf_t **out, struct err *err)
    __attribute__((warn_unused_result));

/* One setting; STATUS_BAD_OPTION when librdkafka does not take it. */
enum status kafka_config_set(rd_kafka_conf_t *config, const char *name, const char *value,
			     struct err *err) __attribute__((warn_unused_result));

struct kafka_setting_row {
	const char *name;  /* NULL ends the list */
	const char *value; /* NULL: this one is not set */
};

/* The rows in turn, up to the first that is refused. */
enum status kafka_config_set_rows(rd_kafka_conf_t *config, const struct kafka_setting_row *rows,
				  struct err *err) __attribute__((warn_unused_result));

/* Whether the user set this (librdkafka's name) by -X. */
bool kafka_config_is_set_by_user(const struct options *options, const char *name);

#endif
