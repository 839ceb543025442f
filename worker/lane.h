/* lane.h - one worker process: poll, process, produce, commit. Single-threaded (librdkafka's own
 * threads apart), one member of the consumer group, one producer. */
#ifndef JICENG_LANE_H
#define JICENG_LANE_H

#include "lane_setup.h"

/* Runs until told to stop; called in the process forked for it. Returns the exit code: 0 told to
 * stop, 1 start me again, 2 the configuration is wrong. */
int lane_run(const struct lane_setup *setup);

#endif
