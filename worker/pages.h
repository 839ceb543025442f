/* pages.h - the loop that `clean` and `extract` share: every page of the operands goes through the
 * engine, and what it gave is printed. */
#ifndef JICENG_WORKER_PAGES_H
#define JICENG_WORKER_PAGES_H

#include "commands.h"
#include "engine.h"

/* Writes what the command shows of one page to stdout. Not called for dead letters. */
typedef void (*page_printer)(const struct engine_result *result);

/* Returns an exit_code: EXIT_CODE_FAILURE when a file could not be read or a page is one that the
 * worker would dead-letter; each is named on stderr with its reason, and the others go on. */
int pages_run(const struct options *options, const struct log *log, page_printer print);

#endif
