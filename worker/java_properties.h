/* java_properties.h - the .properties files of Kafka's Java clients, read for librdkafka.
 *
 * Lines "key=value" or "key: value", comments with # or !, a backslash at the end continues a line.
 * Java's own settings are translated (sasl.jaas.config becomes sasl.username and sasl.password,
 * PEM stores become ssl.ca.pem …) or, where librdkafka can have no such thing (JKS key stores,
 * class names), refused with what to use instead. */
#ifndef JICENG_JAVA_PROPERTIES_H
#define JICENG_JAVA_PROPERTIES_H

#include "base/arena.h"
#include "base/status.h"

/* Called for each setting in librdkafka's terms; both NUL-terminated, gone after the call. */
typedef enum status (*property_sink)(void *context, const char *name, const char *value,
				     struct err *err);

/* Goes through the text of a file. The messages name the line, never a value. */
enum status java_properties_read(struct arena *arena, struct slice text, property_sink sink,
				 void *context, struct err *err)
    __attribute__((warn_unused_result));

#endif
