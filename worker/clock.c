/* clock.c - see clock.h. */
#include "clock.h"

#include <stdio.h>
#include <time.h>

static int64_t milliseconds(clockid_t clock)
{
	struct timespec now;

	if (clock_gettime(clock, &now) != 0)
		return -1;
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_monotonic_ms(void)
{
	return milliseconds(CLOCK_MONOTONIC);
}

int64_t clock_monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t clock_unix_ms(void)
{
	return milliseconds(CLOCK_REALTIME);
}

int64_t clock_own_cpu_ms(void)
{
	return milliseconds(CLOCK_PROCESS_CPUTIME_ID);
}

int64_t clock_cpu_ms_of(pid_t process)
{
	clockid_t clock;

	return clock_getcpuclockid(process, &clock) == 0 ? milliseconds(clock) : -1;
}

_Bool clock_format(int64_t unix_ms, char out[32])
{
	time_t seconds = (time_t)(unix_ms / 1000);
	struct tm parts;

	if (unix_ms < 0 || !gmtime_r(&seconds, &parts) || parts.tm_year + 1900 > 9999)
		return 0;
	size_t n = strftime(out, 32, "%Y-%m-%dT%H:%M:%S", &parts);
	snprintf(out + n, 32 - n, ".%03dZ", (int)(unix_ms % 1000));
	return 1;
}

void clock_sleep_ms(int64_t ms)
{
	struct timespec span = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (ms % 1000) * 1000000};

	nanosleep(&span, NULL);
}
