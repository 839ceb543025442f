/* backoff.h - how long to wait before trying again: doubles with each failure, up to a limit. */
#ifndef JICENG_BACKOFF_H
#define JICENG_BACKOFF_H

#include <stdint.h>

struct backoff {
	int64_t first_ms;
	int64_t limit_ms;
	unsigned failures; /* since the last success */
};

/* The wait before the next try, and one failure more. */
int64_t backoff_next(struct backoff *backoff);
void backoff_succeeded(struct backoff *backoff);

#endif
