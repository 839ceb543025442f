/* clock.h - the time, in milliseconds. The only place in worker/ that asks for it. */
#ifndef JICENG_CLOCK_H
#define JICENG_CLOCK_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Since some point in the past; never goes back. */
int64_t clock_monotonic_ms(void);
/* The same in nanoseconds, for measuring. */
int64_t clock_monotonic_ns(void);
/* Since 1970-01-01 UTC. */
int64_t clock_unix_ms(void);
/* Processor time that this process has used. */
int64_t clock_own_cpu_ms(void);
/* Processor time that another process has used; -1: not known. */
int64_t clock_cpu_ms_of(pid_t process);
/* RFC 3339 in UTC with milliseconds ("2024-05-01T08:00:00.000Z"); false when the year is not
 * 0 to 9999. */
_Bool clock_format(int64_t unix_ms, char out[32]);
void clock_sleep_ms(int64_t ms);

#endif
