/* stop.h - whether a lane was asked to end. SIGTERM stays blocked and is picked up between steps,
 * so it never interrupts a page or a commit. Every loop that waits asks here, which also tells the
 * supervisor that the lane is alive. */
#ifndef JICENG_STOP_H
#define JICENG_STOP_H

#include <stdbool.h>
#include <stdint.h>

#include "scoreboard.h"

struct stop {
	struct lane_row *row;
	int level; /* SIGTERMs so far: 1 finish what is begun, 2 give it up */
};

/* Blocks SIGTERM in this process and ignores SIGINT (the supervisor passes it on). */
struct stop stop_watch(struct lane_row *row);
int stop_level(struct stop *stop);
/* Waits, but not beyond the level that is asked for. True: the whole time has passed. */
bool stop_wait(struct stop *stop, int64_t ms, int level);

#endif
