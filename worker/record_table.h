/* record_table.h - output records as a person would like to see them: events, outcomes and dead
 * letters as tables for a terminal. Takes the records' JSON as it stands on the topic. */
#ifndef JICENG_WORKER_RECORD_TABLE_H
#define JICENG_WORKER_RECORD_TABLE_H

#include <stdio.h>

#include "page/record.h"

enum record_kind { RECORD_EVENT, RECORD_OUTCOME, RECORD_DEAD_LETTER };

/* The line of column heads. columns: width of the terminal. */
void record_table_head(FILE *out, enum record_kind kind, size_t columns);
/* One record. key: shown for a dead letter that names no url. value: JSON of an event or outcome;
 * ignored for dead letters, whose headers say it all. False when the value is no JSON object
 * (printed as such). */
bool record_table_row(FILE *out, enum record_kind kind, struct slice key, struct slice value,
		      const struct header *headers, size_t n_headers, size_t columns);

#endif
