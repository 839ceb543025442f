/* broker.h - librdkafka's mock cluster as the embedded broker: real Kafka protocol on a loopback
 * port, nothing kept on disk, at most 5 MiB a partition, transactions accepted and ignored. */
#ifndef JICENG_BROKER_H
#define JICENG_BROKER_H

#include "base/status.h"

struct broker; /* opaque */

/* topics: "name:partitions,…". STATUS_BAD_OPTION. Owned by the caller. */
struct broker *broker_start(const char *topics, struct err *err);
/* "127.0.0.1:PORT". Borrowed. */
const char *broker_address(const struct broker *broker);
void broker_stop(struct broker *broker);

#endif
