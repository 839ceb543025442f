/* dead_letter.h - the record of a page that could not be processed: value, key and headers as they
 * came, and after them why, where, and by whom. */
#ifndef JICENG_DEAD_LETTER_H
#define JICENG_DEAD_LETTER_H

#include <librdkafka/rdkafka.h>

#include "engine.h"
#include "options.h"

struct dead_letter {
	const struct raw_record *page;
	int64_t page_time; /* unix ms */
	rd_kafka_timestamp_type_t page_time_type;
	const struct err *error; /* .status is the reason */
	const char *group;
	int lane;
	unsigned attempts; /* times the page was tried, this one included */
	int64_t now;       /* unix ms */
	enum dead_letter_names names;
	/* What the dead-letter topic takes; a larger value is cut, and a header says so. */
	size_t max_bytes; /* 0: no limit */
};

/* How much of the value is kept. Header and key sizes count against the limit. */
size_t dead_letter_kept_bytes(const struct dead_letter *letter, size_t key_bytes);
/* Owned by the caller. NULL: no memory. */
rd_kafka_headers_t *dead_letter_headers(const struct dead_letter *letter, size_t kept_bytes);

#endif
