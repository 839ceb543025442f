/* stop.c - see stop.h. */
#include "stop.h"

#include <signal.h>
#include <time.h>

#include "clock.h"

#define STEP_MS 50

static sigset_t terms(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	return set;
}

struct stop stop_watch(struct lane_row *row)
{
	sigset_t set = terms();

	sigprocmask(SIG_SETMASK, &set, NULL);
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	return (struct stop){.row = row};
}

int stop_level(struct stop *stop)
{
	sigset_t set = terms();
	struct timespec none = {0};

	row_tick(stop->row);
	while (sigtimedwait(&set, NULL, &none) == SIGTERM)
		stop->level++;
	return stop->level;
}

bool stop_wait(struct stop *stop, int64_t ms, int level)
{
	int64_t end = clock_monotonic_ms() + ms;

	for (;;) {
		if (stop_level(stop) >= level)
			return false;
		int64_t left = end - clock_monotonic_ms();
		if (left <= 0)
			return true;
		clock_sleep_ms(left < STEP_MS ? left : STEP_MS);
	}
}
