/* backoff.c - see backoff.h. Without jitter: the lanes of a pod fail at different moments anyway,
 * and a schedule that can be read in the log is worth more. */
#include "backoff.h"

int64_t backoff_next(struct backoff *backoff)
{
	int64_t wait = backoff->first_ms;

	for (unsigned i = 0; i < backoff->failures && wait < backoff->limit_ms; i++)
		wait *= 2;
	backoff->failures++;
	return wait < backoff->limit_ms ? wait : backoff->limit_ms;
}

void backoff_succeeded(struct backoff *backoff)
{
	backoff->failures = 0;
}
