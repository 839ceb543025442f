/* input.h - pages from files, folders and standard input, as raw records; the same records that
 * `jiceng load` puts on the topic, so that the command line sees what the worker will see.
 *
 * A file is one page, but a WARC file (.warc, .warc.gz) is one page for each of its response and
 * resource records, and a .jsonl or .ndjson file is one envelope a line. A folder gives its files
 * in the order of their names, folders below it too; names that begin with a dot are passed over.
 * "-" is standard input. The content-type header follows from the file name; a name without a known
 * ending leaves it to the first bytes. */
#ifndef JICENG_WORKER_INPUT_H
#define JICENG_WORKER_INPUT_H

#include "page/record.h"

struct input; /* opaque */

enum input_result {
	INPUT_RECORD,
	INPUT_END,
	INPUT_ERROR, /* this file could not be read; err says why; going on is possible */
};

/* paths: borrowed for the life of the input. content_type: given to every record instead of what
 * the file names say; empty: the names decide. NULL: no memory. */
struct input *input_open(const char *const *paths, size_t n_paths, struct slice content_type);
void input_close(struct input *input);
/* The next record; valid until the next call. */
enum input_result input_next(struct input *input, struct raw_record *out, struct err *err);

#endif
