/* slot.h - a place for one lane after another, and the judgement on each that died in it. */
#ifndef JICENG_SLOT_H
#define JICENG_SLOT_H

#include <sys/types.h>

#include "backoff.h"
#include "lane_setup.h"

struct slot {
	pid_t process;      /* 0: none */
	int64_t started_at; /* monotonic ms */
	int64_t start_at;   /* when to start the next; while process is 0 */
	struct backoff backoff;
	bool was_overdue;        /* we killed it: the page in hand took too long */
	bool was_stalled;        /* we killed it: its loop stood still */
	uint64_t overdue_serial; /* which page that was */
	bool was_idle; /* it used no processor time meanwhile, so the page is not to blame */
};

struct slot slot_new(void);
/* What the watchdog must do now. Pure: cpu_ms is the processor time the lane has used so far, -1
 * where that is not known. */
enum watch { WATCH_FINE, WATCH_OVERDUE, WATCH_OVERDUE_IDLE, WATCH_STALLED };
enum watch slot_watch(const struct options *options, const struct work *work, int64_t now,
		      int64_t cpu_ms);
/* Why the lane died, from how it ended and what it was doing. Blames the page in hand where it is
 * at fault (in the scoreboard's list of suspects). kernel_killed: the machine ran out of memory
 * meanwhile. */
enum restart_cause slot_judge(struct slot *slot, const struct lane_setup *setup, int wait_status,
			      bool kernel_killed);
/* Sets the time of the next start. */
void slot_schedule(struct slot *slot, const struct lane_row *row, enum restart_cause cause,
		   int64_t now);

#endif
