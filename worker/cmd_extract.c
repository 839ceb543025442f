/* cmd_extract.c - `jiceng extract`: one JSON line an event, exactly as the worker publishes it. */
#include <stdio.h>

#include "pages.h"

static void print(const struct engine_result *result)
{
	for (size_t i = 0; i < result->n_events; i++) {
		fwrite(result->events[i].value.p, 1, result->events[i].value.n, stdout);
		fputc('\n', stdout);
	}
}

int cmd_extract(const struct options *options, const struct log *log)
{
	return pages_run(options, log, print);
}
