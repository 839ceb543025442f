/* base64.h - RFC 4648, both alphabets; white space between digits and a missing end are allowed. */
#ifndef JICENG_PAGE_BASE64_H
#define JICENG_PAGE_BASE64_H

#include "base/arena.h"
#include "base/status.h"

/* STATUS_BAD_ENVELOPE naming the first byte that is no digit, STATUS_MEMORY_LIMIT. *out in the
 * arena. */
enum status base64_decode(struct arena *arena, struct slice text, struct slice *out,
			  struct err *err) __attribute__((warn_unused_result));

#endif
