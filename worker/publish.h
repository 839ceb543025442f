/* publish.h - from what the engine made of a page to records on the topics: its events, its
 * articles where they are wanted, its dead letter, and always one outcome. */
#ifndef JICENG_PUBLISH_H
#define JICENG_PUBLISH_H

#include "producer.h"
#include "topics.h"

struct publication {
	const struct raw_record *page;
	struct slice key;  /* of the raw record; .p NULL: none */
	int64_t page_time; /* unix ms */
	rd_kafka_timestamp_type_t page_time_type;
	const struct engine_result *result;
	unsigned attempts;
};

/* True when every record fits its topic; else *err says which does not (STATUS_TOO_LARGE). A topic
 * whose limit is not known takes everything. */
bool publish_fits(const struct topics *topics, const struct publication *publication,
		  struct err *err) __attribute__((warn_unused_result));
/* False: a record could not be produced; the batch must be aborted. */
bool publish(struct producer *producer, const struct topics *topics,
	     const struct publication *publication) __attribute__((warn_unused_result));

#endif
