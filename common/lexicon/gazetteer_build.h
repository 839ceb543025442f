/* gazetteer_build.h - makes gazetteer.bin out of the list of divisions that is committed
 * (lexicon/gazetteer/divisions.txt.gz). Runs when the project is built, never in the worker. */
#ifndef JICENG_LEXICON_GAZETTEER_BUILD_H
#define JICENG_LEXICON_GAZETTEER_BUILD_H

#include "lexicon/table.h"

/* The file at `path`, unpacked if it is gzip, in the arena. */
enum status gazetteer_read_source(struct arena *arena, const char *path, struct slice *out,
				  struct err *err) __attribute__((warn_unused_result));

/* The bytes of gazetteer.bin. list: the lines of divisions.txt (form: gazetteer/README.md).
 * suffixes: data/place_suffixes.tsv; former: data/place_former.tsv or NULL. The same input gives the
 * same bytes. STATUS_BAD_LEXICON names the line that breaks the form. */
enum status gazetteer_build(struct arena *arena, struct slice list, const struct table *suffixes,
			    const struct table *former, struct slice *out, struct err *err) __attribute__((warn_unused_result));

/* Writes beside `path` and renames, so that no reader ever sees half a file. */
enum status gazetteer_write(struct arena *arena, struct slice bytes, const char *path,
			    struct err *err) __attribute__((warn_unused_result));

#endif
