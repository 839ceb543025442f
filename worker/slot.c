/* slot.c - see slot.h. A page is blamed only if its lane died inside engine_process(). A kill from
 * outside proves nothing against it: only after SUSPECT_PATIENCE of them is it given up. */
#include "slot.h"

#include <signal.h>
#include <sys/wait.h>

#define FIRST_MS       1000
#define LIMIT_MS       (60 * 1000)
#define GOOD_MS        (10 * 60 * 1000) /* up this long: the failures before are forgotten */
#define AFTER_PAGE_MS  100              /* the page was at fault, so no reason to wait */
#define IDLE_FACTOR    4
#define LEAST_STALL_MS 60000

struct slot slot_new(void)
{
	return (struct slot){.backoff = {.first_ms = FIRST_MS, .limit_ms = LIMIT_MS}};
}

/* The limit is on processor time, so that a busy machine or a stopped process (SIGSTOP, a paused
 * container) does not make dead letters of good pages; the clock on the wall only ends the wait. */
enum watch slot_watch(const struct options *options, const struct work *work, int64_t now,
		      int64_t cpu_ms)
{
	int64_t stall = 3 * options->transaction_timeout;

	if (work->state == LANE_PROCESSING) {
		int64_t wall = now - work->started_at, used = cpu_ms - work->started_cpu_ms;
		if (cpu_ms >= 0 && used > options->page_timeout)
			return WATCH_OVERDUE;
		return wall > IDLE_FACTOR * options->page_timeout ? WATCH_OVERDUE_IDLE : WATCH_FINE;
	}
	if (stall < LEAST_STALL_MS)
		stall = LEAST_STALL_MS;
	return now - work->ticked_at > stall ? WATCH_STALLED : WATCH_FINE;
}

struct finding {
	enum restart_cause cause;
	enum status reason;     /* STATUS_OK: the page is not to blame for now */
	enum status in_the_end; /* but is if it goes on */
};

static struct finding find_cause(const struct slot *slot, const struct work *work, int wait_status,
				 bool kernel_killed)
{
	bool killed = WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGKILL;
	struct finding by_page = {RESTART_CRASHED, STATUS_CRASHED, STATUS_CRASHED};

	if (killed && slot->was_overdue && slot->overdue_serial == work->serial)
		return (struct finding){RESTART_TIME_LIMIT,
					slot->was_idle ? STATUS_OK : STATUS_TIME_LIMIT,
					STATUS_TIME_LIMIT};
	if (killed && slot->was_stalled)
		return (struct finding){RESTART_STALLED, STATUS_OK, STATUS_TIME_LIMIT};
	if (killed)
		return (struct finding){kernel_killed ? RESTART_MEMORY_LIMIT : RESTART_KILLED,
					kernel_killed ? STATUS_MEMORY_LIMIT : STATUS_OK,
					STATUS_MEMORY_LIMIT};
	if (work->last_words == WORDS_OUT_OF_MEMORY)
		return (struct finding){RESTART_MEMORY_LIMIT, STATUS_MEMORY_LIMIT,
					STATUS_MEMORY_LIMIT};
	if (work->last_words == WORDS_OTHER_THREAD)
		by_page.reason = STATUS_OK;
	return by_page;
}

enum restart_cause slot_judge(struct slot *slot, const struct lane_setup *setup, int wait_status,
			      bool kernel_killed)
{
	struct work work;
	struct finding finding;

	scoreboard_copy_work(setup_row(setup), &work);
	finding = find_cause(slot, &work, wait_status, kernel_killed);
	if (work.state == LANE_PROCESSING)
		suspects_note(setup->board, work.partition, work.offset, finding.reason,
			      finding.in_the_end, work.stage);
	else if (WIFEXITED(wait_status))
		finding.cause = RESTART_EXITED;
	return finding.cause;
}

static bool is_fault_of_page(enum restart_cause cause)
{
	return cause == RESTART_CRASHED || cause == RESTART_TIME_LIMIT ||
	       cause == RESTART_MEMORY_LIMIT;
}

void slot_schedule(struct slot *slot, const struct lane_row *row, enum restart_cause cause,
		   int64_t now)
{
	bool got_on = row->commits > 0 || now - slot->started_at > GOOD_MS;

	if (got_on)
		backoff_succeeded(&slot->backoff);
	int64_t wait = backoff_next(&slot->backoff);
	if (is_fault_of_page(cause) && row->state == LANE_PROCESSING)
		wait = AFTER_PAGE_MS;
	slot->process = 0;
	slot->start_at = now + wait;
	slot->was_overdue = slot->was_stalled = slot->was_idle = false;
}
