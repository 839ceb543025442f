/* cloud_event.h - the headers of what is published: CloudEvents 1.0, Kafka binding, binary mode.
 * They follow from the record and its page alone, so the same page gives the same headers; the
 * page's trace (traceparent, tracestate) goes on to every record made from it. */
#ifndef JICENG_CLOUD_EVENT_H
#define JICENG_CLOUD_EVENT_H

#include <librdkafka/rdkafka.h>

#include "engine.h"

struct cloud_event {
	const char *type; /* "jiceng.initiative.event.v1" */
	struct slice id;  /* unique for the source and the thing that happened: the record's key */
	struct slice subject; /* may be empty */
	int64_t time;         /* unix ms of the raw page; <= 0: not known */
};

#define CLOUD_EVENT_INITIATIVE "jiceng.initiative.event.v1"
#define CLOUD_EVENT_OUTCOME    "jiceng.page.outcome.v1"
#define CLOUD_EVENT_ARTICLE    "jiceng.clean.article.v1"

/* Owned by the caller. NULL: no memory. */
rd_kafka_headers_t *cloud_event_headers(const struct cloud_event *event,
					const struct raw_record *page);

#endif
