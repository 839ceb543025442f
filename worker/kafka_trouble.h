/* kafka_trouble.h - Kafka's many error codes as the few that somebody can act on. */
#ifndef JICENG_KAFKA_TROUBLE_H
#define JICENG_KAFKA_TROUBLE_H

#include <librdkafka/rdkafka.h>

#include "lane_setup.h"

enum kafka_trouble kafka_trouble_of(rd_kafka_resp_err_t error);
/* What to do about it, for the log; NULL: nothing to add. Static. */
const char *kafka_trouble_advice(enum kafka_trouble trouble);

/* Counts it in the lane's row and logs it with the advice. What clients get over by themselves (a
 * lost connection) is only for --log-level debug. */
void kafka_trouble_note(const struct lane_setup *setup, rd_kafka_resp_err_t error,
			const char *text);

#endif
