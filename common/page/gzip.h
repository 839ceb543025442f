/* gzip.h - unpacking gzip and deflate with a bound, by zlib. */
#ifndef JICENG_PAGE_GZIP_H
#define JICENG_PAGE_GZIP_H

#include "base/arena.h"
#include "base/status.h"

/* True if the bytes begin as gzip does (1F 8B 08). */
bool gzip_is(struct slice bytes);

/* All members of a gzip file, joined; zero bytes behind the last are padding.
 * STATUS_TOO_LARGE when it unpacks to more than max_bytes (nothing more is unpacked then),
 * STATUS_UNDECODABLE when it is broken or cut short, STATUS_MEMORY_LIMIT. *out in the arena. */
enum status gzip_unpack(struct arena *arena, struct slice bytes, size_t max_bytes,
			struct slice *out, struct err *err) __attribute__((warn_unused_result));
/* The first member only; *n_used is its length in `bytes`. */
enum status gzip_unpack_member(struct arena *arena, struct slice bytes, size_t max_bytes,
			       struct slice *out, size_t *n_used, struct err *err)
    __attribute__((warn_unused_result));
/* HTTP's "deflate": a zlib stream, or (as some servers send) a bare deflate stream. */
enum status deflate_unpack(struct arena *arena, struct slice bytes, size_t max_bytes,
			   struct slice *out, struct err *err) __attribute__((warn_unused_result));

#endif
