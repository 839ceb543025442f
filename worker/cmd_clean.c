/* cmd_clean.c - `jiceng clean`: one JSON line a page, with its articles. */
#include <stdio.h>

#include "pages.h"

static void print(const struct engine_result *result)
{
	fwrite(result->clean_line.p, 1, result->clean_line.n, stdout);
	fputc('\n', stdout);
}

int cmd_clean(const struct options *options, const struct log *log)
{
	return pages_run(options, log, print);
}
