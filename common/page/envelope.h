/* envelope.h - the JSON envelope of a page, and the CloudEvent in structured mode that wraps one
 * (EVENTS.md section 1). */
#ifndef JICENG_PAGE_ENVELOPE_H
#define JICENG_PAGE_ENVELOPE_H

#include "page/record.h"

/* value: the JSON text. Fills all of *out but content_hash; where the envelope says nothing of URL
 * and time, out->url and out->fetched_at stay as they are (from headers).
 * STATUS_BAD_ENVELOPE names what is wrong and what would be right, STATUS_UNSUPPORTED_TYPE,
 * STATUS_MEMORY_LIMIT. The parsed JSON is held until the arena is reset. */
enum status envelope_decode(struct arena *arena, struct slice value, struct document *out,
			    struct err *err) __attribute__((warn_unused_result));

#endif
