/* lane_setup.h - what a lane is given when it starts. All of it was made before the fork. */
#ifndef JICENG_LANE_SETUP_H
#define JICENG_LANE_SETUP_H

#include "log.h"
#include "scoreboard.h"

struct lane_setup {
	const struct options *options;
	const struct engine *engine;
	struct scoreboard *board;
	const char *host;      /* name of this machine or pod */
	const char *dlq_topic; /* --dlq-topic or its default */
	struct log log;
	int number; /* 0, 1, … */
};

static inline struct lane_row *setup_row(const struct lane_setup *setup)
{
	return &setup->board->lanes[setup->number];
}

#endif
