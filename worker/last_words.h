/* last_words.h - what a lane notes on the scoreboard when it crashes, so that the supervisor can
 * tell a page that crashes from one that eats memory, and both from a fault in librdkafka's
 * threads. The notes are hints: a lane that can write none is judged by how it died. */
#ifndef JICENG_LAST_WORDS_H
#define JICENG_LAST_WORDS_H

#include "scoreboard.h"

/* Installs the handlers, on a stack of their own. memory_limit: the lane's RLIMIT_DATA in bytes.
 * Once per process. */
void last_words_prepare(struct lane_row *row, int64_t memory_limit);

#endif
